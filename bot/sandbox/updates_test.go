package sandbox

import (
	"context"
	"runtime"
	"testing"
	"time"
)

func TestOffsets(t *testing.T) {
	r := newRig(t, Options{})
	for range 4 {
		r.say(7, "x")
	}
	first := r.updates(nil)[0].ID
	if first < 1_780_000_000_000 {
		t.Errorf("first update id %d would be used again after a restart", first)
	}
	for _, test := range []struct {
		p     params
		first int64 // of what is given, counted from the first
		n     int
	}{
		{nil, 0, 5}, // not confirmed: given again
		{params{"limit": 2}, 0, 2},
		{params{"limit": 1000}, 0, 5},
		{params{"limit": 0}, 0, 1},
		{params{"offset": first}, 0, 5},
		{params{"offset": first + 2}, 2, 3},
		{params{"offset": first}, 2, 3}, // what was confirmed does not come back
		{params{"offset": -2}, 3, 2},
		{params{"offset": -9}, 3, 2},
		{params{"offset": first + 16}, 3, 2}, // of other days: answered as if there were none
		{params{"offset": first + 15}, 0, 0},
	} {
		got := r.updates(test.p)
		if len(got) != test.n || test.n > 0 && got[0].ID != first+test.first {
			t.Errorf("%v: %d updates, want %d from %d: %+v", test.p, len(got), test.n, test.first, got)
		}
	}
}

func TestAllowedUpdates(t *testing.T) {
	r := newRig(t, Options{})
	id := r.say(7, "x")
	offset := r.updates(params{"allowed_updates": []string{"edited_message"}})[1].ID + 1
	r.say(7, "not wanted")
	if err := r.Edit(7, id, "y"); err != nil {
		t.Fatal(err)
	}
	if got := r.updates(params{"offset": offset}); len(got) != 1 || got[0].Edited == nil {
		t.Errorf("only edits were wanted: %+v", got)
	}
	r.updates(params{"allowed_updates": []string{"mesage"}}) // as if none was named
	r.say(7, "wanted again")
	if got := r.updates(params{"offset": -1}); got[0].Message == nil {
		t.Errorf("all are wanted: %+v", got)
	}
}

func TestUpdatesExpire(t *testing.T) {
	r := newRig(t, Options{})
	if _, err := r.Forge(7, 1, "x"); err != nil {
		t.Fatal(err)
	}
	r.clock.pass(151 * time.Second)
	if got := r.updates(nil); len(got) != 1 || got[0].Message == nil || r.Expired() != 1 {
		t.Errorf("after 151 s: %+v, %d expired", got, r.Expired())
	}
	r.clock.pass(24 * time.Hour)
	if got := r.updates(nil); len(got) != 0 || r.Expired() != 2 {
		t.Errorf("after a day: %+v, %d expired", got, r.Expired())
	}
}

// polling starts a long poll and returns when it waits.
func (r *rig) polling(ctx context.Context, offset int64) <-chan reply {
	r.t.Helper()
	out := make(chan reply, 1)
	r.mu.Lock()
	before := r.queue.poller
	r.mu.Unlock()
	go func() {
		got, _ := r.try(ctx, "getUpdates", params{"timeout": 50, "offset": offset})
		out <- got
	}()
	r.until(func() bool { return r.queue.poller != nil && r.queue.poller != before })
	return out
}

// until spins over the sandbox's inner state where no signal leads outside.
func (r *rig) until(is func() bool) {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), time.Minute)
	defer cancel()
	for ctx.Err() == nil {
		r.mu.Lock()
		done := is()
		r.mu.Unlock()
		if done {
			return
		}
		runtime.Gosched()
	}
	r.t.Fatal("waited in vain")
}

func TestLongPoll(t *testing.T) {
	r := newRig(t, Options{})
	next := r.updates(nil)[0].ID + 1
	poll := r.polling(t.Context(), next)
	id := r.say(7, "news")
	if got := <-poll; !got.OK || len(got.Result) < 10 {
		t.Errorf("poll: %+v", got)
	}
	if n := r.Waiting(); n != 1 {
		t.Errorf("%d not confirmed", n)
	}
	if got := r.updates(params{"offset": next}); len(got) != 1 || got[0].Message.ID != id {
		t.Errorf("not confirmed, so given again: %+v", got)
	}
}

func TestWaitIdle(t *testing.T) {
	r := newRig(t, Options{})
	idle := make(chan error, 1)
	go func() { idle <- r.WaitIdle(t.Context()) }()
	next := r.updates(nil)[0].ID + 1
	select {
	case err := <-idle:
		t.Errorf("idle while an update waits: %v", err)
	default:
	}
	r.updates(params{"offset": next})
	if err := <-idle; err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r.say(7, "x")
	if err := r.WaitIdle(ctx); err == nil {
		t.Error("idle while an update waits")
	}
}

func TestPollConflicts(t *testing.T) {
	r := newRig(t, Options{})
	next := r.updates(nil)[0].ID + 1
	older := r.polling(t.Context(), next)
	newer := r.polling(t.Context(), next)
	want := "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
	if got := <-older; got.Code != 409 || got.Description != want {
		t.Errorf("older: %+v", got)
	}
	r.ok("setWebhook", params{"url": "http://127.0.0.1:1/"}, nil)
	if got := <-newer; got.Code != 409 || got.Description != "Conflict: terminated by setWebhook request" {
		t.Errorf("newer: %+v", got)
	}
	r.refused("getUpdates", nil, 409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	r.ok("deleteWebhook", nil, nil)
	r.updates(nil)
}

func TestPollEnds(t *testing.T) {
	r := newRig(t, Options{})
	next := r.updates(nil)[0].ID + 1
	ctx, cancel := context.WithCancel(t.Context())
	gone := r.polling(ctx, next)
	cancel()
	<-gone
	r.until(func() bool { return r.queue.poller == nil })
	closed := r.polling(t.Context(), next)
	r.Close()
	if got := <-closed; got.Code != 500 {
		t.Errorf("poll at the close: %+v", got)
	}
}
