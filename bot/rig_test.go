package bot_test

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"guanxi/bot"
	"guanxi/bot/desk"
	"guanxi/bot/model"
	"guanxi/bot/outbox"
	"guanxi/bot/sandbox"
	"guanxi/bot/telegram"
	"guanxi/deploy/needs"
	"guanxi/deploy/shop"
	"guanxi/dialogs"
	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// rig is a whole bot on a sandbox, over HTTP.
type rig struct {
	t      *testing.T
	box    *sandbox.Server
	client *telegram.Client
	store  store.Store
	bot    *bot.Bot
	ahead  time.Duration          // of the time of day, for a life begun from here on
	passed atomic.Int64           // nanoseconds more, at once
	pace   outbox.Pace            // of a life begun from here on
	free   func() (uint64, error) // of a life begun from here on; nil: nobody knows
	model  *model.Client          // nil: none
	stop   func()
	noted  func(string) // told what the bot logs from its next start on; nil: nobody
}

const token = "42:test"

// shopWorld is the example shop's: reading it takes most of a short life under the race detector, and it never changes.
var shopWorld = sync.OnceValues(func() (*dialogs.World, error) { return dialogs.Load(shop.FS) })

// newRig starts a bot that polls a sandbox whose people are Mei (7, English) and Li (8, Chinese); Olga (1) owns it.
func newRig(t *testing.T, memory store.Store) *rig {
	t.Helper()
	return newRigWith(t, memory, nil)
}

// newRigWith starts one with a language model.
func newRigWith(t *testing.T, memory store.Store, asks *model.Client) *rig {
	t.Helper()
	box, err := sandbox.New(sandbox.Options{Token: token, Spec: spec(t)})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(box)
	client, err := telegram.New(web.URL, token)
	if err != nil {
		t.Fatal(err)
	}
	box.AddUser(sandbox.User{ID: 1, Name: "Olga", Language: "ru"})
	box.AddUser(sandbox.User{ID: 7, Name: "Mei Wang", Language: "en"})
	box.AddUser(sandbox.User{ID: 8, Name: "李", Language: "zh-hans"})
	monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) // when the example shop is open
	r := &rig{t: t, box: box, client: client, store: memory, ahead: time.Until(monday), model: asks}
	r.start()
	t.Cleanup(func() {
		r.stop()
		if broken := box.Violations(); len(broken) > 0 {
			t.Errorf("calls against the Bot API: %q", broken)
		}
		client.Close()
		web.Close()
		box.Close()
	})
	return r
}

// start begins a life of the bot on the rig's store.
func (r *rig) start() {
	r.t.Helper()
	world, err := shopWorld()
	if err != nil {
		r.t.Fatal(err)
	}
	log := slog.New(ear{slog.NewTextHandler(r.t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug}), r.noted})
	ahead := r.ahead
	r.bot, err = bot.New(r.t.Context(), bot.Options{
		Store: r.store, Client: r.client, World: world, Log: log, Username: "sandbox_bot", ID: 42, Free: r.free, Model: r.model,
		Now: func() time.Time { return time.Now().Add(ahead + time.Duration(r.passed.Load())) }, Pace: r.pace,
	})
	if err != nil {
		r.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	working, stopWork := context.WithCancel(context.Background())
	wg.Go(func() {
		if err := r.bot.Run(working); err != nil {
			r.t.Error(err)
		}
	})
	poller := telegram.Poller{Client: r.client, Handle: r.bot.Batch, Log: log}
	polled := make(chan error, 1)
	go func() { polled <- poller.Run(ctx) }()
	r.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-polled; err != nil {
			r.t.Error(err)
		}
		stopWork()
		wg.Wait()
	})
}

// own lets Olga take the bot.
func (r *rig) own() {
	r.t.Helper()
	if open, err := r.bot.Offer("secret", false); err != nil || !open {
		r.t.Fatalf("offer: %v, %v", open, err)
	}
	r.say(1, "/start "+desk.Payload("secret"))
}

// say writes in a chat and returns the bot's next message there.
func (r *rig) say(chat int64, words string) sandbox.Message {
	r.t.Helper()
	id, err := r.box.Send(sandbox.Post{Chat: chat, Text: words})
	if err != nil {
		r.t.Fatal(err)
	}
	return r.await(chat, id)
}

// await returns the bot's first message in a chat after another.
func (r *rig) await(chat int64, after int) sandbox.Message {
	r.t.Helper()
	return r.find(chat, func(m sandbox.Message) bool { return m.FromBot && m.ID > after })
}

// press presses a button by its data and returns the callback's answer.
func (r *rig) press(chat int64, message int, data string) sandbox.Answer {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), time.Minute)
	defer cancel()
	query, err := r.box.Press(chat, message, data)
	if err != nil {
		r.t.Fatal(err)
	}
	answer, err := r.box.WaitAnswer(ctx, query)
	if err != nil {
		r.t.Fatal(err)
	}
	return answer
}

// becomes waits until a message shows something.
func (r *rig) becomes(chat int64, message int, matches func(sandbox.Message) bool) sandbox.Message {
	r.t.Helper()
	return r.find(chat, func(m sandbox.Message) bool { return m.ID == message && matches(m) })
}

func bolt(t *testing.T) store.Store {
	t.Helper()
	memory, err := store.OpenBolt(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := memory.Close(); err != nil {
			t.Error(err)
		}
	})
	return memory
}

// spec is the Bot API's description, or "".
func spec(t *testing.T) string {
	return needs.Shared(t, "data/telegram/bot-api-10.1.json", "what the bot calls was not checked against the Bot API")
}

// find waits for a message.
func (r *rig) find(chat int64, matches func(sandbox.Message) bool) sandbox.Message {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), 2*time.Minute) // some of it is told by the next round
	defer cancel()
	m, err := r.box.WaitFor(ctx, chat, matches)
	if err != nil {
		r.t.Fatalf("wait for a message in chat %d: %v", chat, err)
	}
	return m
}

func historyOf(chat int64) store.Key {
	id := profile.TelegramCustomer(chat)
	return store.Key{Shard: id.Shard(), Name: "history:" + string(id)}
}

// ratings counts the ratings of a packed history.
func ratings(t *testing.T, packed []byte) int {
	t.Helper()
	var h profile.History
	if err := cbor.Unmarshal(packed, &h); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, m := range h.Months {
		n += m.Counts["rating"]
	}
	for _, e := range h.Last {
		if e.Kind == "rating" {
			n++
		}
	}
	return n
}

// ear is a log that somebody listens to.
type ear struct {
	slog.Handler
	noted func(string)
}

func (e ear) Handle(ctx context.Context, record slog.Record) error {
	if e.noted != nil {
		e.noted(record.Message)
	}
	return e.Handler.Handle(ctx, record)
}

// now is the time on the bot's clock.
func (r *rig) now() time.Time { return time.Now().Add(r.ahead) }
