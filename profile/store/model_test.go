package store

// The memory as anybody would write it, and random work to compare the engines with it.

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

type place struct {
	score int64
	id    string
}

// model is a Store without disk, network or haste.
type model struct {
	records map[Key]Record
	lists   map[Key]map[place][]byte
}

func newModel() *model {
	return &model{records: map[Key]Record{}, lists: map[Key]map[place][]byte{}}
}

func (m *model) commit(c Commit) error {
	for _, g := range c.Guards {
		if m.records[g.Key].Version != g.Version {
			return ErrConflict
		}
	}
	for _, k := range c.Delete {
		delete(m.records, k)
	}
	for _, p := range c.Puts {
		m.records[p.Key] = Record{Value: p.Value, Version: m.records[p.Key].Version + 1}
	}
	for _, l := range c.Remove {
		delete(m.lists[l.List], place{l.Entry.Score, l.Entry.ID})
	}
	for _, l := range c.Add {
		if m.lists[l.List] == nil {
			m.lists[l.List] = map[place][]byte{}
		}
		m.lists[l.List][place{l.Entry.Score, l.Entry.ID}] = l.Entry.Value
	}
	return nil
}

func (m *model) rangeOf(list Key, from, to int64, limit int) []Entry {
	places := slices.SortedFunc(maps.Keys(m.lists[list]), func(a, b place) int {
		return cmp.Or(cmp.Compare(a.score, b.score), cmp.Compare(a.id, b.id))
	})
	var found []Entry
	for _, p := range places {
		if from <= p.score && p.score <= to && len(found) < limit {
			found = append(found, Entry{Score: p.score, ID: p.id, Value: m.lists[list][p]})
		}
	}
	return found
}

// The small world in which the random work happens: everything meets everything.
var (
	someShards = []uint8{0, 17, 63}
	someNames  = []string{"a", "ab", "c:one"}
	someLists  = []string{"out", "outbox", "timers"}
	someIDs    = []string{"a", "ab", "a\x01", "b", "\xff"}
	someScores = []int64{math.MinInt64, -1 << 53, -256, -1, 0, 1, 255, 256, 1_700_000_000_000, 1<<53 + 1, math.MaxInt64}
)

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// times calls make up to n times, often not at all.
func times[T any](r *rand.Rand, n int, make func() T) []T {
	var made []T
	for range max(0, r.IntN(n+2)-1) {
		made = append(made, make())
	}
	return made
}

// randomCommit makes a commit whose guards hold most of the time, as far as m tells.
func (m *model) randomCommit(r *rand.Rand) Commit {
	shard := pick(r, someShards)
	key := func() Key { return Key{shard, pick(r, someNames)} }
	link := func() Link {
		e := Entry{Score: pick(r, someScores), ID: pick(r, someIDs), Value: randomValue(r)}
		return Link{List: Key{shard, pick(r, someLists)}, Entry: e}
	}
	return Commit{
		Shard: shard,
		Guards: times(r, 2, func() Guard {
			k := key()
			version := m.records[k].Version
			if r.IntN(8) == 0 {
				version = uint64(r.IntN(4))
			}
			return Guard{k, version}
		}),
		Delete: times(r, 1, key),
		Puts:   times(r, 3, func() Put { return Put{key(), randomValue(r)} }),
		Remove: times(r, 3, link),
		Add:    times(r, 3, link),
	}
}

// randomValue is any bytes, often none; seldom more than fit one page of bbolt.
func randomValue(r *rand.Rand) []byte {
	size := r.IntN(40)
	if r.IntN(50) == 0 {
		size = 9000
	}
	value := make([]byte, size)
	for i := range value {
		value[i] = byte(r.IntN(256))
	}
	return value
}

// compare asks s and m everything they can be asked in one shard, with random bounds.
func (m *model) compare(t *testing.T, s Store, r *rand.Rand) {
	t.Helper()
	keys := []Key{{pick(r, someShards), "absent"}}
	for range 4 {
		keys = append(keys, Key{pick(r, someShards), pick(r, someNames)})
	}
	found, err := s.Get(t.Context(), keys...)
	if err != nil || len(found) != len(keys) {
		t.Fatalf("get %v: %d records, %v", keys, len(found), err)
	}
	for i, k := range keys {
		if want := m.records[k]; want.Version != found[i].Version || !bytes.Equal(want.Value, found[i].Value) {
			t.Fatalf("get %v: %v, want %v", k, found[i], want)
		}
	}
	list := Key{pick(r, someShards), pick(r, someLists)}
	from, to, limit := pick(r, someScores), pick(r, someScores), r.IntN(8)
	if r.IntN(2) == 0 {
		from, to, limit = math.MinInt64, math.MaxInt64, 1000
	}
	entries, err := s.Range(t.Context(), list, from, to, limit)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := show(entries), show(m.rangeOf(list, from, to, limit)); got != want {
		t.Fatalf("range %v from %d to %d limit %d:\n%s\nwant:\n%s", list, from, to, limit, got, want)
	}
}

func show(entries []Entry) string {
	var b bytes.Buffer
	for _, e := range entries {
		fmt.Fprintf(&b, "%d %q %x\n", e.Score, e.ID, e.Value)
	}
	return b.String()
}
