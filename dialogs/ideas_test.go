package dialogs

import (
	"strings"
	"testing"
	"time"

	"guanxi/profile"
)

// TestIdeaWithItsWords opens an idea in the message that tells it: it is passed on. What asks for a tea is no idea.
func TestIdeaWithItsWords(t *testing.T) {
	w := shopWorld(t)
	for words, want := range map[string]bool{
		"suggestion: more seats": true, "I suggest you open earlier": true, "建议你们早点开门": true, "建议：早点开门": true, "предложение: больше мест": true,
		"sugerencia: más asientos": true, "os sugiero que abráis antes": true, "اقتراح: مقاعد أكثر": true, "أقترح عليكم مقاعد أكثر": true,
		"suggest a green tea": false, "suggestion: which tea for my mum?": false, "idea de regalo": false, "建议一款绿茶": false,
	} {
		r := Turn(w, State{}, Input{Kind: Words, Text: words, At: monday, Chat: 7, Language: "en", Message: 5})
		passed := false
		for _, e := range r.Events {
			passed = passed || e.Kind == "suggestion"
		}
		if passed != want {
			t.Errorf("%q is an idea: %v; %q", words, passed, written(r))
		}
	}
}

// TestNoHelp thanks for nothing, which is no question about a parcel: nobody is promised money.
func TestNoHelp(t *testing.T) {
	w := shopWorld(t)
	for _, words := range []string{"thanks for nothing", "спасибо за ничего", "gracias por nada", "شكرا على لا شيء", "nothing works", "ничего не работает"} {
		r := Turn(w, State{}, Input{Kind: Words, Text: words, At: monday, Chat: 7, Language: "en", Message: 5, History: &profile.History{}})
		for _, e := range r.Events {
			if e.Value == "parcel-trouble" || e.Value == "hours" {
				t.Errorf("%q: %q", words, written(r))
			}
		}
	}
}

// TestSharedName asks for what two products are called.
func TestSharedName(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{"en": "how much is tieguanyin", "es": "cuánto cuesta el tieguanyin", "ru": "сколько стоит тегуаньинь", "zh": "铁观音多少钱"} {
		r := Turn(w, State{}, Input{Kind: Words, Text: words, At: monday, Chat: 7, Language: lang, Message: 5, History: &profile.History{}})
		said := strings.ReplaceAll(written(r), ",", ".")
		if !strings.Contains(said, "9.50") || !strings.Contains(said, "11.50") {
			t.Errorf("%q: %q", words, said)
		}
	}
	r := Turn(w, State{}, Input{Kind: Words, Text: "how much is the roasted tieguanyin", At: monday, Chat: 7, Language: "en", Message: 5, History: &profile.History{}})
	if strings.Contains(written(r), "9.50") {
		t.Errorf("of the roasted one: %q", written(r))
	}
}

// TestDaysOfDelivery asks whether parcels go out on Sundays: that is no question for the hours of the shop.
func TestDaysOfDelivery(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{
		"en": "do you deliver on sundays", "es": "¿repartís los domingos?", "ru": "доставляете по воскресеньям?", "zh": "星期天送货吗", "ar": "هل توصلون يوم الأحد",
	} {
		r := Turn(w, State{}, Input{Kind: Words, Text: words, At: monday.Add(time.Hour), Chat: 7, Language: lang, Message: 5, History: &profile.History{}})
		if len(r.Events) == 0 || r.Events[0].Value != "delivery-time" {
			t.Errorf("%q: %q", words, written(r))
		}
	}
}

// TestNobodyCame tells who has a complaint open how far it is, when they say that nobody has come back to them.
func TestNobodyCame(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{
		"en": "nobody has contacted me", "zh": "还没有人联系我", "ru": "со мной никто не связался", "es": "nadie me ha contactado", "ar": "لم يتواصل معي أحد",
	} {
		in := Input{Kind: Words, Text: words, At: monday, Chat: 7, Language: lang, Message: 5, History: &profile.History{}}
		open := State{Customer: profile.Customer{Cases: []profile.Case{{Number: 1042, State: profile.Work}}}}
		if r := Turn(w, open, in); !strings.Contains(written(r), "1042") {
			t.Errorf("%q: %q", words, written(r))
		}
		if r := Turn(w, State{}, in); strings.Contains(written(r), w.Texts.Text(lang, "status-none", nil)) {
			t.Errorf("%q without one: %q", words, written(r))
		}
	}
}
