// Package console is the web pages: for now the sandbox's chat page, on which one person plays a shop's customers and
// its owner against the real bot.
//
//	page := console.New(console.Options{Sandbox: box, Log: log, Listen: listener.Addr().String()})
//	server := &http.Server{Handler: page}
//	server.RegisterOnShutdown(page.Stop)   // or its open streams would hold up Shutdown
//	err := page.Appoint("/start own_" + secret)
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

	"guanxi/bot/sandbox"
)

//go:embed static
var static embed.FS

// Options are what the pages are made from; only Sandbox is needed.
type Options struct {
	Sandbox *sandbox.Server
	Log     *slog.Logger     // default slog.Default
	Now     func() time.Time // default time.Now; names this run of the program, so that pages of an earlier one start anew
	Listen  string           // host:port listened on: its host may be asked for; a wildcard lets every IP address be
}

// Console is the http.Handler of the pages. Close it after its HTTP server has shut down.
type Console struct {
	box     *sandbox.Server
	log     *slog.Logger
	handler http.Handler
	feed    *feed
	stop    context.CancelFunc
	work    sync.WaitGroup

	acts    sync.Mutex     // orders acts, so that blocked is what the sandbox has
	blocked map[int64]bool // who blocked the bot on this page
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
		box: opt.Sandbox, log: opt.Log, stop: stop,
		feed: newFeed(opt.Now()), blocked: map[int64]bool{},
	}
	for _, p := range people {
		c.box.AddUser(p.user())
	}
	c.handler = guard(c.routes(), hosts(opt.Listen))
	changes := c.box.Watch(ctx, 0)
	c.work.Go(func() {
		defer c.feed.close()
		for change := range changes {
			c.feed.put(event{change: change})
		}
	})
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
	mux.HandleFunc("GET /sandbox/{person}", c.page)
	mux.HandleFunc("GET /sandbox/events", c.events)
	mux.HandleFunc("GET /sandbox/static/{file}", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFileFS(w, r, static, "static/"+r.PathValue("file"))
	})
	mux.Handle("POST /sandbox/{person}/send", c.act(c.send))
	mux.Handle("POST /sandbox/{person}/press", c.act(c.press))
	mux.Handle("POST /sandbox/{person}/block", c.act(c.block))
	mux.Handle("POST /sandbox/{person}/unblock", c.act(c.unblock))
	return mux
}

// ServeHTTP serves the pages under / and /sandbox, and /healthz.
func (c *Console) ServeHTTP(w http.ResponseWriter, r *http.Request) { c.handler.ServeHTTP(w, r) }

// Appoint lets the owner write text, such as the /start of the link that makes them the owner.
func (c *Console) Appoint(text string) error {
	return c.write(sandbox.Post{Chat: owner.id, Text: text})
}

// Stop ends the open streams and takes no new ones; it does not wait.
func (c *Console) Stop() { c.stop() }

// Close is Stop, and waits.
func (c *Console) Close() {
	c.stop()
	c.work.Wait()
}
