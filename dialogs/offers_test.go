package dialogs

import (
	"strings"
	"testing"
)

// TestConsentNamesItsQuestion shows two questions about offers and answers the older one: the proof names that.
func TestConsentNamesItsQuestion(t *testing.T) {
	w := shopWorld(t)
	words := func(text string) Input { return Input{Kind: Words, Text: text} }
	asked := after(w, State{}, words("/start"), words("when do you open on sunday?"), words("how much is delivery?")).State
	if !strings.HasPrefix(asked.Customer.Asked.Text, "offers-ask ") {
		t.Fatalf("asked %+v", asked.Customer.Asked)
	}
	for name, test := range map[string]struct {
		inputs []Input
		key    string
		when   bool // the proof knows when it was asked
	}{
		"the last":   {[]Input{{Kind: Press, Data: "offers.ask:yes", Message: 5}}, "offers-ask ", true},
		"typed":      {[]Input{words("yes")}, "offers-ask ", true},
		"an old one": {[]Input{words("/offers"), {Kind: Press, Data: "offers.ask:yes", Message: 5}}, "offers-ask ", false},
		"the newer":  {[]Input{words("/offers"), {Kind: Press, Data: "offers.unwanted:start", Message: 6}}, "offers-off ", true},
	} {
		given := after(w, asked, test.inputs...).State.Customer.Consents[0]
		if !given.Given || !strings.HasPrefix(given.Asked.Text, test.key) || given.Asked.Language != "en" || (given.Asked.At != 0) != test.when {
			t.Errorf("%s: %+v", name, given)
		}
	}
}

// TestNoConsentInWorry asks about offers after two answers, and not where one of them is about a worry.
func TestNoConsentInWorry(t *testing.T) {
	w := shopWorld(t)
	for name, test := range map[string]struct {
		said []string
		want bool
	}{
		"none":         {[]string{"when are you open?", "how much is delivery?"}, true},
		"the second":   {[]string{"when are you open?", "where is my order?"}, false},
		"the first":    {[]string{"my parcel arrived broken", "when are you open?"}, false},
		"long ago":     {[]string{"where is my order?", "when are you open?", "how much is delivery?"}, true},
		"side by side": {[]string{"when are you open?", "how much is delivery? and where is my order?"}, false},
	} {
		inputs := []Input{{Kind: Words, Text: "/start"}}
		for _, text := range test.said {
			inputs = append(inputs, Input{Kind: Words, Text: text})
		}
		if asked := after(w, State{}, inputs...).State.Customer.Asked.At != 0; asked != test.want {
			t.Errorf("%s: asked about offers: %v", name, asked)
		}
	}
}

// TestStopByWord refuses offers in words, at any time: it is what /stop does.
func TestStopByWord(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string]string{
		"en": "stop sending me stuff|please take me off your list|I don't want any more messages", "zh": "别再给我发广告了|不要再给我发消息了|我不想收到广告",
		"ru": "отпишите меня от рассылки|не хочу получать рекламу|хватит мне писать", "es": "no quiero más publicidad|deja de mandarme mensajes|no me escribáis más",
		"ar": "اوقفوا الرسائل|لا أريد إعلانات|لا ترسلوا لي رسائل من فضلكم",
	} {
		for text := range strings.SplitSeq(all, "|") {
			for _, before := range []string{"/help", "/rate", "/complain", "/suggest", "/human"} {
				s := State{}
				for _, text := range []string{before, text} {
					s = Turn(w, s, Input{Kind: Words, Text: text, At: monday, Chat: 7, Language: lang, Message: 5}).State
				}
				if wants, known := s.Customer.Offers(); wants || !known || s.Session.Step != "" {
					t.Errorf("%s: after %s and %q wants %v, known %v, at %q", lang, before, text, wants, known, s.Session.Step)
				}
			}
		}
	}
}

// TestConsentByWord wants offers in words with a courtesy, at both questions about them. What only acknowledges is no yes.
func TestConsentByWord(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string]string{
		"en": "yes, I want|yes, I'd like that|yes thank you", "zh": "要的，谢谢|是的，我要|我愿意", "ru": "да хочу|хочу!|да, присылайте", "es": "vale, sí|sí, quiero|sí, con gusto", "ar": "نعم أريد|نعم، من فضلكم|أرغب في ذلك",
	} {
		for text := range strings.SplitSeq(all+"|I see|👍|понятно|知道了", "|") {
			asking := State{}
			asking.Session.Step, asking.Session.Asked = "offers.ask", monday.Unix()
			said := func(s State, text string) State {
				return Turn(w, s, Input{Kind: Words, Text: text, At: monday, Chat: 7, Language: lang, Message: 5}).State
			}
			for _, s := range []State{said(State{}, "/offers"), asking} {
				wants, _ := said(s, text).Customer.Offers()
				if want := strings.Contains(all, text); wants != want {
					t.Errorf("%s: after %q at %s wants %v", lang, text, s.Session.Step, wants)
				}
			}
		}
	}
}

// TestMereStop takes a stop as the whole message for the end of offers, where nothing is under way; else it ends that. What
// says more is something else.
func TestMereStop(t *testing.T) {
	w := shopWorld(t)
	for words, want := range map[string]bool{
		"STOP": true, "Stop!": true, "СТОП": true, "停止": true, "توقف": true, "BAJA": true, "UNSUBSCRIBE": true, "退订": true, "отписаться": true, "إلغاء الاشتراك": true,
		"parar": true, "please stop": true, "stop by for tea?": false, "cancel": false, "стоп, а доставка есть?": false, "never mind": false, "停止营业了吗": false, "back": false,
	} {
		for name, way := range map[string][]Input{
			"nothing": {}, "the menu": {{Kind: Words, Text: "/start"}}, "an answer": {{Kind: Words, Text: "when are you open?"}},
		} {
			r := after(w, State{}, append(way, Input{Kind: Words, Text: words})...)
			if wants, known := r.State.Customer.Offers(); wants || known != want {
				t.Errorf("%q after %s: decided %v: %s", words, name, known, written(r))
			}
			if want && !strings.Contains(written(r), "/offers") {
				t.Errorf("%q after %s shows no way back: %s", words, name, written(r))
			}
		}
	}
	for _, words := range []string{"STOP", "СТОП", "停止", "توقف", "parar"} {
		r := after(w, State{}, Input{Kind: Words, Text: "/complain"}, Input{Kind: Words, Text: words})
		if _, known := r.State.Customer.Offers(); known || r.State.Session.Step != "welcome.menu" {
			t.Errorf("%q in a complaint: %q: %s", words, r.State.Session.Step, written(r))
		}
	}
}
