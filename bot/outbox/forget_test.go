package outbox

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"guanxi/profile"
)

// TestForget forgets a customer while one item of theirs is being sent, others wait, and one is held, and all are read from
// the store once more: the first is waited for, the rest is never sent, and who comes back is sent to.
func TestForget(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answered := make(chan struct{})
		r := newRig(t, nil)
		r.api.behave = func(c call) reply {
			if c.Text == "1" {
				return reply{stall: answered}
			}
			return reply{}
		}
		items := row(7, 5)
		items[4].Chat = Desk // nobody is there: it is held
		r.add(items...)
		r.run()
		pass(time.Second)
		id, now := items[0].Customer, items[4].Queued
		forgotten := make(chan error, 1)
		go func() { forgotten <- r.Forget(t.Context(), id, 5, now) }()
		synctest.Wait()
		if len(forgotten) != 0 {
			t.Fatal("what was being sent was not waited for")
		}
		if err := r.Reload(t.Context(), id.Shard()); err != nil { // as after an unanswered commit
			t.Fatal(err)
		}
		close(answered)
		if err := <-forgotten; err != nil {
			t.Fatal(err)
		}
		anew := item(7, 6, "6")
		anew.Queued = now + 1
		r.add(anew)
		pass(time.Minute)
		expect(t, r.api.texts(7), []string{"1", "6"})
		if waiting := r.Stats().Waiting; waiting != 0 {
			t.Errorf("%d items wait", waiting)
		}
	})
}

// TestForgetMany remembers who was forgotten only as long as something old of theirs may still come up.
func TestForgetMany(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		for n := range 100 {
			if err := r.Forget(t.Context(), profile.TelegramCustomer(int64(n+1)), 5, time.Now().UnixMilli()); err != nil {
				t.Fatal(err)
			}
			pass(partedFor / 10)
		}
		if n := len(r.parted); n > 11 {
			t.Errorf("%d are remembered", n)
		}
	})
}

// TestForgetWhileTopicIsMade forgets a customer whose topic is just being kept: whoever keeps it is told to wait for
// nothing, nothing is sent into the topic, and neither side waits for the other.
func TestForgetWhileTopicIsMade(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		kept := make(chan error, 2)
		r.fresh(Options{
			Topic: func(context.Context, int64, profile.CustomerID) (Thread, error) { return Thread{Name: "Mei"}, nil },
			Opened: func(ctx context.Context, _ int64, _ profile.CustomerID, _ Thread) error {
				<-ctx.Done() // the customer's lane is at work
				kept <- ctx.Err()
				return ctx.Err()
			},
		})
		r.SetDesk(-5)
		it := item(Desk, 1, "to the desk")
		it.Customer = profile.TelegramCustomer(7)
		r.add(it)
		r.run()
		pass(time.Second)
		if len(kept) != 0 {
			t.Fatal("the topic was given up before its customer left")
		}
		began := time.Now()
		if err := r.Forget(t.Context(), it.Customer, 1, it.Queued); err != nil || time.Since(began) > time.Second {
			t.Fatalf("forgotten after %v: %v", time.Since(began), err)
		}
		pass(time.Minute)
		if len(kept) != 1 || len(r.api.texts(-5)) != 1 {
			t.Errorf("kept %d times, calls %q", len(kept), r.api.texts(-5))
		}
		if waiting := r.Stats().Waiting; waiting != 0 {
			t.Errorf("%d items wait", waiting)
		}
	})
}

// TestForgetTold forgets a customer of whom others' messages tell: what is being sent is waited for and known to be shown, what
// waits or is held is gone, from the store too.
func TestForgetTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answered := make(chan struct{})
		r := newRig(t, nil)
		r.api.behave = func(c call) reply {
			if c.Text == "1" {
				return reply{stall: answered}
			}
			return reply{}
		}
		id := profile.TelegramCustomer(8)
		items := row(7, 4)
		for i := range items[:3] {
			items[i].Names = []profile.CustomerID{id}
		}
		items[2].Chat = Desk // nobody is there: it is held
		r.add(items...)
		r.run()
		pass(time.Second)
		forgotten := make(chan error, 1)
		go func() { forgotten <- r.Forget(t.Context(), id, 0, items[3].Queued) }()
		synctest.Wait()
		if len(forgotten) != 0 {
			t.Fatal("what was being sent was not waited for")
		}
		close(answered)
		if err := <-forgotten; err != nil {
			t.Fatal(err)
		}
		if shown := r.left(ShownIn); len(shown) != 1 || string(shown[0].Value) != string(id) {
			t.Errorf("of her %d messages are known", len(shown))
		}
		pass(time.Minute)
		expect(t, r.api.texts(7), []string{"1", "4"})
		if waiting := r.Stats().Waiting; waiting != 0 || len(r.left(ListIn)) != 0 {
			t.Errorf("%d items wait, %d lie in the store", waiting, len(r.left(ListIn)))
		}
	})
}

// TestRefusedNames gives an item up that tells of customers: it counts among the dead, and tells of nobody.
func TestRefusedNames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(call) reply { return refused(400, "Bad Request: message is too long") })
		told := item(7, 1, "about 8")
		told.Names = []profile.CustomerID{profile.TelegramCustomer(8)}
		r.add(told)
		r.run()
		pass(time.Minute)
		dead := r.left(DeadIn)
		if len(dead) != 1 || len(r.left(ListIn)) != 0 {
			t.Fatalf("%d are dead, %d wait", len(dead), len(r.left(ListIn)))
		}
		var d Dead
		unpack(t, dead[0], &d)
		if d.Item.Customer != told.Customer || d.Item.Text != "" || d.Item.Names != nil || d.Error == "" {
			t.Errorf("kept is %+v", d)
		}
	})
}

// TestCardNames edits a card that tells of one customer, then of another: it counts as telling of the last.
func TestCardNames(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		r.run()
		for n := range 3 {
			card := item(7, n+1, "waits: "+string('8'+rune(n)))
			card.Card = "queue"
			if n < 2 {
				card.Names = []profile.CustomerID{profile.TelegramCustomer(8 + int64(n))}
			}
			r.add(card)
			pass(time.Minute)
			shown := r.left(ShownIn)
			if n < 2 && (len(shown) != 1 || string(shown[0].Value) != string(card.Names[0])) || n == 2 && len(shown) != 0 {
				t.Errorf("state %d: it tells of %+v", n, shown)
			}
		}
	})
}

// TestForgetNamed forgets a customer of whom another's message tells that waits: it is never sent.
func TestForgetNamed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		r.run()
		told, other := item(7, 1, "about 8"), item(7, 2, "about 9")
		told.Names, other.Names = []profile.CustomerID{profile.TelegramCustomer(8)}, []profile.CustomerID{profile.TelegramCustomer(9)}
		if err := r.Forget(t.Context(), profile.TelegramCustomer(8), 0, told.Queued); err != nil {
			t.Fatal(err)
		}
		r.add(told, other)
		pass(time.Minute)
		expect(t, r.api.texts(7), []string{"about 9"})
		if waiting := r.Stats().Waiting; waiting != 0 {
			t.Errorf("%d items wait", waiting)
		}
		e := Naming(-100500, 42, profile.TelegramCustomer(9), time.Now()).Entry
		if chat, message, ok := Shown(e); chat != -100500 || message != 42 || !ok || !Names(e) {
			t.Errorf("%q is read as message %d of chat %d", e.ID, message, chat)
		}
		e = Trace(7, 43, profile.TelegramCustomer(9), time.Now()).Entry
		if chat, message, ok := Shown(e); chat != 7 || message != 43 || !ok || Names(e) {
			t.Errorf("%q is read as message %d of chat %d", e.ID, message, chat)
		}
	})
}
