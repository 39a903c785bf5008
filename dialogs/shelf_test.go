package dialogs

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// TestAskedForProducts asks for what the shop sells as customers do, and for what it does not sell.
func TestAskedForProducts(t *testing.T) {
	w, err := loadOnce()
	if err != nil {
		t.Fatal(err)
	}
	for question, want := range map[string]string{
		"how much is the Longjing?": "product:longjing",
		"price of jasmine pearls":   "product:jasmine-pearls",
		"do you have matcha":        "product:matcha",
		"catalogue":                 "category:all",
		"teapots":                   "category:teaware",
		"что есть из зелёного чая":                     "category:green",
		"сколько стоит да хун пао":                     "product:da-hong-pao",
		"有没有茉莉花茶":                                      "jasmine",
		"有什么绿茶":                                        "category:green",
		"你们卖什么":                                        "category:all",
		"¿cuánto cuesta el Longjing?":                  "product:longjing",
		"qué tés verdes tenéis":                        "category:green",
		"بكم ديانهونغ":                                 "product:dianhong",
		"ما هي أسعار الشاي الأخضر":                     "category:green",
		"how much is delivery?":                        "delivery-cost",
		"怎么下单":                                         "ordering",
		"كيف اطلب اونلاين":                             "ordering",
		"как заказать":                                 "ordering",
		"电话多少":                                         "phone",
		"телефон?":                                     "phone",
		"¿teléfono?":                                   "phone",
		"شاي مغربي":                                    "mint",
		"а наличкой?":                                  "payment",
		"怀孕能喝吗":                                        "caffeine",
		"what is the difference between shu and sheng": "puer-kinds",
		"do you sell beer":                             "",
		"пиво продаёте?":                               "",
	} {
		r := Turn(w, State{}, Input{Kind: Words, Text: question, Chat: 7, Name: "Mei", Language: "en", At: monday})
		if len(r.Events) != 1 || r.Events[0].Value != want {
			t.Errorf("%s: %+v, want %q", question, r.Events, want)
		}
	}
}

// selling is a shop with n products, without categories.
func selling(t *testing.T, n int) *World {
	t.Helper()
	folder := fstest.MapFS{"shop.yaml": {Data: []byte("name: {en: Small}\nlanguages: [en]\ncurrency: EUR\ntime-zone: UTC\n")}}
	var list strings.Builder
	for i := range n {
		fmt.Fprintf(&list, "- {id: cup-%[1]d, name: {en: Cup %[1]d}, description: {en: White.}, price: 12.50, unit: {en: piece}, stock: %[1]d}\n", i)
	}
	folder["products.yaml"] = &fstest.MapFile{Data: []byte(list.String())}
	w, err := Load(folder)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestNothingToSell hides the products, command and button, where there are none.
func TestNothingToSell(t *testing.T) {
	w := selling(t, 0)
	for _, c := range w.Commands {
		if c.Name == "products" {
			t.Error("the command is listed")
		}
	}
	r := after(w, State{}, Input{Text: "/products"})
	for _, row := range r.Messages[0].Buttons {
		for _, b := range row {
			if strings.Contains(b.Label, "sell") {
				t.Errorf("the menu has %q", b.Label)
			}
		}
	}
}

// TestOneLanguage offers no choice of language where there is none, and answers a question typed where there is one.
func TestOneLanguage(t *testing.T) {
	w := selling(t, 1)
	for _, c := range w.Commands {
		if c.Name == "language" {
			t.Error("the command is listed")
		}
	}
	r := after(w, State{}, Input{Text: "/help"})
	for _, row := range r.Messages[0].Buttons {
		for _, b := range row {
			if b.Label == "Language" {
				t.Errorf("the menu has %q", b.Label)
			}
		}
	}
	r = after(w, r.State, Input{Text: "/language"}, Input{Text: "how much is Cup 0?"})
	if said := written(r); !strings.Contains(said, "12.50") || len(r.Events) != 1 {
		t.Errorf("a question beside the languages: %q, %+v", said, r.Events)
	}
	r = after(w, State{}, Input{Text: "/language"}, Input{Text: "qwzrtp"})
	if said := written(r); said != w.Texts.Text("en", "answer-unknown", nil) || len(r.Events) != 1 {
		t.Errorf("words beside the languages: %q, %+v", said, r.Events)
	}
}

// TestPages turns the pages of a shop that has no categories, in the place of the first.
func TestPages(t *testing.T) {
	w := selling(t, 2*perPage+1)
	r := after(w, State{}, Input{Text: "/products"})
	if m := r.Messages[0]; !strings.Contains(m.Text, "Cup 0: €12.50 / piece, sold out\nCup 1: €12.50 / piece\n") || strings.Contains(m.Text, "Cup 8") {
		t.Errorf("%+v", m)
	}
	r = after(w, r.State, Input{Kind: Press, Data: "products.shelf:page.all.3", Message: 5})
	if m := r.Messages[0]; m.Edit != 5 || !strings.Contains(m.Text, "Cup 16") || len(m.Buttons) != 2 || m.Buttons[1][0].Label != "Back" {
		t.Errorf("%+v", m)
	}
	r = after(w, r.State, Input{Kind: Press, Data: "products.shelf:cup-1", Message: 5})
	if m := r.Messages[0]; m.Edit != 0 || !strings.Contains(m.Text, "Only 1 left.") {
		t.Errorf("%+v", m)
	}
}

// TestAdviceIsTheSameEachTime wants one of two labels that a choice has in two steps, and always that one.
func TestAdviceIsTheSameEachTime(t *testing.T) {
	w := changed(t, "tea", `
needs: products
starts: {/tea: a, /rot: b}
steps:
  a: {say: tea-taste, record: tea-taste, choices: [{value: fresh, label: tea-fresh, next: advise}]}
  b: {say: tea-taste, record: tea-taste, choices: [{value: fresh, label: tea-rich, next: advise}]}
  advise: {do: advise, on: {found: end, unknown: end}}
`)
	said := map[string]bool{}
	for range 40 {
		said[after(w, State{}, Input{Text: "/tea"}, Input{Kind: Press, Data: "tea.a:fresh", Message: 3}).Messages[0].Text] = true
	}
	if len(said) != 1 {
		t.Errorf("of one choice are said %d texts", len(said))
	}
}
