package products

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const good = `
- id: cup
  name: {en: Cup, zh: 杯}
  description:
    en: White.
    zh: 白。
  price: 12.50
  unit: {en: piece, zh: 件}
  stock: 3
  origin: {en: Dehua, zh: 德化}
  tags: [teaware]
  knowledge: teaware
`

func parse(text string, others ...string) ([]Product, []string, error) {
	return Parse(fstest.MapFS{"products.yaml": {Data: []byte(text)}}, "en", others...)
}

func TestParse(t *testing.T) {
	list, warnings, err := parse(good+strings.NewReplacer("cup", "tea", "stock: 3", "stock: unlimited", "12.50", `"7"`).Replace(good), "zh")
	if err != nil || len(warnings) > 0 || len(list) != 2 {
		t.Fatal(list, warnings, err)
	}
	cup, tea := list[0], list[1]
	if cup.ID != "cup" || cup.Name["zh"] != "杯" || cup.Description["en"] != "White." || cup.Unit["en"] != "piece" || cup.Price != 12_500 || cup.Stock != 3 ||
		cup.Origin["en"] != "Dehua" || !slices.Equal(cup.Tags, []string{"teaware"}) || cup.Knowledge != "teaware" || cup.Place != "products.yaml:2" {
		t.Errorf("%+v", cup)
	}
	if tea.Price != 7_000 || tea.Stock != Unlimited {
		t.Errorf("%+v", tea)
	}
}

// TestParseNone lets a shop sell nothing.
func TestParseNone(t *testing.T) {
	for _, shop := range []fstest.MapFS{{}, {"products.yaml": {Data: []byte("# nothing yet\n")}}} {
		if list, warnings, err := Parse(shop, "en"); list != nil || warnings != nil || err != nil {
			t.Error(list, warnings, err)
		}
	}
}

func TestParseWarns(t *testing.T) {
	_, warnings, err := parse(good, "ru")
	if want := []string{"products.yaml:2: product cup: lacks name in ru, description in ru, unit in ru, origin in ru"}; err != nil || !slices.Equal(warnings, want) {
		t.Errorf("%q, %v", warnings, err)
	}
}

// TestParseFaults wants each fault with its file and line.
func TestParseFaults(t *testing.T) {
	change := func(old, with string) string { return strings.Replace(good, old, with, 1) }
	for _, test := range []struct{ name, text, want string }{
		{"syntax", "- id: a\n  name: [", "products.yaml:2: "},
		{"no list", "id: a", "products.yaml:1: no list of entries"},
		{"no product", "- 5", "products.yaml:1: this is a whole number, want a mapping"},
		{"unknown field", good + "  colour: red\n", `products.yaml:13: unknown field "colour"`},
		{"wrong type", change("[teaware]", "{a: b}"), "products.yaml:11: "},
		{"no id", change("id: cup\n  ", ""), "products.yaml:2: product : has no id"},
		{"odd id", change("cup", "The Cup"), "products.yaml:2: product The Cup: hint: an id is"},
		{"duplicate", good + good, "products.yaml:14: product cup: is already at products.yaml:2"},
		{"no name", change("en: Cup, ", ""), "products.yaml:3: product cup: has no name in en"},
		{"no description", change("    en: White.\n", ""), "products.yaml:5: product cup: has no description in en"},
		{"long name", change("杯", strings.Repeat("杯", 33)), "products.yaml:3: product cup: name in zh has 33 characters, at most 32"},
		{"no price", change("  price: 12.50\n", ""), `product cup: price "": hint: write it like 12.50`},
		{"odd price", change("12.50", "€12"), `products.yaml:7: product cup: price "€12": hint`},
		{"odd stock", change("stock: 3", "stock: many"), `products.yaml:9: product cup: stock "many": hint`},
		{"less than nothing", change("stock: 3", "stock: -3"), `products.yaml:9: product cup: stock "-3": hint`},
		{"odd tag", change("[teaware]", "[Tea ware]"), `products.yaml:11: product cup: tag "Tea ware": hint`},
		{"odd knowledge", change("knowledge: teaware", "knowledge: Tea?"), `products.yaml:12: product cup: "Tea?" is no entry's id`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := parse(test.text, "zh")
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v, want ...%s...", err, test.want)
			}
		})
	}
	if _, _, err := parse(strings.NewReplacer("12.50", "x", "stock: 3", "stock: x").Replace(good), "zh"); err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("want two faults at once: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(good)
	f.Add("- &a {id: b}\n- *a\n---\n- <<: *a\n")
	f.Fuzz(func(t *testing.T, text string) {
		list, _, err := parse(text, "zh")
		for _, p := range list {
			if err == nil && (p.ID == "" || p.Name["en"] == "" || p.Price < 0 || p.Stock < Unlimited) {
				t.Errorf("%+v, %v", p, err)
			}
		}
	})
}
