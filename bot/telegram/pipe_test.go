package telegram

// HTTP over pipes, so that the clock of a synctest bubble rules both ends.

import (
	"fmt"
	"log/slog"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"guanxi/bot/telegram/pipetest"
)

// serve returns a client of a server in the bubble.
func serve(t *testing.T, handler http.Handler) *Client {
	p := pipetest.Listen()
	server := &http.Server{Handler: handler, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)}
	served := make(chan struct{})
	go func() {
		defer close(served)
		server.Serve(p)
	}()
	client, err := NewDialing("http://api.test", testToken, p.Dial)
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
