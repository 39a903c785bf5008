package dialogs

import (
	"slices"
	"strings"
	"testing"
)

// TestWordsAfterCommands takes what follows a command as the first answer of its flow, in every language: nothing is asked
// that has been told, and all of it reaches staff.
func TestWordsAfterCommands(t *testing.T) {
	w := shopWorld(t)
	for lang, said := range map[string]struct{ lost, moldy, cakes, fee, slow string }{
		"en": {"lost my bag", "the tea was moldy", "more cakes", "how much is delivery", "nobody smiled"},
		"zh": {"我的包丢了", "茶叶发霉了", "多做点蛋糕", "运费多少钱", "没有人理我们"},
		"ru": {"потеряла сумку", "чай был с плесенью", "побольше пирожных", "сколько стоит доставка", "никто не улыбнулся"},
		"es": {"perdí el bolso", "el té estaba mohoso", "más pasteles", "cuánto cuesta el envío", "nadie sonrió"},
		"ar": {"أضعت حقيبتي", "الشاي متعفن", "المزيد من الكعك", "كم تكلفة التوصيل", "لم يبتسم أحد"},
	} {
		var at State
		at.Customer.Language, at.Customer.Chosen = lang, true
		play := func(inputs ...Input) Result { return after(w, at, inputs...) }
		words := func(text string) Input { return Input{Kind: Words, Text: text, Message: 5, Chat: 7} }

		if r := play(words("/human@SomeBot " + said.lost)); len(r.Effects) != 1 || r.Effects[0].HandOff == nil || r.Effects[0].HandOff.Words != said.lost {
			t.Errorf("%s: a person reads %+v", lang, r.Effects)
		}
		if r := play(words("/human"), words("/human "+said.lost)); len(r.Effects) != 1 || r.Effects[0].Relay == nil || r.Effects[0].Relay.Words != said.lost {
			t.Errorf("%s: a person who was called reads %+v", lang, r.Effects)
		}
		r := play(words("/complain\n" + said.moldy))
		if s := r.State.Session; s.Step != "complain.matter" || !slices.Equal(s.Kept, []int{5}) || len(r.Messages) != 1 || len(r.Events) != 1 || r.Events[0].Words != said.moldy {
			t.Errorf("%s: a complaint: at %s with %v, %+v, %q", lang, s.Step, s.Kept, r.Events, texts(r))
		}
		if r := play(words("/suggest " + said.cakes)); len(r.Effects) != 1 || r.Effects[0].Suggestion == nil || !slices.Equal(r.Effects[0].Suggestion.Messages, []int{5}) || r.Events[0].Words != said.cakes {
			t.Errorf("%s: an idea: %+v, %+v", lang, r.Effects, r.Events)
		}
		if r := play(words("/ask " + said.fee)); len(r.Events) != 1 || r.Events[0].Value != "delivery-cost" || strings.Contains(written(r), w.Texts.Text(lang, "answer-ask", nil)) {
			t.Errorf("%s: a question: %+v, %q", lang, r.Events, texts(r))
		}
		if r := play(words("/rate 5")); r.State.Session.Step != "rate.thanks-high" {
			t.Errorf("%s: five stars lead to %s", lang, r.State.Session.Step)
		}
		for _, inputs := range [][]Input{
			{words("/rate 4 " + said.slow)},
			{words("/rate " + said.slow), {Kind: Press, Data: "rate.stars:4"}},
		} {
			r := play(inputs...)
			if len(r.Effects) != 1 || r.Effects[0].Rated == nil || !slices.Equal(r.Effects[0].Rated.Messages, []int{5}) || r.Events[len(r.Events)-1].Words != said.slow {
				t.Errorf("%s: four stars and words: %+v, %+v", lang, r.Effects, r.Events)
			}
		}
		if r := play(words("/rate "+said.slow), Input{Kind: Press, Data: "rate.stars:1"}); r.State.Session.Step != "rate.person" || r.Events[len(r.Events)-1].Words != said.slow {
			t.Errorf("%s: a star and words: at %s, %+v", lang, r.State.Session.Step, r.Events)
		}
		for _, to := range w.languages {
			if r := play(words("/language " + to)); r.State.Customer.Language != to {
				t.Errorf("%s: /language %s leads to %s", lang, to, r.State.Customer.Language)
			}
		}
	}
}

// TestWordsAfterStart leaves what a link brings to the link, and what follows /stop and /forget without an answer.
func TestWordsAfterStart(t *testing.T) {
	w := shopWorld(t)
	for _, text := range []string{"/start how much is delivery", "/stop writing to me", "/forget me", "/status C-1042"} {
		name, _ := command(text)
		plain := after(w, State{}, Input{Kind: Words, Text: name, Chat: 7})
		if r := after(w, State{}, Input{Kind: Words, Text: text, Chat: 7}); written(r) != written(plain) {
			t.Errorf("%s: %q, want %q", text, texts(r), texts(plain))
		}
	}
}
