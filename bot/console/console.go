// Package console is the web pages: for now the sandbox's chat page, on which one person plays a shop's customers and
// its owner against the real bot.
//
//	page := console.New(console.Options{Sandbox: box, Bot: playground, Log: log, Listen: listener.Addr().String()})
//	server := &http.Server{Handler: page}
//	server.RegisterOnShutdown(page.Stop)   // or its open streams would hold up Shutdown
//	err := page.Appoint(desk.Payload(secret))
//	err = page.Begin()
//	...
//	page.Close()
//
// A page is rendered whole from the sandbox's history, then kept up to date by server-sent events. Bubbles come from one
// template in both cases, so that what a stranger wrote is escaped in one place. Every act is a plain form, which works
// without the script too, then at the price of a reload.
package console

import (
	"context"
	"embed"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"guanxi/bot"
	"guanxi/bot/outbox"
	"guanxi/bot/sandbox"
)

//go:embed static
var static embed.FS

// Bot is what the pages ask of the bot behind them.
type Bot interface {
	Known(chat int64) (bot.Known, error) // what its memory has of a customer
	Sent() outbox.Stats                  // what it sent since it began
	Reset(context.Context) error         // lets all begin anew, and has Console.Reset called meanwhile
}

// Options are what the pages are made from; Sandbox and Bot are needed.
type Options struct {
	Sandbox *sandbox.Server
	Bot     Bot
	Log     *slog.Logger     // default slog.Default
	Now     func() time.Time // default time.Now; names this run of the program, so that pages of an earlier one start anew
	Listen  string           // host:port listened on: its host may be asked for; a wildcard lets every IP address be
}

// Console is the http.Handler of the pages. Close it after its HTTP server has shut down.
type Console struct {
	box     *sandbox.Server
	bot     Bot
	log     *slog.Logger
	handler http.Handler
	feed    *feed
	cast    *cast
	stop    context.CancelFunc
	work    sync.WaitGroup
	stirred chan struct{} // has room for one: the parts may have become others

	mu       sync.Mutex
	tried    map[string]bool // the attempts that were made
	troubled bool            // the faults are on
}

// New makes the pages and lets the people whom they play exist.
func New(opt Options) *Console {
	if opt.Log == nil {
		opt.Log = slog.Default()
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	ctx, stop := context.WithCancel(context.Background())
	c := &Console{
		box: opt.Sandbox, bot: opt.Bot, log: opt.Log, stop: stop,
		feed: newFeed(opt.Now()), cast: newCast(opt.Sandbox), stirred: make(chan struct{}, 1), tried: map[string]bool{},
	}
	c.handler = guard(c.routes(), hosts(opt.Listen))
	changes := c.box.Watch(ctx, 0)
	c.work.Go(func() {
		defer c.feed.close()
		for change := range changes {
			if change.Message.Chat != 0 {
				c.feed.put(event{change: change})
			}
			c.stir()
		}
	})
	c.work.Go(func() { c.follow(ctx) })
	return c
}

func (c *Console) routes() http.Handler {
	mux := http.NewServeMux()
	home := http.RedirectHandler("/sandbox", http.StatusSeeOther)
	mux.Handle("GET /{$}", home)
	mux.Handle("GET /sandbox/{$}", home)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		w.Write([]byte("ok\n")) //nolint:errcheck // the caller hung up: nothing to tell it
	})
	mux.HandleFunc("GET /sandbox", c.page)
	mux.HandleFunc("GET /sandbox/{room}", c.page)
	mux.HandleFunc("GET /sandbox/events", c.events)
	mux.HandleFunc("GET /sandbox/static/{file}", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, static, "static/"+r.PathValue("file"))
	})
	mux.HandleFunc("GET /sandbox/{room}/file/{message}", c.file)
	mux.Handle("POST /sandbox/{room}/send", c.act(c.send))
	mux.Handle("POST /sandbox/{room}/press", c.act(c.press))
	mux.Handle("POST /sandbox/{room}/react", c.act(c.react))
	mux.Handle("POST /sandbox/{room}/delete", c.act(c.remove))
	mux.Handle("POST /sandbox/{room}/block", c.act(c.block))
	mux.Handle("POST /sandbox/{room}/unblock", c.act(c.unblock))
	mux.Handle("POST /sandbox/{room}/shut", c.act(c.shut))
	mux.Handle("POST /sandbox/{room}/drop", c.act(c.drop))
	mux.Handle("POST /sandbox/{room}/gather", c.act(c.gather))
	mux.Handle("POST /sandbox/new", c.set(c.newcomer))
	mux.Handle("POST /sandbox/faults", c.set(c.trouble))
	mux.Handle("POST /sandbox/reset", c.set(c.beginAnew))
	return mux
}

// ServeHTTP serves the pages under / and /sandbox, and /healthz.
func (c *Console) ServeHTTP(w http.ResponseWriter, r *http.Request) { c.handler.ServeHTTP(w, r) }

// Appoint has the owner open the link that makes them the owner.
func (c *Console) Appoint(payload string) error {
	return c.write(sandbox.Post{Chat: owner.id, Text: "/start " + payload})
}

// Begin has those who never wrote start the bot, of the owner and the customer whose chat is open first. A page that was
// open before the bot was there gets what it knows.
func (c *Console) Begin() error {
	c.stir()
	for _, p := range []*person{owner, starters[0]} {
		if c.standing(p.id) != fresh {
			continue
		}
		if err := c.write(sandbox.Post{Chat: p.id, Text: "/start"}); err != nil {
			return err
		}
	}
	return nil
}

// Reset forgets chats, people who were added, and what was tried. No bot lives meanwhile.
func (c *Console) Reset() {
	c.box.Reset()
	c.cast.reset(c.box)
	c.mu.Lock()
	clear(c.tried)
	c.troubled = false
	c.mu.Unlock()
	c.feed.put(event{reload: true})
}

// Stop ends the open streams and takes no new ones; it does not wait.
func (c *Console) Stop() { c.stop() }

// Close is Stop, and waits.
func (c *Console) Close() {
	c.stop()
	c.work.Wait()
}
