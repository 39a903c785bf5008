package store

// What both engines promise, asked of both, sealed and not.

import (
	"encoding/binary"
	"errors"
	"math"
	"math/rand/v2"
	"sync"
	"testing"

	"guanxi/profile/store/storetest"
)

// rig is one of the engines, opened and opened again on the same data.
type rig struct {
	Store
	apply  func([]*waiting) // past the group's goroutine
	raw    Store            // what is under the seals
	reopen func()
}

func eachEngine(t *testing.T, test func(t *testing.T, e *rig)) {
	for name, open := range map[string]func(*testing.T) func() engine{"bolt": boltRig, "redis": redisRig} {
		t.Run(name, func(t *testing.T) { test(t, newRig(t, open(t), nil)) })
		t.Run(name+"-sealed", func(t *testing.T) { test(t, newRig(t, open(t), &secret{1})) })
	}
}

// sealedEngines is eachEngine for what is of interest with seals alone.
func sealedEngines(t *testing.T, test func(t *testing.T, e *rig)) {
	t.Run("bolt", func(t *testing.T) { test(t, newRig(t, boltRig(t), &secret{1})) })
	t.Run("redis", func(t *testing.T) { test(t, newRig(t, redisRig(t), &secret{1})) })
}

func newRig(t *testing.T, open func() engine, key *secret) *rig {
	e := &rig{}
	e.reopen = func() {
		closeStore(t, e.Store)
		raw := open()
		e.Store, e.raw = raw, raw
		apply := func(batch []*waiting) {
			switch raw := raw.(type) {
			case *Bolt:
				raw.apply(batch)
			case *Redis:
				raw.writer.apply(batch)
			}
		}
		e.apply = apply
		if key != nil {
			s := seal(t, raw, key)
			e.Store = s
			e.apply = func(batch []*waiting) {
				for _, w := range batch {
					w.commit = s.seal(w.commit)
				}
				apply(batch)
			}
		}
	}
	e.reopen()
	t.Cleanup(func() { closeStore(t, e.Store) })
	return e
}

func seal(t testing.TB, s Store, key *secret) *sealed {
	t.Helper()
	sealing, err := newSealed(s, key)
	if err != nil {
		t.Fatal(err)
	}
	return sealing
}

func boltRig(t *testing.T) func() engine {
	folder := t.TempDir()
	return func() engine {
		b, err := OpenBolt(folder)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
}

// redisRig opens again after the server was killed and started again.
func redisRig(t *testing.T) func() engine {
	server := storetest.Start(t)
	return func() engine {
		server.Restart()
		r, err := OpenRedis(t.Context(), server.URL())
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
}

func closeStore(t *testing.T, s Store) {
	t.Helper()
	if s == nil {
		return
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestRandomCommits(t *testing.T) {
	eachEngine(t, func(t *testing.T, e *rig) {
		m, r := newModel(), rand.New(rand.NewPCG(1, 2))
		conflicts := 0
		for step := range 600 {
			c := m.randomCommit(r)
			want := m.commit(c)
			if err := e.Commit(t.Context(), c); !errors.Is(err, want) {
				t.Fatalf("step %d: commit %+v: %v, want %v", step, c, err, want)
			}
			if want != nil {
				conflicts++
			}
			m.compare(t, e, r)
			if step%200 == 199 {
				e.reopen()
			}
		}
		if conflicts < 50 || conflicts > 400 {
			t.Errorf("%d of 600 commits in conflict: the work is not a mixture", conflicts)
		}
	})
}

// Commits of one batch see those before them, and one that conflicts hurts none of the others.
func TestRandomBatches(t *testing.T) {
	eachEngine(t, func(t *testing.T, e *rig) {
		m, r := newModel(), rand.New(rand.NewPCG(3, 4))
		for step := range 200 {
			var batch []*waiting
			var want []error
			for range 1 + r.IntN(30) {
				c := m.randomCommit(r)
				batch = append(batch, &waiting{commit: c})
				want = append(want, m.commit(c))
			}
			e.apply(batch)
			for i, w := range batch {
				if !errors.Is(w.err, want[i]) {
					t.Fatalf("step %d: commit %d %+v: %v, want %v", step, i, w.commit, w.err, want[i])
				}
			}
			m.compare(t, e, r)
		}
	})
}

// Many goroutines count one record up, each by guard and repeat: no step is lost and none counted twice.
func TestGuardedCounter(t *testing.T) {
	eachEngine(t, func(t *testing.T, e *rig) {
		const goroutines, steps = 16, 20
		key := Key{5, "counter"}
		var group sync.WaitGroup
		for range goroutines {
			group.Go(func() {
				for range steps {
					if err := countUp(t, e, key); err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		group.Wait()
		found, err := e.Get(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		if n := binary.BigEndian.Uint64(found[0].Value); n != goroutines*steps || found[0].Version != n {
			t.Errorf("counted to %d at version %d, want %d", n, found[0].Version, goroutines*steps)
		}
	})
}

func countUp(t *testing.T, s Store, key Key) error {
	for {
		found, err := s.Get(t.Context(), key)
		if err != nil {
			return err
		}
		var n uint64
		if found[0].Version > 0 {
			n = binary.BigEndian.Uint64(found[0].Value)
		}
		err = s.Commit(t.Context(), Commit{
			Shard:  key.Shard,
			Guards: []Guard{{key, found[0].Version}},
			Puts:   []Put{{key, binary.BigEndian.AppendUint64(nil, n+1)}},
		})
		if !errors.Is(err, ErrConflict) {
			return err
		}
	}
}

func TestOrderWithinCommit(t *testing.T) {
	eachEngine(t, func(t *testing.T, e *rig) {
		key := Key{1, "r"}
		link := Link{Key{1, "l"}, Entry{Score: 7, ID: "x", Value: []byte("v")}}
		c := Commit{Shard: 1, Puts: []Put{{key, nil}, {key, nil}}, Delete: []Key{key}, Add: []Link{link}, Remove: []Link{link}}
		for range 2 {
			if err := e.Commit(t.Context(), c); err != nil {
				t.Fatal(err)
			}
		}
		found, err := e.Get(t.Context(), key)
		if err != nil || found[0].Version != 2 {
			t.Errorf("version %d, %v: deleted, then put twice should be 2", found[0].Version, err)
		}
		entries, err := e.Range(t.Context(), link.List, math.MinInt64, math.MaxInt64, 10)
		if err != nil || len(entries) != 1 {
			t.Errorf("%d entries, %v: removed, then added should be there", len(entries), err)
		}
	})
}

func TestRefused(t *testing.T) {
	eachEngine(t, func(t *testing.T, e *rig) {
		long := string(make([]byte, 256))
		for name, c := range map[string]Commit{
			"another shard": {Shard: 1, Puts: []Put{{Key{2, "a"}, nil}}},
			"no such shard": {Shard: 64, Puts: []Put{{Key{64, "a"}, nil}}},
			"no name":       {Delete: []Key{{}}},
			"NUL in a name": {Guards: []Guard{{Key: Key{0, "a\x00"}}}},
			"long name":     {Guards: []Guard{{Key: Key{0, long}}}},
			"no id":         {Add: []Link{{List: Key{0, "l"}}}},
			"NUL in an id":  {Remove: []Link{{List: Key{0, "l"}, Entry: Entry{ID: "a\x00"}}}},
		} {
			if err := e.Commit(t.Context(), c); err == nil || errors.Is(err, ErrConflict) {
				t.Errorf("%s: %v, want a refusal", name, err)
			}
		}
		if _, err := e.Get(t.Context(), Key{64, "a"}); err == nil {
			t.Error("got from shard 64")
		}
		if found, err := e.Get(t.Context()); err != nil || len(found) != 0 {
			t.Errorf("get nothing: %v, %v", found, err)
		}
		if err := e.Commit(t.Context(), Commit{}); err != nil {
			t.Errorf("empty commit: %v", err)
		}
	})
}

func TestClosed(t *testing.T) {
	eachEngine(t, func(t *testing.T, e *rig) {
		for range 2 {
			if err := e.Close(); err != nil {
				t.Errorf("close: %v", err)
			}
		}
		_, getErr := e.Get(t.Context(), Key{0, "a"})
		_, rangeErr := e.Range(t.Context(), Key{0, "l"}, 0, 1, 1)
		for _, err := range []error{getErr, rangeErr, e.Commit(t.Context(), Commit{})} {
			if !errors.Is(err, ErrClosed) {
				t.Errorf("%v, want %v", err, ErrClosed)
			}
		}
	})
}

// Close waits for those who wait and leaves no goroutine behind.
func TestCloseUnderWay(t *testing.T) {
	eachEngine(t, func(t *testing.T, e *rig) {
		var group sync.WaitGroup
		entered := make(chan struct{}, 8)
		applied := make(chan uint64, 8)
		for i := range uint8(8) {
			group.Go(func() {
				key, n := Key{i, "a"}, uint64(0)
				defer func() { applied <- n }()
				for {
					err := e.Commit(t.Context(), Commit{Shard: i, Puts: []Put{{key, nil}}})
					if errors.Is(err, ErrClosed) {
						return
					}
					if err != nil {
						t.Errorf("commit at close: %v", err)
						return
					}
					if n++; n == 1 {
						entered <- struct{}{}
					}
				}
			})
		}
		for range 8 {
			<-entered
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
		group.Wait()
		e.reopen()
		total, stored := uint64(0), uint64(0)
		for i := range uint8(8) {
			found, err := e.Get(t.Context(), Key{i, "a"})
			if err != nil {
				t.Fatal(err)
			}
			total, stored = total+<-applied, stored+found[0].Version
		}
		if total != stored {
			t.Errorf("%d commits were acknowledged, %d are there", total, stored)
		}
	})
}
