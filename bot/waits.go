package bot

import (
	"context"
	"fmt"
	"math"
	"sync"

	"guanxi/bot/desk"
	"guanxi/profile"
	"guanxi/profile/store"
)

// waits knows who waits for staff in each shard, so that the store is asked only where somebody's ticket has changed.
type waits struct {
	mu     sync.Mutex
	shards [profile.Shards]waiting
}

// waiting are those of one shard.
type waiting struct {
	changes uint64 // of its tickets
	read    uint64 // after how many of them the rest was read, and one more; 0: never
	first   store.Entry
	all     int // how many wait
}

// note notes what a commit did, or may have done, to the open tickets.
func (w *waits) note(c *store.Commit) {
	for _, links := range [][]store.Link{c.Add, c.Remove} {
		for _, link := range links {
			if link.List == desk.OpenIn(c.Shard) {
				w.mu.Lock()
				w.shards[c.Shard].changes++
				w.mu.Unlock()
				return
			}
		}
	}
}

// in returns who waits longest in a shard, and how many wait.
func (w *waits) in(ctx context.Context, s store.Store, shard uint8) (first store.Entry, all int, err error) {
	w.mu.Lock()
	known := w.shards[shard]
	w.mu.Unlock()
	if known.read == known.changes+1 {
		return known.first, known.all, nil
	}
	entries, err := s.Range(ctx, desk.OpenIn(shard), 1, endOfTime, math.MaxInt32)
	if err != nil {
		return first, 0, fmt.Errorf("look who waits in shard %d: %w", shard, err)
	}
	if len(entries) > 0 {
		first = entries[0]
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if at := &w.shards[shard]; at.read <= known.changes {
		at.read, at.first, at.all = known.changes+1, first, len(entries)
	}
	return first, len(entries), nil
}
