package outbox

import (
	"testing"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/dialogs"
)

// album sends one in a chat and returns what its messages are.
func album(t *testing.T, box *sandbox.Server, chat int64) []int {
	ids, err := box.SendAlbum(sandbox.Post{Chat: chat, Media: "photo", Text: "cups"}, sandbox.Post{Chat: chat, Media: "photo"}, sandbox.Post{Chat: chat, Media: "video"})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// TestAlbum brings an album of staff's, message by message, to a customer: it arrives as one, in order, with its caption
// once, before what was written after it; each message of it has its pair, and all is told as arrived.
func TestAlbum(t *testing.T) {
	inSandbox(t, false, func(t *testing.T, r *rig, box *sandbox.Server) {
		box.AddUser(sandbox.User{ID: 7, Wrote: true})
		box.AddUser(sandbox.User{ID: 1, Wrote: true})
		ids := album(t, box, 1)
		r.run()
		for i, id := range ids {
			it := item(7, i+1, "")
			it.Copy, it.Album = &dialogs.Copy{Chat: 1, Message: id}, "a"
			it.Source, it.Queued = it.Copy, time.Now().UnixMilli()
			r.add(it)
			pass(200 * time.Millisecond)
		}
		after := item(7, 9, "after")
		r.add(after)
		pass(time.Minute)
		got := box.History(7)
		if len(got) != 4 || got[3].Plain != "after" {
			t.Fatalf("the customer sees %+v", got)
		}
		for i, m := range got[:3] {
			if m.Album == "" || m.Album != got[0].Album || m.Copied.Message != ids[i] || (m.Plain == "cups") != (i == 0) {
				t.Errorf("message %d is %+v", i, m)
			}
			pairs, err := Pairs(t.Context(), r.store, PairsByDesk(after.Customer), ids[i])
			if err != nil || len(pairs) != 1 || pairs[0].Theirs != m.ID {
				t.Errorf("pairs of %d: %+v, %v", i, pairs, err)
			}
		}
		if box.History(1)[0].Reaction != arrived {
			t.Error("staff are not told that it arrived")
		}
		if calls := box.Calls(); calls["copyMessages"] != 1 || calls["copyMessage"] != 0 {
			t.Errorf("calls %v", calls)
		}
		if left := len(r.left(ListIn)) + len(r.left(DeadIn)); left != 0 {
			t.Errorf("%d left", left)
		}
	})
}

// TestMore shows the desk several messages of a customer's at once: a reply to any of them finds the customer.
func TestMore(t *testing.T) {
	inSandbox(t, false, func(t *testing.T, r *rig, box *sandbox.Server) {
		box.AddUser(sandbox.User{ID: 7, Wrote: true})
		box.AddUser(sandbox.User{ID: 1, Wrote: true})
		ids := album(t, box, 7)
		it := item(Desk, 1, "")
		it.Copy, it.More, it.Answers = &dialogs.Copy{Chat: 7, Message: ids[0]}, ids[1:], true
		r.SetDesk(1)
		r.add(it)
		r.run()
		pass(time.Minute)
		got := box.History(1)
		if len(got) != 3 || got[0].Album == "" || got[2].Album != got[0].Album {
			t.Fatalf("the desk sees %+v", got)
		}
		for _, m := range got {
			found, err := r.store.Get(t.Context(), AnswersKey(1, m.ID))
			if err != nil || string(found[0].Value) != string(it.Customer) {
				t.Errorf("a reply to %d belongs to %q, %v", m.ID, found[0].Value, err)
			}
		}
	})
}

// TestCaption changes the caption of a copy, and takes it away.
func TestCaption(t *testing.T) {
	inSandbox(t, false, func(t *testing.T, r *rig, box *sandbox.Server) {
		box.AddUser(sandbox.User{ID: 7, Wrote: true})
		box.AddUser(sandbox.User{ID: 1, Wrote: true})
		it := item(7, 1, "")
		it.Copy = &dialogs.Copy{Chat: 1, Message: album(t, box, 1)[0]}
		r.add(it)
		r.run()
		pass(time.Minute)
		change := item(7, 2, "two &lt; three")
		change.Edit, change.Caption = box.History(7)[0].ID, true
		r.add(change)
		pass(time.Minute)
		if m := box.History(7)[0]; m.Plain != "two < three" {
			t.Errorf("the caption is %q", m.Plain)
		}
		change.Seq, change.Text = 3, ""
		r.add(change)
		pass(time.Minute)
		if m := box.History(7)[0]; m.Plain != "" || m.Media != "photo" {
			t.Errorf("the caption is %q", m.Plain)
		}
	})
}

// TestAddressedButton opens a page instead of sending data.
func TestAddressedButton(t *testing.T) {
	inSandbox(t, false, func(t *testing.T, r *rig, box *sandbox.Server) {
		box.AddUser(sandbox.User{ID: 7, Wrote: true})
		it := item(7, 1, "here")
		it.Buttons = [][]dialogs.Button{{{Label: "Open", Data: "https://t.me/x?start=group"}}}
		r.add(it)
		r.run()
		pass(time.Second)
		if b := box.History(7)[0].Keyboard[0][0]; b.URL != "https://t.me/x?start=group" || b.Data != "" {
			t.Errorf("button %+v", b)
		}
	})
}

// TestAlbumPace counts each message of an album: a chat takes twenty at once, whatever the calls are.
func TestAlbumPace(t *testing.T) {
	inSandbox(t, false, func(t *testing.T, r *rig, box *sandbox.Server) {
		box.AddUser(sandbox.User{ID: 7, Wrote: true})
		box.AddUser(sandbox.User{ID: 1, Wrote: true})
		ids := album(t, box, 1)
		for n := range 8 {
			it := item(7, n+1, "")
			it.Copy, it.More = &dialogs.Copy{Chat: 1, Message: ids[0]}, ids[1:]
			r.add(it)
		}
		r.run()
		pass(500 * time.Millisecond)
		if got := len(box.History(7)); got != 18 {
			t.Errorf("%d messages went at once, want 18", got)
		}
		pass(time.Second)
		if got := len(box.History(7)); got != 21 {
			t.Errorf("%d messages after a second, want 21", got)
		}
		pass(10 * time.Second)
		if got := len(box.History(7)); got != 24 || r.Stats().Hushes != 0 {
			t.Errorf("%d messages in the end, want 24; silenced %d times", got, r.Stats().Hushes)
		}
	})
}
