package store

// The lease on a store that several processes can open: one of them works on it at a time.

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// ErrLeaseLost says that another process works on the store now: this one was silent for too long.
var ErrLeaseLost = errors.New("another process works on the store now")

const (
	leaseTerm = 4 * time.Second // of silence, after which a holder counts as dead
	leaseBeat = leaseTerm / 4   // between two signs of life
)

// leaseKey is the record of who works on the store. Its value is who that is, drawn at random, where they live, and how
// often they have given a sign of life: whoever waits for their death goes by their own clock.
var leaseKey = Key{Shard: 0, Name: "lease"}

// Lease is the right to work on a store. It keeps two processes from sending everything twice; it is no fence: what a
// holder that was thought dead had under way still goes through, for as long as Keep takes to notice.
type Lease struct {
	store   Store
	me      string
	beats   int
	version uint64
}

// Acquire waits until no other process works on the store, or ctx is done. taken is called once, where another does.
func Acquire(ctx context.Context, s Store, taken func()) (*Lease, error) {
	l := &Lease{store: s, me: rand.Text() + " " + home(os.Getpid())}
	var last []byte
	var silent time.Time // since when the holder is
	for {
		got, err := s.Get(ctx, leaseKey)
		if err != nil {
			return nil, fmt.Errorf("look who works on the store: %w\nhint: %s", err, mend(err))
		}
		other := got[0]
		free := other.Version == 0 || dead(other.Value)
		if silent.IsZero() || !bytes.Equal(other.Value, last) {
			if silent.IsZero() && !free {
				taken()
			}
			last, silent = other.Value, time.Now()
		}
		if free || time.Since(silent) >= leaseTerm {
			l.version = other.Version
			err := l.beat(ctx)
			switch {
			case err == nil:
				return l, nil
			case !errors.Is(err, ErrConflict):
				return nil, fmt.Errorf("take the store: %w\nhint: %s", err, mend(err))
			}
			continue // somebody was quicker
		}
		timer := time.NewTimer(leaseBeat / 2)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return nil, ctx.Err()
		}
	}
}

// home tells where the process pid lives: this run of this machine, its table of processes, and its number there; "-"
// where that cannot be told, as on other systems than Linux.
func home(pid int) string {
	boot, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil {
		return "-"
	}
	table, err := os.Readlink("/proc/self/ns/pid")
	if err != nil {
		return "-"
	}
	return fmt.Sprintf("%s/%s/%d", bytes.TrimSpace(boot), table, pid)
}

// dead reports whether the holder that a lease's value names lived here and is gone, so that after a crash nobody waits.
func dead(value []byte) bool {
	fields := strings.Fields(string(value))
	if len(fields) < 2 {
		return false
	}
	pid := fields[1][strings.LastIndexByte(fields[1], '/')+1:]
	n, err := strconv.Atoi(pid)
	if err != nil || fields[1] != home(n) {
		return false
	}
	process, err := os.FindProcess(n)
	if err == nil { // asked itself: /proc may hide another user's
		defer process.Release()
		err = process.Signal(syscall.Signal(0))
	}
	return errors.Is(err, os.ErrProcessDone) || errors.Is(err, syscall.ESRCH)
}

// beat gives a sign of life.
func (l *Lease) beat(ctx context.Context) error {
	err := l.store.Commit(ctx, Commit{
		Shard: leaseKey.Shard, Guards: []Guard{{leaseKey, l.version}},
		Puts: []Put{{leaseKey, fmt.Appendf(nil, "%s %d", l.me, l.beats)}},
	})
	if err != nil {
		return err
	}
	l.version++
	l.beats++
	return nil
}

// Keep holds the lease until ctx is done, and gives it back; then it returns nil. It returns ErrLeaseLost when another
// process has it. While the store does not answer nobody can take it, and it goes on.
func (l *Lease) Keep(ctx context.Context) error {
	ticker := time.NewTicker(leaseBeat)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			back, cancel := context.WithTimeout(context.WithoutCancel(ctx), leaseTerm)
			defer cancel()
			// Where that fails the next one waits a little.
			_ = l.store.Commit(back, Commit{Shard: leaseKey.Shard, Guards: []Guard{{leaseKey, l.version}}, Delete: []Key{leaseKey}})
			return nil
		case <-ticker.C:
			if err := l.renew(context.WithoutCancel(ctx)); err != nil {
				return err
			}
		}
	}
}

// renew gives a sign of life, and finds out whether one whose answer was lost had come through.
func (l *Lease) renew(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, leaseTerm)
	defer cancel()
	if err := l.beat(ctx); !errors.Is(err, ErrConflict) {
		return nil
	}
	got, err := l.store.Get(ctx, leaseKey)
	if err != nil {
		return nil
	}
	if mine := []byte(l.me + " "); got[0].Version != 0 && !bytes.HasPrefix(got[0].Value, mine) || got[0].Version == 0 {
		return ErrLeaseLost
	}
	l.version = got[0].Version
	return nil
}
