// Package stories_test plays whole days of a shop through the whole bot, customers and staff both, on a clock that costs
// no time: stories that a person can read, crowds that nobody can, and storms.
package stories_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"guanxi/bot"
	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/bot/sandbox"
	"guanxi/bot/telegram"
	"guanxi/bot/telegram/pipetest"
	"guanxi/deploy/needs"
	"guanxi/deploy/shop"
	"guanxi/dialogs"
	"guanxi/profile"
	"guanxi/profile/store"
)

const (
	token       = "42:test"
	group int64 = -100500 // the desk's
	owner int64 = 1
)

// shopWorld is the example shop's, which never changes.
var shopWorld = sync.OnceValues(func() (*dialogs.World, error) { return dialogs.Load(shop.FS) })

// town is a whole bot on a sandbox within a synctest bubble, over real HTTP.
type town struct {
	t      *testing.T
	now    func() time.Time
	box    *sandbox.Server
	pipes  *pipetest.Listener
	client *telegram.Client
	world  *dialogs.World
	keeps  store.Store // the data of all lives
	life   *mortal     // this life's way to them
	bot    *bot.Bot
	pace   outbox.Pace // of a life begun from here on; zero: Telegram's
	end    func()      // ends this life
}

// inTown runs a test in a bubble, from a Monday morning on, on a store that open opens. With -live there is no bubble: the
// clock goes on as all clocks do, from that morning.
func inTown(t *testing.T, open func(*testing.T) store.Store, options sandbox.Options, test func(*testing.T, *town)) {
	t.Helper()
	options.Token = token
	options.Spec = needs.Shared(t, "data/telegram/bot-api-10.1.json", "what the bot calls was not checked against the Bot API")
	world, err := shopWorld()
	if err != nil {
		t.Fatal(err)
	}
	bubble := synctest.Test
	if *live {
		bubble = func(t *testing.T, f func(*testing.T)) { f(t) }
	}
	bubble(t, func(t *testing.T) {
		monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) // when the example shop is open
		now := time.Now
		if began := time.Now(); *live {
			now = func() time.Time { return monday.Add(time.Since(began)) }
		}
		<-time.After(monday.Sub(now()))
		w := &town{t: t, now: now, world: world, keeps: open(t), pipes: pipetest.Listen()}
		options.Now = now
		if w.box, err = sandbox.New(options); err != nil {
			t.Fatal(err)
		}
		server := &http.Server{Handler: w.box, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)}
		served := make(chan struct{})
		go func() {
			defer close(served)
			server.Serve(w.pipes)
		}()
		if w.client, err = telegram.NewDialing("http://api.test", token, w.pipes.Dial); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			w.die()
			if broken := w.box.Violations(); len(broken) > 0 {
				t.Errorf("calls against the Bot API: %q", broken)
			}
			w.client.Close()
			server.Close()
			w.box.Close()
			<-served
			if err := w.keeps.Close(); err != nil {
				t.Error(err)
			}
		})
		test(t, w)
	})
}

// live begins a life of the bot on the town's store.
func (w *town) live() {
	w.t.Helper()
	log := slog.New(slog.NewTextHandler(w.t.Output(), &slog.HandlerOptions{Level: slog.LevelError}))
	w.life = &mortal{Store: w.keeps}
	var err error
	w.bot, err = bot.New(context.Background(), bot.Options{
		Store: w.life, Client: w.client, World: w.world, Log: log, Username: "sandbox_bot", ID: 42, Pace: w.pace, Now: w.now,
	})
	if err != nil {
		w.t.Fatal(err)
	}
	polling, stopPolling := context.WithCancel(context.Background())
	working, stopWorking := context.WithCancel(context.Background())
	var polled, worked sync.WaitGroup
	poller := telegram.Poller{Client: w.client, Handle: w.bot.Batch, Log: log}
	polled.Go(func() {
		if err := poller.Run(polling); err != nil {
			w.t.Error(err)
		}
	})
	worked.Go(func() {
		if err := w.bot.Run(working); err != nil {
			w.t.Error(err)
		}
	})
	w.end = sync.OnceFunc(func() {
		stopPolling()
		polled.Wait()
		stopWorking()
		worked.Wait()
	})
}

// die ends this life in good order, if there is one.
func (w *town) die() {
	if w.end != nil {
		w.end()
	}
}

// kill ends this life in the middle of what it does: from now on nothing of it reaches the store.
func (w *town) kill() {
	w.life.dead.Store(true)
	w.die()
}

// own has the owner take the bot.
func (w *town) own() {
	w.t.Helper()
	if open, err := w.bot.Offer("secret", false); err != nil || !open {
		w.t.Fatalf("offer: %v, %v", open, err)
	}
	w.send(sandbox.Post{Chat: owner, Text: "/start " + desk.Payload("secret")})
	w.settle()
}

// office has the owner's group answer.
func (w *town) office(g sandbox.Group) {
	w.t.Helper()
	w.box.AddGroup(g)
	if err := w.bot.SetGroup(g.ID); err != nil {
		w.t.Fatal(err)
	}
}

// ownerAlone has the owner answer alone, and returns how many messages their chat had before.
func (w *town) ownerAlone() int {
	w.t.Helper()
	wrote := w.send(sandbox.Post{Chat: owner, Text: "/desk"})
	for range 180 {
		pass(time.Second)
		history := w.box.History(owner)
		for _, m := range history {
			if m.ID <= wrote || len(m.Keyboard) == 0 || !strings.HasSuffix(m.Keyboard[0][0].Data, desk.ActAlone) {
				continue
			}
			if _, err := w.box.PressAs(owner, m.ID, m.Keyboard[0][0].Data, owner); err != nil {
				w.t.Fatal(err)
			}
			return len(history)
		}
	}
	w.t.Fatal("nobody asks the owner who shall answer")
	return 0
}

func (w *town) send(p sandbox.Post) int {
	w.t.Helper()
	id, err := w.box.Send(p)
	if err != nil {
		w.t.Fatal(err)
	}
	return id
}

// settle lets the clock go on until nothing is to be sent any more, but no longer than what is held would take.
func (w *town) settle() {
	w.t.Helper()
	for range 180 {
		pass(time.Second)
		if w.waiting() == 0 {
			return
		}
	}
}

// waiting counts the items that wait to be sent.
func (w *town) waiting() int {
	w.t.Helper()
	n := 0
	for shard := range uint8(profile.Shards) {
		entries, err := w.keeps.Range(context.Background(), outbox.ListIn(shard), 0, 1<<53, 1<<20)
		if err != nil {
			w.t.Fatal(err)
		}
		n += len(entries)
	}
	return n
}

// topicOf returns whose topic a thread of the group is; "": nobody's.
func (w *town) topicOf(group int64, thread int) profile.CustomerID {
	w.t.Helper()
	got, err := w.keeps.Get(context.Background(), desk.TopicKey(group, thread))
	if err != nil {
		w.t.Fatal(err)
	}
	return profile.CustomerID(got[0].Value)
}

// pass lets the bubble's clock go on, and what is to be done at its end be done: no real time passes, unless with -live.
func pass(d time.Duration) {
	<-time.After(d)
	if !*live {
		synctest.Wait()
	}
}

// mortal is a store that a life of the bot loses when it dies.
type mortal struct {
	store.Store
	dead atomic.Bool
	left atomic.Int64 // commits until it dies by itself; 0: it does not
	torn bool         // then the last one arrives, and its answer does not
}

var errKilled = errors.New("killed")

// Commit is Store's.
func (m *mortal) Commit(ctx context.Context, c store.Commit) error {
	if m.dead.Load() {
		return errKilled
	}
	if m.left.Load() > 0 && m.left.Add(-1) == 0 {
		m.dead.Store(true)
		if m.torn {
			return errors.Join(errKilled, m.Store.Commit(ctx, c))
		}
		return errKilled
	}
	return m.Store.Commit(ctx, c)
}

// inMemory opens an embedded store in a folder that lies in memory where the system has one: its commits wait for no
// disk.
func inMemory(t *testing.T) store.Store {
	t.Helper()
	folder, err := os.MkdirTemp("/dev/shm", "guanxi")
	if err != nil {
		folder = t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	db, err := store.OpenBolt(folder)
	if err != nil {
		t.Fatal(err)
	}
	return db
}
