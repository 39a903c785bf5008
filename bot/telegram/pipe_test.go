package telegram

// HTTP over pipes, so that the clock of a synctest bubble rules both ends.

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

type pipes struct{ conns chan net.Conn }

func (p *pipes) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case p.conns <- theirs:
		return ours, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept, Close and Addr make it a listener.
func (p *pipes) Accept() (net.Conn, error) {
	c, ok := <-p.conns
	if !ok {
		return nil, net.ErrClosed
	}
	return c, nil
}

func (p *pipes) Close() error {
	close(p.conns)
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{} }

// serve returns a client of a server in the bubble.
func serve(t *testing.T, handler http.Handler) *Client {
	p := &pipes{conns: make(chan net.Conn)}
	server := &http.Server{Handler: handler, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)}
	served := make(chan struct{})
	go func() {
		defer close(served)
		server.Serve(p)
	}()
	client, err := NewDialing("http://api.test", testToken, p.dial)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		client.Close()
		server.Close()
		<-served
	})
	return client
}

func refuse(w http.ResponseWriter, code int, text string) {
	fmt.Fprintf(w, `{"ok":false,"error_code":%d,"description":%q}`, code, text)
}

// pass lets the bubble's clock go on, and what is to be done at its end be done: no real time passes.
func pass(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}
