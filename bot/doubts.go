package bot

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"guanxi/bot/outbox"
	"guanxi/profile"
)

// doubtTime is how long after an unanswered commit the store is looked at once more: the commit may have lain with a
// server that stood still.
const doubtTime = 30 * time.Second

// doubts remember the shards in which a commit failed without our knowing whether it was applied. If it was, its
// messages lie in the store and this process does not know of them; the same input, come again, changes nothing.
type doubts struct {
	shards [profile.Shards]struct {
		sync.RWMutex // held for reading from a commit until its items are queued
		now, later   atomic.Bool
	}
}

// hold keeps settle out of a shard until release: what is committed there is about to be queued.
func (d *doubts) hold(shard uint8) (release func()) {
	d.shards[shard].RLock()
	return d.shards[shard].RUnlock
}

func (d *doubts) raise(shard uint8) {
	d.shards[shard].now.Store(true)
	d.shards[shard].later.Store(true)
}

// settle reads the outbox of a shard in doubt again.
func (d *doubts) settle(o *outbox.Outbox, shard uint8) error {
	s := &d.shards[shard]
	if !s.now.Swap(false) {
		return nil
	}
	s.Lock()
	defer s.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), storeTime)
	defer cancel()
	if err := o.Reload(ctx, shard); err != nil {
		s.now.Store(true)
		return fmt.Errorf("settle shard %d: %w", shard, err)
	}
	return nil
}

// sweep settles doubts a second time, some time after they came up, until ctx is done.
func (b *Bot) sweep(ctx context.Context) {
	ticker := time.NewTicker(doubtTime)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		for i := range b.doubts.shards {
			s := &b.doubts.shards[i]
			if !s.later.Swap(false) {
				continue
			}
			s.now.Store(true)
			if err := b.doubts.settle(b.outbox, uint8(i)); err != nil {
				s.later.Store(true)
				b.log.Warn("look for messages of an unanswered commit", "err", err)
			}
		}
	}
}
