package outbox

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"guanxi/bot/telegram"
	"guanxi/dialogs"
	"guanxi/profile/store"
)

// instant takes every commit at once: the store is measured elsewhere.
type instant struct{ store.Store }

func (instant) Commit(context.Context, store.Commit) error { return nil }

// BenchmarkItem sends messages with two buttons over HTTP on loopback, the server's work included.
func BenchmarkItem(b *testing.B) {
	var answered sync.WaitGroup
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"ok":true,"result":{"message_id":4711,"from":{"id":1,"is_bot":true,"first_name":"Tea","username":"tea_bot"},"chat":{"id":512345678,"first_name":"Anna","type":"private"},"date":1790000000,"text":"How was it?"}}`)
		answered.Done()
	}))
	defer server.Close()
	client, err := telegram.New(server.URL, "1:bench")
	if err != nil {
		b.Fatal(err)
	}
	defer client.Close()
	o := New(Options{Store: instant{}, Client: client, Log: slog.New(slog.DiscardHandler)})
	ctx, cancel := context.WithCancel(b.Context())
	var running sync.WaitGroup
	running.Go(func() { o.Run(ctx) })
	it := item(1, 1, "How was it? <b>One tap</b> is enough; we read every answer and use it.")
	it.Buttons = [][]dialogs.Button{{{Label: "Good", Data: "rate.stars:5"}, {Label: "Bad", Data: "rate.stars:1"}}}

	b.ReportAllocs()
	n := int64(0)
	for b.Loop() {
		n++
		it.Chat, it.Seq = 1+n%5000, uint64(n)
		it.Queued = n
		if n > 5000*20 { // beyond the chats' bursts: new chats
			it.Chat += n / 100_000 * 5000
		}
		answered.Add(1)
		o.Queue(it)
		if n%50 == 0 { // as many as customers are answered at once
			answered.Wait()
		}
	}
	answered.Wait()
	cancel()
	running.Wait()
}

// BenchmarkPlan is what an item costs without HTTP: queued, picked, ended.
func BenchmarkPlan(b *testing.B) {
	o := New(Options{Store: instant{}, Log: slog.New(slog.DiscardHandler)})
	it := item(1, 1, "x")
	b.ReportAllocs()
	n := int64(0)
	for b.Loop() {
		n++
		it.Chat, it.Seq = 1+n, uint64(n)
		o.Queue(it)
		l, j := o.next()
		o.pass(l, &o.stats.Sent, 1)
		o.mark(b.Context(), l.chat, j, 1)
	}
}
