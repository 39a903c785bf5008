package dialogs

import (
	"strings"
	"testing"
)

// TestOwnerCallsNobody has an owner who wants a person be told who that is, however they ask, and nobody be called.
func TestOwnerCallsNobody(t *testing.T) {
	w := shopWorld(t)
	for _, in := range []Input{{Kind: Words, Text: "/human"}, {Kind: Press, Data: "welcome.menu:human"}} {
		for _, owner := range []bool{false, true} {
			in.Owner = owner
			r := after(w, State{}, Input{Kind: Words, Text: "/start", Owner: owner}, in)
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
	for _, owner := range []bool{false, true} {
		r := after(w, State{}, Input{Kind: Words, Text: "when are you open?"}, Input{Kind: Reacted, Text: "👍", Message: 5, Owner: owner})
		if counted := len(r.Events) > 0; counted == owner {
			t.Errorf("owner %v: %+v", owner, r.Events)
		}
	}
}
