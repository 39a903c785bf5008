package dialogs

import (
	"testing"

	"guanxi/profile"
)

// TestCareless asks as it is typed on a phone: what is meant answers, and what the shop does not do is not known.
func TestCareless(t *testing.T) {
	w := shopWorld(t)
	for _, test := range []struct{ lang, words, entry string }{
		{"en", "whats ur adress", "address"}, {"en", "adress", "address"}, {"en", "i gave the wrong adress", "change-order"},
		{"zh", "送货费", "delivery-cost"}, {"zh", "送货多少钱", "delivery-cost"}, {"zh", "配送费多少", "delivery-cost"}, {"zh", "哪几天送货", "delivery-time"},
		{"ru", "чо почем", "category:all"}, {"ru", "че почем", "category:all"}, {"en", "how mch", "category:all"}, {"es", "q precio tiene", "category:all"}, {"zh", "都多少钱", "category:all"},
		{"ar", "شو الأسعار", "category:all"}, {"ru", "ройбуш есть?", "product:rooibos"}, {"ru", "а картой можна", "payment"},
		{"es", "arregláis teteras rotas?", ""}, {"es", "mi tetera llegó rota", "parcel-trouble"}, {"en", "do you repair broken teapots?", ""},
	} {
		in := Input{At: monday, Chat: 7, Language: test.lang, Message: 5, Text: test.words}
		r := Turn(w, State{}, in)
		if r.Recall {
			in.History = new(profile.History)
			r = Turn(w, State{}, in)
		}
		if len(r.Events) != 1 || r.Events[0].Value != test.entry {
			t.Errorf("%s: %q: %+v: %s", test.lang, test.words, r.Events, written(r))
		}
	}
}
