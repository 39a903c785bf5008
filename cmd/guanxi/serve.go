package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

const (
	headTime = 10 * time.Second // for a request to say what it is
	bodyTime = 30 * time.Second // and for all of it to come; what is done with it may take longer
	idleTime = 2 * time.Minute  // for the next on the same connection
	stopTime = 10 * time.Second // for requests under way at the end
)

// web is the HTTP server of the process: the webhook, and in the sandbox Telegram's API and the pages.
type web struct {
	mux    *http.ServeMux
	server *http.Server
	log    *slog.Logger
	done   chan struct{} // the server has returned
}

// newWeb has nothing to serve but whether the process lives.
func newWeb(log *slog.Logger) *web {
	w := &web{mux: http.NewServeMux(), log: log, done: make(chan struct{})}
	w.server = &http.Server{Handler: w.mux, ReadHeaderTimeout: headTime, ReadTimeout: bodyTime, IdleTimeout: idleTime}
	w.mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	return w
}

// serve begins to answer, also those who came since the listener is there.
func (w *web) serve(listener net.Listener) {
	go func() {
		defer close(w.done)
		if err := w.server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			w.log.Error("serve pages", "err", err)
		}
	}()
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
