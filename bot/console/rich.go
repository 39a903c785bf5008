// Marked text: Telegram's entities as HTML that holds nothing but our own tags.
package console

import (
	"html/template"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"guanxi/bot/sandbox"
)

// plainTags are the entities that are one tag and nothing else.
var plainTags = map[string]string{
	"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "code": "code", "pre": "pre",
	"blockquote": "blockquote", "expandable_blockquote": "blockquote",
}

// rich writes text with its entities. Offsets count UTF-16 units; what lies outside the text is cut.
func rich(text string, marks []sandbox.Entity) template.HTML {
	w := richWriter{units: utf16.Encode([]rune(text)), runs: direction(text, "ltr")}
	w.write(0, len(w.units), marks)
	return template.HTML(w.out.String()) //nolint:gosec // all but our tags went through HTMLEscapeString
}

type richWriter struct {
	units []uint16
	out   strings.Builder
	runs  string // which way the whole goes
	bare  bool   // within a link or code, where nothing is made a link
}

// write gives the units from..to; marks are by offset, the longer first, and may nest.
func (w *richWriter) write(from, to int, marks []sandbox.Entity) {
	for i := 0; i < len(marks); {
		m := marks[i]
		start, end := max(m.Offset, from), min(m.Offset+m.Length, to)
		i++
		if start >= end {
			continue
		}
		inner := i
		for i < len(marks) && marks[i].Offset < end {
			i++
		}
		w.words(from, start)
		w.mark(m, start, end, marks[inner:i])
		from = end
	}
	w.words(from, to)
}

func (w *richWriter) mark(m sandbox.Entity, from, to int, inner []sandbox.Entity) {
	begin, end := tagsOf(m, string(utf16.Decode(w.units[from:to])))
	bare := w.bare
	w.bare = bare || m.Type == "code" || m.Type == "pre" || strings.HasPrefix(begin, "<a") || m.Type == "bot_command"
	w.out.WriteString(begin)
	w.write(from, to, inner)
	w.out.WriteString(end)
	w.bare = bare
}

func tagsOf(m sandbox.Entity, words string) (begin, end string) {
	if tag := plainTags[m.Type]; tag != "" {
		return "<" + tag + ">", "</" + tag + ">"
	}
	switch m.Type {
	case "spoiler":
		return `<span class="spoiler" tabindex="0">`, "</span>"
	case "bot_command":
		return `<button type="button" class="command" dir="ltr" data-say="` + template.HTMLEscapeString(words) + `">`, "</button>"
	case "text_link":
		return link(m.URL)
	case "url":
		return link(words)
	}
	return "", ""
}

// link opens elsewhere and tells that page nothing; a topic of the group opens in the page. An address of another kind
// stays words.
func link(address string) (begin, end string) {
	if address = safe(address); address == "" {
		return "", ""
	}
	if slug := topicAt(address); slug != "" {
		return `<a href="/sandbox/` + slug + `" data-chat="` + slug + `">`, "</a>"
	}
	return `<a target="_blank" rel="noopener noreferrer" href="` + template.HTMLEscapeString(address) + `">`, "</a>"
}

// safe gives the address if it leads to the web or into Telegram, else "".
func safe(address string) string {
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return ""
	case u.Scheme == "tg", (u.Scheme == "http" || u.Scheme == "https") && u.Host != "":
		return u.String()
	}
	return ""
}

// marked are what Telegram's apps make links of by themselves: addresses, without the full stop behind, and commands.
var marked = regexp.MustCompile(`https?://[^\s<>"«»“”]*[^\s<>"«»“”.,;:!?()\[\]，。；：！？、،؛؟]` +
	`|(?:^|[^\p{L}\p{N}/<>.])(/[a-z][a-z0-9_]{0,31})\b`)

// words gives units without entities, each line so that it runs as its words do.
func (w *richWriter) words(from, to int) {
	for from < to {
		if from == 0 || w.units[from-1] == '\n' {
			w.turn(from)
		}
		end := to
		if i := slices.Index(w.units[from:to], '\n'); i >= 0 {
			end = from + i + 1
		}
		w.line(from, end)
		from = end
	}
}

// turn puts an invisible mark before a line with a name that is isolated. Browsers would go by the name in all but the first.
func (w *richWriter) turn(from int) {
	line := w.units[from:]
	if i := slices.Index(line, '\n'); i >= 0 {
		line = line[:i]
	}
	switch {
	case !slices.Contains(line, '\u2068'):
	case direction(string(utf16.Decode(line)), w.runs) == "rtl":
		w.out.WriteString("\u200f")
	default:
		w.out.WriteString("\u200e")
	}
}

func (w *richWriter) line(from, to int) {
	text := string(utf16.Decode(w.units[from:to]))
	at := 0
	for _, found := range marked.FindAllStringSubmatchIndex(text, -1) {
		start, end, kind := found[0], found[1], "url"
		if found[2] >= 0 { // a command, without what stands before it
			start, kind = found[2], "bot_command"
		}
		opening, closing := tagsOf(sandbox.Entity{Type: kind}, text[start:end])
		if opening == "" || w.bare {
			continue
		}
		w.out.WriteString(template.HTMLEscapeString(text[at:start]) + opening + template.HTMLEscapeString(text[start:end]) + closing)
		at = end
	}
	w.out.WriteString(template.HTMLEscapeString(text[at:]))
}
