package dialogs

import (
	"cmp"
	"strings"
	"testing"
	"time"

	"guanxi/locales"
)

// TestNewsOfComplaint asks for news while a complaint is open: its number and state are told. With none open these words
// are questions like others.
func TestNewsOfComplaint(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{
		"en": "any update?|any news?|when do I get my money back?|is anyone working on it?|anything new?|any word on this?|how long do I have to wait|is anyone looking at my case?|when will this be solved|did you forget me?|have you forgotten about me?", "zh": "有消息吗？|什么时候退款？|有人在处理吗|我要等多久|什么时候能解决|你们忘了我吗|你们把我忘了吗", "ru": "есть новости?|когда вернёте деньги?|есть движение по моему делу?|сколько мне ждать?|когда это решится?|что с моим возвратом?|вы про меня забыли?", "es": "¿alguna novedad?|¿cuánto vais a tardar?|¿cuánto tardáis en contestar?|¿alguien está en ello?|¿cuándo se resuelve?|¿qué pasa con mi caso?|¿os habéis olvidado de mí?", "ar": "هل من جديد؟|متى أسترد مالي؟|إلى أين وصلتم؟|متى تعيدون لي نقودي؟|هل يعمل أحد على شكواي؟|متى تحل المشكلة؟|هل نسيتموني؟",
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

// TestNoNewsOfComplaint asks something else while a complaint is open, or adds to it: no state is told.
func TestNoNewsOfComplaint(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{
		"en": "how long does delivery take?|when do you open?|my money was taken from my card twice", "zh": "几点关门？|运费多少钱？|钱被扣了两次", "ru": "сколько идёт доставка?|когда вы открываетесь?|деньги списали дважды",
		"es": "¿cuánto tarda el envío?|¿cuándo abrís?|me cobraron dos veces", "ar": "متى تفتحون؟|كم سعر التوصيل؟|خصمتم مني مرتين",
	} {
		for said := range strings.SplitSeq(words, "|") {
			r := Turn(w, openComplaint(w, lang), Input{Kind: Words, Text: said, At: monday.Add(4 * time.Hour), Chat: 7, Message: 9})
			state := w.Texts.Text(lang, "status-case", locales.Args{"Number": "C-1042", "State": w.Texts.Text(lang, "state-received", nil)})
			if written(r) == state {
				t.Errorf("%s %q: %q", lang, said, written(r))
			}
		}
	}
}

// TestWithdrawn takes an open complaint back in words: staff read it, and close it.
func TestWithdrawn(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{
		"en": "cancel my complaint|it's solved|please withdraw my complaint|cancel|I don't need it any more", "zh": "撤回投诉|我不投诉了|取消", "ru": "отзываю жалобу|всё нашлось|отменить|уже не нужно", "es": "retiro la queja|ya lo encontré|ya no hace falta, gracias|cancelar", "ar": "أسحب شكواي|ألغوا الشكوى|إلغاء",
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

// TestPraiseThenGrievance praises, then tells what went wrong: that is no more praise, and with a complaint open it goes there.
func TestPraiseThenGrievance(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{
		"en": "what a lovely place|but my last parcel was broken|but the cup I bought was cracked", "zh": "你们服务特别好|但是上次的包裹碎了|可是杯子坏了|可是上次的包裹破了",
		"ru": "мне у вас понравилось|но чашка пришла разбитая|но на чашке трещина", "es": "qué sitio más bonito|pero la taza llegó rota|pero la taza tenía una grieta",
		"ar": "المكان جميل|لكن وصل الكوب مكسورا|لكن الكوب فيه شرخ",
	} {
		praise, more, _ := strings.Cut(words, "|")
		for but := range strings.SplitSeq(more, "|") {
			for _, s := range []State{{}, openComplaint(w, lang)} {
				r := praising(t, w, s, lang, praise)
				r = Turn(w, r.State, Input{Kind: Words, Text: but, At: monday.Add(time.Minute + 9*time.Hour), Chat: 7, Language: lang, Message: 6})
				added := len(r.Effects) == 1 && r.Effects[0].Progress != nil
				if open := len(s.Customer.Cases) > 0; open != added || !open && r.State.Session.Step != "complain.grief" {
					t.Errorf("%s: %q is none: %+v %q", lang, but, r.Effects, written(r))
				}
			}
		}
	}
}

// TestPraiseThenMore goes on after praise: ideas and more praise are passed on, and nothing is that says nothing.
func TestPraiseThenMore(t *testing.T) {
	w := shopWorld(t)
	for words, passed := range map[string]bool{
		"but you should open earlier": true, "but the best was the cake": true, "10/10": true, "and the cakes too": true,
		"http://spam.example buy now": false, "1234567890": false, "visit www.spam.example": false, strings.Repeat("x", 3000): false, "asdf": false,
	} {
		r := praising(t, w, State{}, "en", "what a lovely place")
		r = Turn(w, r.State, Input{Kind: Words, Text: words, At: monday.Add(time.Minute + 9*time.Hour), Chat: 7, Language: "en", Message: 6})
		if got := len(r.Effects) == 1 && r.Effects[0].Suggestion != nil; got != passed || r.State.Session.Step == "complain.grief" {
			t.Errorf("%.30q: passed on %v: %q", words, got, written(r))
		}
	}
}

// praising is what comes of praise.
func praising(t *testing.T, w *World, s State, lang, praise string) Result {
	r := Turn(w, s, Input{Kind: Words, Text: praise, At: monday.Add(9 * time.Hour), Chat: 7, Language: lang, Message: 5})
	if len(r.Effects) != 1 || r.Effects[0].Suggestion == nil {
		t.Errorf("%s: %s is praise: %q", lang, praise, written(r))
	}
	return r
}

// openComplaint is the state of somebody who complained.
func openComplaint(w *World, lang string) State {
	s := after(w, State{}, Input{Kind: Words, Text: "/complain"}, Input{Kind: Words, Text: "the cup arrived broken", Message: 4},
		Input{Kind: Words, Text: "/status", Number: 1042}).State
	s.Customer.Language, s.Customer.Chosen = lang, true
	return s
}

// TestPhotoOfComplaint sends a photo that shows an open complaint, whatever was asked and however long it took since: staff
// see it with the case. One with a question is none, nor one that comes after it is settled.
func TestPhotoOfComplaint(t *testing.T) {
	w := shopWorld(t)
	photo := func(later time.Duration, caption string) Input {
		return Input{Kind: Media, Media: "photo", Text: caption, At: monday.Add(later), Chat: 7, Message: 9}
	}
	for _, lang := range w.Texts.Languages() {
		open := openComplaint(w, lang)
		asked := Turn(w, open, Input{Kind: Words, Text: "¿A qué hora abrís?", At: monday.Add(time.Hour), Chat: 7, Message: 8}).State
		for _, s := range []State{open, asked} {
			for _, in := range []Input{photo(3*time.Hour, ""), photo(30*time.Hour, "the broken cup")} {
				r := Turn(w, s, in)
				if len(r.Effects) != 1 || r.Effects[0].Progress == nil || !strings.Contains(written(r), w.Texts.Text(cmp.Or(r.State.Session.Tongue, lang), "complain-passed", nil)) {
					t.Errorf("%s: %+v %q", lang, r.Effects, written(r))
				}
			}
		}
		settled := open
		settled.Customer.Cases = nil
		for _, r := range []Result{Turn(w, open, photo(3*time.Hour, "what tea is this?")), Turn(w, settled, photo(3*time.Hour, ""))} {
			if len(r.Effects) != 0 {
				t.Errorf("%s: %+v", lang, r.Effects)
			}
		}
	}
}
