// A sandbox behind real HTTP, and how tests call it.

package sandbox

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

const token = "42:test"

// rig is a sandbox behind real HTTP, with one customer, 7, who wrote once.
type rig struct {
	*Server
	t     testing.TB
	url   string
	clock *clock
	web   *httptest.Server
}

// clock is moved by hand.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func newRig(t testing.TB, opt Options) *rig {
	t.Helper()
	c := &clock{now: time.Unix(1_780_000_000, 0)}
	opt.Token = token
	if opt.Now == nil {
		opt.Now = c.Now
	}
	box, err := New(opt)
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(box)
	t.Cleanup(func() {
		http.DefaultClient.CloseIdleConnections()
		web.Close()
		box.Close()
	})
	r := &rig{Server: box, t: t, url: web.URL, clock: c, web: web}
	box.AddUser(User{ID: 7, Name: "Mei", Username: "mei", Language: "zh"})
	r.say(7, "/start")
	return r
}

func (r *rig) say(chat int64, text string) int {
	r.t.Helper()
	id, err := r.Send(Post{Chat: chat, Text: text})
	if err != nil {
		r.t.Fatal(err)
	}
	return id
}

// reply is Telegram's envelope.
type reply struct {
	OK          bool            `json:"ok"`
	Result      json.RawMessage `json:"result"`
	Code        int             `json:"error_code"`
	Description string          `json:"description"`
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		Migrate    int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

type params map[string]any

// call makes one call as JSON.
func (r *rig) call(method string, p params) reply {
	r.t.Helper()
	got, err := r.try(r.t.Context(), method, p)
	if err != nil {
		r.t.Fatal(err)
	}
	return got
}

func (r *rig) try(ctx context.Context, method string, p params) (reply, error) {
	body, _ := json.Marshal(p)
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, r.url+"/bot"+token+"/"+method, bytes.NewReader(body))
	if err != nil {
		return reply{}, err
	}
	request.Header.Set("Content-Type", "application/json")
	return do(request)
}

func do(request *http.Request) (reply, error) {
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return reply{}, err
	}
	defer response.Body.Close()
	var got reply
	return got, json.NewDecoder(response.Body).Decode(&got)
}

// ok makes a call that must succeed and decodes its result.
func (r *rig) ok(method string, p params, result any) {
	r.t.Helper()
	got := r.call(method, p)
	if !got.OK {
		r.t.Fatalf("%s: %s", method, got.Description)
	}
	if result != nil {
		if err := json.Unmarshal(got.Result, result); err != nil {
			r.t.Fatalf("%s: %v in %s", method, err, got.Result)
		}
	}
}

// refused makes a call that must fail with these words.
func (r *rig) refused(method string, p params, code int, text string) {
	r.t.Helper()
	if got := r.call(method, p); got.Code != code || got.Description != text {
		r.t.Errorf("%s %v: got %d %q, want %d %q", method, p, got.Code, got.Description, code, text)
	}
}

type sent struct {
	ID   int    `json:"message_id"`
	Text string `json:"text"`
}

func (r *rig) send(chat int64, text string) int {
	r.t.Helper()
	var m sent
	r.ok("sendMessage", params{"chat_id": chat, "text": text}, &m)
	return m.ID
}

type updateIn struct {
	ID      int64 `json:"update_id"`
	Message *struct {
		sent
		Thread int `json:"message_thread_id"`
		Reply  *struct {
			ID   int    `json:"message_id"`
			Text string `json:"text"`
		} `json:"reply_to_message"`
		Entities []Entity `json:"entities"`
	} `json:"message"`
	Edited *sent `json:"edited_message"`
	Query  *struct {
		ID      string `json:"id"`
		Data    string `json:"data"`
		Message sent   `json:"message"`
	} `json:"callback_query"`
	Member *struct {
		New struct {
			Status string `json:"status"`
		} `json:"new_chat_member"`
	} `json:"my_chat_member"`
}

func (r *rig) updates(p params) []updateIn {
	r.t.Helper()
	var all []updateIn
	r.ok("getUpdates", p, &all)
	return all
}
