package main

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"guanxi/bot/telegram"
	"guanxi/bot/telegram/pipetest"
)

// TestNoSandboxWithToken holds that a real bot's process serves nothing of the sandbox.
func TestNoSandboxWithToken(t *testing.T) {
	t.Parallel()
	r := newRig(t, mode{webhook: true}, 1)
	r.start()
	if _, err := r.say(first, "/rate", replies[0]); err != nil { // by the webhook, so it serves
		t.Fatal(err)
	}
	for path, want := range map[string]int{
		"/healthz": 200, "/": 404, "/sandbox": 404, "/sandbox/events": 404, "/sandbox/static/script.js": 404,
		"/bot" + botToken + "/getMe": 404, "/control/" + botToken + "/faults": 404,
	} {
		answer, err := http.Get("http://" + r.address() + path)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("%s: status %d, want %d", path, answer.StatusCode, want)
		}
	}
}

// address is where the process listens.
func (r *rig) address() string {
	_, address, _ := strings.Cut(strings.Join(r.env, "\n"), "GUANXI_LISTEN=")
	address, _, _ = strings.Cut(address, "\n")
	return address
}

// TestHook posts what Telegram never would to a process's webhook: strangers are turned away, and what cannot be read is
// not asked for again. Those who write are answered all the while.
func TestHook(t *testing.T) {
	t.Parallel()
	r := newRig(t, mode{webhook: true}, 1)
	r.start()
	if _, err := r.say(first, "/rate", replies[0]); err != nil {
		t.Fatal(err)
	}
	const secret = "open-sesame"
	for _, test := range []struct {
		method, secret, body string
		want                 int
	}{
		{"GET", secret, "", 405},
		{"PUT", secret, "{}", 405},
		{"POST", "", "{}", 401},
		{"POST", secret + "!", "{}", 401},
		{"POST", secret, "", 200},
		{"POST", secret, "<?xml?>", 200},
		{"POST", secret, `[]`, 200},
		{"POST", secret, `{"update_id":"1"}`, 200},
		{"POST", secret, `{"update_id":1,"message":"no object"}`, 200},
		{"POST", secret, `{"update_id":2,"message":{"chat":{"id":1e99}}}`, 200},
		{"POST", secret, `{"update_id":3,"dream":{}}`, 200},
		{"POST", secret, strings.Repeat("{", 100_000), 200},
		{"POST", secret, strings.Repeat(" ", 2<<20), 200},
	} {
		request, err := http.NewRequestWithContext(t.Context(), test.method, "http://"+r.address()+"/hook", strings.NewReader(test.body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("X-Telegram-Bot-Api-Secret-Token", test.secret)
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Errorf("%s %.30q: %v", test.method, test.body, err)
			continue
		}
		answer.Body.Close()
		if answer.StatusCode != test.want {
			t.Errorf("%s %.30q: status %d, want %d", test.method, test.body, answer.StatusCode, test.want)
		}
	}
	if _, err := r.say(first, "5", ""); err != nil {
		t.Fatal(err)
	}
	r.stop()
}

// TestSlowRequests lets go of who begins a request and does not go on, whether they know the webhook's secret or not, and
// of who has asked and asks no more: nobody holds connections for nothing. An update may take its time.
func TestSlowRequests(t *testing.T) {
	const head = "POST /hook HTTP/1.1\r\nHost: x\r\n"
	secret := func(words string) string { return "X-Telegram-Bot-Api-Secret-Token: " + words + "\r\n" }
	for name, test := range map[string]struct {
		request string
		status  string
		after   time.Duration
	}{
		"no head":              {"POST /ho", "400", headTime},
		"no body":              {head + secret("s3cret") + "Content-Length: 9\r\n\r\n{", "400", bodyTime},
		"no body, no secret":   {head + secret("guess") + "Content-Length: 9\r\n\r\n{", "401", bodyTime},
		"no more":              {"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", "200", idleTime},
		"a commit takes a day": {head + secret("s3cret") + "Content-Length: 2\r\n\r\n{}", "200", 24*time.Hour + idleTime},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, pipes := newWeb(slog.New(slog.DiscardHandler)), pipetest.Listen()
				w.mux.Handle("POST /hook", &telegram.Webhook{Secret: "s3cret", Log: w.log, Handle: func(ctx context.Context, _ json.RawMessage) error {
					<-time.After(24 * time.Hour)
					return ctx.Err()
				}})
				w.serve(pipes)
				conn, err := pipes.Dial(t.Context(), "", "")
				if err != nil {
					t.Fatal(err)
				}
				began := time.Now()
				go io.WriteString(conn, test.request)
				answer, err := io.ReadAll(conn)
				_, after, _ := strings.Cut(string(answer), "HTTP/1.1 ")
				if took := time.Since(began); err != nil || took != test.after || !strings.HasPrefix(after, test.status) {
					t.Errorf("let go after %v with %q, %v", took, answer, err)
				}
				w.stop()
			})
		})
	}
}
