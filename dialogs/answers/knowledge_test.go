package answers

import (
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
	if err != nil || len(warnings) > 0 || len(entries) != 1 {
		t.Fatal(entries, warnings, err)
	}
	e := entries[0]
	if e.ID != "hours" || e.Title["zh"] != "时间" || !slices.Equal(e.Questions["en"], []string{"When?"}) || e.Answer["en"] != "At <b>ten</b>." {
		t.Errorf("%+v", e)
	}
}

func TestParseWarns(t *testing.T) {
	_, warnings, err := Parse(fstest.MapFS{"knowledge/a.yaml": {Data: []byte(good)}}, "en", "ru")
	want := []string{"knowledge/a.yaml:2: entry hours: lacks title in ru, questions in ru, answer in ru", "knowledge/a.yaml:2: entry hours: has zh, which the shop does not speak"}
	if err != nil || !slices.Equal(warnings, want) {
		t.Errorf("%q, %v", warnings, err)
	}
}

// TestParseFaults wants each fault with its file and line.
func TestParseFaults(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"syntax", "- id: a\n  title: [", "a.yaml:2: "},
		{"no list", "id: a", "a.yaml:1: no list of entries"},
		{"no entry", "- 5", "a.yaml:1: int was used"},
		{"unknown field", good + "  anwser: {}\n", `a.yaml:10: unknown field "anwser"`},
		{"wrong type", strings.Replace(good, "[When?]", "{a: b}", 1), "a.yaml:5: "},
		{"no id", strings.Replace(good, "id: hours\n  ", "", 1), "a.yaml:2: an entry without id"},
		{"odd id", strings.Replace(good, "hours", "Open Hours", 1), `a.yaml:2: entry "Open Hours": hint: an id is`},
		{"duplicate", good + good, "a.yaml:11: entry hours is already at knowledge/a.yaml:2"},
		{"no questions", good[:strings.Index(good, "  questions")] + good[strings.Index(good, "  answer"):], "entry hours: no questions"},
		{"empty question", strings.Replace(good, "[几点]", `["?!"]`, 1), "a.yaml:6: entry hours: an empty question in zh"},
		{"no title", strings.Replace(good, "en: Hours, ", "", 1), "a.yaml:3: entry hours: no title in en"},
		{"no answer", strings.Replace(good, "    en: At <b>ten</b>.\n", "", 1), "a.yaml:8: entry hours: no answer in en"},
		{"html", strings.Replace(good, "十点", "<b>十点", 1), "a.yaml:9: entry hours: answer in zh: <b> is not closed"},
		{"long", strings.Replace(good, "十点", strings.Repeat("十", 4096), 1), "a.yaml:9: entry hours: answer in zh: has 4097 characters, at most 4030"},
		{"huge", "# " + strings.Repeat("x", 1<<20), "a.yaml: has 1048578 bytes"},
	} {
		t.Run(test.name, func(t *testing.T) {
			entries, _, err := Parse(fstest.MapFS{"knowledge/a.yaml": {Data: []byte(test.text)}}, "en", "zh")
			if err == nil || entries != nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want ...%s...", err, test.want)
			}
		})
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
