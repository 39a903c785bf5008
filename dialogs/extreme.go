// The cheapest there is, and the dearest: "what is your cheapest green tea?"
package dialogs

import (
	"cmp"
	"slices"
	"strings"

	"guanxi/dialogs/phrases"
	"guanxi/dialogs/products"
)

// The lists of phrases that ask for the cheapest, and for the dearest.
const (
	leastWords = "least-words"
	mostWords  = "most-words"
)

// maxExtreme is how many products are told of, best first: units differ, so that the next may be the better buy.
const maxExtreme = 3

// extreme tells of the cheapest or the dearest products that there are, of the category that the words name, or else of that
// which was spoken of.
func (t *turn) extreme() bool {
	list, text := t.w.superlative(t.in.Text)
	if list == "" || !t.w.sells() {
		return false
	}
	category, ok := t.category(text)
	if t.Recall || !ok {
		return t.Recall
	}
	all := slices.DeleteFunc(t.w.shelf.in(category), func(p products.Product) bool { return p.Stock == 0 || t.gone(ofProduct+":"+p.ID) })
	key := "products-cheapest"
	slices.SortStableFunc(all, func(a, b products.Product) int { return cmp.Compare(a.Price, b.Price) })
	if list == mostWords {
		key = "products-dearest"
		slices.SortStableFunc(all, func(a, b products.Product) int { return cmp.Compare(b.Price, a.Price) })
	}
	if len(all) == 0 {
		return false
	}
	lines := []string{t.text(key, nil)}
	var row []Button
	for _, p := range all[:min(len(all), maxExtreme)] {
		lines = append(lines, t.text("product-line", t.factsOf(p)))
		row = append(row, t.shelfButton(t.called(p), p.ID))
	}
	t.s.Heard, t.s.Last = t.in.Message, short(t.in.Text, lastWords)
	t.event("question", ofProduct+":"+all[0].ID, t.in.Text)
	rows := slices.Collect(slices.Chunk(row, 2))
	t.show(strings.Join(lines, "\n"), append(rows, []Button{t.wayBack()}))
	return true
}

// superlative is the list of the longest phrase in a text that asks for an extreme, and the text without it; empty: none does.
func (w *World) superlative(text string) (list, rest string) {
	words := phrases.Words(phrases.Fold(text))
	if len(words) > 2*maxAside || !w.mentions(text, leastWords) && !w.mentions(text, mostWords) {
		return "", text
	}
	length := 0
	for i := range words {
		for n := min(len(words)-i, longestExtreme); n > length; n-- {
			said := phrases.Of(strings.Join(words[i:i+n], " ")).String()
			for _, of := range []string{leastWords, mostWords} {
				if w.lists[of].Means(said) != "" {
					list, rest, length = of, phrases.Unparted(slices.Concat(words[:i], words[i+n:])), n
				}
			}
		}
	}
	return list, rest
}

// longestExtreme is of how many words, or signs of Chinese, such a phrase is at most.
const longestExtreme = 4

// category is the category that a text asks for, or where it names nothing that which was spoken of lately, else
// everything; it is false where it asks for something else. Where what has happened is wanted, the turn says so.
func (t *turn) category(text string) (string, bool) {
	if category, ok := t.categoryOf(text, 0); ok {
		return category, true
	}
	names, way := []string{text}, t.w.shows[t.lang()]
	says := t.w.answers.Telling(text)
	if !says { // "el té" is of words that say nothing
		names = strings.Fields(text)
	}
	for _, name := range names {
		if category, ok := t.categoryOf(way+" "+name, verbatim); ok {
			return category, true
		}
	}
	switch {
	case says:
		return "", false
	case t.in.History == nil:
		t.Recall = true
		return "", false
	}
	if category, ok := strings.CutPrefix(t.topic(), ofCategory+":"); ok {
		return category, true
	}
	return everything, true
}

// categoryOf is the category that surely answers a question, with a score at least.
func (t *turn) categoryOf(question string, score float64) (string, bool) {
	match, ok := t.today().Find(question, t.lang())
	category, shelf := strings.CutPrefix(match.ID, ofCategory+":")
	return category, ok && shelf && match.Score >= score && !t.w.vague(match)
}
