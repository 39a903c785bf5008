package bot

import (
	"errors"
	"fmt"
	"strconv"
	"sync"

	"guanxi/profile"
	"guanxi/profile/store"
)

const (
	firstNumber = 1001 // of complaints: a shop's first customer need not know to be the first
	numberBlock = 20   // numbers reserved by one commit; a crash leaves a gap of at most as many, a clean stop none
)

// numbers gives complaints their numbers. They are reserved in the store in blocks, so that no two processes give the
// same.
type numbers struct {
	mu        sync.Mutex
	at, until int // the next number, and the first not reserved
}

var numbersKey = store.Key{Shard: profile.ShardOf("numbers"), Name: "numbers"}

func (n *numbers) next(b *Bot) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for n.at == n.until {
		err := n.reserve(b)
		if err != nil && !errors.Is(err, store.ErrConflict) {
			return 0, fmt.Errorf("draw a number: %w", err)
		}
	}
	n.at++
	return n.at - 1, nil
}

func (n *numbers) reserve(b *Bot) error {
	ctx, cancel := b.deadline()
	defer cancel()
	got, err := b.store.Get(ctx, numbersKey)
	if err != nil {
		return err
	}
	from := firstNumber
	if got[0].Version > 0 {
		if from, err = strconv.Atoi(string(got[0].Value)); err != nil {
			return err
		}
	}
	err = b.store.Commit(ctx, store.Commit{
		Shard:  numbersKey.Shard,
		Guards: []store.Guard{{Key: numbersKey, Version: got[0].Version}},
		Puts:   []store.Put{{Key: numbersKey, Value: []byte(strconv.Itoa(from + numberBlock))}},
	})
	if err == nil {
		n.at, n.until = from, from+numberBlock
	}
	return err
}

// giveBack gives back what was reserved and not used, unless another process has reserved since. Nobody draws any more.
func (n *numbers) giveBack(b *Bot) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.at == n.until {
		return nil
	}
	ctx, cancel := b.deadline()
	defer cancel()
	got, err := b.store.Get(ctx, numbersKey)
	if err != nil {
		return fmt.Errorf("give back numbers: %w", err)
	}
	if string(got[0].Value) != strconv.Itoa(n.until) {
		return nil
	}
	err = b.store.Commit(ctx, store.Commit{
		Shard:  numbersKey.Shard,
		Guards: []store.Guard{{Key: numbersKey, Version: got[0].Version}},
		Puts:   []store.Put{{Key: numbersKey, Value: []byte(strconv.Itoa(n.at))}},
	})
	n.at, n.until = 0, 0
	if err != nil && !errors.Is(err, store.ErrConflict) {
		return fmt.Errorf("give back numbers: %w", err)
	}
	return nil
}
