package dialogs

import (
	"strings"
	"testing"

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
