package bot_test

import (
	"testing"
	"time"

	"guanxi/bot/outbox"
	"guanxi/bot/sandbox"
	"guanxi/profile"
	"guanxi/profile/store"
)

// TestTrim lets a month pass: nobody knows any more whom an old message of staff's chat is about, and old dead letters are
// gone; and after a week which message is the copy of which.
func TestTrim(t *testing.T) {
	memory := bolt(t)
	r := newRig(t, memory)
	r.own()
	r.say(7, "/human")
	card := r.becomesAny(1, "Mei Wang", 0)
	r.post(sandbox.Post{Chat: 1, Text: "Good day", ReplyTo: card.ID})
	r.becomesAny(7, "Good day", 0)
	poison := store.Link{List: outbox.DeadIn(3), Entry: store.Entry{Score: r.now().UnixMilli(), ID: "x"}}
	if err := memory.Commit(t.Context(), store.Commit{Shard: 3, Add: []store.Link{poison}}); err != nil {
		t.Fatal(err)
	}
	key := outbox.AnswersKey(1, card.ID)
	left := func() (entries, pairs int, version uint64) {
		t.Helper()
		id := profile.TelegramCustomer(7)
		for _, list := range []store.Key{outbox.PairsIn(id.Shard()), outbox.PairsByDesk(id), outbox.PairsByTheirs(id)} {
			found, err := memory.Range(t.Context(), list, 0, 1<<53, 100)
			if err != nil {
				t.Fatal(err)
			}
			pairs += len(found)
		}
		dead, err := memory.Range(t.Context(), outbox.DeadIn(3), 0, 1<<53, 100)
		if err != nil {
			t.Fatal(err)
		}
		got, err := memory.Get(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		return len(dead), pairs, got[0].Version
	}
	r.stop()
	if entries, pairs, version := left(); entries == 0 || pairs == 0 || version == 0 {
		t.Fatalf("%d entries, %d of pairs, version %d before", entries, pairs, version)
	}
	for _, pass := range []struct {
		days           int
		entries, pairs bool
	}{{6, true, true}, {23, true, false}, {2, false, false}} {
		r.ahead += time.Duration(pass.days) * 24 * time.Hour
		tidied := make(chan struct{})
		r.noted = func(words string) {
			if trimmed := words == "took away what was too old"; trimmed || words == "nothing was too old" {
				if trimmed == (pass.entries && pass.pairs) {
					t.Errorf("after %d days more the log has %q", pass.days, words)
				}
				close(tidied)
			}
		}
		r.start()
		select {
		case <-tidied:
		case <-time.After(time.Minute):
			t.Fatal("the store was not trimmed")
		}
		r.noted = nil
		r.stop()
		if entries, pairs, version := left(); (entries > 0) != pass.entries || (pairs > 0) != pass.pairs || (version > 0) != pass.entries {
			t.Errorf("after %d days more %d entries, %d of pairs, version %d", pass.days, entries, pairs, version)
		}
	}
}
