package sandbox

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// bot is a webhook that tells the test of each delivery and answers as the test says.
type bot struct {
	*httptest.Server
	in  chan delivery
	out chan func(http.ResponseWriter)
}

type delivery struct {
	updateIn
	secret string
}

func newBot(t *testing.T) *bot {
	b := &bot{in: make(chan delivery, 100), out: make(chan func(http.ResponseWriter), 100)}
	done := make(chan struct{})
	b.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		d := delivery{secret: r.Header.Get("X-Telegram-Bot-Api-Secret-Token")}
		if err := json.Unmarshal(body, &d.updateIn); err != nil {
			t.Error(err)
		}
		select {
		case b.in <- d:
		case <-done:
		}
		select {
		case answer := <-b.out:
			answer(w)
		case <-done:
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	t.Cleanup(func() {
		close(done)
		b.Server.Close()
	})
	return b
}

func status(code int) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) { w.WriteHeader(code) }
}

func (b *bot) hook(r *rig, p params) {
	if p == nil {
		p = params{}
	}
	p["url"] = b.URL
	r.ok("setWebhook", p, nil)
}

func TestWebhookRefusals(t *testing.T) {
	r := newRig(t, Options{})
	for _, test := range []struct{ url, secret, want string }{
		{"http://example.com/", "", "An HTTPS URL must be provided for webhook"},
		{"https://example.com:3000/", "", "Webhook can be set up only on ports 80, 88, 443 or 8443"},
		{"https://example.com/", "", "the sandbox delivers to this machine only"},
		{"nonsense", "", "invalid webhook URL specified"},
		{"http://127.0.0.1:1/", "a b", "secret token contains unallowed characters"},
		{"http://127.0.0.1:1/", strings.Repeat("a", 257), "secret token is too long"},
	} {
		want := "Bad Request: bad webhook: " + test.want
		if test.secret != "" {
			want = "Bad Request: " + test.want
		}
		r.refused("setWebhook", params{"url": test.url, "secret_token": test.secret}, 400, want)
	}
}

func TestWebhookDelivers(t *testing.T) {
	r := newRig(t, Options{})
	b := newBot(t)
	b.hook(r, params{"secret_token": "S3-cret"})
	d := <-b.in // what waited before
	if d.Message.Text != "/start" || d.secret != "S3-cret" {
		t.Errorf("first delivery: %+v", d)
	}
	second := r.say(7, "second")
	if _, err := r.Forge(7, 1, "press"); err != nil {
		t.Fatal(err)
	}
	if d = <-b.in; d.Query == nil {
		t.Errorf("presses have a queue of their own and overtake: %+v", d)
	}
	r.AddUser(User{ID: 8, Name: "other"})
	other := r.say(8, "other")
	if d = <-b.in; d.Message.ID != other {
		t.Errorf("another chat does not wait: %+v", d)
	}
	select {
	case d := <-b.in:
		t.Errorf("two of one chat in flight: %+v", d)
	default:
	}
	b.out <- status(200)
	b.out <- status(204)
	b.out <- status(200)
	if d = <-b.in; d.Message.ID != second {
		t.Errorf("the second came not after the first: %+v", d)
	}
	b.out <- status(200)
	if err := r.WaitIdle(t.Context()); err != nil || r.Waiting() != 0 {
		t.Errorf("%v, %d waiting", err, r.Waiting())
	}
}

func TestWebhookConnections(t *testing.T) {
	r := newRig(t, Options{})
	b := newBot(t)
	b.hook(r, params{"max_connections": 2, "drop_pending_updates": true})
	for i := range int64(5) {
		r.AddUser(User{ID: 100 + i, Name: "x"})
		r.say(100+i, "x")
	}
	r.mu.Lock()
	if r.hook.busy != 2 || len(r.hook.lanes) != 5 {
		t.Errorf("%d connections for %d lanes", r.hook.busy, len(r.hook.lanes))
	}
	r.mu.Unlock()
	<-b.in
	<-b.in
	for range 5 {
		b.out <- status(200)
	}
	for range 3 {
		<-b.in
	}
}

func TestWebhookRetries(t *testing.T) {
	r := newRig(t, Options{RetryUnit: time.Millisecond})
	b := newBot(t)
	b.hook(r, nil)
	first := <-b.in
	for range 4 {
		b.out <- status(500)
		if again := <-b.in; again.ID != first.ID {
			t.Errorf("delivered %d, want %d again", again.ID, first.ID)
		}
	}
	b.out <- func(w http.ResponseWriter) { // not of the sandbox's clock: 0 is at once
		w.Header().Set("Retry-After", "0")
		w.WriteHeader(503)
	}
	<-b.in
	var info struct {
		Pending int    `json:"pending_update_count"`
		Text    string `json:"last_error_message"`
		Limit   int    `json:"max_connections"`
	}
	r.ok("getWebhookInfo", nil, &info)
	if info.Pending != 1 || !strings.Contains(info.Text, "503") || info.Limit != 40 {
		t.Errorf("info: %+v", info)
	}
	r.ok("deleteWebhook", nil, nil)
	if got := r.updates(nil); len(got) != 1 || got[0].ID != first.ID {
		t.Errorf("what was not delivered is back for polling: %+v", got)
	}
}

func TestRetryAfter(t *testing.T) {
	for header, want := range map[string]time.Duration{"": 0, "x": 0, "-1": 0, "5": 5 * time.Second, "9999": time.Hour} {
		if got := retryAfter(http.Header{"Retry-After": {header}}); got != want {
			t.Errorf("Retry-After %q: %v, want %v", header, got, want)
		}
	}
}

func TestWebhookGivesUp(t *testing.T) {
	r := newRig(t, Options{RetryUnit: time.Millisecond})
	b := newBot(t)
	b.hook(r, nil)
	<-b.in
	r.clock.pass(25 * time.Hour)
	late := r.say(7, "next day")
	b.out <- status(500)
	if d := <-b.in; d.Message.ID != late || r.Expired() != 1 {
		t.Errorf("after a day: %+v, %d expired", d, r.Expired())
	}
	b.out <- status(200)
}

func TestWebhookReplyCall(t *testing.T) {
	r := newRig(t, Options{})
	b := newBot(t)
	b.out <- func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprint(w, `{"method":"sendMessage","chat_id":7,"text":"by the answer"}`)
	}
	b.hook(r, nil)
	if _, err := r.WaitFor(t.Context(), 7, func(m Message) bool { return m.Plain == "by the answer" && m.FromBot }); err != nil {
		t.Error(err)
	}
}

func TestRedeliverByWebhook(t *testing.T) {
	r := newRig(t, Options{})
	b := newBot(t)
	r.SetFaults(Faults{Redeliver: 1})
	b.hook(r, nil)
	first := <-b.in
	b.out <- status(200)
	if again := <-b.in; again.ID != first.ID {
		t.Errorf("not delivered twice: %+v", again)
	}
	b.out <- status(200)
}
