package outbox

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"guanxi/bot/telegram"
	"guanxi/profile/store"
)

// TestKillOnBolt sends over TCP from a file: the process dies half-way, and another goes on.
func TestKillOnBolt(t *testing.T) {
	const chats, each, killAfter = 20, 20, 150
	folder := t.TempDir()
	var a api
	dies, all := make(chan struct{}), make(chan struct{})
	shown := 0
	a.behave = func(c call) reply { // under the server's lock
		if len(a.calls)%17 == 0 {
			return refused(500, "Internal Server Error")
		}
		if c.Text == "20" {
			if shown++; shown == chats {
				defer close(all)
			}
		}
		if len(a.taken) == killAfter {
			close(dies)
		}
		return reply{}
	}
	server := httptest.NewServer(http.HandlerFunc(a.ServeHTTP))
	defer server.Close()
	client, err := telegram.New(server.URL, "1:test")
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()

	live := func(until <-chan struct{}, killed bool, items ...Item) Stats {
		db, err := store.OpenBolt(folder)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		life := &mortal{Store: db}
		r := &rig{t: t, api: &a, store: db, client: client}
		r.commit(items...)
		r.fresh(Options{Store: life, Pace: Pace{Backoff: time.Millisecond, InFlight: 16}})
		if err := r.Load(context.Background()); err != nil {
			t.Fatal(err)
		}
		if killed { // commits of the dead come to nothing at once, instead of being tried again
			r.opts.Store = lastWords{life}
		}
		r.run()
		select {
		case <-until:
		case <-time.After(time.Minute):
			t.Errorf("not all was sent in a minute: %+v", r.Stats())
		}
		life.dead.Store(killed)
		r.halt()
		if left := len(r.left(ListIn)); !killed && left != 0 {
			t.Errorf("%d left", left)
		}
		return r.Stats()
	}
	var items []Item
	for chat := range int64(chats) {
		items = append(items, row(100+chat, each)...)
	}
	first := live(dies, true, items...)
	second := live(all, false)

	total := 0
	for chat := range int64(chats) {
		got := a.texts(100 + chat)
		total += len(got)
		var firsts []string
		for _, text := range got {
			if !slices.Contains(firsts, text) {
				firsts = append(firsts, text)
			}
		}
		expect(t, firsts, numbers(each))
	}
	doubled := total - chats*each
	t.Logf("%d sent before the kill, %d after, %d doubled", first.Sent, second.Sent, doubled)
	if doubled > 16+first.Sent-killAfter {
		t.Errorf("%d doubled", doubled)
	}
}

// lastWords is the store of a killed process as the process sees it.
type lastWords struct {
	*mortal
}

func (l lastWords) Commit(ctx context.Context, c store.Commit) error {
	if l.dead.Load() {
		return nil
	}
	return l.mortal.Commit(ctx, c)
}
