package answers

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const good = `
- id: hours
  title: {en: Hours, zh: 时间}
  questions:
    en: [When?]
    zh: [几点]
  answer:
    en: At <b>ten</b>.
    zh: 十点。
`

func TestParse(t *testing.T) {
	dir := fstest.MapFS{"knowledge/a.yaml": {Data: []byte(good)}, "knowledge/b.yml": {Data: []byte("# nothing yet\n")}, "knowledge/note.txt": {Data: []byte("- id: no")}}
	entries, warnings, err := Parse(dir, "en", "zh")
	if err != nil || !slices.Equal(warnings, []string{"knowledge/b.yml: holds no entries"}) || len(entries) != 1 {
		t.Fatal(entries, warnings, err)
	}
	e := entries[0]
	if e.ID != "hours" || e.Title["zh"] != "时间" || !slices.Equal(e.Questions["en"], []string{"When?"}) || e.Answer["en"] != "At <b>ten</b>." {
		t.Errorf("%+v", e)
	}
}

func TestParseWarns(t *testing.T) {
	_, warnings, err := Parse(fstest.MapFS{"knowledge/a.yaml": {Data: []byte(good)}}, "en", "ru")
	want := []string{"knowledge/a.yaml:2: entry hours: lacks title in ru, questions in ru, answer in ru; there it is answered in en", "knowledge/a.yaml:2: entry hours: has zh, which the shop does not speak"}
	if err != nil || !slices.Equal(warnings, want) {
		t.Errorf("%q, %v", warnings, err)
	}
}

// TestParseFaults wants each fault with its file and line.
func TestParseFaults(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"syntax", "- id: a\n  title: [", "a.yaml:2: "},
		{"no list", "id: a", "a.yaml:1: no list of entries"},
		{"no entry", "- 5", "a.yaml:1: this is a whole number, want a mapping"},
		{"unknown field", good + "  anwser: {}\n", `a.yaml:10: unknown field "anwser"`},
		{"wrong type", strings.Replace(good, "[When?]", "{a: b}", 1), "a.yaml:5: "},
		{"staff's id", strings.Replace(good, "hours", "taught-hours", 1), "a.yaml:2: entry taught-hours: ids that begin with taught-"},
		{"odd id", strings.Replace(good, "hours", "Open Hours", 1), `a.yaml:2: entry "Open Hours": hint: an id is`},
		{"duplicate", good + good, "a.yaml:11: entry hours is already at knowledge/a.yaml:2"},
		{"no questions", good[:strings.Index(good, "  questions")] + good[strings.Index(good, "  answer"):], "entry hours: no questions"},
		{"empty question", strings.Replace(good, "[几点]", `["?!"]`, 1), "a.yaml:6: entry hours: an empty question in zh"},
		{"no answer", good[:strings.Index(good, "  answer")], "a.yaml:2: entry hours: no answer"},
		{"same question", good + strings.Replace(good, "hours", "opening", 1), "a.yaml:14: entry opening: the question \"When?\" has the same answer at knowledge/a.yaml:2, in entry hours"},
		{"contradiction", good + strings.Replace(strings.Replace(good, "hours", "opening", 1), "ten", "nine", 1), "a.yaml:14: entry opening: the question \"When?\" has another answer"},
		{"no day", good + "  from: 1.12.2026\n", "a.yaml:10: entry hours: from: \"1.12.2026\" is no day"},
		{"no span", good + "  from: 2026-12-24\n  until: 2026-12-23\n", "a.yaml:11: entry hours: ends on 2026-12-23 before it begins"},
		{"photo", good + "  photo: http://a.example/tea.jpg\n", "a.yaml:10: entry hours: photo: \"http://a.example/tea.jpg\" is no https:// address"},
		{"button", good + "  buttons: [{label: More}]\n", "a.yaml:10: entry hours: a button needs one of link, flow and entry"},
		{"button's label", good + "  buttons: [{flow: /rate}]\n", "a.yaml:10: entry hours: the button to /rate has no label"},
		{"button's entry", good + "  buttons: [{label: More, entry: nowhere}]\n", "a.yaml:2: entry hours: a button leads to the entry \"nowhere\""},
		{"html", strings.Replace(good, "十点", "<b>十点", 1), "a.yaml:9: entry hours: answer in zh: <b> is not closed"},
		{"long", strings.Replace(good, "十点", strings.Repeat("十", 4096), 1), "a.yaml:9: entry hours: answer in zh: has 4097 characters, at most 4030"},
		{"huge", "# " + strings.Repeat("x", 1<<20), "a.yaml: is too large, 1.0 MB of at most 1: hint: "},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := Parse(fstest.MapFS{"knowledge/a.yaml": {Data: []byte(test.text)}}, "en", "zh")
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want ...%s...", err, test.want)
			}
		})
	}
}

// simple is what a shop's owner writes, in each of the forms.
var simple = map[string]string{
	"a.yaml":  "- question: Do you have parking?\n  answer: Yes, &lt;behind&gt; the house.\n- questions: [¿Hay wifi?, ¿Tenéis internet?]\n  answer: Sí, gratis.\n",
	"a.jsonl": `{"question": "Do you have parking?", "answer": "Yes, &lt;behind&gt; the house."}` + "\n\n" + `{"questions": ["¿Hay wifi?", "¿Tenéis internet?"], "answer": "Sí, gratis."}`,
	"a.csv":   "\uFEFFQuestion;Answer;Lang\r\nDo you have parking?;Yes, <behind> the house.;en\r\n;;\r\n¿Hay wifi?|¿Tenéis internet?;Sí, gratis.;\r\n",
	"a.md":    "# Our house\nWhat people ask.\n\n## Do you have parking?\n\nYes, <behind> the house.\n\n## ¿Hay wifi?\n## ¿Tenéis internet?\nSí, gratis.\n",
}

func TestSimple(t *testing.T) {
	for name, text := range simple {
		entries, warnings, err := Parse(fstest.MapFS{"knowledge/" + name: {Data: []byte(text)}, "knowledge/README.md": {Data: []byte("## no?")}}, "en", "es")
		if err != nil || len(entries) != 2 || len(warnings) != 2 {
			t.Fatal(name, entries, warnings, err)
		}
		parking, wifi := entries[0], entries[1]
		if parking.ID != "do-you-have-parking" || parking.Title["en"] != "Do you have parking?" || parking.Answer["en"] != "Yes, &lt;behind&gt; the house." {
			t.Errorf("%s: %+v", name, parking)
		}
		if !slices.Equal(wifi.Questions["es"], []string{"¿Hay wifi?", "¿Tenéis internet?"}) || wifi.Answer["es"] != "Sí, gratis." || wifi.Answer["en"] != wifi.Answer["es"] {
			t.Errorf("%s: %+v", name, wifi)
		}
		if !strings.Contains(warnings[1], "lacks title in en, questions in en, answer in en; there it is answered in es") {
			t.Errorf("%s: %q", name, warnings)
		}
	}
}

// full is one entry with all that it may have, as a table and as notes.
var full = map[string]string{
	"a.csv": "id,question,answer,lang,title,tags,from,until,owner,photo,link,flow\n" +
		"trip,\"What trips,\nare there?\",\"To the sea.\nBring a hat.\",en,Trips,\"summer, sea\",2026-06-01,2026-08-31,@lin,https://a.example/sea.jpg,https://a.example/trips All trips,/rate Rate us\n" +
		"trip,有什么旅行,去海边。\\n,zh,旅行,,,,,,,\n",
	"a.md": "## What trips,\n## are there?\nid: trip\ntitle: Trips\ntags: summer, sea\nfrom: 2026-06-01\nuntil: 2026-08-31\nowner: @lin\n![the sea](https://a.example/sea.jpg)\n" +
		"link: https://a.example/trips All trips\nflow: /rate Rate us\n\nTo the sea.\nBring a hat.\n\n### 有什么旅行\ntitle: 旅行\n去海边。\\n\n",
}

func TestFull(t *testing.T) {
	want := Entry{
		ID: "trip", Title: Texts{"en": "Trips", "zh": "旅行"}, Questions: Wordings{"en": {"What trips,", "are there?"}, "zh": {"有什么旅行"}},
		Answer: Texts{"en": "To the sea.\nBring a hat.", "zh": "去海边。\\n"}, Tags: []string{"summer", "sea"}, From: "2026-06-01", Until: "2026-08-31",
		Owner: "@lin", Photo: "https://a.example/sea.jpg", Buttons: []Button{
			{Label: Texts{"en": "All trips"}, Link: "https://a.example/trips"}, {Label: Texts{"en": "Rate us"}, Flow: "/rate"},
		},
	}
	for name, text := range full {
		entries, warnings, err := Parse(fstest.MapFS{"knowledge/" + name: {Data: []byte(text)}}, "en", "zh")
		if err != nil || len(entries) != 1 || len(warnings) > 0 {
			t.Fatal(name, entries, warnings, err)
		}
		want.Place = entries[0].Place
		if !reflect.DeepEqual(entries[0], want) {
			t.Errorf("%s:\n%+v\n%+v", name, entries[0], want)
		}
	}
}

// TestMarkup has Markdown become Telegram's HTML.
func TestMarkup(t *testing.T) {
	for text, want := range map[string]string{
		"**bold** and *slanted* & `x<y`":     "<b>bold</b> and <i>slanted</i> &amp; <code>x&lt;y</code>",
		"see [us](https://a.example/?a=1&b)": `see <a href="https://a.example/?a=1&amp;b">us</a>`,
		"- one\n* two":                       "• one\n• two",
		"```\n## no *heading*\n```\n2 * 3":   "## no *heading*\n2 * 3",
		"#5 is no heading\n#### nor this":    "#5 is no heading\n#### nor this",
	} {
		entries, _, err := Parse(fstest.MapFS{"knowledge/a.md": {Data: []byte("## what?\n" + text)}}, "en")
		if err != nil || entries[0].Answer["en"] != want {
			t.Errorf("%+v, %v, want %q", entries, err, want)
		}
	}
}

// TestFormFaults wants faults of tables, notes and lines with file and line.
func TestFormFaults(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a.csv", "q,a\nx,y\n", "a.csv:1: the first line names no column question, or none answer"},
		{"a.csv", "question,answer,langauge\nx,y,en\n", "a.csv:1: nobody knows the column \"langauge\""},
		{"a.csv", "question,answer\nwhere?,here, and there\n", "a.csv:2: has 3 columns, the first line has 2: hint: put a text with a ','"},
		{"a.csv", "question,answer\nwhere?,\"here\n", "a.csv:"},
		{"a.csv", "question,\"answer\nwhere?,here\n", "a.csv:"},
		{"a.csv", "que\"stion,answer\nwhere?,here\n", "a.csv:1: bare"},
		{"a.csv", "", ""},
		{"a.csv", "question\ttags\tlang\tanswer\nwhere?\t\t\there\n", ""},
		{"a.csv", "question,answer\nwhere?,\nwhen?,now\n", "a.csv:2: entry where: no answer"},
		{"a.csv", "id,question,answer,lang\na,where?,here,en\na,where is it?,there,en\n", "a.csv:3: entry a: has two answers in en; the first is at knowledge/a.csv:2"},
		{"a.csv", "question,answer\n\xbfd\xf3nde?,aqu\xed\n", "a.csv:2: is written in Latin-1"},
		{"a.md", "## where?\n\n## when?\nnow\n", ""},
		{"a.md", "### where?\nhere\n", "a.md:1: \"where?\" is of no entry"},
		{"a.md", "## where?\nhere\n### where is it?\nthere\n", "a.md:3: the entry has two answers in en; the first is at knowledge/a.md:1"},
		{"a.md", "## where?\n", "a.md:1: entry where: no answer"},
		{"a.jsonl", "{\"question\": \"where?\", \"answer\": \"here\"}\n{\"question\": 1", "a.jsonl:2: no JSON object"},
		{"a.jsonl", "{\"question\": \"where?\", \"anwser\": \"here\"}\n", "a.jsonl:1: unknown field \"anwser\""},
		{"a.jsonl", "[]\n", "a.jsonl:1: no JSON object"},
	} {
		entries, _, err := Parse(fstest.MapFS{"knowledge/" + test.name: {Data: []byte(test.text)}}, "en", "es")
		switch {
		case test.want == "" && (err != nil || len(entries) != min(len(test.text), 1)):
			t.Errorf("%q: %v", test.text, err)
		case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n")):
			t.Errorf("%q: got %v, want ...%s...", test.text, err, test.want)
		}
	}
}

// TestDays lets an entry for some days stand beside one for all others.
func TestDays(t *testing.T) {
	usual := "- {id: a, question: When?, answer: at ten}\n"
	for _, test := range []struct {
		text, want string
	}{
		{usual + "- {id: b, question: When?, answer: at noon, from: 2026-12-24, until: 2026-12-26}\n", "a"},
		{"- {id: b, question: When?, answer: at noon, from: 2026-12-24}\n" + usual, "a"},
		{"- {id: a, question: When?, answer: at noon, until: 2026-12-24}\n- {id: b, question: When?, answer: at ten, from: 2026-12-25}\n", ""},
	} {
		entries, _, err := Parse(fstest.MapFS{"knowledge/a.yaml": {Data: []byte(test.text)}}, "en")
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if e.ID == "b" && e.About != test.want {
				t.Errorf("%+v, want about %q", e, test.want)
			}
		}
	}
	twice := "- {id: b, question: When?, answer: at noon, until: 2026-12-24}\n- {id: c, question: When?, answer: at ten, from: 2026-12-24}\n"
	if _, _, err := Parse(fstest.MapFS{"knowledge/a.yaml": {Data: []byte(twice)}}, "en"); err == nil {
		t.Error("two entries answer on one day")
	}
}

// TestKnown tells new entries from those that a shop has, and from those that contradict them.
func TestKnown(t *testing.T) {
	parse := func(text string) []Entry {
		entries, _, err := Parse(fstest.MapFS{"knowledge/a.yaml": {Data: []byte(text)}}, "en")
		if err != nil {
			t.Fatal(err)
		}
		return entries
	}
	shop := parse("- {id: a, question: When?, answer: at ten}\n")
	fresh, err := Known(shop, parse("- {question: when, answer: at ten}\n- {question: Where?, answer: here}\n"))
	if err != nil || len(fresh) != 1 || fresh[0].ID != "where" {
		t.Error(fresh, err)
	}
	if _, err = Known(shop, parse("- {question: when, answer: at noon}\n")); err == nil || !strings.Contains(err.Error(), `another answer at knowledge/a.yaml:1, in entry a`) {
		t.Error(err)
	}
}

func TestParseAllAtOnce(t *testing.T) {
	bad := strings.Replace(strings.Replace(good, "<b>", "", 1), "十点", "<i>", 1)
	_, _, err := Parse(fstest.MapFS{"knowledge/a.yaml": {Data: []byte(bad)}, "knowledge/b.yaml": {Data: []byte("[")}}, "en", "zh")
	if err == nil || strings.Count(err.Error(), "\n") != 2 {
		t.Errorf("want three faults: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(good), "when")
	f.Add([]byte("- &a {id: b}\n- *a\n---\n- <<: *a\n"), "")
	f.Add([]byte("- id: a\n  answer: {en: \"&lt;\"}\n"), "几点")
	f.Fuzz(func(t *testing.T, data []byte, query string) {
		entries, _, err := Parse(fstest.MapFS{"knowledge/a.yaml": {Data: data}}, "en", "zh")
		if err != nil {
			return
		}
		if m, ok := New(entries, "en").Find(query, "zh"); ok && (m.Text == "" || m.Title == "" || m.Score > 1) {
			t.Errorf("%+v", m)
		}
	})
}
