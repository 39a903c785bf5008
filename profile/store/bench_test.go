package store_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"guanxi/profile/store"
)

const writers = 32

// BenchmarkBolt is a commit of the embedded engine as a turn makes it, 32 at once.
func BenchmarkBolt(b *testing.B) {
	s, err := store.OpenBolt(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	benchmarkCommit(b, s)
}

// benchmarkCommit measures commits of 32 customers at once out of 20,000: a guarded record of 500 bytes and an entry of 200 added,
// the one before removed.
func benchmarkCommit(b *testing.B, s store.Store) {
	const customers = 20_000
	fill(b, s, customers)
	value, item := make([]byte, 500), make([]byte, 200)
	var next atomic.Int64
	var group sync.WaitGroup
	b.ReportAllocs()
	b.ResetTimer()
	before := cpu()
	for w := range writers {
		group.Go(func() {
			var last *store.Link
			for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
				customer := int(n*7919) % customers
				key := customerKey(customer)
				list := store.Key{Shard: key.Shard, Name: "outbox"}
				c := store.Commit{Shard: key.Shard}
				found, err := s.Get(b.Context(), key)
				if err != nil {
					b.Error(err)
					return
				}
				c.Guards = []store.Guard{{Key: key, Version: found[0].Version}}
				c.Puts = []store.Put{{Key: key, Value: value}}
				link := store.Link{List: list, Entry: store.Entry{Score: n, ID: fmt.Sprint(w), Value: item}}
				c.Add = []store.Link{link}
				if last != nil && last.List.Shard == c.Shard {
					c.Remove = []store.Link{*last}
				}
				last = &link
				if err := s.Commit(b.Context(), c); err != nil && err != store.ErrConflict {
					b.Error(err)
					return
				}
			}
		})
	}
	group.Wait()
	b.StopTimer()
	b.ReportMetric(float64((cpu()-before).Microseconds())/float64(b.N), "cpu-µs/op")
}

func fill(b *testing.B, s store.Store, customers int) {
	value := make([]byte, 500)
	var group sync.WaitGroup
	for w := range writers {
		group.Go(func() {
			for i := w; i < customers; i += writers {
				key := customerKey(i)
				c := store.Commit{Shard: key.Shard, Puts: []store.Put{{Key: key, Value: value}}}
				if err := s.Commit(context.Background(), c); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	group.Wait()
}

func customerKey(i int) store.Key {
	return store.Key{Shard: uint8(i % 64), Name: fmt.Sprintf("c:%x", uint32(i)*2654435761)}
}

// cpu is what this process has used, user and system.
func cpu() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
