// What the shop sells, as customers browse it and ask for it.
package dialogs

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/products"
)

// shelf holds the products in the order of products.yaml.
type shelf struct {
	products   []products.Product
	categories []string // the tags that have a text category-TAG, in the order of the products; the last is everything
	unread     bool     // products.yaml has faults: there may be others
}

const (
	everything = "all" // the category that each product is in
	perPage    = 8     // products in one bubble: a phone's screen
	forAll     = 0.7   // the least score for showing everything: "do you sell cars" is no question for the catalogue
	fewLeft    = 5     // units from which on the customer is told how many there are
)

// The kinds of entries that the shelf adds to the index, before a colon that no id of the knowledge has.
const (
	ofProduct  = "product"
	ofCategory = "category"
)

// needsProducts marks the flows that are left out where the shop sells nothing, and ofShelf are the actions that stand in
// no others.
const needsProducts = "products"

var ofShelf = []string{"browse", "list", "product", "more", "advise"}

// loadShelf reads what the shop sells and holds it against its knowledge and its currency.
func (w *World) loadShelf(shop fs.FS, has func(entry string) bool) error {
	list, warnings, err := products.Parse(shop, w.Shop.Languages[0], w.Shop.Languages[1:]...)
	w.Warnings = append(w.Warnings, warnings...)
	faults := []error{err}
	if err != nil && len(list) == 0 { // so that the rest can be checked all the same
		list = []products.Product{{ID: "unread", Place: "products.yaml"}}
	}
	w.shelf.unread = err != nil
	if len(list) > 0 && w.Shop.Currency == "" && !w.Shop.unread {
		faults = append(faults, errors.New("shop.yaml:1: there is no currency for the prices of products.yaml; hint: currency: EUR"))
	}
	for _, p := range list {
		if p.Knowledge != "" && !has(p.Knowledge) {
			faults = append(faults, fmt.Errorf("%s: product %s: there is no entry %q in knowledge/", p.Place, p.ID, p.Knowledge))
		}
		if _, err := p.Price.Smallest(w.Shop.Currency); err != nil && w.Shop.currencyKnown() {
			faults = append(faults, fmt.Errorf("%s: product %s: %w", p.Place, p.ID, err))
		}
		for _, tag := range p.Tags {
			if w.Texts.Has(categoryText(tag)) && !slices.Contains(w.shelf.categories, tag) {
				w.shelf.categories = append(w.shelf.categories, tag)
			}
		}
	}
	w.shelf.products, w.shelf.categories = list, append(w.shelf.categories, everything)
	return errors.Join(faults...)
}

// sells says whether there is anything to browse.
func (w *World) sells() bool { return len(w.shelf.products) > 0 }

// categoryText is the key of a category's name; of everything it is category-all.
func categoryText(tag string) string { return "category-" + tag }

// tagged tells whether a key names a category that some product has, or words for one.
func (w *World) tagged(key string) bool {
	tag, ok := strings.CutPrefix(key, categoryText(""))
	return ok && len(w.shelf.in(strings.TrimSuffix(tag, "-words"))) > 0
}

// in are the products of a category.
func (s shelf) in(category string) (all []products.Product) {
	for _, p := range s.products {
		if category == everything || slices.Contains(p.Tags, category) {
			all = append(all, p)
		}
	}
	return all
}

// find returns the product with an id.
func (s shelf) find(id string) (products.Product, bool) {
	i := slices.IndexFunc(s.products, func(p products.Product) bool { return p.ID == id })
	if i < 0 {
		return products.Product{}, false
	}
	return s.products[i], true
}

// entries make products and categories something that customers can ask for, in all of the shop's languages.
func (w *World) entries() (all []answers.Entry) {
	if !w.sells() {
		return nil
	}
	for _, p := range w.shelf.products {
		e := answers.Entry{ID: ofProduct + ":" + p.ID, Title: p.Name, Questions: map[string][]string{}, Answer: p.Description, About: p.Knowledge}
		for lang, name := range p.Name {
			e.Questions[lang] = asked(w.asks[lang], name)
		}
		all = append(all, e)
	}
	for _, tag := range w.shelf.categories {
		e := answers.Entry{ID: ofCategory + ":" + tag, Title: map[string]string{}, Questions: map[string][]string{}}
		for _, lang := range w.languages {
			e.Title[lang] = w.Texts.Text(lang, categoryText(tag), nil)
			if tag == everything {
				e.Questions[lang] = w.Texts.List(lang, "catalogue-words")
				continue
			}
			for _, name := range append([]string{e.Title[lang]}, w.Texts.List(lang, categoryText(tag)+"-words")...) {
				ways := asked(w.Texts.List(lang, categoryWords), name)
				if w.plainly(laudedWords, name) { // alone, "tea" is praised as often as asked for
					ways = ways[1:]
				}
				e.Questions[lang] = append(e.Questions[lang], ways...)
			}
		}
		all = append(all, e)
	}
	return all
}

// The lists of phrases that ask for a product or a category, before its name.
const (
	productWords  = "product-words"
	categoryWords = "category-words"
)

// asked are the ways to ask for what has a name.
func asked(phrases []string, name string) []string {
	all := []string{name}
	for _, phrase := range phrases {
		all = append(all, phrase+" "+name)
	}
	return all
}

// vague says whether a match for the whole catalogue is too faint.
func (w *World) vague(match answers.Match) bool {
	return match.ID == ofCategory+":"+everything && match.Score < forAll
}

// spoken is the text for the customer, in the shop's first language where theirs is missing.
func (t *turn) spoken(texts map[string]string) string { return t.w.spoken(t.lang(), texts) }

func (w *World) spoken(lang string, texts map[string]string) string {
	if text := texts[lang]; text != "" {
		return text
	}
	return texts[w.Shop.Languages[0]]
}

// pages are the values of all pages of all categories.
func (s shelf) pages() (values []string) {
	for _, category := range s.categories {
		for i := range slices.Collect(slices.Chunk(s.in(category), perPage)) {
			values = append(values, fmt.Sprintf("page.%s.%d", category, i+1))
		}
	}
	return values
}
