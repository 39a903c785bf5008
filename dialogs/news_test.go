package dialogs

import (
	"strings"
	"testing"
	"time"
)

// TestNewsOfComplaint asks for news while a complaint is open: its number and state are told. With none open these words
// are questions like others.
func TestNewsOfComplaint(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{
		"en": "any update?|any news?|when do I get my money back?", "zh": "有消息吗？|什么时候退款？", "ru": "есть новости?|когда вернёте деньги?", "es": "¿alguna novedad?|¿cuánto vais a tardar?", "ar": "هل من جديد؟|متى أسترد مالي؟",
	} {
		for said := range strings.SplitSeq(words, "|") {
			s := openComplaint(w, lang)
			r := Turn(w, s, Input{Kind: Words, Text: said, At: monday.Add(4 * time.Hour), Chat: 7, Message: 9})
			if !strings.Contains(written(r), "C-1042") || len(r.Effects) != 0 {
				t.Errorf("%s %q: %q", lang, said, written(r))
			}
			s.Customer.Cases = nil
			if r := Turn(w, s, Input{Kind: Words, Text: said, At: monday.Add(4 * time.Hour), Chat: 7, Message: 9}); strings.Contains(written(r), "C-1042") || strings.Contains(written(r), w.Texts.Text(lang, "status-none", nil)) {
				t.Errorf("%s %q, with none: %q", lang, said, written(r))
			}
		}
	}
}

// TestWithdrawn takes an open complaint back in words: staff read it, and close it.
func TestWithdrawn(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{
		"en": "cancel my complaint|it's solved|please withdraw my complaint", "zh": "撤回投诉|我不投诉了", "ru": "отзываю жалобу|всё нашлось", "es": "retiro la queja|ya lo encontré", "ar": "أسحب شكواي|ألغوا الشكوى",
	} {
		for said := range strings.SplitSeq(words, "|") {
			for _, step := range []string{"", "complain.filed"} {
				s := openComplaint(w, lang)
				s.Session.Step = step
				r := Turn(w, s, Input{Kind: Words, Text: said, At: monday.Add(2*time.Hour + time.Minute), Chat: 7, Message: 9})
				if len(r.Effects) != 1 || r.Effects[0].Progress == nil || !r.State.Customer.Cases[0].Open() {
					t.Errorf("%s %q at %q: %+v %q", lang, said, step, r.Effects, written(r))
				}
			}
		}
	}
	for _, said := range []string{"cancel my order", "I found a hair in it"} {
		if r := Turn(w, openComplaint(w, "en"), Input{Kind: Words, Text: said, At: monday.Add(9 * time.Hour), Chat: 7, Message: 9}); strings.Contains(written(r), w.Texts.Text("en", "complain-passed", nil)) {
			t.Errorf("%q: %q", said, written(r))
		}
	}
}

// TestPraiseThenGrievance praises, then tells what went wrong: that is no more praise.
func TestPraiseThenGrievance(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string][2]string{
		"en": {"what a lovely place", "but my last parcel was broken"}, "zh": {"你们服务特别好", "但是上次的包裹碎了"}, "ru": {"мне у вас понравилось", "но чашка пришла разбитая"},
		"es": {"qué sitio más bonito", "pero la taza llegó rota"}, "ar": {"المكان جميل", "لكن وصل الكوب مكسورا"},
	} {
		r := Turn(w, State{}, Input{Kind: Words, Text: words[0], At: monday, Chat: 7, Language: lang, Message: 5})
		if len(r.Effects) != 1 || r.Effects[0].Suggestion == nil {
			t.Errorf("%s is praise: %q", words[0], written(r))
		}
		r = Turn(w, r.State, Input{Kind: Words, Text: words[1], At: monday.Add(time.Minute), Chat: 7, Language: lang, Message: 6})
		if len(r.Effects) != 0 {
			t.Errorf("%s is none: %q", words[1], written(r))
		}
	}
}

// openComplaint is the state of somebody who complained.
func openComplaint(w *World, lang string) State {
	s := after(w, State{}, Input{Kind: Words, Text: "/complain"}, Input{Kind: Words, Text: "the cup arrived broken", Message: 4},
		Input{Kind: Words, Text: "/status", Number: 1042}).State
	s.Customer.Language, s.Customer.Chosen = lang, true
	return s
}
