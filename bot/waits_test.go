package bot

import (
	"context"
	"testing"
	"time"

	"guanxi/bot/desk"
	"guanxi/profile"
	"guanxi/profile/store"
)

// counted counts what is read of a store.
type counted struct {
	store.Store
	ranges int
}

func (c *counted) Range(ctx context.Context, list store.Key, from, to int64, limit int) ([]store.Entry, error) {
	c.ranges++
	return c.Store.Range(ctx, list, from, to, limit)
}

// TestWaits asks again and again who waits longest: the store is read where a ticket has changed, and nowhere else.
func TestWaits(t *testing.T) {
	b, memory := quietBot(t)
	c := &counted{Store: memory}
	b.store = c
	for n, want := range []struct {
		since  int64 // of a further ticket
		others int
		first  int64
		reads  int
	}{{50, 0, 50, profile.Shards}, {0, 0, 50, 0}, {40, 1, 40, 1}, {0, 1, 40, 0}, {60, 2, 40, 1}} {
		if want.since != 0 {
			id := profile.TelegramCustomer(want.since)
			place, _ := (&desk.Ticket{Opened: 1, Waiting: want.since}).Place(id)
			if err := b.apply(store.Commit{Shard: id.Shard(), Add: []store.Link{place}}); err != nil {
				t.Fatal(err)
			}
		}
		c.ranges = 0
		q, err := b.longest(t.Context())
		if err != nil || q.others != want.others || q.since != time.Unix(want.first, 0) || c.ranges != want.reads {
			t.Errorf("look %d: %+v after %d reads, %v", n, q, c.ranges, err)
		}
	}
}
