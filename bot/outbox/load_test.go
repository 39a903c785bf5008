package outbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"guanxi/profile"
	"guanxi/profile/store"
)

func TestLoadReadsAllPages(t *testing.T) {
	for name, queued := range map[string]func(i int) int64{
		"each millisecond":   func(i int) int64 { return int64(i) },
		"a hundred at once":  func(i int) int64 { return int64(i / 100) },
		"all at once":        func(int) int64 { return 7 },
		"the clock was late": func(i int) int64 { return int64(3456 - i) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, nil)
				items := row(7, 3456)
				for i := range items {
					items[i].Queued = queued(i)
				}
				r.commit(items...)
				if err := r.Load(t.Context()); err != nil {
					t.Fatal(err)
				}
				waiting := r.lanes[7].jobs
				if len(waiting) != len(items) || !slices.IsSortedFunc(waiting, func(a, b *job) int { return int(a.Seq) - int(b.Seq) }) {
					t.Errorf("%d items wait, in order of their numbers: no", len(waiting))
				}
			})
		})
	}
}

// slowly answers what it read a second ago.
type slowly struct{ store.Store }

func (s slowly) Range(ctx context.Context, list store.Key, from, to int64, limit int) ([]store.Entry, error) {
	entries, err := s.Store.Range(ctx, list, from, to, limit)
	<-time.After(time.Second)
	return entries, err
}

func TestReloadDoesNotBringBackWhatEnded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		r.fresh(Options{Store: slowly{r.store}})
		items := row(7, 5)
		items[4].Once = true
		r.add(items...)
		reloaded := make(chan error)
		go func() { reloaded <- r.Reload(t.Context(), items[0].Customer.Shard()) }()
		r.run() // all is sent and marked while the reload has read it already
		if err := <-reloaded; err != nil {
			t.Fatal(err)
		}
		pass(time.Minute)
		expect(t, r.api.texts(7), numbers(5))
		if got := r.Stats(); got != (Stats{Sent: 5}) || len(r.ended) != 0 {
			t.Errorf("stats %+v, %d remembered as ended", got, len(r.ended))
		}
	})
}

func TestReloadLeavesOnceUnderWayAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stall := make(chan struct{})
		r := newRig(t, func(call) reply { return reply{stall: stall} })
		r.fresh(Options{Store: slowly{r.store}})
		it := item(7, 1, "coupon")
		it.Once = true
		r.add(it)
		r.run()
		pass(10 * time.Millisecond) // it is begun
		reloaded := make(chan error)
		go func() { reloaded <- r.Reload(t.Context(), it.Customer.Shard()) }()
		pass(10 * time.Millisecond) // that is read
		close(stall)
		if err := <-reloaded; err != nil {
			t.Fatal(err)
		}
		if got := r.Stats(); got != (Stats{Sent: 1}) {
			t.Errorf("stats %+v", got)
		}
	})
}

func TestLoadBuriesWhatIsNoItem(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		good := item(7, 1, "good")
		r.commit(good)
		shard := good.Customer.Shard()
		bad := store.Entry{Score: 5, ID: "bad", Value: []byte("not CBOR")}
		if err := r.store.Commit(t.Context(), store.Commit{Shard: shard, Add: []store.Link{{List: ListIn(shard), Entry: bad}}}); err != nil {
			t.Fatal(err)
		}
		if err := r.Load(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.run()
		pass(time.Second)
		expect(t, r.api.texts(7), []string{"good"})
		if dead := r.left(DeadIn); len(dead) != 1 || dead[0].ID != "bad" || len(r.left(ListIn)) != 0 {
			t.Errorf("dead: %v", dead)
		}
	})
}

func TestOnceSurvivesAKillDuringASilence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first := true
		r := newRig(t, func(call) reply {
			if first {
				first = false
				return floodWait(60)
			}
			return reply{}
		})
		it := item(7, 1, "coupon")
		it.Once = true
		r.add(it)
		r.run()
		pass(time.Second) // Telegram said no, so it was surely not sent
		r.fresh(Options{})
		if err := r.Load(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.run()
		pass(time.Second)
		expect(t, r.api.texts(7), []string{"coupon"})
	})
}

// moody is a store that is down for a while.
type moody struct {
	store.Store
	until time.Time
}

func (m moody) Commit(ctx context.Context, c store.Commit) error {
	if time.Now().Before(m.until) {
		return errors.New("store is down")
	}
	return m.Store.Commit(ctx, c)
}

func TestNothingIsSentThatCannotBeMarked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		var items []Item
		for chat := range int64(500) {
			items = append(items, item(100+chat, 1, "x"))
		}
		r.commit(items...)
		r.fresh(Options{Store: moody{r.store, time.Now().Add(time.Minute)}})
		r.Queue(items...)
		r.run()
		pass(30 * time.Second)
		if n := len(r.api.shown()); n != 64 {
			t.Errorf("%d sent while the store is down, want the 64 in flight", n)
		}
		pass(time.Minute)
		if n := len(r.api.shown()); n != 500 || len(r.left(ListIn)) != 0 {
			t.Errorf("%d sent, %d left", n, len(r.left(ListIn)))
		}
	})
}

func TestIdleLanesAreForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		r.run()
		for batch := range int64(20) {
			for chat := range int64(500) {
				r.Queue(item(1+batch*500+chat, 1, "x"))
			}
			pass(time.Minute)
		}
		if n := len(r.lanes); n > 2048 || len(r.seen) != 0 {
			t.Errorf("%d lanes and %d items remembered after 10000 chats", n, len(r.seen))
		}
		if got := r.Stats().Sent; got != 10_000 {
			t.Errorf("%d sent", got)
		}
	})
}

func TestItemsSurvivePacking(t *testing.T) {
	it := item(7, 258, "x")
	link, err := it.Link()
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("%s%016x", profile.TelegramCustomer(7), 258); link.Entry.ID != want || link.Entry.Score != it.Queued {
		t.Errorf("entry %s at %d, want %s", link.Entry.ID, link.Entry.Score, want)
	}
	var got Item
	unpack(t, link.Entry, &got)
	if got.Seq != it.Seq || got.Chat != 7 || got.Text != "x" || got.Customer != it.Customer {
		t.Errorf("unpacked %+v", got)
	}
}
