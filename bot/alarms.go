package bot

import (
	"context"
	"fmt"
	"math"
	"sync"
	"time"

	"guanxi/dialogs"
	"guanxi/profile"
	"guanxi/profile/store"
)

const (
	alarmBatch = 100         // timers rung at a time in a shard
	alarmPause = time.Second // before a store that failed is asked again
	endOfTime  = 1 << 53     // the store's highest score
)

// alarms know when the next timer of each shard rings, so that the store is asked only then.
type alarms struct {
	mu   sync.Mutex
	next [profile.Shards]int64 // Unix milliseconds; 0: ask the store
	woke chan struct{}
}

func newAlarms() *alarms { return &alarms{woke: make(chan struct{}, 1)} }

func timersIn(shard uint8) store.Key { return store.Key{Shard: shard, Name: "timers"} }

func timer(id profile.CustomerID, at int64) store.Link {
	return store.Link{List: timersIn(id.Shard()), Entry: store.Entry{Score: at, ID: string(id)}}
}

// note tells that a timer was committed.
func (a *alarms) note(shard uint8, at int64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if at >= a.next[shard] {
		return
	}
	a.next[shard] = at
	select {
	case a.woke <- struct{}{}:
	default:
	}
}

// soonest returns the shard whose timer rings first, and when.
func (a *alarms) soonest() (shard uint8, at int64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	at = math.MaxInt64
	for i, next := range a.next {
		if next < at {
			shard, at = uint8(i), next
		}
	}
	return shard, at
}

func (a *alarms) set(shard uint8, at int64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.next[shard] = at
}

// ring wakes customers whose time has come, until ctx is done.
func (b *Bot) ring(ctx context.Context) {
	for ctx.Err() == nil {
		shard, at := b.alarms.soonest()
		if wait := time.UnixMilli(at).Sub(b.now()); at != 0 && wait > 0 {
			select {
			case <-time.After(min(wait, time.Hour)):
			case <-b.alarms.woke:
			case <-ctx.Done():
			}
			continue
		}
		if err := b.ringShard(ctx, shard); err != nil && ctx.Err() == nil {
			b.log.Error("ring timers; trying again", "shard", shard, "err", err)
		}
	}
}

// ringShard wakes the customers of a shard who are due, and finds out who is next.
func (b *Bot) ringShard(ctx context.Context, shard uint8) error {
	b.alarms.set(shard, math.MaxInt64) // a commit from here on notes itself
	now := b.now().UnixMilli()
	due, err := b.store.Range(ctx, timersIn(shard), 0, now, alarmBatch)
	if err == nil {
		err = b.wake(due)
	}
	if err != nil {
		b.alarms.note(shard, now+alarmPause.Milliseconds())
		return err
	}
	from := now + 1
	if len(due) == alarmBatch {
		from = 0
	}
	next, err := b.store.Range(ctx, timersIn(shard), from, endOfTime, 1)
	if err != nil {
		b.alarms.note(shard, now+alarmPause.Milliseconds())
		return err
	}
	for _, e := range next {
		b.alarms.note(shard, e.Score)
	}
	return nil
}

func (b *Bot) wake(due []store.Entry) error {
	errs := make(chan error, len(due))
	for _, e := range due {
		b.lanes.add(delivery{
			customer: profile.CustomerID(e.ID), input: dialogs.Input{Kind: dialogs.Wake, At: b.now()},
			alarm: e.Score, done: func(err error) { errs <- err },
		})
	}
	var first error
	for range due {
		if err := <-errs; err != nil && first == nil {
			first = fmt.Errorf("wake a customer: %w", err)
		}
	}
	return first
}
