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
