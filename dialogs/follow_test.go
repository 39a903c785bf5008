package dialogs

import (
	"strings"
	"testing"
)

// TestOnward goes on from the last question in each language, and not where the words say what they ask for, nor after
// what had no answer.
func TestOnward(t *testing.T) {
	w := shopWorld(t)
	for _, test := range []struct{ lang, first, second, want string }{
		{"en", "how much is the tasting", "and on Sunday?", "tasting"},
		{"zh", "品茶会多少钱", "那星期天呢？", "tasting"},
		{"ru", "расскажите про дегустацию", "а в воскресенье?", "tasting"},
		{"es", "cuánto cuesta la cata", "¿y los domingos?", "tasting"},
		{"ar", "بكم جلسة التذوق", "والأحد؟", "tasting"},
		{"en", "how much is delivery", "and to Germany?", "delivery-cost"},
		{"en", "how much is delivery", "and when are you open?", "hours"},
		{"es", "cuánto cuesta el envío", "¿y tenéis wifi?", "wifi"},
		{"en", "do you repair bicycles", "and motorbikes?", ""},
	} {
		way := []Input{{Kind: Words, Text: test.first, Language: test.lang, Chat: 7, At: monday}, {Kind: Words, Text: test.second, Language: test.lang, Chat: 7, At: monday}}
		var got string
		for _, e := range after(w, State{}, way...).Events {
			if e.Kind == "question" {
				got = e.Value
			}
		}
		if got != test.want {
			t.Errorf("%q after %q is answered by %q, want %q", test.second, test.first, got, test.want)
		}
	}
}

// TestNoMore wants an answer said again to who asks the same again, and no claim of that to who asks on.
func TestNoMore(t *testing.T) {
	w := shopWorld(t)
	ask := func(words ...string) string {
		var way []Input
		for _, text := range words {
			way = append(way, Input{Kind: Words, Text: text, Language: "en", Chat: 7, At: monday})
		}
		return written(after(w, State{}, way...))
	}
	text := func(key string) string { return w.Texts.Text("en", key, nil) }
	for _, words := range [][3]string{
		{"en", "how much is delivery?", "and to France?"}, {"ru", "сколько стоит доставка?", "а во Францию?"}, {"es", "¿cuánto cuesta el envío?", "¿y a Francia?"},
		{"en", "can I pay by card?", "and with paypal?"}, {"zh", "运费多少钱？", "那法国呢？"}, {"ar", "كم سعر التوصيل؟", "وإلى فرنسا؟"},
	} {
		s := Turn(w, State{}, Input{Kind: Words, Text: words[1], Language: words[0], Chat: 7, At: monday}).State
		r := Turn(w, s, Input{Kind: Words, Text: words[2], Language: words[0], Chat: 7, At: monday})
		alike := written(r) == w.Texts.Text(words[0], "answer-no-more", nil) || written(r) == w.Texts.Text(words[0], "answer-no-more-again", nil)
		if !alike || len(r.Messages[0].Buttons) != 1 || r.Messages[0].Buttons[0][0].Data != w.call {
			t.Errorf("%q: %+v", words, r.Messages)
		}
	}
	for key, said := range map[string]string{
		"answer-repeated ":     ask("how much is delivery?", "and how much is delivery?"),
		"answer-no-more":       ask("how much is delivery", "and to Germany?"),
		"answer-no-more-again": ask("how much is delivery", "and to Germany?", "and to Norway?"),
		"answer-repeated":      ask("how much is delivery", "how much is delivery"),
	} {
		if key = strings.TrimSpace(key); !strings.HasPrefix(said, text(key)) {
			t.Errorf("%q, want %q", said, text(key))
		}
	}
}
