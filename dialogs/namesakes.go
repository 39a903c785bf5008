// A name that several products share: "how much is the tieguanyin?", of which there is a light one and a roasted one.
package dialogs

import (
	"slices"
	"strings"

	"guanxi/dialogs/phrases"
	"guanxi/dialogs/products"
)

// maxNamesakes is how many products are told of at once for one name: what more of them share is no name.
const maxNamesakes = 4

// namesakes are the products that the customer's words name as well as the one that answers: by the same words, and no
// others.
func (t *turn) namesakes(entry, words string) (all []products.Product) {
	one, ok := t.w.shelf.find(strings.TrimPrefix(entry, ofProduct+":"))
	said := phrases.Of(words).String()
	named := t.namedBy(one, said)
	if !ok || named == "" || !strings.HasPrefix(entry, ofProduct+":") {
		return nil
	}
	for _, p := range t.w.shelf.products {
		if t.namedBy(p, said) == named {
			all = append(all, p)
		}
	}
	if len(all) < 2 || len(all) > maxNamesakes {
		return nil
	}
	return all
}

// namedBy are the words of a product's name that stand in a text of units.
func (t *turn) namedBy(p products.Product, said string) string {
	spoken := strings.Fields(said)
	return strings.Join(slices.DeleteFunc(strings.Fields(phrases.Of(t.called(p)).String()), func(word string) bool {
		return !slices.Contains(spoken, word)
	}), " ")
}

// several tells in short of all products that have the name in the customer's words, where there are more than one.
func (t *turn) several(entry, words string) bool {
	all := t.namesakes(entry, words)
	if all == nil {
		return false
	}
	much := t.amount(words)
	var lines []string
	var row []Button
	for _, p := range all {
		lines = append(lines, t.line(p, phrases.Price, much))
		row = append(row, t.shelfButton(t.called(p), p.ID))
		t.event("question", ofProduct+":"+p.ID, words)
	}
	t.s.Last = short(words, lastWords)
	var rows [][]Button
	for pair := range slices.Chunk(row, 2) {
		rows = append(rows, pair)
	}
	t.show(strings.Join(lines, "\n"), append(rows, []Button{t.wayBack()}))
	return true
}
