package products

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"guanxi/deploy/shop"
	"guanxi/dialogs/answers"
)

var languages = []string{"en", "zh", "ru", "es", "ar"}

func shopProducts(t *testing.T) []Product {
	t.Helper()
	list, warnings, err := Parse(shop.FS, languages[0], languages[1:]...)
	if err != nil || len(warnings) > 0 || len(list) < 20 {
		t.Fatal(len(list), warnings, err)
	}
	return list
}

// TestShop wants each fact in all languages and the same numbers in each, whatever the words around them.
func TestShop(t *testing.T) {
	number := regexp.MustCompile(`\d+`)
	for _, p := range shopProducts(t) {
		if _, err := p.Price.Smallest("EUR"); err != nil || p.Price == 0 || p.Knowledge == "" || len(p.Tags) == 0 {
			t.Errorf("%s: %v %q %q %v", p.ID, p.Price, p.Knowledge, p.Tags, err)
		}
		for _, texts := range []map[string]string{p.Name, p.Description, p.Unit} {
			facts := numbers(number, texts["en"])
			for _, lang := range languages {
				if got := numbers(number, strings.ReplaceAll(texts[lang], "4 月", "")); !slices.Equal(got, facts) {
					t.Errorf("%s %s: numbers %v, in English %v", p.ID, lang, got, facts)
				}
			}
		}
		if n := len(p.Origin); n != 0 && n != len(languages) {
			t.Errorf("%s: origin in %d languages", p.ID, n)
		}
	}
}

func numbers(of *regexp.Regexp, text string) []string {
	return slices.Compact(slices.Sorted(slices.Values(of.FindAllString(text, -1))))
}

// money is an amount in an answer: €12.50, 12,50 €, 12.50 欧元, 12.50 يورو.
var money = regexp.MustCompile(`€([0-9.]*[0-9])|([0-9,.]*[0-9])[\s\x{a0}](?:€|欧元|يورو)`)

// TestKnowledge holds products.yaml and the knowledge together: an entry that names prices names those of its products,
// all and no other, in every language.
func TestKnowledge(t *testing.T) {
	prices := map[string][]Price{}
	for _, p := range shopProducts(t) {
		prices[p.Knowledge] = append(prices[p.Knowledge], p.Price)
	}
	entries, _, err := answers.Parse(shop.FS, languages[0], languages[1:]...)
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, e := range entries {
		want, sold := prices[e.ID]
		delete(prices, e.ID)
		slices.Sort(want)
		for _, lang := range languages {
			if got := amounts(t, e.Answer[lang]); sold && len(got) > 0 {
				told++
				if !slices.Equal(got, slices.Compact(slices.Clone(want))) {
					t.Errorf("%s %s: prices %v, of its products %v", e.ID, lang, got, want)
				}
			}
		}
	}
	if len(prices) > 0 || told < 10*len(languages) {
		t.Errorf("no entries %v, and %d answers with prices", slices.Sorted(maps.Keys(prices)), told)
	}
}

func amounts(t *testing.T, text string) (found []Price) {
	for _, m := range money.FindAllStringSubmatch(text, -1) {
		p, err := ParsePrice(strings.ReplaceAll(m[1]+m[2], ",", "."))
		if err != nil {
			t.Errorf("%s: %v", m[0], err)
		}
		found = append(found, p)
	}
	slices.Sort(found)
	return slices.Compact(found)
}
