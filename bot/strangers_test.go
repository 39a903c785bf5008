package bot

import (
	"context"
	"log/slog"
	"math"
	"sync"
	"testing"
	"time"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/bot/telegram"
	"guanxi/deploy/shop"
	"guanxi/dialogs"
	"guanxi/profile"
	"guanxi/profile/store"
)

// hasty is a store that notes by when it is to have read each shard's list of what staff were shown.
type hasty struct {
	store.Store
	mu sync.Mutex
	by map[time.Time]int
}

func (h *hasty) Range(ctx context.Context, list store.Key, from, to int64, limit int) ([]store.Entry, error) {
	if by, bound := ctx.Deadline(); bound && list == outbox.ShownIn(list.Shard) {
		h.mu.Lock()
		h.by[by]++
		h.mu.Unlock()
	}
	return h.Store.Range(ctx, list, from, to, limit)
}

// quietBot is a bot that does not run: nothing is sent.
func quietBot(t *testing.T) (*Bot, *hasty) {
	t.Helper()
	return quietBotAt(t, "http://127.0.0.1:1")
}

// quietBotAt is one that would call an address.
func quietBotAt(t *testing.T, api string) (*Bot, *hasty) {
	t.Helper()
	memory, err := store.OpenBolt(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { memory.Close() })
	world, err := dialogs.Load(shop.FS)
	if err != nil {
		t.Fatal(err)
	}
	client, err := telegram.New(api, "42:test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	watched := &hasty{Store: memory, by: map[time.Time]int{}}
	b, err := New(t.Context(), Options{Store: watched, Client: client, World: world, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return b, watched
}

// all are the entries of a list.
func all(t *testing.T, s store.Store, list store.Key) []store.Entry {
	t.Helper()
	entries, err := s.Range(t.Context(), list, 0, endOfTime, math.MaxInt32)
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// TestTopicOfNobody keeps no topic of somebody who is not known any more: it is deleted, and nothing names them.
func TestTopicOfNobody(t *testing.T) {
	b, memory := quietBot(t)
	const group, thread = -5, 9
	id, key := profile.TelegramCustomer(7), desk.TopicKey(group, thread)
	if err := b.opened(t.Context(), group, id, outbox.Thread{ID: thread}); err != nil {
		t.Fatal(err)
	}
	got, err := memory.Get(t.Context(), key)
	if err != nil || string(got[0].Value) == string(id) {
		t.Errorf("the topic is %q's, %v", got[0].Value, err)
	}
	if left := all(t, memory, desk.TopicsIn(key.Shard)); len(left) != 0 {
		t.Errorf("%d topics are listed", len(left))
	}
	if waiting := b.outbox.Stats().Waiting; waiting != 1 {
		t.Errorf("%d items wait, want one that deletes the topic", waiting)
	}
}

// TestGoneIsToldOnce brings a message of staff's to somebody who is not known twice, as Telegram does after a lost answer.
func TestGoneIsToldOnce(t *testing.T) {
	b, _ := quietBot(t)
	for range 2 {
		d := delivery{customer: profile.TelegramCustomer(7), input: dialogs.Input{Kind: dialogs.Staff, From: 1, Message: 3}}
		if err := b.passOver(d); err != nil {
			t.Fatal(err)
		}
	}
	if waiting := b.outbox.Stats().Waiting; waiting != 1 {
		t.Errorf("told %d times", waiting)
	}
}

// TestHoldingsTakeTheirTime gives each shard the time that a call of the store may take.
func TestHoldingsTakeTheirTime(t *testing.T) {
	b, memory := quietBot(t)
	k := &known{version: 1}
	k.record.State.Customer.ID, k.record.Leaving = profile.TelegramCustomer(7), &leaving{}
	if err := b.erase(k); err != nil {
		t.Fatal(err)
	}
	if n := len(memory.by); n != profile.Shards {
		t.Errorf("%d times for %d shards", n, profile.Shards)
	}
}
