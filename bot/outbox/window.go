package outbox

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// span is how long Telegram counts what a group got.
const span = time.Minute

// window is when a group's last calls were, at most as many as one minute takes, oldest first. A call counts from its
// end: that is when Telegram has counted it at the latest.
type window []time.Time

// free returns when n calls fit among max in any minute.
func (w window) free(n, max int) time.Time {
	n = min(n, max)
	if len(w) <= max-n {
		return time.Time{}
	}
	return w[len(w)-1-(max-n)].Add(span)
}

// used is how many calls count in the minute before a moment.
func (w window) used(now time.Time) (n int) {
	for _, at := range w {
		if at.After(now.Add(-span)) {
			n++
		}
	}
	return n
}

// take counts n calls that begin now.
func (w *window) take(now time.Time, n, max int) {
	for range n {
		*w = append(*w, now)
	}
	*w = slices.Delete(*w, 0, len(*w)-min(len(*w), max))
}

// move has n calls count from another time; zero: they were not made.
func (w *window) move(from, to time.Time, n int) {
	for range n {
		at := slices.Index(*w, from)
		if at < 0 {
			return // it is too long ago to matter
		}
		*w = slices.Delete(*w, at, at+1)
		if !to.IsZero() {
			at, _ := slices.BinarySearchFunc(*w, to, time.Time.Compare)
			*w = slices.Insert(*w, at, to)
		}
	}
}

// PaceKey is the record of when a desk's group was last called, so that the next life of the process keeps the
// minute's budget.
func PaceKey(chat int64) store.Key {
	at := strconv.FormatInt(chat, 10)
	return store.Key{Shard: profile.ShardOf("chat:" + at), Name: "pace:" + at}
}

// recall reads what an earlier life sent to a group.
func (o *Outbox) recall(ctx context.Context, g *group) error {
	got, err := o.opts.Store.Get(ctx, PaceKey(g.chat))
	if err != nil {
		return fmt.Errorf("load the pace of group %d: %w", g.chat, err)
	}
	var millis []int64
	if got[0].Version != 0 {
		if err := cbor.Unmarshal(got[0].Value, &millis); err != nil {
			o.opts.Log.Error("read when a group was called last: unreadable; it counts as idle", "group", g.chat, "err", err)
		}
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if !g.known {
		g.remember(millis, o.opts.Now())
	}
	return nil
}

// remember adds an earlier life's calls. Of the last it is unknown when it ended: it counts from now.
func (g *group) remember(millis []int64, now time.Time) {
	g.known = true
	for _, ms := range millis {
		at := time.UnixMilli(ms)
		if at.After(now) || ms == millis[len(millis)-1] {
			at = now
		}
		g.window = append(g.window, at)
	}
	slices.SortFunc(g.window, time.Time.Compare)
}

// keep writes down that a group is about to be called, before it is.
func (o *Outbox) keep(ctx context.Context, g *group) error {
	o.mu.Lock()
	millis := make([]int64, len(g.window))
	for i, at := range g.window {
		millis[i] = at.UnixMilli()
	}
	o.mu.Unlock()
	value, err := cbor.Marshal(millis)
	if err != nil {
		return err
	}
	key := PaceKey(g.chat)
	return o.opts.Store.Commit(ctx, store.Commit{Shard: key.Shard, Puts: []store.Put{{Key: key, Value: value}}})
}
