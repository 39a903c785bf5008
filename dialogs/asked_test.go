package dialogs

import (
	"strings"
	"testing"
)

// TestInquires tells what may be taught as a question from what is said besides.
func TestInquires(t *testing.T) {
	w := shopWorld(t)
	for _, words := range []string{"do you repair zithers", "你们修古筝吗", "сколько стоит доставка", "¿abren hoy?", "هل تصلحون القانون"} {
		if !w.Inquires(words) {
			t.Errorf("%q is no question", words)
		}
	}
	for _, words := range []string{"you are awful", "你们太差了", "я вернулась", "Tom", "gracias", "أنتم سيئون جدًا"} {
		if w.Inquires(words) {
			t.Errorf("%q is a question", words)
		}
	}
}

// TestAskedBeside asks in the steps that want words or stars: it is answered, and the step asks again. What is an idea or
// told in the form of a question is words.
func TestAskedBeside(t *testing.T) {
	w := shopWorld(t)
	for _, begin := range [][]string{
		{"/suggest"}, {"/complain", "Quality"}, {"/complain", "Quality", "the tea was stale"}, {"/rate"}, {"/rate", "2", "Price"},
	} {
		before := writing(w, State{}, begin...).State
		for _, said := range []string{"when are you open?", "几点开门？", "когда вы открыты?", "¿a qué hora abrís?", "متى تفتحون؟"} {
			r := writing(w, before, said)
			if !strings.Contains(written(r), "10:00") || r.State.Session.Step != before.Session.Step || len(r.Effects) != 0 {
				t.Errorf("%v, %q: at %s: %s", begin, said, r.State.Session.Step, written(r))
			}
		}
	}
	for _, idea := range []string{"could you open earlier?", "能早点开门吗？", "why don't you open on sundays?", "can you sell matcha?", "what did you do with my parcel?"} {
		if r := writing(w, State{}, "/suggest", idea); len(r.Effects) != 1 || r.Effects[0].Suggestion == nil {
			t.Errorf("%q is not passed on: %s", idea, written(r))
		}
		if r := writing(w, State{}, "/complain", "Quality", idea); r.State.Session.Step != "complain.wish" {
			t.Errorf("%q is not what happened: %s", idea, written(r))
		}
	}
}
