package desk

import (
	"testing"
	"time"

	"guanxi/profile"
)

// TestUnnote takes back what was written down within a day, and nothing else.
func TestUnnote(t *testing.T) {
	now := time.Unix(2e9, 0)
	for _, c := range []struct {
		name string
		e    profile.Event
		ago  time.Duration
		want int
	}{
		{"a sale", profile.Event{Kind: "sale", Value: "4500.00", By: anna}, time.Hour, 1},
		{"a note", profile.Event{Kind: "note", Words: "likes green tea", By: anna}, 23 * time.Hour, 1},
		{"an old sale", profile.Event{Kind: "sale", Value: "45.00", By: anna}, 25 * time.Hour, 0},
		{"the customer's own", profile.Event{Kind: "rating", Value: "5"}, time.Hour, 0},
	} {
		v := topic(t, "en", Ticket{Group: -5, Thread: 9})
		c.e.At = now.Add(-c.ago).Unix()
		v.History = v.History.With(c.e)
		out := Step(v, Act{Kind: Pressed, Group: -5, Who: boris, At: now, Message: 80, Data: noteData + string(v.s.Customer.ID) + ":" + noted(c.e)})
		if len(out.Undone) != c.want || len(out.Audit) != c.want || (out.Toast == "") != (c.want == 1) {
			t.Errorf("%s: taken back %v, audit %v, toast %q", c.name, out.Undone, out.Audit, out.Toast)
		}
		again := v.History
		for _, e := range out.Undone {
			again = again.Without(e)
		}
		if len(again.Last) != len(v.History.Last)-c.want {
			t.Errorf("%s: of %d events %d are left", c.name, len(v.History.Last), len(again.Last))
		}
		if out = Step(Topic{view: v.view, History: again, Group: -5}, Act{Kind: Pressed, Group: -5, At: now, Data: noteData + string(v.s.Customer.ID) + ":" + noted(c.e)}); len(out.Undone) != 0 && c.want == 1 {
			t.Errorf("%s: taken back twice", c.name)
		}
	}
}
