package outbox

import (
	"testing"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/dialogs"
)

// TestPairs brings a message of staff's to a customer, quoting theirs, and takes it back: both sides' ids are found
// from either, staff see that it arrived, and nothing is left.
func TestPairs(t *testing.T) {
	inSandbox(t, false, func(t *testing.T, r *rig, box *sandbox.Server) {
		box.AddUser(sandbox.User{ID: 7, Wrote: true})
		box.AddUser(sandbox.User{ID: 1, Wrote: true})
		asked, err := box.Send(sandbox.Post{Chat: 7, Text: "when?"})
		if err != nil {
			t.Fatal(err)
		}
		said, err := box.Send(sandbox.Post{Chat: 1, Text: "now"})
		if err != nil {
			t.Fatal(err)
		}
		it := item(7, 1, "")
		it.Copy = &dialogs.Copy{Chat: 1, Message: said}
		it.Source, it.By, it.Reply = it.Copy, 1, asked
		r.add(it)
		r.run()
		pass(time.Minute)
		got, err := Pairs(t.Context(), r.store, PairsByDesk(it.Customer), said)
		if err != nil || len(got) != 1 || !got[0].Staff || got[0].By != 1 || got[0].Desk != 1 {
			t.Fatalf("pairs %+v, %v", got, err)
		}
		back, err := Pairs(t.Context(), r.store, PairsByTheirs(it.Customer), got[0].Theirs)
		if err != nil || len(back) != 1 || back[0] != got[0] {
			t.Errorf("from the other side %+v, %v", back, err)
		}
		history := box.History(7)
		if copied := history[len(history)-1]; copied.ID != got[0].Theirs || copied.ReplyTo != asked {
			t.Errorf("the customer has message %d, a reply to %d", copied.ID, copied.ReplyTo)
		}
		if m := box.History(1)[0]; m.Reaction != arrived {
			t.Errorf("staff see %q", m.Reaction)
		}
		undo := item(7, 2, "")
		undo.Edit, undo.Delete = got[0].Theirs, true
		again := item(7, 3, "")
		again.Edit, again.Delete = got[0].Theirs, true
		r.add(undo, again)
		pass(time.Minute)
		if history = box.History(7); !history[len(history)-1].Deleted {
			t.Error("the message is still there")
		}
		if left := len(r.left(ListIn)) + len(r.left(DeadIn)); left != 0 {
			t.Errorf("%d left", left)
		}
	})
}
