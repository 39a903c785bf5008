package dialogs

import "testing"

// TestAskedAgain asks for a person again: where staff have answered, or have moved the complaint, they are shown it, once; where
// they have it before them, and for one who comes anew, they are not.
func TestAskedAgain(t *testing.T) {
	w := shopWorld(t)
	waits := after(w, State{}, Input{Kind: Words, Text: "/human"}, Input{Kind: Words, Text: "my order 12 is late", Message: 4}).State
	complains := after(w, openComplaint(w, "en"), Input{Kind: Words, Text: "/human"}).State
	states := map[string]State{
		"answered":         after(w, waits, Input{Kind: Staff, Text: "it is on its way", From: 1, Message: 5}).State,
		"refused":          after(w, complains, Input{Kind: Moved, Number: 1042, Text: "refused"}).State,
		"in progress":      after(w, complains, Input{Kind: Moved, Number: 1042, Text: "work"}).State,
		"answered, beside": after(w, waits, Input{Kind: Staff, Text: "it is on its way", From: 1, Message: 5}, Input{Kind: Words, Text: "/rate"}).State,
	}
	ways := map[string]Input{
		"command":      {Kind: Words, Text: "/human", Message: 9},
		"with words":   {Kind: Words, Text: "/human where is it", Message: 9},
		"words":        {Kind: Words, Text: "I want a person", Message: 9},
		"menu":         {Kind: Press, Data: "welcome.menu:human", Message: 3},
		"of a refusal": {Kind: Press, Data: "complain.refused:human", Message: 3},
	}
	for state, s := range states {
		for way, in := range ways {
			r := after(w, s, in)
			called, said := shownOf(r)
			if called+said == 0 || called > 1 || said > 1 || !r.State.Session.Awaits || !r.State.Session.Staffed() {
				t.Errorf("%s, %s: %d calls, %d messages, awaits %v: %q", state, way, called, said, r.State.Session.Awaits, written(r))
			}
			for range 5 {
				again := after(w, r.State, ways["command"])
				if called, said := shownOf(again); called+said != 0 || written(again) == "" {
					t.Errorf("%s, %s: staff are shown %d calls and %d messages more: %q", state, way, called, said, written(again))
				}
			}
		}
		if r := after(w, s, Input{Kind: Words, Text: "/start", Message: 9}); len(r.Effects) != 0 {
			t.Errorf("%s: who comes anew asks for a person: %+v", state, r.Effects)
		}
	}
	r := after(w, states["answered"], ways["command"])
	if words := r.Effects[0].HandOff.Words; words != "" {
		t.Errorf("staff are shown %q, which they have answered", words)
	}
}

// shownOf is how many calls for a person and messages of the customer's staff are shown.
func shownOf(r Result) (called, said int) {
	for _, e := range r.Effects {
		if e.HandOff != nil {
			called++
		}
		if e.Relay != nil {
			said++
		}
	}
	return called, said
}
