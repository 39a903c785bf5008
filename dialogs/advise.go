// The product that fits best what a customer chose.
package dialogs

import (
	"maps"
	"slices"
	"strings"

	"guanxi/dialogs/products"
	"guanxi/locales"
)

// under begins the value of a choice that names a price: under-10 keeps to what costs less, in the shop's currency. The
// values of other choices are tags.
const under = "under-"

// advise shows the product whose tags fit the choices of the flow best, with those it fits. What was chosen later
// counts more than all before, and a price always; of two that fit as well the first of products.yaml is shown.
func (t *turn) advise() string {
	best, most := products.Product{}, 0
	for _, p := range t.w.shelf.products {
		if fit := t.fit(p); p.Stock != 0 && fit > most {
			best, most = p, fit
		}
	}
	if most == 0 {
		return unknown
	}
	var wishes []string
	for _, pick := range t.s.Picks {
		if fitting, wanted := fits(best, pick.Value); fitting && wanted {
			wishes = append(wishes, t.labelOf(pick))
		}
	}
	t.show(t.text("product-because", locales.Args{"Wishes": strings.Join(wishes, " · ")}), nil)
	t.describe(best, "")
	t.event("recommended", best.ID, "")
	return found
}

// fit is how well a product fits what was chosen; 0: not at all.
func (t *turn) fit(p products.Product) (fit int) {
	for i, pick := range t.s.Picks {
		fitting, wanted := fits(p, pick.Value)
		switch isPrice := strings.HasPrefix(pick.Value, under); {
		case isPrice && wanted && !fitting:
			return 0
		case !isPrice && fitting:
			fit += 1 << min(i, 30)
		}
	}
	return fit
}

// fits tells whether a product fits a choice, and whether the choice wants anything of it: any price does not.
func fits(p products.Product, value string) (fitting, wanted bool) {
	if limit, ok := strings.CutPrefix(value, under); ok {
		price, err := products.ParsePrice(limit)
		return p.Price < price, err == nil
	}
	return slices.Contains(p.Tags, value), true
}

// labelOf is what the button of a choice says.
func (t *turn) labelOf(p Pick) string {
	for _, name := range slices.Sorted(maps.Keys(t.w.steps)) { // of several the same one each time
		s := t.w.steps[name]
		if c := s.choice(p.Value); s.Record == p.Name && c != nil {
			return t.w.label(t.lang(), *c)
		}
	}
	return ""
}
