package outbox

import (
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
