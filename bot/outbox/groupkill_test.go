package outbox

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"guanxi/bot/telegram"
	"guanxi/profile/store"
	"guanxi/profile/store/storetest"
)

// TestKilledInAGroup kills a process whose customers' texts go to a group as one message, on both engines: what was
// merged ends together, nothing is lost, and at most what was in flight comes twice.
func TestKilledInAGroup(t *testing.T) {
	engines := map[string]func(t *testing.T) func() store.Store{
		"bolt": func(t *testing.T) func() store.Store {
			folder := t.TempDir()
			return func() store.Store {
				db, err := store.OpenBolt(folder)
				if err != nil {
					t.Fatal(err)
				}
				return db
			}
		},
		"redis": func(t *testing.T) func() store.Store {
			url := storetest.Redis(t)
			return func() store.Store {
				db, err := store.OpenRedis(context.Background(), url)
				if err != nil {
					t.Fatal(err)
				}
				return db
			}
		},
	}
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) { killInAGroup(t, engine(t)) })
	}
}

func killInAGroup(t *testing.T, open func() store.Store) {
	const customers, each, killAfter = 20, 10, 25
	var a api
	dies, all := make(chan struct{}), make(chan struct{})
	seen := map[string]bool{}
	a.behave = func(c call) reply { // under the server's lock
		if len(a.calls)%7 == 0 {
			return refused(500, "Internal Server Error")
		}
		for _, text := range strings.Split(c.Text, between) {
			if seen[text] = true; len(seen) == customers*each {
				select {
				case <-all:
				default:
					close(all)
				}
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

	live := func(until <-chan struct{}, killed bool, items ...Item) {
		db := open()
		defer db.Close()
		life := &mortal{Store: db}
		r := &rig{t: t, api: &a, store: db, client: client}
		r.commit(items...)
		r.fresh(Options{Store: life, Pace: Pace{Backoff: time.Millisecond, GroupBurst: 100, GroupEvery: time.Millisecond, GroupMinute: 1000}})
		r.SetDesk(staff)
		if err := r.Load(t.Context()); err != nil {
			t.Fatal(err)
		}
		if killed {
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
	}
	var items []Item
	for chat := range int64(customers) {
		for n := range each {
			it := forDesk(100+chat, n+1, fmt.Sprintf("%d says %d %s", chat, n+1, strings.Repeat("x", 1000)))
			items = append(items, it)
		}
	}
	live(dies, true, items...)
	live(all, false)
	a.inOrder(t, customers, each)
}

// inOrder checks what the group shows of customers who said the same number of things each.
func (a *api) inOrder(t *testing.T, customers int64, each int) {
	said, doubled := map[int64]int{}, 0
	for _, message := range a.texts(staff) {
		again := false
		for _, text := range strings.Split(message, between) {
			var chat int64
			var n int
			if _, err := fmt.Sscanf(text, "%d says %d", &chat, &n); err != nil {
				t.Fatal(err)
			}
			switch {
			case n == said[chat]+1:
				said[chat] = n
			case n <= said[chat]:
				again = true
			default:
				t.Errorf("%d says %d after %d", chat, n, said[chat])
			}
		}
		if again {
			doubled++
		}
	}
	for chat := range customers {
		if said[chat] != each {
			t.Errorf("%d said %d things, %d came", chat, each, said[chat])
		}
	}
	if t.Logf("%d messages, %d doubled", len(a.texts(staff)), doubled); doubled > 1 {
		t.Errorf("%d messages doubled", doubled)
	}
}
