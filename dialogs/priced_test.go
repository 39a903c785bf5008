package dialogs

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"guanxi/dialogs/products"
	"guanxi/locales"
	"guanxi/profile"
)

// TestPriceOfWhatWasSpokenOf asks for a price without a name, after a product was asked for, looked at, or read about.
func TestPriceOfWhatWasSpokenOf(t *testing.T) {
	w := shopWorld(t)
	for _, test := range []struct{ lang, words string }{
		{"en", "how much is it?"}, {"en", "and the price?"}, {"zh", "多少钱一斤"}, {"zh", "这个多少钱？"}, {"ru", "а сколько стоит?"},
		{"es", "¿cuánto cuesta?"}, {"es", "y cuanto vale"}, {"ar", "بكام"}, {"ar", "قديش حقو"}, {"ar", "بكم هذا؟"},
	} {
		for _, e := range []profile.Event{
			{Kind: "question", Value: "product:da-hong-pao", At: monday.Unix()},
			{Kind: "browse", Value: "da-hong-pao", At: monday.Unix()},
			{Kind: "browse", Value: "more.da-hong-pao", At: monday.Unix()},
		} {
			in := Input{Kind: Words, Text: test.words, At: monday.Add(time.Minute), Chat: 7, Language: test.lang, Message: 5}
			if r := Turn(w, State{}, in); !r.Recall {
				t.Errorf("%q does not want what has happened", test.words)
			}
			in.History = &profile.History{Last: []profile.Event{e}}
			r := Turn(w, State{}, in)
			if !strings.Contains(strings.ReplaceAll(written(r), ",", "."), "16.50") || r.Events[0].Value != "product:da-hong-pao" {
				t.Errorf("%q after %s: %q, %+v", test.words, e.Value, written(r), r.Events)
			}
			if in.At = monday.Add(time.Hour); Turn(w, State{}, in).Events[0].Value != "category:all" {
				t.Errorf("%q is about %s after an hour", test.words, e.Value)
			}
		}
	}
}

// TestOfWhatWasSpokenOf asks on about a product in each language, with another question in between.
func TestOfWhatWasSpokenOf(t *testing.T) {
	w := shopWorld(t)
	last := []profile.Event{
		{Kind: "question", Value: "product:longjing", At: monday.Unix()}, {Kind: "question", Value: "children-dogs", At: monday.Unix()}, {Kind: "question", At: monday.Unix()},
	}
	for _, test := range []struct{ lang, words, key, sum string }{
		{"en", "and 200 g?", "product-sum", "58.00"}, {"en", "how much is 1 kg", "product-sum", "290.00"}, {"zh", "那200克呢", "product-sum", "58.00"}, {"ru", "а 200 грамм?", "product-sum", "58,00"},
		{"es", "y 200 g?", "product-sum", "58,00"}, {"ar", "و 200 غرام؟", "product-sum", "58.00"}, {"en", "and 120 g?", "product-by", "14.50"}, {"en", "how much is it", "product-line", "14.50"},
		{"en", "is it in stock", "product-there", "14.50"}, {"zh", "有货吗", "product-there", "14.50"}, {"ru", "есть в наличии?", "product-there", "14,50"},
		{"es", "¿hay stock?", "product-there", "14,50"}, {"ar", "هل هو متوفر؟", "product-there", "14.50"},
	} {
		in := Input{Kind: Words, Text: test.words, At: monday.Add(time.Minute), Chat: 7, Language: test.lang, Message: 5, History: &profile.History{Last: last}}
		r := Turn(w, State{}, in)
		p, _ := w.shelf.find("longjing")
		args := locales.Args{"Product": p.Name[test.lang], "Unit": p.Unit[test.lang], "Price": p.Price.In(test.lang, w.Shop.Currency), "Units": "4", "Sum": (4 * p.Price).In(test.lang, w.Shop.Currency)}
		if strings.Contains(test.words, "1 kg") {
			args["Units"], args["Sum"] = "20", (20*p.Price).In(test.lang, w.Shop.Currency)
		}
		if want := w.Texts.Text(test.lang, test.key, args); written(r) != want || !strings.Contains(want, test.sum) {
			t.Errorf("%q: %q, want %q", test.words, written(r), want)
		}
	}
}

// TestPacksOfWhatWasSpokenOf names an amount of a product that was spoken of, and nothing else: it is reckoned, as far as
// there is so much. Of nothing that was spoken of it is no price.
func TestPacksOfWhatWasSpokenOf(t *testing.T) {
	w := shopWorld(t)
	last := []profile.Event{{Kind: "question", Value: "product:longjing", At: monday.Unix()}}
	for _, test := range []struct{ lang, words, key, units string }{
		{"en", "3 packs", "product-sum", "3"}, {"en", "two please", "product-sum", "2"}, {"en", "and three packets?", "product-sum", "3"},
		{"zh", "三包", "product-sum", "3"}, {"zh", "两袋", "product-sum", "2"}, {"ru", "две пачки", "product-sum", "2"}, {"ru", "а 5 пачек?", "product-sum", "5"},
		{"es", "y 3 paquetes?", "product-sum", "3"}, {"es", "dos, por favor", "product-sum", "2"}, {"ar", "علبتان", "product-sum", "2"}, {"ar", "ثلاث علب", "product-sum", "3"},
		{"en", "3 kg", "product-short", ""}, {"en", "how much are 3 kg of longjing", "product-short", ""}, {"es", "100 paquetes", "product-short", ""},
	} {
		in := Input{Kind: Words, Text: test.words, At: monday.Add(time.Minute), Chat: 7, Language: test.lang, Message: 5, History: &profile.History{Last: last}}
		r := Turn(w, State{}, in)
		p, _ := w.shelf.find("longjing")
		n, _ := strconv.Atoi(test.units)
		args := locales.Args{"Product": p.Name[test.lang], "Unit": p.Unit[test.lang], "Price": p.Price.In(test.lang, w.Shop.Currency),
			"Units": test.units, "Sum": (products.Price(n) * p.Price).In(test.lang, w.Shop.Currency)}
		if want := w.Texts.Text(test.lang, test.key, args); !strings.Contains(written(r), want) {
			t.Errorf("%q: %q, want %q", test.words, written(r), want)
		}
		in.History = &profile.History{}
		if r := Turn(w, State{}, in); strings.HasPrefix(test.key, "product-sum") && len(r.Events) > 0 && strings.HasPrefix(r.Events[0].Value, "category") {
			t.Errorf("%q of nothing: %+v", test.words, r.Events)
		}
	}
}

// TestAmountOfWhatIsNamed names an amount and what of: the price of so much is told, though nothing asks for it. What says
// more than that is no order.
func TestAmountOfWhatIsNamed(t *testing.T) {
	w := shopWorld(t)
	for _, test := range []struct{ lang, words, product, sum string }{
		{"ru", "2 пачки дяньхуна", "dianhong", "17,00"}, {"ru", "мне две пачки дяньхуна, пожалуйста", "dianhong", "17,00"}, {"es", "3 kg de dianhong", "dianhong", "510,00"},
		{"es", "quiero dos kilos de longjing", "longjing", "580,00"}, {"en", "3 kg of dianhong", "dianhong", "510.00"}, {"en", "two packs of longjing please", "longjing", "29.00"},
		{"en", "2 packs of dian hong", "dianhong", "17.00"}, {"zh", "来两包滇红", "dianhong", "17.00"}, {"zh", "滇红两包", "dianhong", "17.00"}, {"zh", "两公斤龙井", "longjing", "580.00"},
		{"zh", "3公斤龙井", "longjing", ""}, {"ar", "علبتان من لونغ جينغ", "longjing", "29.00"}, {"ar", "3 كيلو ديانهونغ", "dianhong", "510.00"}, {"ar", "علبتين ديان هونغ", "dianhong", "17.00"},
		{"en", "a kilo of longjing", "longjing", "290.00"}, {"en", "how much is a kilo of longjing?", "longjing", "290.00"}, {"zh", "一公斤龙井", "longjing", "290.00"}, {"ru", "килограмм лунцзина", "longjing", "290,00"}, {"es", "un kilo de longjing", "longjing", "290,00"},
		{"ar", "كيلو لونغ جينغ", "longjing", "290.00"}, {"en", "a kilo and a half of longjing", "longjing", "435.00"}, {"zh", "一公斤半龙井", "longjing", "435.00"}, {"ru", "полтора килограмма лунцзина", "longjing", "435,00"}, {"es", "un kilo y medio de longjing", "longjing", "435,00"}, {"ar", "كيلو ونصف لونغ جينغ", "longjing", "435.00"},
		{"ar", "نصف كيلو لونغ جينغ", "longjing", "145.00"}, {"ru", "2 килограмма лунцзина", "longjing", "580,00"},
		{"en", "-3 packs of longjing", "longjing", ""}, {"en", "longjing -3 kg", "longjing", ""},
	} {
		r := Turn(w, State{}, Input{At: monday, Chat: 7, Language: test.lang, Message: 5, Text: test.words})
		sum := strings.Contains(written(r), " × ")
		if len(r.Events) != 1 || r.Events[0].Value != ofProduct+":"+test.product || sum != (test.sum != "") || !strings.Contains(written(r), test.sum) {
			t.Errorf("%q: %+v: %s", test.words, r.Events, written(r))
		}
	}
	for lang, all := range map[string][]string{
		"en": {"3 packs of coffee", "3 boxes broken", "1 pack missing", "can i return 2 packs of longjing", "-3 packs"}, "zh": {"两包破了", "少了一包", "退两包龙井"},
		"ru": {"2 пакета с собой"}, "es": {"3 cajas rotas"}, "ar": {"علبتان مكسورتان"},
	} {
		for _, words := range all {
			r := Turn(w, State{}, Input{At: monday, Chat: 7, Language: lang, Message: 5, Text: words})
			if strings.Contains(written(r), " × ") || len(r.Events) != 1 || strings.HasPrefix(r.Events[0].Value, ofProduct) {
				t.Errorf("%q: %+v: %s", words, r.Events, written(r))
			}
		}
	}
}
