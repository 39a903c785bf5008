package dialogs

import (
	"slices"
	"strings"
	"testing"
)

// written is what the customer reads of a turn.
func written(r Result) string { return strings.Join(slices.Collect(r.said), "\n") }

// TestQuestionAtChoice asks something where a complaint's category, or the reason of a low rating, is to be tapped: it is
// answered, the question stays open, and staff get the words with the rest. What is a grievance besides is told as one.
func TestQuestionAtChoice(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string][2]string{
		"en": {"How much is delivery?", "You sent me the wrong tea! How much is delivery?"},
		"zh": {"运费多少钱？", "你们发错茶了！运费多少钱？"},
		"ru": {"Сколько стоит доставка?", "Вы прислали не тот чай! Сколько стоит доставка?"},
		"es": {"¿Cuánto cuesta el envío?", "¡Me mandasteis otro té! ¿Cuánto cuesta el envío?"},
		"ar": {"كم سعر التوصيل؟", "أرسلتم لي شايًا آخر! كم سعر التوصيل؟"},
	} {
		play := func(s State, in ...Input) Result {
			var r Result
			for i := range in {
				in[i].At, in[i].Chat, in[i].Language, in[i].Message = monday, 7, lang, 50+i
				r = Turn(w, s, in[i])
				s = r.State
			}
			return r
		}
		answer, _ := w.answers.Entry("delivery-cost", lang)
		for step, way := range map[string][]Input{
			"complain.about": {{Text: "/complain"}},
			"rate.why":       {{Text: "/rate"}, {Kind: Press, Data: "rate.stars:2"}},
		} {
			at := play(State{}, way...).State
			r := play(at, Input{Text: words[0]})
			if said := written(r); !strings.Contains(said, answer.Text) || r.State.Session.Step != step || len(r.State.Session.Kept) != 1 {
				t.Errorf("%s at %s: now at %s with %v: %s", lang, step, r.State.Session.Step, r.State.Session.Kept, said)
			}
			r = play(at, Input{Text: words[1]})
			if said := written(r); !strings.Contains(said, answer.Text) || r.State.Session.Step == step || step == "complain.about" && len(r.State.Session.Kept) != 1 {
				t.Errorf("%s at %s, with a grievance: now at %s with %v: %s", lang, step, r.State.Session.Step, r.State.Session.Kept, said)
			}
			if r = play(at, Input{Text: "qwzrtp"}); r.State.Session.Step == step {
				t.Errorf("%s at %s: words are not told", lang, step)
			}
		}
	}
}

// TestUnknownAtStars asks what nobody knows where stars are to be tapped: that is said, a person is offered, and the stars
// stay open; the next time in other words. Words that ask nothing are asked to tap.
func TestUnknownAtStars(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string][2]string{
		"en": {"do you repair bicycles?", "qwzrtp xkcdqq?"}, "zh": {"你们修自行车吗？", "猫会跳舞吗？"}, "ru": {"вы чините велосипеды?", "а кот умеет петь?"},
		"es": {"¿arregláis bicicletas?", "¿vuestro gato sabe bailar?"}, "ar": {"هل تصلحون الدراجات؟", "هل يرقص القط؟"},
	} {
		s := Turn(w, State{}, Input{Kind: Words, Text: "/rate", At: monday, Chat: 7, Language: lang}).State
		for i, question := range words {
			r := Turn(w, s, Input{Kind: Words, Text: question, At: monday, Chat: 7, Language: lang, Message: 5 + i})
			s = r.State
			want := w.Texts.Text(lang, []string{"answer-unknown", "answer-unknown-again"}[i], nil)
			n := len(r.Messages)
			if n != 2 || r.Messages[0].Text != want || !strings.Contains(r.Messages[n-1].Text, w.Texts.Text(lang, []string{"rate-ask", "engine-above"}[i], nil)) || len(r.Messages[n-1].Buttons[0]) != 5 || s.Session.Step != "rate.stars" {
				t.Errorf("%s: %q: at %q: %s", lang, question, s.Session.Step, written(r))
				continue
			}
			if rows := r.Messages[0].Buttons; len(rows) != 1 || rows[0][0].Data != w.call {
				t.Errorf("%s: %q offers %v", lang, question, rows)
			}
		}
		person := Turn(w, s, Input{Kind: Press, Data: w.call, At: monday, Chat: 7, Language: lang})
		if len(person.Effects) != 1 || person.Effects[0].HandOff == nil || person.Effects[0].HandOff.Words != words[1] {
			t.Errorf("%s: a person gets %+v", lang, person.Effects)
		}
		r := Turn(w, s, Input{Kind: Words, Text: "5", At: monday, Chat: 7, Language: lang})
		if len(r.Events) != 1 || r.Events[0].Kind != Visit || r.Events[0].Value != "5" {
			t.Errorf("%s: the stars after it: %+v", lang, r.Events)
		}
	}
}

// TestGarbage types nonsense for a long time: ways on are offered once, then the answers are short; there always is one,
// and never the same twice in a row. What is understood begins it all anew.
func TestGarbage(t *testing.T) {
	w := shopWorld(t)
	for _, lang := range w.languages {
		var s State
		last, offered := "", 0
		for i := range 20 {
			r := Turn(w, s, Input{Kind: Words, Text: "qwzrtp xkcdqq", At: monday, Chat: 7, Language: lang, Message: 50 + i})
			s = r.State
			said := written(r)
			if said == "" || said == last {
				t.Errorf("%s: after %d times %q, before %q", lang, i, said, last)
			}
			if strings.Contains(said, w.Texts.Text(lang, "engine-person-offer", nil)) {
				offered++
			}
			if n := len(r.Messages[0].Buttons); (n > 0) != (i < maxTries) {
				t.Errorf("%s: after %d times %d rows of buttons", lang, i, n)
			}
			last = said
		}
		if offered != 1 {
			t.Errorf("%s: a person and the menu are offered %d times", lang, offered)
		}
		s = after(w, s, Input{Kind: Words, Text: "/help"}).State
		if r := after(w, s, Input{Kind: Words, Text: "qwzrtp xkcdqq"}); r.Messages[0].Buttons == nil {
			t.Errorf("%s: nothing is offered anew", lang)
		}
	}
}

// TestTypedConsent answers the question about offers, and whether to keep a language, by words.
func TestTypedConsent(t *testing.T) {
	w := shopWorld(t)
	for _, test := range []struct{ lang, yes, no, nothing, words string }{
		{"en", "Yes, please!", "no", "I see", "How much is delivery to Spain?"},
		{"zh", "可以", "不用了", "知道了", "运费是多少钱？"},
		{"ru", "да, конечно", "нет", "понятно", "Сколько стоит доставка?"},
		{"es", "Sí, claro", "no", "entendido", "¿Cuánto cuesta el envío?"},
		{"ar", "نعم", "لا", "فهمت", "كم سعر التوصيل إلى المنزل؟"},
	} {
		for words, want := range map[string][2]bool{test.yes: {true, true}, test.no: {false, true}, test.nothing: {false, false}} {
			s := State{}
			s.Session.Served = enough
			in := Input{Kind: Words, At: monday, Chat: 7, Language: test.lang, Message: 5, Text: test.words}
			s = Turn(w, s, in).State
			if s.Session.Step != "offers.ask" {
				t.Fatalf("%s: nothing is asked about offers, at %q", test.lang, s.Session.Step)
			}
			in.Text = words
			c := Turn(w, s, in).State.Customer
			if wants, known := c.Offers(); wants != want[0] || known != want[1] {
				t.Errorf("%s: after %q wants %v, known %v", test.lang, words, wants, known)
			} else if known && c.Consents[0].How != "words" {
				t.Errorf("%s: said by %s", test.lang, c.Consents[0].How)
			}
		}
		app := "en"
		if test.lang == "en" {
			app = "ru"
		}
		s := Turn(w, State{}, Input{Kind: Words, At: monday, Chat: 7, Language: app, Message: 5, Text: test.words}).State
		yes := Input{Kind: Words, At: monday, Chat: 7, Language: app, Message: 6, Text: test.yes}
		if c := Turn(w, s, yes).State.Customer; c.Language != test.lang || !c.Chosen {
			t.Errorf("%s: after %q the language is %s, chosen %v", test.lang, test.yes, c.Language, c.Chosen)
		}
		no := yes
		no.Text = test.no
		s = Turn(w, s, no).State
		if c := Turn(w, s, yes).State.Customer; c.Chosen {
			t.Errorf("%s: a yes after %q keeps the language", test.lang, test.no)
		}
	}
}
