package bot

import (
	"slices"
	"testing"
	"time"

	"guanxi/bot/desk"
	"guanxi/dialogs"
	"guanxi/dialogs/grounded"
)

// TestLeaveAsksNobody has nothing go to a model of what was asked before, in the same batch, by one who is forgotten: no
// name of theirs is known any more that could be hidden.
func TestLeaveAsksNobody(t *testing.T) {
	d := &decision{consult: []*dialogs.Consult{{}}, hear: []*dialogs.Hear{{}}, help: []*grounded.Help{{}}}
	d.leave(nil, time.Unix(1, 0))
	if len(d.consult)+len(d.hear)+len(d.help) != 0 {
		t.Errorf("still asked: %v, %v, %v", d.consult, d.hear, d.help)
	}
}

// TestNames hides the staff who talked with a customer, not only who has the conversation now.
func TestNames(t *testing.T) {
	b := &Bot{}
	b.desk.Store(&desk.Desk{Name: "Irina", Marketers: []desk.Person{{Name: "Pavel"}}})
	k := &known{talk: desk.Talk{Lines: []desk.Line{{Staff: true, Name: "Olga"}, {Words: "hello"}}}}
	k.record.State.Customer.Name, k.record.Ticket.Name = "Mei", "Anna"
	names := b.names(k)
	for _, name := range []string{"Mei", "Anna", "Olga", "Pavel", "Irina"} {
		if !slices.Contains(names, name) {
			t.Errorf("%s is not hidden: %q", name, names)
		}
	}
}
