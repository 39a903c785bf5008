package dialogs

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestOwnerCallsNobody has an owner who wants a person be told who that is, however they ask, and nobody be called.
func TestOwnerCallsNobody(t *testing.T) {
	w := shopWorld(t)
	for _, in := range []Input{{Kind: Words, Text: "/human"}, {Kind: Press, Data: "welcome.menu:human"}} {
		for _, in.Sender = range []Sender{Customer, Owner, OwnerAlone} {
			owner := in.Sender != Customer
			r := after(w, State{}, Input{Kind: Words, Text: "/start", Sender: in.Sender}, in)
			told := strings.Contains(written(r), w.Texts.Text("en", "human-owner", nil))
			if told != owner || r.State.Session.Staffed() == owner || r.State.Session.Awaits == owner || (len(r.Effects) == 0) != owner {
				t.Errorf("owner %v by %+v: %s, effects %+v", owner, in, written(r), r.Effects)
			}
		}
	}
	r := after(w, State{}, Input{Kind: Words, Text: "/human"}, Input{Kind: Appointed})
	if r.State.Session.Staffed() || r.State.Session.Awaits {
		t.Errorf("a new owner still waits: %+v", r.State.Session)
	}
}

// TestOwnerReacts takes no reaction of the owner's for a customer's verdict on an answer.
func TestOwnerReacts(t *testing.T) {
	w := shopWorld(t)
	for _, sender := range []Sender{Customer, Owner} {
		r := after(w, State{}, Input{Kind: Words, Text: "when are you open?"}, Input{Kind: Reacted, Text: "👍", Message: 5, Sender: sender})
		if counted := len(r.Events) > 0; counted == (sender == Owner) {
			t.Errorf("sender %v: %+v", sender, r.Events)
		}
	}
}

// TestOwnerComplains has an owner complain, and leave a complaint unfinished: it is said that none is filed, and nobody is shown
// one.
func TestOwnerComplains(t *testing.T) {
	w := shopWorld(t)
	complained := []Input{{Kind: Words, Text: "/complain"}, {Kind: Press, Data: "complain.about:quality"}, {Kind: Words, Text: "the cup broke"}}
	for _, last := range []Input{{Kind: Press, Data: "complain.wish:refund"}, {Kind: Wake}} {
		for _, sender := range []Sender{Customer, Owner, OwnerAlone} {
			inputs := slices.Concat(complained, []Input{last})
			for i := range inputs {
				inputs[i].Sender, inputs[i].Number, inputs[i].At = sender, 1042, monday.Add(time.Duration(i)*time.Minute)
			}
			if last.Kind == Wake {
				inputs[3].At = monday.Add(2 * time.Hour)
			}
			r := after(w, State{}, inputs...)
			filed := len(r.State.Customer.Cases) > 0
			if told := strings.Contains(written(r), w.Texts.Text("en", "complain-owner", nil)); filed != (sender == Customer) || told == filed || len(r.Effects) > 0 != filed || r.State.Session.Kept != nil {
				t.Errorf("from %v by %+v: %s, cases %v, effects %+v", sender, last, written(r), r.State.Customer.Cases, r.Effects)
			}
		}
	}
}
