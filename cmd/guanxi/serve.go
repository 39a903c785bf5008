package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"guanxi/bot/console"
	"guanxi/bot/sandbox"
)

// stopTime is how long requests under way may take at the end.
const stopTime = 10 * time.Second

// web is the HTTP server of the process: the webhook, and in the sandbox Telegram's API and the pages.
type web struct {
	mux    *http.ServeMux
	server *http.Server
	log    *slog.Logger
	done   chan struct{} // the server has returned
}

// newWeb serves on a listener, at first nothing but whether the process lives.
func newWeb(listener net.Listener, log *slog.Logger) *web {
	w := &web{mux: http.NewServeMux(), log: log, done: make(chan struct{})}
	w.server = &http.Server{Handler: w.mux, ReadHeaderTimeout: 10 * time.Second}
	w.mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	go func() {
		defer close(w.done)
		if err := w.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("serve pages", "err", err)
		}
	}()
	return w
}

// stop lets requests under way finish and takes no new ones.
func (w *web) stop() {
	ctx, cancel := context.WithTimeout(context.Background(), stopTime)
	defer cancel()
	if err := w.server.Shutdown(ctx); err != nil {
		w.log.Warn("stop serving pages", "err", err)
	}
	<-w.done
}

// playground is the sandbox: a Bot API of the process's own, and a page on which to play its people.
type playground struct {
	box  *sandbox.Server
	page *console.Console
}

// startSandbox puts a sandbox in Telegram's place. Its token is drawn anew each time, so that nobody else on the
// machine can call its API.
func (c *runCommand) startSandbox(w *web, address net.Addr) (*playground, error) {
	c.token = "1:" + rand.Text()
	c.APIURL = "http://" + address.String()
	c.Data, c.redisURL, c.KeyFile = filepath.Join(c.Data, "sandbox"), "", "" // nothing of it gets among a real bot's data
	box, err := sandbox.New(sandbox.Options{Token: c.token, Limits: true})
	if err != nil {
		return nil, err
	}
	p := &playground{box: box, page: console.New(console.Options{Sandbox: box, Log: w.log, Listen: address.String()})}
	w.server.RegisterOnShutdown(p.page.Stop)
	w.mux.Handle("/bot"+c.token+"/", box)
	w.mux.Handle("/control/", box)
	w.mux.Handle("/", p.page)
	return p, nil
}

// announce tells, once everything is up, where the sandbox is.
func (c *runCommand) announce(address net.Addr, t *terminal) {
	fmt.Fprintf(t.out, "Sandbox: no token needed, nothing leaves this machine.\n  Open   http://%s/sandbox\n  Data   %s\n", address, c.Data)
}

// close ends the sandbox, after the server.
func (p *playground) close() {
	if p != nil {
		p.page.Close()
		p.box.Close()
	}
}
