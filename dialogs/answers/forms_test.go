package answers

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// awkward are texts that mean something else in one of the forms, if somebody forgets that they are texts.
var awkward = []string{
	"Yes", "no", "true", "null", "~", "12", "1e3", "0x1F", "2026-12-24", "12:30", ".5", "=", "&lt;&lt;",
	"Hours: 10 to 18", "a: b", "ends with:", ": leads", "tags: none", "# leads", "#5 is it", "in a # word", "- leads", "-", "? asks", "! now", "&amp; so", "* star", "*both*",
	"| a | b", "&gt; more", "% of it", "@home", "`code`", "[one, two]", "{one: two}", "{{.Hours}}", ", comma", "; half", "--- three", "...", "'single'", "it's", `"double"`, `say "hi", then go`, `""`,
	"one\ntwo", "one\nLine: two", "one\n\n  two\n# three\n- four", "- one\n- two", "one:\ntwo", "Tab\there", "  \tone", "one\r\ntwo", "one\n\ttwo: a\tb", "one\t\n- two", "?", "\"one\"\ntwo", "'one'\n\"two\"", "one\n two", "a\u2028b\nc: d", "no\n", "\x7f",
	`a \n written out`, `C:\new\table`, `\`, `\\`, "é ñ 茶 чай شاي 😀 👨‍👩‍👧", "no\u00a0break", "zero\u200bwidth", "\u200fشاي", "line\u2028separator", "next\u0085line", "¿Qué?", "“curly”", "<b>bold</b> &amp; &lt;5 €",
	strings.Repeat("long words: and more, ", 60),
}

// forms write an entry with a question and an answer; empty: the form cannot hold it as a text.
var forms = map[string]func(question, answer string) string{
	"a.yaml": func(question, answer string) string {
		return "- question: " + asJSON(question) + "\n  answer: " + asJSON(answer) + "\n"
	},
	"b.yaml": func(question, answer string) string { // as people write several lines
		if strings.TrimSpace(answer) != answer || strings.ContainsAny(answer, "\t\r\x7f\u0085\u2028") {
			return ""
		}
		return "- question: '" + strings.ReplaceAll(question, "'", "''") + "'\n  answer: |-\n    " + strings.ReplaceAll(answer, "\n", "\n    ") + "\n"
	},
	"a.jsonl": func(question, answer string) string {
		return `{"question": ` + asJSON(question) + `, "answer": ` + asJSON(answer) + "}\n"
	},
	"b.jsonl": func(question, answer string) string { // as Python writes it
		return `{"questions": {"en": [` + strconv.QuoteToASCII("x") + `, ` + asASCII(question) + `]}, "answer": {"en": ` + asASCII(answer) + "}}\n"
	},
	"a.csv": func(question, answer string) string {
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		_ = w.WriteAll([][]string{{"question", "answer"}, {question, plainText.Replace(answer)}})
		return b.String()
	},
	"a.md": func(question, answer string) string { // what a note would make of signs is another matter
		return "## " + question + "\n```\n" + plainText.Replace(answer) + "\n```\n"
	},
}

// plainText is what a form has that knows no HTML.
var plainText = strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">")

func asJSON(text string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(text)
	return strings.TrimSpace(b.String())
}

// asASCII has all other letters escaped, those beyond the first 65,536 in two halves.
func asASCII(text string) string {
	var b strings.Builder
	for _, r := range asJSON(text) {
		switch {
		case r > 0xffff:
			r -= 0x10000
			b.WriteString(`\u` + strconv.FormatInt(int64(0xd800+r>>10), 16) + `\u` + strconv.FormatInt(int64(0xdc00+r&0x3ff), 16))
		case r > 0x7f:
			b.WriteString(`\u` + strconv.FormatInt(int64(0x10000+r), 16)[1:])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// TestForms has the same text be read alike from each form, as an answer and as a question, and stay the same where it is
// written down again.
func TestForms(t *testing.T) {
	for _, text := range awkward {
		answer, question := strings.ReplaceAll(strings.TrimSpace(text), "\r\n", "\n"), "Is it "+strings.Join(strings.Fields(text), " ")+" here?"
		if strings.ContainsAny(answer, "<&") {
			question = "Is it bold?"
		} else {
			question = strings.ReplaceAll(question, "|", "/") // between two questions of a table
		}
		for name, form := range forms {
			written := form(question, text)
			if written == "" {
				continue
			}
			want := answer
			if strings.HasSuffix(name, ".md") || strings.HasSuffix(name, ".csv") {
				want = asHTML.Replace(plainText.Replace(answer))
			}
			e := alone(t, name, written)
			asked := e.Questions["en"]
			if e.Answer["en"] != want || asked[len(asked)-1] != question {
				t.Errorf("%s:\n%swants %q, read %q, asked %q", name, written, want, e.Answer["en"], asked)
				continue
			}
			again, err := Written([]Entry{e}, "en")
			if err != nil {
				t.Fatal(err)
			}
			if r := alone(t, name+".yaml", string(again)); r.Answer["en"] != want || r.Questions["en"][len(asked)-1] != question || r.Title["en"] != e.Title["en"] {
				t.Errorf("%s: %q was written as\n%sand read as %q, asked %q", name, want, again, r.Answer["en"], r.Questions["en"])
			}
		}
	}
}

// alone reads the one entry of a file.
func alone(t *testing.T, name, text string) Entry {
	t.Helper()
	entries, _, err := Parse(fstest.MapFS{"knowledge/" + name: {Data: []byte(text)}}, "en")
	if err != nil || len(entries) != 1 {
		t.Errorf("%s: %v\n%s", name, err, text)
		return Entry{Questions: Wordings{"en": {"", ""}}}
	}
	return entries[0]
}
