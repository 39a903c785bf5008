package bot

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/profile"
	"guanxi/profile/store"
)

// looks counts how often a record is read.
type looks struct {
	store.Store
	at store.Key
	n  int
}

func (l *looks) Get(ctx context.Context, keys ...store.Key) ([]store.Record, error) {
	if slices.Contains(keys, l.at) {
		l.n++
	}
	return l.Store.Get(ctx, keys...)
}

// TestPressWaits has a press wait for the mark of what is being sent where a complaint's card may be in it, and only there; and
// not fail where that hangs.
func TestPressWaits(t *testing.T) {
	t.Parallel() // it waits more than it works
	called, hangs := make(chan struct{}), make(chan struct{})
	first := sync.OnceFunc(func() { close(called) })
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		first()
		<-hangs
	}))
	b, memory := quietBotAt(t, server.URL)
	id := profile.TelegramCustomer(7)
	looked := &looks{Store: memory.Store, at: outbox.CardsKey(id)}
	memory.Store = looked
	ctx, stop := context.WithCancel(t.Context())
	var sending sync.WaitGroup
	sending.Go(func() { b.outbox.Run(ctx) })
	t.Cleanup(func() {
		stop()
		close(hangs)
		sending.Wait()
		server.Close()
	})
	const group = -5
	b.outbox.Instead(nil, outbox.Item{Customer: id, Seq: 1, Chat: group, Text: "a card"})
	<-called
	k := &known{}
	k.record.State.Customer = profile.Customer{ID: id, Chat: 7, Cases: []profile.Case{{Number: 1042}}}
	for data, want := range map[string]int{"desk.held:" + string(id): 1, "desk.case:" + string(id) + ":1042:work": 2} {
		m := &matter{known: k, desk: &desk.Desk{Group: group}, act: &desk.Act{Kind: desk.Pressed, Group: group, Message: 9, Data: data}}
		looked.n = 0
		if err := b.refer(m); err != nil || looked.n != want {
			t.Errorf("%s: the cards were looked up %d times, before and after waiting, %v", data, looked.n, err)
		}
	}
}
