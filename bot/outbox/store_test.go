package outbox

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"guanxi/profile/store"
)

// memory is a store within a synctest bubble, which the engines' goroutines and files cannot enter. A commit takes
// 5 ms, so that marks are under way when something happens.
type memory struct {
	mu      sync.Mutex
	records map[store.Key]store.Record
	lists   map[store.Key]map[place]store.Entry
}

type place struct {
	score int64
	id    string
}

func newMemory() *memory {
	return &memory{records: map[store.Key]store.Record{}, lists: map[store.Key]map[place]store.Entry{}}
}

func (m *memory) Get(_ context.Context, keys ...store.Key) ([]store.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	records := make([]store.Record, len(keys))
	for i, key := range keys {
		records[i] = m.records[key]
	}
	return records, nil
}

func (m *memory) Range(_ context.Context, list store.Key, from, to int64, limit int) ([]store.Entry, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	entries := slices.SortedFunc(maps.Values(m.lists[list]), func(a, b store.Entry) int {
		return cmp.Or(cmp.Compare(a.Score, b.Score), cmp.Compare(a.ID, b.ID))
	})
	entries = slices.DeleteFunc(entries, func(e store.Entry) bool { return e.Score < from || e.Score > to })
	return entries[:min(limit, len(entries))], nil
}

func (m *memory) Commit(ctx context.Context, c store.Commit) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(5 * time.Millisecond):
	}
	if len(c.Add) == 0 && len(c.Remove) > 500 {
		panic("a commit that holds up all others")
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, put := range c.Puts {
		m.records[put.Key] = store.Record{Value: put.Value, Version: m.records[put.Key].Version + 1}
	}
	for _, link := range c.Remove {
		delete(m.lists[link.List], place{link.Entry.Score, link.Entry.ID})
	}
	for _, link := range c.Add {
		if m.lists[link.List] == nil {
			m.lists[link.List] = map[place]store.Entry{}
		}
		m.lists[link.List][place{link.Entry.Score, link.Entry.ID}] = link.Entry
	}
	return nil
}

func (m *memory) Close() error { return nil }
