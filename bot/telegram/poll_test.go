package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// inbox is Telegram's queue of updates, confirmed by offset.
type inbox struct {
	mu      sync.Mutex
	updates []string
	first   int64 // id of updates[0]
	asked   []getUpdates
	times   []time.Time
	hooked  bool
	fail    func(w http.ResponseWriter, n int) bool // the n-th getUpdates, from 1
}

func (b *inbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if path.Base(r.URL.Path) == "deleteWebhook" {
		b.hooked = false
		io.WriteString(w, `{"ok":true,"result":true}`)
		return
	}
	var ask getUpdates
	if err := json.NewDecoder(r.Body).Decode(&ask); err != nil {
		panic(err)
	}
	io.Copy(io.Discard, r.Body)
	b.mu.Lock()
	b.asked, b.times = append(b.asked, ask), append(b.times, time.Now())
	n := len(b.asked)
	if b.hooked {
		b.mu.Unlock()
		refuse(w, 409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
		return
	}
	if b.fail != nil && b.fail(w, n) {
		b.mu.Unlock()
		return
	}
	for ask.Offset <= b.first+int64(len(b.updates))+10 && b.first < ask.Offset && len(b.updates) > 0 {
		b.updates = b.updates[1:]
		b.first++
	}
	batch := slices.Clone(b.updates[:min(ask.Limit, len(b.updates))])
	b.mu.Unlock()
	if len(batch) == 0 {
		select {
		case <-r.Context().Done():
		case <-time.After(time.Duration(ask.Timeout) * time.Second):
		}
	}
	fmt.Fprintf(w, `{"ok":true,"result":[%s]}`, strings.Join(batch, ","))
}

func newInbox(n int) *inbox {
	b := &inbox{first: 100, hooked: true}
	for i := range n {
		b.updates = append(b.updates, fmt.Sprintf(`{"update_id":%d,"message":{"forward_origin":{"type":"new"}}}`, 100+i))
	}
	return b
}

// poll runs a poller in a bubble until stop is called, which returns what Run did.
func poll(t *testing.T, b *inbox, handle func(context.Context, []json.RawMessage) error) (stop func() error, log *strings.Builder) {
	log = new(strings.Builder)
	p := &Poller{Client: serve(t, b), Handle: handle, Log: slog.New(slog.NewTextHandler(log, nil))}
	p.Hush = func(d time.Duration) { p.Log.Info("hush", "for", d) }
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx) }()
	return func() error {
		cancel()
		return <-done
	}, log
}

func TestPollConfirmsWhatIsHandled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newInbox(250)
		var sizes []int
		stop, _ := poll(t, b, func(_ context.Context, batch []json.RawMessage) error {
			sizes = append(sizes, len(batch))
			return nil
		})
		pass(time.Second)
		if err := stop(); err != nil {
			t.Error(err)
		}
		if !slices.Equal(sizes, []int{100, 100, 50}) || len(b.updates) != 0 {
			t.Errorf("batches of %v, %d left", sizes, len(b.updates))
		}
		last := b.asked[len(b.asked)-1]
		if last.Offset != 350 || last.Timeout != 0 {
			t.Errorf("last call %+v", last)
		}
		if first := b.asked[0]; first.Limit != 100 || !slices.Equal(first.Allowed, Wanted) {
			t.Errorf("first call %+v", first)
		}
	})
}

func TestPollAsksAgainForABatchThatFailed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newInbox(3)
		tries := 0
		stop, log := poll(t, b, func(_ context.Context, batch []json.RawMessage) error {
			tries++
			if len(batch) != 3 {
				t.Errorf("batch of %d", len(batch))
			}
			if tries < 8 {
				return errors.New("store is down")
			}
			return nil
		})
		pass(5 * time.Minute)
		if err := stop(); err != nil || tries != 8 || len(b.updates) != 0 {
			t.Errorf("%d tries, %d left, %v", tries, len(b.updates), err)
		}
		var pauses []time.Duration
		for i := 1; i < 8; i++ {
			pauses = append(pauses, b.times[i].Sub(b.times[i-1])/time.Second)
		}
		if !slices.Equal(pauses, []time.Duration{1, 2, 4, 8, 16, 30, 30}) {
			t.Errorf("pauses of %v s", pauses)
		}
		if strings.Count(log.String(), "store is down") != 1 || !strings.Contains(log.String(), "updates come again") {
			t.Errorf("log:\n%s", log)
		}
	})
}

func TestPollStopFinishesTheBatchInHand(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newInbox(3)
		inHand, release := make(chan struct{}), make(chan struct{})
		stop, _ := poll(t, b, func(ctx context.Context, batch []json.RawMessage) error {
			close(inHand)
			<-release
			return ctx.Err()
		})
		<-inHand
		stopped := make(chan error)
		go func() { stopped <- stop() }()
		synctest.Wait()
		close(release)
		if err := <-stopped; err != nil || len(b.updates) != 0 {
			t.Errorf("%v, %d updates would come again", err, len(b.updates))
		}
	})
}

// TestPollGoesOnWithLowerIds has Telegram begin anew with lower ids, as it may after a week without updates. An offset
// far ahead counts as none there.
func TestPollGoesOnWithLowerIds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newInbox(3)
		var taken []string
		stop, log := poll(t, b, func(_ context.Context, batch []json.RawMessage) error {
			for _, raw := range batch {
				taken = append(taken, string(raw))
			}
			return nil
		})
		pass(time.Minute) // of the week: each empty answer takes half of one
		b.mu.Lock()
		b.first, b.updates = 20, []string{`{"update_id":20}`, `{"update_id":21}`}
		b.mu.Unlock()
		pass(time.Minute)
		if err := stop(); err != nil || len(taken) != 5 || len(b.updates) != 0 || log.Len() != 0 {
			t.Errorf("%v; taken %q, %d left; log:\n%s", err, taken, len(b.updates), log)
		}
	})
}

// TestPollHangsUp meets a server that takes the call and is silent for longer than it said it would be.
func TestPollHangsUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newInbox(3)
		b.fail = func(_ http.ResponseWriter, n int) bool {
			if n == 1 {
				b.mu.Unlock()
				<-time.After(2 * time.Minute)
				b.mu.Lock()
			}
			return n == 1
		}
		handled := 0
		stop, _ := poll(t, b, func(_ context.Context, batch []json.RawMessage) error {
			handled += len(batch)
			return nil
		})
		pass(3 * time.Minute)
		if err := stop(); err != nil || handled != 3 {
			t.Errorf("%d handled, %v", handled, err)
		}
		if waited := b.times[1].Sub(b.times[0]); waited != pollTime*time.Second+callTime+minBackoff {
			t.Errorf("asked again after %v", waited)
		}
	})
}

// TestPollPausesWhereNothingIsConfirmed meets a server that gives the same updates whatever the offset.
func TestPollPausesWhereNothingIsConfirmed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newInbox(3)
		b.fail = func(w http.ResponseWriter, _ int) bool {
			io.WriteString(w, `{"ok":true,"result":[{"update_id":100},{"update_id":101}]}`)
			return true
		}
		handled := 0
		stop, log := poll(t, b, func(context.Context, []json.RawMessage) error {
			handled++
			return nil
		})
		pass(time.Minute)
		if err := stop(); err != nil || handled != 1 || len(b.asked) > 9 || !strings.Contains(log.String(), "without a new id") {
			t.Errorf("%v; handled %d times, asked %d times; log:\n%s", err, handled, len(b.asked), log)
		}
	})
}

func TestPollStopsAtOnceWhenIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := newInbox(0)
		stop, _ := poll(t, b, nil)
		pass(45 * time.Second)
		start := time.Now()
		if err := stop(); err != nil || time.Since(start) != 0 {
			t.Errorf("stopped after %v, %v", time.Since(start), err)
		}
		if b.hooked {
			t.Error("the webhook is still set")
		}
	})
}

func TestPollTroubles(t *testing.T) {
	tests := map[string]struct {
		fail  func(http.ResponseWriter)
		log   string
		pause time.Duration
	}{
		"a second poller": {func(w http.ResponseWriter) {
			refuse(w, 409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running")
		}, "hint=\"another process", conflict},
		"inner error": {func(w http.ResponseWriter) { refuse(w, 500, "Internal Server Error") }, "Internal Server Error", time.Second},
		"page":        {func(w http.ResponseWriter) { http.Error(w, "<html>", http.StatusBadGateway) }, "status 502", time.Second},
		"broken":      {func(http.ResponseWriter) { panic(http.ErrAbortHandler) }, "EOF", time.Second},
		"flood": {func(w http.ResponseWriter) {
			io.WriteString(w, `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}}`)
		}, "for=7s", 7 * time.Second},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newInbox(3)
				b.fail = func(w http.ResponseWriter, n int) bool {
					if n == 1 {
						defer func() { // the lock is the server's to give back
							if p := recover(); p != nil {
								b.mu.Unlock()
								panic(p)
							}
						}()
						test.fail(w)
					}
					return n == 1
				}
				handled := 0
				stop, log := poll(t, b, func(_ context.Context, batch []json.RawMessage) error {
					handled += len(batch)
					return nil
				})
				pass(20 * time.Second)
				if err := stop(); err != nil || handled != 3 {
					t.Errorf("%d handled, %v", handled, err)
				}
				if pause := b.times[1].Sub(b.times[0]); pause != test.pause {
					t.Errorf("pause of %v, want %v", pause, test.pause)
				}
				if !strings.Contains(log.String(), test.log) || strings.Contains(log.String(), testToken) {
					t.Errorf("log:\n%s", log)
				}
			})
		})
	}
}

func TestPollEndsWhenTheTokenIsRefused(t *testing.T) {
	for _, code := range []int{401, 404} {
		synctest.Test(t, func(t *testing.T) {
			p := &Poller{Log: slog.New(slog.DiscardHandler), Client: serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				refuse(w, code, http.StatusText(code))
			}))}
			err := p.Run(t.Context())
			if err == nil || !strings.Contains(err.Error(), "hint: check TELEGRAM_BOT_TOKEN") {
				t.Errorf("code %d: %v", code, err)
			}
		})
	}
}
