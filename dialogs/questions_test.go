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
	return Load(folder)
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
