package dialogs

import (
	"slices"
	"strings"
	"testing"
	"time"

	"guanxi/locales"
	"guanxi/profile"
)

// TestNeverTwice asks the same four times where a flow has a question open: no two turns in a row say the same, and the
// question of the flow is reminded of every other time in short, with its buttons.
func TestNeverTwice(t *testing.T) {
	w := shopWorld(t)
	for lang, question := range map[string]string{"en": "how much is delivery", "zh": "运费多少钱？", "ru": "сколько стоит доставка", "es": "¿cuánto cuesta el envío?", "ar": "كم سعر التوصيل؟"} {
		for _, start := range []string{"/rate", "/complain", "/suggest", "/suggest ~", "/rate 2", ""} {
			words, later := strings.CutSuffix(start, " ~")
			s := State{}
			for word := range strings.FieldsSeq(words) {
				s = Turn(w, s, Input{Kind: Words, Text: word, At: monday, Chat: 7, Language: lang}).State
			}
			at := monday.Add(time.Minute)
			if later {
				at = monday.Add(9 * 24 * time.Hour)
			}
			last := []string{""}
			for i := range 4 {
				r := Turn(w, s, Input{Kind: Words, Text: question, At: at, Chat: 7, Language: lang, Message: 5 + i})
				said := slices.Collect(r.said)
				if slices.Equal(said, last) || len(said) > 0 && (said[0] == last[0] || said[len(said)-1] == last[len(last)-1]) {
					t.Errorf("%s %s: the %dth time the same: %q", lang, start, i+1, said)
				}
				if len(said) == 0 || !strings.Contains(written(r), "12") {
					t.Errorf("%s %s: the %dth time no answer: %q", lang, start, i+1, said)
				}
				s, last = r.State, said
			}
		}
	}
}

// TestStepQuestion asks what is surely known where something is to be told: it is answered, and the step goes on. What
// tells something, or proposes it, is taken.
func TestStepQuestion(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{
		"en": "when do you open|how much is delivery", "zh": "你们几点开门|运费多少钱", "ru": "какой температуры вода|как вас найти|есть вайфай|сколько стоит доставка", "es": "¿cuándo abrís?|cuánto cuesta el envío", "ar": "متى تفتحون|كم سعر التوصيل",
	} {
		for _, start := range []string{"complain.words", "suggest.ask", "complain.grief", "complain.upset", "complain.wish"} {
			for said := range strings.SplitSeq(words, "|") {
				s := Turn(w, State{}, Input{Kind: Words, Text: "/start", At: monday, Chat: 7, Language: lang}).State
				s.Session.Step, s.Session.Asked = start, monday.Unix()
				r := Turn(w, s, Input{Kind: Words, Text: said, At: monday.Add(time.Minute), Chat: 7, Language: lang, Message: 9})
				if open := w.steps[start].Open; len(r.Effects) != 0 || !open && r.State.Session.Step != start || open && r.State.Session.Kept != nil || !slices.ContainsFunc(r.Events, func(e profile.Event) bool { return e.Kind == "question" && e.Value != "" }) {
					t.Errorf("%s %q at %s: at %q: %q", lang, said, start, r.State.Session.Step, written(r))
				}
			}
		}
	}
	for lang, words := range map[string]string{
		"en": "could you open earlier?|why don't you open earlier?", "zh": "能不能早点开门？|可不可以便宜一点？", "ru": "могли бы вы открываться раньше?|почему бы не открываться раньше?", "es": "¿por qué no abrís antes?|¿podríais abrir antes?", "ar": "لماذا لا تفتحون أبكر؟|هل يمكنكم أن تفتحوا أبكر؟",
	} {
		for said := range strings.SplitSeq(words, "|") {
			s := Turn(w, State{}, Input{Kind: Words, Text: "/suggest", At: monday, Chat: 7, Language: lang}).State
			if r := Turn(w, s, Input{Kind: Words, Text: said, At: monday.Add(time.Minute), Chat: 7, Language: lang, Message: 9}); len(r.Effects) != 1 || r.Effects[0].Suggestion == nil {
				t.Errorf("%s %q is an idea: %q", lang, said, written(r))
			}
		}
	}
}

// TestNoMoreOffers wants no offers in many words, and complains of something else in words much like them.
func TestNoMoreOffers(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{
		"en": "no more ads|please don't send me any more promotions", "zh": "不要再发优惠了|别再发广告|別寄廣告了|请不要再给我发促销信息了",
		"ru": "хватит акций|больше не присылайте скидки, пожалуйста", "es": "no me mandéis más ofertas|basta de ofertas|no quiero recibir promociones", "ar": "كفاية عروض|لا ترسلوا لي المزيد من الإعلانات",
	} {
		for said := range strings.SplitSeq(words, "|") {
			if r := Turn(w, State{}, Input{Kind: Words, Text: said, At: monday, Chat: 7, Language: lang, Message: 9}); !strings.HasPrefix(written(r), w.Texts.Text(lang, "offers-declined", nil)) {
				t.Errorf("%s %q: %q", lang, said, written(r))
			}
		}
	}
	for lang, words := range map[string]string{
		"en": "no more green tea|offers|enough sugar", "zh": "不要再发错货了|有优惠吗|优惠", "ru": "хватит ждать|скидки|без скидки", "es": "basta de esperar|ofertas|no me mandéis más té verde", "ar": "العروض|كفاية سكر",
	} {
		for said := range strings.SplitSeq(words, "|") {
			if r := Turn(w, State{}, Input{Kind: Words, Text: said, At: monday, Chat: 7, Language: lang, Message: 9}); strings.HasPrefix(written(r), w.Texts.Text(lang, "offers-declined", nil)) {
				t.Errorf("%s %q is no end of offers", lang, said)
			}
		}
	}
}

// TestAnyoneThere asks whether anybody is there while a request for a person stands, and while none does.
func TestAnyoneThere(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{
		"en": "anyone there?|hello, is anybody there?", "zh": "有人吗|在吗？", "ru": "есть кто?|есть кто-нибудь?", "es": "¿hay alguien?|hola, ¿hay alguien ahí?", "ar": "هل من أحد|في حدا؟",
	} {
		for said := range strings.SplitSeq(words, "|") {
			for _, awaits := range []bool{true, false} {
				s := Turn(w, State{}, Input{Kind: Words, Text: "/start", At: monday, Chat: 7, Language: lang}).State
				s.Session.Awaits = awaits
				r := Turn(w, s, Input{Kind: Words, Text: said, At: monday, Chat: 7, Language: lang, Message: 9})
				head, _, _ := strings.Cut(w.Texts.Text(lang, map[bool]string{true: "human-stands", false: "talk-hello"}[awaits], nil), "<")
				if !strings.HasPrefix(written(r), head[:20]) {
					t.Errorf("%s %q, %v: %q", lang, said, awaits, written(r))
				}
			}
		}
	}
}

// TestWhereabouts asks where the shop is in words that have no meaning of their own: what is kept are these words.
func TestWhereabouts(t *testing.T) {
	w := shopWorld(t)
	for lang, said := range map[string]string{"en": "Hi, where are you guys?", "zh": "你们在哪", "ru": "где вы?", "es": "¿dónde estáis?", "ar": "أين أنتم"} {
		met := Turn(w, State{}, Input{Kind: Words, Text: "/start", At: monday, Chat: 7, Language: lang}).State
		r := Turn(w, met, Input{Kind: Words, Text: said, At: monday, Chat: 7, Language: lang, Message: 9})
		if len(r.Events) != 1 || r.Events[0].Value != "address" || r.Events[0].Words != said || r.State.Session.Last != said {
			t.Errorf("%s %q: %+v, last %q: %s", lang, said, r.Events, r.State.Session.Last, written(r))
		}
	}
}

// TestWhereaboutsBeside asks it in one breath with something else: both are answered.
func TestWhereaboutsBeside(t *testing.T) {
	w := shopWorld(t)
	for lang, said := range map[string]string{"en": "where are you and how much is delivery?", "ru": "где вы и когда вы открыты?", "es": "¿Dónde estáis y abrís los festivos?", "ar": "أين أنتم ومتى تفتحون؟"} {
		r := Turn(w, State{}, Input{Kind: Words, Text: said, At: monday, Chat: 7, Language: lang, Message: 9})
		if len(r.Events) != 2 || r.Events[0].Value != "address" || r.Events[1].Value == "" {
			t.Errorf("%s %q: %+v: %s", lang, said, r.Events, written(r))
		}
	}
}

// TestNothingAfterAll leaves what was begun by a no and a cancel, or either; where there is more to it, it is told.
func TestNothingAfterAll(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string][2]string{
		"en": {"nothing, never mind|no, forget it|nothing", "nothing is better than your tea|never mind the rain, the tea is good"}, "zh": {"没什么，算了|没什么|不，算了", "没什么可挑的，很好"},
		"ru": {"ничего, забудьте|нет, не надо", "ничего лишнего, всё отлично"}, "es": {"nada, déjalo|nada|no, olvídalo", "nada que mejorar"}, "ar": {"لا شيء، انس الأمر|لا، خلاص", "لا شيء ينقصكم"},
	} {
		for i, all := range words {
			for said := range strings.SplitSeq(all, "|") {
				s := Turn(w, State{}, Input{Kind: Words, Text: "/suggest", At: monday, Chat: 7, Language: lang}).State
				r := Turn(w, s, Input{Kind: Words, Text: said, At: monday, Chat: 7, Language: lang, Message: 9})
				if left := r.State.Session.Step == "welcome.menu" && len(r.Effects) == 0; left != (i == 0) {
					t.Errorf("%s %q: at %q, %+v: %s", lang, said, r.State.Session.Step, r.Effects, written(r))
				}
			}
		}
	}
}

// TestFullMarks rates in words for the highest mark; zero is asked again as often as it comes.
func TestFullMarks(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string][2]string{"en": {"full marks", "zero"}, "zh": {"满分", "零分"}, "ru": {"высший балл", "ноль"}, "es": {"la máxima nota", "cero"}, "ar": {"العلامة الكاملة", "صفر"}} {
		s := Turn(w, State{}, Input{Kind: Words, Text: "/rate", At: monday, Chat: 7, Language: lang}).State
		if r := Turn(w, s, Input{Kind: Words, Text: words[0], At: monday, Chat: 7, Language: lang}); len(r.Events) == 0 || r.Events[0].Value != "5" {
			t.Errorf("%s: %q", words[0], written(r))
		} else if r = Turn(w, r.State, Input{Kind: Words, Text: words[1], At: monday, Chat: 7, Language: lang}); len(r.Events) != 0 || written(r) != w.Texts.Text(lang, "engine-range", locales.Args{"From": 1, "To": 5}) {
			t.Errorf("%s after %s: %+v: %q", words[1], words[0], r.Events, written(r))
		}
		for i, said := range []string{words[1], "0", words[1], "0"} {
			r := Turn(w, s, Input{Kind: Words, Text: said, At: monday, Chat: 7, Language: lang})
			if s = r.State; s.Session.Step != "rate.stars" || len(r.Events) != 0 {
				t.Errorf("%d: %s: %q", i, said, written(r))
			}
		}
	}
	if n, ok := w.numerals.Read("4分，满分5分", 5); n != 4 || !ok {
		t.Errorf("four out of five is %d", n)
	}
}
