package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestWebhook(t *testing.T) {
	const secret = "s3cret"
	down := errors.New("store is down")
	tests := map[string]struct {
		method, secret, body string
		handle               error
		status               int
		handled              bool
	}{
		"good":           {"POST", secret, `{"update_id":1}`, nil, 200, true},
		"store down":     {"POST", secret, `{"update_id":1}`, down, 503, true},
		"wrong method":   {"GET", secret, ``, nil, 405, false},
		"wrong secret":   {"POST", "s3creT", `{}`, nil, 401, false},
		"longer secret":  {"POST", secret + "x", `{}`, nil, 401, false},
		"no secret":      {"POST", "", `{}`, nil, 401, false},
		"largest":        {"POST", secret, strings.Repeat(" ", maxUpdate), nil, 200, true},
		"too large":      {"POST", secret, strings.Repeat(" ", maxUpdate+1), nil, 200, false},
		"not even JSON":  {"POST", secret, `<?xml`, nil, 200, true}, // the handler's to bury
		"nothing at all": {"POST", secret, ``, nil, 200, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			handled := false
			server := httptest.NewServer(&Webhook{Secret: secret, Log: slog.New(slog.DiscardHandler), Handle: func(_ context.Context, raw json.RawMessage) error {
				handled = string(raw) == test.body
				return test.handle
			}})
			defer server.Close()
			r, err := http.NewRequestWithContext(t.Context(), test.method, server.URL, strings.NewReader(test.body))
			if err != nil {
				t.Fatal(err)
			}
			if test.secret != "" {
				r.Header.Set(secretHeader, test.secret)
			}
			resp, err := server.Client().Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			if resp.StatusCode != test.status || handled != test.handled {
				t.Errorf("status %d, handled %t; want %d, %t", resp.StatusCode, handled, test.status, test.handled)
			}
			if test.status == 503 && resp.Header.Get("Retry-After") == "" {
				t.Error("503 without Retry-After")
			}
		})
	}
}

func TestWebhookWithoutASecretRefusesAll(t *testing.T) {
	w := httptest.NewRecorder()
	(&Webhook{}).ServeHTTP(w, httptest.NewRequest("POST", "/", strings.NewReader("{}")))
	if w.Code != 401 {
		t.Errorf("status %d", w.Code)
	}
}

func TestSetWebhook(t *testing.T) {
	client := newClient(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		want := `{"url":"https://shop.test/hook","max_connections":100,"allowed_updates":["` + strings.Join(Wanted, `","`) + `"],"secret_token":"s3cret"}`
		if got := strings.TrimSpace(string(body)); got != want {
			t.Errorf("body %s", got)
		}
		io.WriteString(w, `{"ok":true,"result":true,"description":"Webhook was set"}`)
	})
	if err := SetWebhook(t.Context(), client, slog.New(slog.DiscardHandler), "https://shop.test/hook", "s3cret"); err != nil {
		t.Error(err)
	}
	refusing := newClient(t, func(w http.ResponseWriter, r *http.Request) {
		refuse(w, 400, "Bad Request: bad webhook: HTTPS url must be provided for webhook")
	})
	if err := SetWebhook(t.Context(), refusing, slog.New(slog.DiscardHandler), "http://x", "s"); err == nil || !strings.Contains(err.Error(), "hint: ") {
		t.Error(err)
	}
}

// TestInsist repeats what a bad day fails, and gives up on what is refused.
func TestInsist(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		answers := []error{
			&Refusal{Code: 429, RetryAfter: 3 * time.Second}, &Lost{Status: 500, err: errors.New("x")}, &Lost{Unsent: true, err: errors.New("x")}, nil,
		}
		began, calls := time.Now(), 0
		err := Insist(t.Context(), slog.New(slog.DiscardHandler), func(context.Context) error {
			calls++
			return answers[calls-1]
		})
		if took := time.Since(began); err != nil || calls != 4 || took != 9*time.Second { // 3 as told, then 2 and 4
			t.Errorf("%v after %d calls in %v", err, calls, took)
		}
		refused := &Refusal{Code: 400}
		if err := Insist(t.Context(), slog.New(slog.DiscardHandler), func(context.Context) error { return refused }); err != refused {
			t.Errorf("a refusal came back as %v", err)
		}
	})
}
