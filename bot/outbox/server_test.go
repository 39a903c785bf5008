package outbox

// A Bot API for these tests: real HTTP over pipes, so that the clock of a synctest bubble rules both ends.

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"path"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"guanxi/bot/telegram"
	"guanxi/bot/telegram/pipetest"
	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// call is a request as it came.
type call struct {
	method string
	at     time.Time
	Chat   int64  `json:"chat_id"`
	Text   string `json:"text"`
	Mode   string `json:"parse_mode"`
	Edit   int    `json:"message_id"`
	From   int64  `json:"from_chat_id"`
	Markup struct {
		Rows [][]telegram.Key `json:"inline_keyboard"`
	} `json:"reply_markup"`
}

// reply is how the server behaves towards a call.
type reply struct {
	refuse  string // the error_code, a description and parameters, as JSON
	page    int    // a status with a page of HTML
	swallow bool   // no answer
	taken   bool   // the call is carried out all the same
	stall   <-chan struct{}
}

type api struct {
	behave func(call) reply // nil: all is well

	mu    sync.Mutex
	calls []call // all that came
	taken []call // what a chat shows
	pipes *pipetest.Listener
	down  bool
}

// answer keeps a call and says what it comes to, and the id of its message.
func (a *api) answer(c call) (reply, int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.calls = append(a.calls, c)
	rep := reply{taken: true}
	if a.behave != nil {
		rep = a.behave(c)
	}
	if rep == (reply{}) || rep.stall != nil {
		rep.taken = true
	}
	if rep.taken {
		a.taken = append(a.taken, c)
	}
	return rep, len(a.taken)
}

func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := call{method: path.Base(r.URL.Path), at: time.Now()}
	if err := json.NewDecoder(r.Body).Decode(&c); err != nil {
		panic(err)
	}
	rep, id := a.answer(c)
	if rep.stall != nil {
		<-rep.stall
	}
	switch {
	case rep.swallow:
		panic(http.ErrAbortHandler)
	case rep.page != 0:
		w.WriteHeader(rep.page)
		fmt.Fprint(w, "<html><body>Bad Gateway</body></html>")
	case rep.refuse != "":
		fmt.Fprintf(w, `{"ok":false,%s}`, rep.refuse)
	default:
		fmt.Fprintf(w, `{"ok":true,"result":{"message_id":%d,"chat":{"id":%d}}}`, id, c.Chat)
	}
}

func refused(code int, text string) reply {
	return reply{refuse: fmt.Sprintf(`"error_code":%d,"description":%q`, code, text)}
}

func floodWait(seconds int) reply {
	return reply{refuse: fmt.Sprintf(`"error_code":429,"description":"Too Many Requests: retry after %d","parameters":{"retry_after":%[1]d}`, seconds)}
}

// asked returns all calls so far.
func (a *api) asked() []call {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.calls)
}

// shown returns the calls so far that were carried out.
func (a *api) shown() []call {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.taken)
}

// texts returns what a chat shows.
func (a *api) texts(chat int64) []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	var texts []string
	for _, c := range a.taken {
		if c.Chat == chat {
			texts = append(texts, c.Text)
		}
	}
	return texts
}

func (a *api) dial(ctx context.Context, network, address string) (net.Conn, error) {
	a.mu.Lock()
	down := a.down
	a.mu.Unlock()
	if down {
		return nil, &net.OpError{Op: "dial", Err: fmt.Errorf("connection refused")}
	}
	return a.pipes.Dial(ctx, network, address)
}

// rig is an outbox between a store and a server.
type rig struct {
	*Outbox
	t      *testing.T
	api    *api
	store  store.Store
	client *telegram.Client
	stop   context.CancelFunc
	done   chan struct{}
}

// newRig starts a server; the outbox runs after run.
func newRig(t *testing.T, behave func(call) reply) *rig {
	a := newAPI(behave)
	return newRigOn(t, a, a)
}

func newAPI(behave func(call) reply) *api {
	return &api{behave: behave, pipes: pipetest.Listen()}
}

// newRigOn has another server answer, over the pipes of a.
func newRigOn(t *testing.T, a *api, handler http.Handler) *rig {
	server := &http.Server{Handler: handler, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)}
	served := make(chan struct{})
	go func() {
		defer close(served)
		server.Serve(a.pipes)
	}()
	client, err := telegram.NewDialing("http://api.test", "1:test", a.dial)
	if err != nil {
		t.Fatal(err)
	}
	r := &rig{t: t, api: a, store: newMemory(), client: client}
	r.fresh(Options{})
	t.Cleanup(func() {
		r.halt()
		client.Close()
		server.Close()
		<-served
	})
	return r
}

// fresh replaces the outbox by a new one, as a start of the process does.
func (r *rig) fresh(opts Options) {
	r.halt()
	if opts.Store == nil {
		opts.Store = r.store
	}
	opts.Client, opts.Log = r.client, slog.New(slog.DiscardHandler)
	r.Outbox = New(opts)
}

func (r *rig) run() {
	ctx, cancel := context.WithCancel(context.Background())
	r.stop, r.done = cancel, make(chan struct{})
	go func(o *Outbox, done chan struct{}) {
		defer close(done)
		o.Run(ctx)
	}(r.Outbox, r.done)
}

func (r *rig) halt() {
	if r.stop == nil {
		return
	}
	r.stop()
	<-r.done
	r.stop = nil
}

// add commits items as a turn does, and queues them.
func (r *rig) add(items ...Item) {
	r.t.Helper()
	r.commit(items...)
	r.Queue(items...)
}

func (r *rig) commit(items ...Item) {
	r.t.Helper()
	byShard := map[uint8][]store.Link{}
	for _, it := range items {
		link, err := it.Link()
		if err != nil {
			r.t.Fatal(err)
		}
		byShard[link.List.Shard] = append(byShard[link.List.Shard], link)
	}
	for shard, links := range byShard {
		if err := r.store.Commit(context.Background(), store.Commit{Shard: shard, Add: links}); err != nil {
			r.t.Fatal(err)
		}
	}
}

// left returns what lies in a list of all shards.
func (r *rig) left(list func(uint8) store.Key) []store.Entry {
	r.t.Helper()
	var all []store.Entry
	for shard := range uint8(profile.Shards) {
		entries, err := r.store.Range(context.Background(), list(shard), 0, 1<<53, 1<<20)
		if err != nil {
			r.t.Fatal(err)
		}
		all = append(all, entries...)
	}
	return all
}

// item is the n-th text to a customer's own chat.
func item(chat int64, n int, text string) Item {
	return Item{Customer: profile.TelegramCustomer(chat), Seq: uint64(n), Queued: 1_700_000_000_000 + int64(n), Chat: chat, Text: text}
}

// row is a number of items "1", "2", ... to a chat.
func row(chat int64, n int) []Item {
	items := make([]Item, n)
	for i := range items {
		items[i] = item(chat, i+1, fmt.Sprint(i+1))
	}
	return items
}

// pass lets the bubble's clock go on, and what is to be done at its end be done: no real time passes.
func pass(d time.Duration) {
	<-time.After(d)
	synctest.Wait()
}

func unpack(t *testing.T, entry store.Entry, into any) {
	t.Helper()
	if err := cbor.Unmarshal(entry.Value, into); err != nil {
		t.Fatal(err)
	}
}

func expect(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got %d texts %.200q, want %d %.200q", len(got), got, len(want), want)
	}
}
