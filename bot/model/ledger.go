// How many tokens were spent today. It is written down before a call, so that neither a crash nor a restart gives them back.
package model

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"guanxi/dialogs/grounded"
	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// spentKey is the record of the tokens.
var spentKey = store.Key{Shard: profile.ShardOf("model"), Name: "model:tokens"}

const (
	storeTime = 2 * time.Second
	tries     = 20 // against others who write the record
)

// spent is what the record holds.
type spent struct {
	Day    string `cbor:"1,keyasint,omitempty"`
	Tokens int    `cbor:"2,keyasint,omitempty"`
	Calls  int    `cbor:"3,keyasint,omitempty"`
}

type ledger struct {
	store store.Store
	limit int
	today func() string

	mu     sync.Mutex
	memory spent  // where there is no store
	told   string // the day on which it was told that all is spent
}

func newLedger(o Options) *ledger {
	l := &ledger{store: o.Store, limit: o.Tokens, today: o.Today}
	if l.today == nil {
		l.today = func() string { return time.Now().UTC().Format(time.DateOnly) }
	}
	return l
}

// first says whether it is the first time today that all is spent.
func (l *ledger) first() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	today := l.today()
	was := l.told
	l.told = today
	return was != today
}

// take books tokens before a call, or returns ErrSpent.
func (l *ledger) take(ctx context.Context, tokens int) error {
	return l.change(ctx, func(s *spent) error {
		if s.Tokens+tokens > l.limit {
			return ErrSpent
		}
		s.Tokens, s.Calls = s.Tokens+tokens, s.Calls+1
		return nil
	})
}

// settle puts right what was booked, when it is known. Where the store fails the booking stands.
func (l *ledger) settle(booked, took int) {
	if booked == took {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), storeTime)
	defer cancel()
	_ = l.change(ctx, func(s *spent) error {
		s.Tokens = max(0, s.Tokens+took-booked)
		return nil
	})
}

// change rewrites the record of today.
func (l *ledger) change(ctx context.Context, by func(*spent) error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.store == nil {
		return l.rewrite(&l.memory, by)
	}
	for range tries {
		got, err := l.store.Get(ctx, spentKey)
		if err != nil {
			return fmt.Errorf("count tokens: %w", err)
		}
		var s spent
		if got[0].Version > 0 {
			if err := cbor.Unmarshal(got[0].Value, &s); err != nil {
				return fmt.Errorf("count tokens: %w", err)
			}
		}
		if err := l.rewrite(&s, by); err != nil {
			return err
		}
		packed, err := cbor.Marshal(&s)
		if err != nil {
			return err
		}
		err = l.store.Commit(ctx, store.Commit{
			Shard:  spentKey.Shard,
			Guards: []store.Guard{{Key: spentKey, Version: got[0].Version}},
			Puts:   []store.Put{{Key: spentKey, Value: packed}},
		})
		if !errors.Is(err, store.ErrConflict) {
			return err
		}
	}
	return fmt.Errorf("count tokens: %w %d times in a row", store.ErrConflict, tries)
}

func (l *ledger) rewrite(s *spent, by func(*spent) error) error {
	if today := l.today(); s.Day != today {
		*s = spent{Day: today}
	}
	return by(s)
}

// estimate is how many tokens a call takes at most: of Latin script 4 bytes make one, of Chinese 3 bytes one to two.
func estimate(p *grounded.Prompt) int { return (len(p.System)+len(p.Data)+len(p.Schema))/2 + p.Answer }
