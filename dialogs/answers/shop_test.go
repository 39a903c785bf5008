package answers

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"guanxi/locales"
)

var (
	number = regexp.MustCompile(`\d+`)

	// What one language writes in digits and another in words.
	wording = strings.NewReplacer("1,000", "1000", "12 月", "", "4 月", "", "دقيقتين", "2")
)

// TestShopFacts wants the same numbers in each language's answer, none longer than a phone's screen, and several
// phrasings of each question.
func TestShopFacts(t *testing.T) {
	for _, e := range knowledge(t) {
		facts := numbers(e.Answer["en"])
		for _, lang := range slices.Sorted(maps.Keys(e.Answer)) {
			plain, err := locales.Plain(e.Answer[lang])
			if n := locales.Units(plain); err != nil || n > 500 {
				t.Errorf("%s %s: %d characters, %v", e.ID, lang, n, err)
			}
			if got := numbers(plain); !slices.Equal(got, facts) {
				t.Errorf("%s %s: numbers %v, in English %v", e.ID, lang, got, facts)
			}
			if n := len(e.Questions[lang]); n < 3 || n > 16 {
				t.Errorf("%s %s: %d questions", e.ID, lang, n)
			}
		}
	}
}

// numbers returns the numbers of a text, sorted, each once: languages order and repeat them differently.
func numbers(text string) []string {
	found := number.FindAllString(wording.Replace(text), -1)
	slices.Sort(found)
	return slices.Compact(found)
}
