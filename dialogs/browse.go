// Browsing what the shop sells: categories, pages, products.
package dialogs

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"guanxi/dialogs/products"
	"guanxi/locales"
)

// shelved answers with what the shop sells, where that is what the entry of the index stands for.
func (t *turn) shelved(entry, words string) bool {
	kind, id, _ := strings.Cut(entry, ":")
	switch kind {
	case ofProduct:
		p, _ := t.w.shelf.find(id)
		t.describe(p, words)
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
		if p.Stock == 0 || t.gone(ofProduct+":"+p.ID) {
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
		t.describe(p, "")
	}
	return done
}

// describe shows a product for which the customer's words ask, and what leads on from it.
func (t *turn) describe(p products.Product, words string) {
	var row []Button
	if p.Knowledge != "" {
		row = append(row, t.shelfButton(t.text("product-more", nil), "more."+p.ID))
	}
	row = append(row, t.wayBack())
	t.show(t.described(p, words), [][]Button{row})
}

// described is what a product is, its price, where it comes from, and whether there is any left; of an amount
// that is asked for, what it costs.
func (t *turn) described(p products.Product, words string) string {
	args := t.factsOf(p)
	lines := []string{t.text("product-facts", args)}
	if args["Origin"] != "" {
		lines = append(lines, t.text("product-origin", args))
	}
	much := t.amount(words)
	if sum := t.sum(p, much); sum != "" && p.Stock != 0 {
		lines = append(lines, sum)
	}
	switch {
	case t.gone(ofProduct + ":" + p.ID):
		lines = append(lines, t.text("product-not-today", nil))
	case p.Stock == 0:
		lines = append(lines, t.text("product-gone", nil))
	case p.Stock != products.Unlimited && p.Stock <= fewLeft:
		lines = append(lines, t.text("product-few", locales.Args{"Count": p.Stock}))
	}
	return strings.Join(lines, "\n")
}

// more tells what the knowledge has about the product that was chosen.
func (t *turn) more() string {
	p, _ := t.w.shelf.find(strings.TrimPrefix(t.s.picked("browse"), "more."))
	match, ok := t.today().Entry(p.Knowledge, t.lang())
	if !ok {
		return unknown
	}
	t.show(t.filled(match.Text, "")+"\n\n"+t.text("answer-source", locales.Args{"Title": match.Title}), [][]Button{{t.wayBack()}})
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
