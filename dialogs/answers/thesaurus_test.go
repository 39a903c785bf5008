package answers

import (
	"slices"
	"strings"
	"testing"

	"guanxi/locales"
)

// TestSynonyms finds an entry by words that mean the same, in languages that it is not written in too, and none by words of
// other matters.
func TestSynonyms(t *testing.T) {
	entries := knowledge(t)
	for i, e := range entries {
		english := map[string]string{"en": e.Answer["en"]}
		entries[i] = Entry{ID: e.ID, Title: Texts{"en": e.Title["en"]}, Questions: Wordings{"en": e.Questions["en"]}, Answer: english}
	}
	x := New(entries, "en")
	for question, want := range map[string]string{
		"en are pups ok": "children-dogs", "es puedo ir con mi perrito": "children-dogs", "ru можно с щенком?": "children-dogs", "zh 可以带宠物吗": "children-dogs", "ar ممكن أجيب كلبي": "children-dogs",
		"es a qué hora abrís": "hours", "ru сколько стоит доставка": "delivery-cost", "zh 有无线网吗": "wifi", "ar كم سعر التوصيل": "delivery-cost",
		"ru сколько стоит поезд": "", "en what does a flight cost": "", "zh 电影院开门吗": "",
	} {
		lang, text, _ := strings.Cut(question, " ")
		if ranked := x.Rank(text, lang, 2); want != "" && (len(ranked) == 0 || ranked[0] != want) { // beside small talk
			t.Errorf("%s: %v is nearest, want %s", question, ranked, want)
		}
		if m, sure := x.Find(text, lang); want == "" && sure {
			t.Errorf("%s: answered by %s (%.2f)", question, m.ID, m.Score)
		}
	}
}

// TestThesaurus wants each line in all languages, in words alone that are compared, and none twice.
func TestThesaurus(t *testing.T) {
	for line := range strings.Lines(thesaurusText) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		columns := strings.Split(line, "|")
		if len(columns) != len(thesaurusLanguages) {
			t.Fatalf("%d columns: %s", len(columns), line)
		}
		for i, column := range columns {
			words := strings.Fields(column)
			if len(words) == 0 {
				t.Errorf("nothing in %s: %s", thesaurusLanguages[i], line)
			}
			for n, word := range words {
				if slices.Contains(words[:n], word) {
					t.Errorf("%s is there twice: %s", word, line)
				}
				if of := wordsOf(locales.Fold(word), thesaurusLanguages[i]); len(of) > 2 {
					t.Errorf("%s is %d words", word, len(of))
				}
			}
		}
	}
}
