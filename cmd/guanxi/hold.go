package main

import (
	"context"

	"guanxi/profile/store"
)

// hold has the store to itself where it is one that several processes can open: two of one bot would send everything twice.
// The context it returns ends, too, when another process took it; done gives it back.
func (l *life) hold(ctx context.Context, memory store.Store) (_ context.Context, done func() error, err error) {
	if l.redisURL == "" { // the file is locked
		return ctx, func() error { return nil }, nil
	}
	waited := false
	lease, err := store.Acquire(ctx, memory, func() {
		waited = true
		l.log.Warn("another guanxi works on this Redis; waiting until it ends", "hint", "run one process a bot; if the other one was killed, this takes some seconds")
	})
	if err != nil && !waited { // else the settings were right: whoever keeps the process may start it again
		err = usageError{err}
	}
	if err != nil {
		return ctx, nil, err
	}
	working, lose := context.WithCancel(ctx)
	keeping, giveBack := context.WithCancel(context.WithoutCancel(ctx))
	kept := make(chan error, 1)
	go func() {
		kept <- lease.Keep(keeping)
		lose()
	}()
	return working, func() error {
		giveBack()
		return <-kept
	}, nil
}
