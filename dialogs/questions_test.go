package dialogs

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"guanxi/deploy/shop"
	"guanxi/locales"
)

// suggesting is the example shop with another list of suggestions.
func suggesting(t *testing.T, list string) (*World, error) {
	t.Helper()
	return suggestingWith(t, list, nil)
}

// suggestingWith lays further files over it.
func suggestingWith(t *testing.T, list string, files map[string]string) (*World, error) {
	t.Helper()
	folder := fstest.MapFS{}
	err := fs.WalkDir(shop.FS, ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(shop.FS, file)
		folder[file] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	was := string(folder["shop.yaml"].Data)
	now := strings.Replace(was, "suggest: [hours, delivery-cost, choosing]\n", list, 1)
	if now == was {
		t.Fatal("the shop suggests nothing")
	}
	folder["shop.yaml"] = &fstest.MapFile{Data: []byte(now)}
	for file, text := range files {
		folder[file] = &fstest.MapFile{Data: []byte(text)}
	}
	return Load(folder)
}

// TestSuggestedBesideFaults names what is wrong with the suggestions beside the faults of entries whose ids can be read, and
// takes none of those for missing; where a file cannot be read at all, nobody knows what it holds.
func TestSuggestedBesideFaults(t *testing.T) {
	const missing = `suggest: there is no entry "hour"`
	for text, want := range map[string]bool{
		"- id: extra\n  questions: {en: [where is it]}\n":                                                true,  // no answer
		"- id: extra\n  questons: {en: [where is it]}\n  answer: here\n":                                 true,  // a key misspelt
		"- id: extra\n  questions: {en: [where is it]}\n  answer: <b>here\n":                             true,  // markup left open
		"- id: extra\n  questions: {en: [where is it]}\n  answer: {en: here}\n  answers: {xx: there}\n":  true,  // another key
		"- id: extra\n  questions: {en: [where is it\n  answer: here\n- id: hour\n  answer: [unclosed\n": false, // no YAML
	} {
		_, err := suggestingWith(t, "suggest: [hours, extra, hour]\n", map[string]string{"knowledge/extra.yaml": text})
		if err == nil || !strings.Contains(err.Error(), "knowledge/extra.yaml:") || strings.Contains(err.Error(), missing) != want || strings.Contains(err.Error(), `no entry "extra"`) {
			t.Errorf("%q, to be told %v: %v", text, want, err)
		}
	}
}

// TestSuggested wants the questions that a shop names, else its first, and faults with their line.
func TestSuggested(t *testing.T) {
	for list, want := range map[string][]string{
		"suggest: [wifi, hours]\n": {"wifi", "hours"},
		"suggest: []\n":            {},
		"":                         {"gift-wrap", "gift-cards", "wholesale"},
	} {
		w, err := suggesting(t, list)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(w.suggested, want) {
			t.Errorf("%q suggests %q, want %q", list, w.suggested, want)
		}
		for _, lang := range w.Texts.Languages() {
			if rows := w.steps["answer.ask"].buttons[lang]; len(rows) != len(want) {
				t.Errorf("%q: %d rows of buttons in %s", list, len(rows), lang)
			}
		}
	}
	for list, want := range map[string]string{
		"suggest: [hours, hour]\n":                  `suggest: there is no entry "hour"`,
		"suggest: [hours, hours]\n":                 "suggest: names hours twice",
		"suggest: [wifi, hours, address, social]\n": "suggest: names 4 entries; hint: at most 3",
	} {
		if _, err := suggesting(t, list); err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "shop.yaml:") {
			t.Errorf("%q: got %v, want shop.yaml:...%s", list, err, want)
		}
	}
}

// TestLabels wants a label that fits a button for every entry in every language.
func TestLabels(t *testing.T) {
	w, err := suggesting(t, "suggest: []\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"hours", "choosing", "delivery-cost", "da-hong-pao", "children-dogs", "parcel-trouble"} {
		for _, lang := range append(w.Texts.Languages(), "xx") {
			label := w.answers.Label(id, lang, locales.MaxLabel)
			if n := locales.Units(label); n == 0 || n > locales.MaxLabel {
				t.Errorf("%s in %s is called %q", id, lang, label)
			}
		}
	}
	if label := w.answers.Label("hours", "en", 5); label != "Op…" {
		t.Errorf("where nothing fits the label is %q", label)
	}
}
