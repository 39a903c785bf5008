package console

// A sandbox, its page and a bot for these tests, all over real HTTP.

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"guanxi/bot"
	"guanxi/bot/outbox"
	"guanxi/bot/sandbox"
)

const token = "42:test"

// rig is a running page.
type rig struct {
	t    *testing.T
	box  *sandbox.Server
	page *Console
	bot  *memory
	http *http.Server // the page's
	web  string       // its address
	api  string       // where the bot calls
}

func newRig(t *testing.T) *rig {
	box, err := sandbox.New(sandbox.Options{Token: token})
	if err != nil {
		t.Fatal(err)
	}
	api := httptest.NewServer(box)
	behind := &memory{known: map[int64]bot.Known{}}
	page := New(Options{Sandbox: box, Bot: behind})
	behind.reset = page.Reset
	web := httptest.NewUnstartedServer(page)
	web.Config.RegisterOnShutdown(page.Stop)
	web.Start()
	t.Cleanup(func() {
		page.Stop()
		web.Close()
		api.Close()
		page.Close()
		box.Close()
	})
	return &rig{t, box, page, behind, web.Config, web.URL, api.URL}
}

// memory is the bot's, as far as a test fills it.
type memory struct {
	mu    sync.Mutex
	known map[int64]bot.Known
	reset func()
}

func (m *memory) knows(chat int64, k bot.Known) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.known[chat] = k
}

func (m *memory) Known(chat int64) (bot.Known, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.known[chat], nil
}

func (m *memory) Sent() outbox.Stats { return outbox.Stats{} }

func (m *memory) Reset(context.Context) error {
	m.reset()
	return nil
}

// call is a call of the bot; the answer's result is read into result unless that is nil.
func (r *rig) call(method string, params, result any) {
	r.t.Helper()
	body, err := json.Marshal(params)
	if err != nil {
		r.t.Fatal(err)
	}
	answer, err := http.Post(r.api+"/bot"+token+"/"+method, "application/json", strings.NewReader(string(body)))
	if err != nil {
		r.t.Fatal(err)
	}
	defer answer.Body.Close()
	envelope := struct {
		OK          bool
		Description string
		Result      any
	}{Result: result}
	if err := json.NewDecoder(answer.Body).Decode(&envelope); err != nil || !envelope.OK {
		r.t.Fatalf("%s: %v %s", method, err, envelope.Description)
	}
}

// say lets the bot send a message, and gives its id.
func (r *rig) say(p *person, text string, rows ...[]map[string]any) int {
	r.t.Helper()
	var sent struct {
		ID int `json:"message_id"`
	}
	params := map[string]any{"chat_id": p.id, "text": text, "parse_mode": "HTML"}
	if rows != nil {
		params["reply_markup"] = map[string]any{"inline_keyboard": rows}
	}
	r.call("sendMessage", params, &sent)
	return sent.ID
}

// update is what the tests look at of an update.
type update struct {
	ID      int `json:"update_id"`
	Message *struct {
		Text, Caption string
		From          struct {
			ID       int64
			Language string `json:"language_code"`
		}
		Reply *struct {
			ID int `json:"message_id"`
		} `json:"reply_to_message"`
		Photo, Location any
	}
	Query *struct {
		ID, Data string
		From     struct{ ID int64 }
	} `json:"callback_query"`
	Member *struct {
		New struct{ Status string } `json:"new_chat_member"`
	} `json:"my_chat_member"`
}

// updates gives what waits for the bot, and confirms it.
func (r *rig) updates() []update {
	r.t.Helper()
	var all []update
	r.call("getUpdates", map[string]any{}, &all)
	if len(all) != 0 {
		r.call("getUpdates", map[string]any{"offset": all[len(all)-1].ID + 1}, nil)
	}
	return all
}

// post sends a form as the script does, and gives the status.
func (r *rig) post(path string, form url.Values, header ...string) int {
	r.t.Helper()
	q, err := http.NewRequest("POST", r.web+path, strings.NewReader(form.Encode()))
	if err != nil {
		r.t.Fatal(err)
	}
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	q.Header.Set("Accept", "application/json")
	for i := 0; i < len(header); i += 2 {
		q.Header.Set(header[i], header[i+1])
	}
	answer, err := http.DefaultClient.Do(q)
	if err != nil {
		r.t.Fatal(err)
	}
	defer answer.Body.Close()
	return answer.StatusCode
}

// get reads a page.
func (r *rig) get(path string) (string, *http.Response) {
	r.t.Helper()
	answer, err := http.Get(r.web + path)
	if err != nil {
		r.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return string(body), answer
}

// told is one event as a browser gets it.
type told struct {
	id, kind string
	news     news
}

// listen opens the stream of events behind since; next reads one, and gives io.EOF where the stream ends properly.
func (r *rig) listen(since string, header ...string) (next func() (told, error)) {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), time.Minute)
	r.t.Cleanup(cancel)
	q, err := http.NewRequestWithContext(ctx, "GET", r.web+"/sandbox/events?since="+url.QueryEscape(since), nil)
	if err != nil {
		r.t.Fatal(err)
	}
	for i := 0; i < len(header); i += 2 {
		q.Header.Set(header[i], header[i+1])
	}
	answer, err := http.DefaultClient.Do(q)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { answer.Body.Close() })
	lines := bufio.NewScanner(answer.Body)
	return func() (e told, err error) {
		for lines.Scan() {
			name, value, _ := strings.Cut(lines.Text(), ": ")
			switch name {
			case "id":
				e.id = value
			case "event":
				e.kind = value
			case "data":
				if err := json.Unmarshal([]byte(value), &e.news); err != nil {
					r.t.Error(err)
				}
			case "":
				if e.kind != "" {
					return e, nil
				}
			}
		}
		return e, cmp.Or(lines.Err(), io.EOF)
	}
}

// until skips events until one is of the kind.
func (r *rig) until(kind string, next func() (told, error)) told {
	r.t.Helper()
	for {
		e, err := next()
		if err != nil {
			r.t.Fatalf("before an event %q: %v", kind, err)
		}
		if e.kind == kind {
			return e
		}
	}
}
