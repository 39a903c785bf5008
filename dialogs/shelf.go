// What the shop sells, as customers browse it and ask for it.
package dialogs

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/products"
	"guanxi/locales"
)

// shelf holds the products in the order of products.yaml.
type shelf struct {
	products   []products.Product
	categories []string // the tags that have a text category-TAG, in the order of the products; the last is everything
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
	if err != nil {
		return err
	}
	var faults []error
	if len(list) > 0 && w.Shop.Currency == "" {
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
		e := answers.Entry{ID: ofProduct + ":" + p.ID, Title: p.Name, Questions: map[string][]string{}, Answer: p.Description}
		for lang, name := range p.Name {
			e.Questions[lang] = asked(w.Texts.List(lang, "product-words"), name)
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
				e.Questions[lang] = append(e.Questions[lang], asked(w.Texts.List(lang, "category-words"), name)...)
			}
		}
		all = append(all, e)
	}
	return all
}

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

// shelved answers with what the shop sells, where that is what the entry of the index stands for.
func (t *turn) shelved(entry string) bool {
	kind, id, _ := strings.Cut(entry, ":")
	switch kind {
	case ofProduct:
		p, _ := t.w.shelf.find(id)
		t.describe(p)
	case ofCategory:
		if at := t.w.categories; id == everything && at != nil && len(t.w.shelf.categories) > 1 {
			t.ask(at)
			break
		}
		t.listed(id, 1)
	default:
		return false
	}
	return true
}

// browse leads to the categories, or where there are none to all products.
func (t *turn) browse() string {
	if len(t.w.shelf.categories) > 1 {
		return found
	}
	t.s.pick("browse", everything)
	return unknown
}

// list shows the category, or the page of one, that was chosen.
func (t *turn) list() string {
	chosen := t.s.picked("browse")
	category, page, paged := strings.Cut(strings.TrimPrefix(chosen, "page."), ".")
	n, err := strconv.Atoi(page)
	if err != nil {
		n = 1
	}
	if paged && t.in.Kind == Press && len(t.Messages) == 0 {
		t.replace(t.in.Message)
	}
	t.listed(category, n)
	return done
}

// listed shows a page of a category; the first is 1.
func (t *turn) listed(category string, page int) {
	all := t.w.shelf.in(category)
	pages := slices.Collect(slices.Chunk(all, perPage))
	page = min(max(page, 1), len(pages))
	lines := []string{"<b>" + t.text(categoryText(category), nil) + "</b>"}
	var rows [][]Button
	for i, p := range pages[page-1] {
		line := "product-line"
		if p.Stock == 0 {
			line = "product-line-gone"
		}
		lines = append(lines, t.text(line, t.factsOf(p)))
		if i%2 == 0 {
			rows = append(rows, nil)
		}
		last := len(rows) - 1
		rows[last] = append(rows[last], t.shelfButton(t.called(p), p.ID))
	}
	t.show(strings.Join(lines, "\n"), append(rows, t.around(category, page, len(pages))...))
}

// around are the buttons that lead from a page to its neighbours and to the categories.
func (t *turn) around(category string, page, pages int) (rows [][]Button) {
	var row []Button
	turn := func(key string, to int) {
		row = append(row, t.shelfButton(t.text(key, nil), fmt.Sprintf("page.%s.%d", category, to)))
	}
	if page > 1 {
		turn("products-previous", page-1)
	}
	if page < pages {
		turn("products-next", page+1)
	}
	if row != nil {
		rows = append(rows, row)
	}
	if len(t.w.shelf.categories) > 1 {
		rows = append(rows, []Button{t.wayBack()})
	}
	return rows
}

// product shows what is known of the product that was chosen.
func (t *turn) product() string {
	if p, ok := t.w.shelf.find(t.s.picked("browse")); ok {
		t.describe(p)
	}
	return done
}

// describe shows a product: what it is, its price, where it comes from, and whether there is any left.
func (t *turn) describe(p products.Product) {
	args := t.factsOf(p)
	lines := []string{t.text("product-facts", args)}
	if args["Origin"] != "" {
		lines = append(lines, t.text("product-origin", args))
	}
	switch {
	case p.Stock == 0:
		lines = append(lines, t.text("product-gone", nil))
	case p.Stock != products.Unlimited && p.Stock <= fewLeft:
		lines = append(lines, t.text("product-few", locales.Args{"Count": p.Stock}))
	}
	var row []Button
	if p.Knowledge != "" {
		row = append(row, t.shelfButton(t.text("product-more", nil), "more."+p.ID))
	}
	row = append(row, t.wayBack())
	t.show(strings.Join(lines, "\n"), [][]Button{row})
}

// more tells what the knowledge has about the product that was chosen.
func (t *turn) more() string {
	p, _ := t.w.shelf.find(strings.TrimPrefix(t.s.picked("browse"), "more."))
	match, ok := t.w.answers.Entry(p.Knowledge, t.lang())
	if !ok {
		return unknown
	}
	t.show(match.Text+"\n\n"+t.text("answer-source", locales.Args{"Title": match.Title}), [][]Button{{t.wayBack()}})
	return found
}

// factsOf are a product's facts in the customer's language.
func (t *turn) factsOf(p products.Product) locales.Args {
	return locales.Args{
		"Product": t.called(p), "About": t.spoken(p.Description), "Unit": t.spoken(p.Unit), "Origin": t.spoken(p.Origin),
		"Price": p.Price.In(t.lang(), t.w.Shop.Currency),
	}
}

func (t *turn) called(p products.Product) string { return t.spoken(p.Name) }

// spoken is the text for the customer, in the shop's first language where theirs is missing.
func (t *turn) spoken(texts map[string]string) string { return t.w.spoken(t.lang(), texts) }

func (w *World) spoken(lang string, texts map[string]string) string {
	if text := texts[lang]; text != "" {
		return text
	}
	return texts[w.Shop.Languages[0]]
}

// wayBack leads to the categories, or to all products where there are none.
func (t *turn) wayBack() Button {
	label := "products-browse"
	if len(t.w.shelf.categories) <= 1 {
		label = "menu-products"
	}
	return t.shelfButton(t.text(label, nil), "browse")
}

// shelfButton works for ever: its step needs nothing of the session.
func (t *turn) shelfButton(label, value string) Button {
	return Button{Label: label, Data: t.w.starts[onShelf].name + ":" + value}
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
