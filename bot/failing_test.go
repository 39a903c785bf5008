package bot_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"guanxi/profile"
	"guanxi/profile/store"
)

// failing is a store of which the test says when a commit of a customer's record fails, unapplied.
type failing struct {
	store.Store
	fails atomic.Int64 // how many of the next such commits
}

func (f *failing) Commit(ctx context.Context, c store.Commit) error {
	for _, p := range c.Puts {
		if strings.HasPrefix(p.Key.Name, "customer:") && f.fails.Add(-1) >= 0 {
			return errors.New("the disk is full")
		}
	}
	return f.Store.Commit(ctx, c)
}

func words(id int, text string) json.RawMessage {
	return json.RawMessage(fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"date":1,"chat":{"id":7,"type":"private"},"from":{"id":7,"first_name":"Mei","language_code":"en"},"text":%q}}`, id, id, text))
}

// TestFailedCommit fails the commit of an update while later ones of the customer are on their way: none of them may
// be taken before it, for its mark would make the first one count as seen.
func TestFailedCommit(t *testing.T) {
	memory := &failing{Store: bolt(t)}
	r := newRig(t, memory)
	r.say(7, "/start")
	const first = 4_000_000_000_000
	for round := range 20 { // whether the later ones fold into the failing commit is chance
		memory.fails.Store(1)
		id := first + 10*round
		batch := []json.RawMessage{words(id, "/rate"), words(id+1, "2"), words(id+2, "/help")}
		for tries := 0; r.bot.Batch(t.Context(), batch) != nil; tries++ {
			if tries == 5 {
				t.Fatal("the batch never passes")
			}
		}
	}
	r.stop()
	got, err := memory.Get(t.Context(), historyOf(7))
	if err != nil {
		t.Fatal(err)
	}
	if n := ratings(t, got[0].Value); n != 20 {
		t.Errorf("%d of 20 ratings are remembered", n)
	}
}

// TestUnreadableRecord serves everybody else while one customer's record is not what it should be.
func TestUnreadableRecord(t *testing.T) {
	memory := bolt(t)
	id := profile.TelegramCustomer(7)
	err := memory.Commit(t.Context(), store.Commit{Shard: id.Shard(), Puts: []store.Put{{
		Key: store.Key{Shard: id.Shard(), Name: "customer:" + string(id)}, Value: []byte("\xff\xff"),
	}}})
	if err != nil {
		t.Fatal(err)
	}
	r := newRig(t, memory)
	if err := r.bot.Batch(t.Context(), []json.RawMessage{words(1, "/start")}); err != nil {
		t.Errorf("the update would come again for ever: %v", err)
	}
	r.say(8, "/start")
	dead, err := memory.Range(t.Context(), store.Key{Shard: 0, Name: "dead-updates"}, 0, 1<<53, 10)
	if err != nil || len(dead) != 1 {
		t.Errorf("%d dead letters, %v", len(dead), err)
	}
}

// TestClaimWithoutAnswer loses the answer to the commit that takes the bot.
func TestClaimWithoutAnswer(t *testing.T) {
	memory := &mute{Store: bolt(t)}
	r := newRig(t, memory)
	if _, err := r.bot.Offer("secret", false); err != nil {
		t.Fatal(err)
	}
	memory.lose.Store(true)
	if got := r.say(1, "/start own_secret"); !strings.Contains(got.Plain, "ваш") {
		t.Errorf("the owner was answered %q", got.Plain)
	}
}

// mute applies one commit that takes the bot and says that it failed.
type mute struct {
	store.Store
	lose atomic.Bool
}

func (m *mute) Commit(ctx context.Context, c store.Commit) error {
	err := m.Store.Commit(ctx, c)
	if err == nil && len(c.Puts) == 1 && c.Puts[0].Key.Name == "desk" && m.lose.Swap(false) {
		return errors.New("connection reset")
	}
	return err
}

// rotten is a store that panics over whatever has a word in its name, as the code around a turn might.
type rotten struct {
	store.Store
	word string
}

func (r *rotten) Get(ctx context.Context, keys ...store.Key) ([]store.Record, error) {
	for _, k := range keys {
		if strings.Contains(k.Name, r.word) {
			panic(r.word)
		}
	}
	return r.Store.Get(ctx, keys...)
}

// TestPanicOverStaff has panics over what staff and groups do set that aside, too.
func TestPanicOverStaff(t *testing.T) {
	memory := &rotten{bolt(t), "answers:1:66"}
	r := newRig(t, memory)
	r.own()
	r.say(7, "/start")
	reply := `{"update_id":4000000000001,"message":{"message_id":9,"date":1,"chat":{"id":1,"type":"private"},"from":{"id":1,"first_name":"Olga"},` +
		`"reply_to_message":{"message_id":66,"date":1,"chat":{"id":1,"type":"private"}},"text":"to whom?"}}`
	if err := r.bot.Batch(t.Context(), []json.RawMessage{json.RawMessage(reply), words(4_000_000_000_002, "/help")}); err != nil {
		t.Errorf("the batch would come for ever: %v", err)
	}
	if n := len(r.buried()); n != 1 {
		t.Errorf("%d are set aside", n)
	}
	r.say(1, "/help")
}

// buried are the updates that were set aside.
func (r *rig) buried() []store.Entry {
	r.t.Helper()
	dead, err := r.store.Range(r.t.Context(), store.Key{Shard: 0, Name: "dead-updates"}, 0, 1<<53, 100)
	if err != nil {
		r.t.Fatal(err)
	}
	return dead
}
