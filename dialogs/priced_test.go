package dialogs

import (
	"strings"
	"testing"
	"time"

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
