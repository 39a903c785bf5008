package dialogs

import (
	"strings"
	"testing"

	"guanxi/profile"
)

// TestSharedWords writes, in a chat of each language, little that several languages have: it goes on in its own. What is in
// one language alone changes it, however short it is.
func TestSharedWords(t *testing.T) {
	w := shopWorld(t)
	after := func(lang, tongue, words string) string {
		s := State{Customer: profile.Customer{Language: lang}, Session: Session{Tongue: tongue}}
		r := Turn(w, s, Input{Kind: Words, Text: words, At: monday, Chat: 7, Language: lang, Message: 5, History: &profile.History{}})
		return (&turn{w: w, s: &r.State.Session, c: &r.State.Customer}).lang()
	}
	for lang, all := range map[string]string{
		"en": "half a kilo|1 kilo longjing|a kilo|2 kilos|Puerto Claro|Calle del Sauce 12|Alicante|matcha|Da Hong Pao|pu'er|chocolate|claro|Bizum",
		"es": "1 kilo longjing|kilo|Puerto Claro|Madrid|matcha|Da Hong Pao|medio kilo|wifi|Bizum|Liverpool",
		"zh": "longjing|1 kilo longjing|a kilo|Puerto Claro|da hong pao|Alicante|Bizum", "ru": "longjing|1 kilo longjing|kilo|Puerto Claro|Alicante",
		"ar": "longjing|1 kilo longjing|kilo|Puerto Claro|Alicante",
	} {
		for words := range strings.SplitSeq(all, "|") {
			if got := after(lang, "", words); got != lang {
				t.Errorf("%s: %q is answered in %s", lang, words, got)
			}
		}
	}
	for _, test := range []struct{ lang, words, want string }{
		{"en", "hola", "es"}, {"en", "medio kilo", "es"}, {"en", "té blanco", "es"}, {"en", "¿Cuánto cuesta un kilo?", "es"}, {"en", "gracias", "es"}, {"en", "чай", "ru"}, {"en", "я забыл зонтик", "ru"},
		{"es", "white tea", "en"}, {"es", "half a kilo of longjing please", "en"}, {"es", "thanks", "en"}, {"es", "我的雨伞丢了", "zh"}, {"ru", "hello", "en"}, {"ru", "the address please", "en"},
		{"zh", "hello", "en"}, {"zh", "hola", "es"}, {"ar", "the opening hours", "en"}, {"ar", "чай", "ru"},
	} {
		if got := after(test.lang, "", test.words); got != test.want {
			t.Errorf("%s: %q is answered in %s, want %s", test.lang, test.words, got, test.want)
		}
	}
	if got := after("ru", "es", "kilo"); got != "es" {
		t.Errorf("a word of many languages brings back %s", got)
	}
	if got := after("ru", "es", "сколько стоит килограмм?"); got != "ru" {
		t.Errorf("Russian is answered in %s", got)
	}
}
