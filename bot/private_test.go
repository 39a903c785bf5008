package bot

import (
	"slices"
	"testing"
	"time"

	"guanxi/bot/desk"
	"guanxi/dialogs"
	"guanxi/dialogs/grounded"
	"guanxi/profile/store"
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

// TestUnsaid takes away the vectors of what the shop says no more, and none before it is known what it says.
func TestUnsaid(t *testing.T) {
	memory, err := store.OpenBolt(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer memory.Close()
	b := &Bot{store: memory, now: time.Now}
	said, former := store.Key{Shard: 3, Name: "vector:said"}, store.Key{Shard: 3, Name: "vector:former"}
	for _, key := range []store.Key{said, former} {
		if err := memory.Commit(t.Context(), putVector(key, []float32{1})); err != nil {
			t.Fatal(err)
		}
	}
	for removed, kept := range []map[string]bool{nil, {said.Name: true}} {
		b.neighbours.kept = kept
		if n, err := b.trim(t.Context()); err != nil || n != removed {
			t.Fatalf("took away %d, want %d: %v", n, removed, err)
		}
	}
	got, err := memory.Get(t.Context(), said, former)
	if err != nil || got[0].Version == 0 || got[1].Version != 0 {
		t.Errorf("left %+v, %v", got, err)
	}
}
