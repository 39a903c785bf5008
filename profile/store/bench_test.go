package store

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"guanxi/profile/store/storetest"
)

const writers = 32

// BenchmarkBolt is a commit of the embedded engine as a turn makes it, 32 at once.
func BenchmarkBolt(b *testing.B) {
	s, err := OpenBolt(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	benchmarkCommit(b, s)
}

// BenchmarkBoltSealed is the same with sealed values, as the product runs.
func BenchmarkBoltSealed(b *testing.B) {
	raw, err := OpenBolt(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	s := seal(b, raw, &secret{1})
	defer s.Close()
	benchmarkCommit(b, s)
}

// BenchmarkRedis is the same on Redis; the server's CPU is not counted.
func BenchmarkRedis(b *testing.B) {
	s, err := OpenRedis(b.Context(), storetest.Redis(b))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	benchmarkCommit(b, s)
}

// benchmarkCommit measures what a turn does to the store, for 32 of 20,000 customers at once: read a record, put it
// again guarded (500 bytes), add an entry (200 bytes) and in the next commit remove it.
func benchmarkCommit(b *testing.B, s Store) {
	const customers = 20_000
	fill(b, s, customers)
	var next atomic.Int64
	var group sync.WaitGroup
	b.ReportAllocs()
	b.ResetTimer()
	before := cpu()
	for range writers {
		group.Go(func() {
			for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
				if err := benchTurn(b.Context(), s, customerKey(int(n*7919)%customers), n); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	group.Wait()
	b.StopTimer()
	b.ReportMetric(float64((cpu()-before).Microseconds())/float64(2*b.N), "cpu-µs/commit")
}

// benchTurn makes two commits: the turn's, and the one that marks its message as sent.
func benchTurn(ctx context.Context, s Store, key Key, n int64) error {
	found, err := s.Get(ctx, key)
	if err != nil {
		return err
	}
	link := Link{Key{key.Shard, "outbox"}, Entry{Score: n, ID: key.Name, Value: make([]byte, 200)}}
	err = s.Commit(ctx, Commit{
		Shard:  key.Shard,
		Guards: []Guard{{key, found[0].Version}},
		Puts:   []Put{{key, make([]byte, 500)}},
		Add:    []Link{link},
	})
	if err != nil {
		return err
	}
	return s.Commit(ctx, Commit{Shard: key.Shard, Remove: []Link{link}})
}

func fill(b *testing.B, s Store, customers int) {
	value := make([]byte, 500)
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			for i := w; i < customers; i += writers {
				key := customerKey(i)
				c := Commit{Shard: key.Shard, Puts: []Put{{Key: key, Value: value}}}
				if err := s.Commit(context.Background(), c); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	group.Wait()
}

func customerKey(i int) Key {
	return Key{Shard: uint8(i % 64), Name: fmt.Sprintf("c:%x", uint32(i)*2654435761)}
}

// cpu is what this process has used, user and system.
func cpu() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
