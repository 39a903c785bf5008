package dialogs

import (
	"strings"
	"testing"
	"time"

	"guanxi/locales"
	"guanxi/profile"
)

// TestManyComplaints has somebody file one complaint after the other: what is told of them fits into a message.
func TestManyComplaints(t *testing.T) {
	w := shopWorld(t)
	for _, lang := range w.Texts.Languages() {
		s := State{Customer: profile.Customer{Language: lang, Chosen: true}}
		for n := range 2 * maxOpen {
			s = after(w, s, Input{Text: "/complain"}, Input{Kind: Press, Data: "complain.about:price"}, Input{Text: "too dear"},
				Input{Kind: Press, Data: "complain.wish:hear", Number: 1_000_001 + n}).State
		}
		if n := len(s.Customer.Cases); n != maxOpen || s.Customer.Cases[n-1].Number != 1_000_000+2*maxOpen {
			t.Errorf("%s: %d complaints are kept", lang, n)
		}
		for _, command := range []string{"/status", "/mydata"} {
			r := after(w, s, Input{Text: command, History: &profile.History{}})
			if units := locales.Units(r.Messages[0].Text); units > locales.MaxText {
				t.Errorf("%s %s: %d units", command, lang, units)
			}
		}
	}
}

// TestNumberTyped answers the number of a complaint with how far it is, however it is typed; other codes are questions.
func TestNumberTyped(t *testing.T) {
	w := shopWorld(t)
	filed := after(w, State{}, Input{Kind: Words, Text: "/complain"}, Input{Kind: Words, Text: "the cup arrived broken", Message: 4}, Input{Kind: Words, Text: "/status", Number: 1042}).State
	for _, typed := range []string{"C-1042", "c1042", "С-1042", "C-١٠٤٢", "Ｃ－１０４２"} {
		if r := after(w, filed, Input{Kind: Words, Text: typed}); len(r.Messages) != 1 || r.Messages[0].Text != "<b>C-1042</b>: received" {
			t.Errorf("%q: %+v", typed, r.Messages)
		}
	}
	if r := after(w, filed, Input{Kind: Words, Text: "C-1042 oolong"}); strings.Contains(r.Messages[0].Text, "received") {
		t.Errorf("a code within a question: %+v", r.Messages)
	}
}

// TestUnsettled answers the question whether a complaint is settled in words of all kinds: it is taken up again with them.
// Another question is answered, and the first asked again; praise is kept, and it is asked again.
func TestUnsettled(t *testing.T) {
	w := shopWorld(t)
	asked := after(w, State{}, Input{Kind: Words, Text: "/complain"}, Input{Kind: Words, Text: "the cup arrived broken", Message: 4},
		Input{Kind: Words, Text: "/status", Number: 1042}, Input{Kind: Moved, Number: 1042, Text: "resolved"}).State
	for lang, words := range map[string]string{
		"en": "my money has not come|you settled nothing|where is my money?|you are liars, nothing was done", "zh": "钱没有到账|你们什么都没处理",
		"ru": "деньги не пришли|ещё жду|вы ничего не решили", "es": "todavía espero el dinero|no ha llegado el dinero", "ar": "لم يصلني شيء|ما زلت أنتظر مالي",
	} {
		for said := range strings.SplitSeq(words, "|") {
			r := Turn(w, asked, Input{Kind: Words, Text: said, At: monday, Chat: 7, Language: lang, Message: 9})
			if c := r.State.Customer.Cases[0]; c.State != profile.Received || len(r.Effects) != 2 || len(r.Effects[1].Progress.Messages) != 1 {
				t.Errorf("%s %q: the case is %s, effects %+v: %s", lang, said, c.State, r.Effects, written(r))
			}
		}
	}
	for _, late := range []time.Duration{0, 3 * 24 * time.Hour} {
		r := Turn(w, asked, Input{Kind: Media, Media: "photo", At: monday.Add(late), Chat: 7, Language: "en", Message: 9})
		if r.State.Customer.Cases[0].State != profile.Received || len(r.Effects) != 2 || r.Effects[1].Progress.Messages[0] != 9 {
			t.Errorf("a photo after %v: %+v: %s", late, r.Effects, written(r))
		}
	}
	for _, said := range []string{"when are you open?", "the new tea is wonderful by the way"} {
		r := after(w, asked, Input{Kind: Words, Text: said, Message: 9})
		if r.State.Customer.Cases[0].State != profile.Resolved || !strings.Contains(written(r), "Is it settled for you too?") {
			t.Errorf("%q: %+v: %s", said, r.Effects, written(r))
		}
		if r = after(w, r.State, Input{Kind: Words, Text: "no, not yet", Message: 10}); r.State.Customer.Cases[0].State != profile.Received {
			t.Errorf("%q, no: %s", said, written(r))
		}
	}
}
