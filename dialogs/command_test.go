package dialogs

import (
	"slices"
	"strings"
	"testing"

	"guanxi/profile"
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
		if s := r.State.Session; s.Step != "complain.matter" || !slices.Equal(s.Kept, []int{5}) || len(r.Messages) != 2 || r.Messages[0].Text != w.Texts.Text(lang, sorry, nil) || len(r.Events) != 1 || r.Events[0].Words != said.moldy {
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
		if r := play(words("/rate "+said.slow), Input{Kind: Press, Data: "rate.stars:1"}); r.State.Session.Step != "rate.person" || r.Events[len(r.Events)-1].Words != said.slow || !strings.Contains(written(r), w.Texts.Text(lang, sorry, nil)) {
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

// TestFewWordsOfComplaint tells in a word or two after the command what a complaint is about: it is both, its category and
// what happened. What a category is called is that alone.
func TestFewWordsOfComplaint(t *testing.T) {
	w := shopWorld(t)
	for _, test := range []struct{ lang, words, about string }{
		{"en", "bad quality", "quality"}, {"en", "late", "delivery"}, {"zh", "茶坏了", "quality"}, {"ru", "плохое качество", "quality"},
		{"es", "mal servicio", "service"}, {"ar", "التوصيل متأخر", "delivery"},
	} {
		in := Input{Kind: Words, At: monday, Chat: 7, Language: test.lang, Message: 5, Text: "/complain " + test.words}
		r := Turn(w, State{}, in)
		s := r.State.Session
		if s.Step != "complain.wish" || s.picked("complaint") != test.about || !slices.Equal(s.Kept, []int{5}) || r.Events[len(r.Events)-1].Words != test.words ||
			!strings.Contains(written(r), w.Texts.Text(test.lang, sorry, nil)) {
			t.Errorf("%s: at %s with %v, %+v: %s", test.words, s.Step, s.Kept, r.Events, written(r))
		}
		in.Text = "/complain " + w.Texts.Text(test.lang, "rate-why-"+test.about, nil)
		if s := Turn(w, State{}, in).State.Session; s.Step != "complain.words" || s.Kept != nil {
			t.Errorf("%s: at %s with %v", in.Text, s.Step, s.Kept)
		}
	}
}

// TestSlipOfCommand writes commands that there are not: what was meant is done where it is plain, or what the word asks for.
func TestSlipOfCommand(t *testing.T) {
	w := shopWorld(t)
	for text, step := range map[string]string{
		"/complaint": "complain.about", "/complaints": "complain.about", "/complaint it was cold": "complain.matter", "/langauge": "welcome.language", "/rat": "rate.stars",
		"/helpme": "welcome.menu", "/help me": "welcome.menu", "/menu": "welcome.menu", "/xyz": "welcome.menu", "/жалоба": "complain.about", "/投诉": "complain.about",
	} {
		if r := Turn(w, State{}, Input{At: monday, Chat: 7, Language: "en", Message: 5, Text: text}); r.State.Session.Step != step {
			t.Errorf("%s: at %q: %s", text, r.State.Session.Step, written(r))
		}
	}
	for text, entry := range map[string]string{"/prices": "category:all", "/delivery": "delivery-cost", "/opening_hours": "hours", "/shop": "category:all"} {
		r := Turn(w, State{}, Input{At: monday, Chat: 7, Language: "en", Message: 5, Text: text})
		if len(r.Events) != 1 || r.Events[0].Value != entry {
			t.Errorf("%s: %+v: %s", text, r.Events, written(r))
		}
	}
	for _, text := range []string{"/steep", "/top", "/shop"} {
		if r := Turn(w, State{}, Input{At: monday, Chat: 7, Language: "en", Message: 5, Text: text}); slices.ContainsFunc(r.Events, func(e profile.Event) bool { return e.Kind == "offers" }) {
			t.Errorf("%s stops the offers", text)
		}
	}
}

// TestProductsNamed names after the command what is looked for: it is shown, and nothing is asked.
func TestProductsNamed(t *testing.T) {
	w := shopWorld(t)
	for _, test := range []struct{ lang, words, about string }{
		{"en", "longjing", "product:longjing"}, {"en", "green", "category:green"}, {"en", "teapots", "category:teaware"}, {"en", "delivery", "delivery-cost"},
		{"zh", "龙井", "product:longjing"}, {"ru", "зеленый", "category:green"}, {"es", "longjing", "product:longjing"}, {"ar", "لونغ جينغ", "product:longjing"},
		{"en", "xyzzy", ""},
	} {
		r := Turn(w, State{}, Input{At: monday, Chat: 7, Language: test.lang, Message: 5, Text: "/products " + test.words})
		if len(r.Events) != 1 || r.Events[0].Value != test.about || strings.Contains(written(r), w.Texts.Text(test.lang, "products-ask", nil)) {
			t.Errorf("%s: %+v: %s", test.words, r.Events, written(r))
		}
	}
	if r := Turn(w, State{}, Input{At: monday, Chat: 7, Language: "en", Message: 5, Text: "/products please"}); r.State.Session.Step != "products.categories" {
		t.Errorf("at %s: %s", r.State.Session.Step, written(r))
	}
}
