package main

import (
	"context"
	"flag"
	"strings"
	"sync"
	"testing"
	"time"

	"guanxi/bot/sandbox"
)

var long = flag.Bool("long", false, "run TestFaults and TestFlood with more customers and messages; minutes instead of seconds")

// size chooses between a plain run and a long one.
func size(plain, more int) int {
	if *long {
		return more
	}
	return plain
}

// badDays are what Telegram and the network do to a bot.
var badDays = map[string]sandbox.Faults{
	"redelivery": {Redeliver: 0.3},
	"too-many":   {TooMany: 0.05, RetryAfter: 1},
	"internal":   {Internal: 0.05},
	"html":       {HTML: 0.05},
	"lost":       {Lost: 0.05},
	"all":        {Redeliver: 0.1, TooMany: 0.02, RetryAfter: 1, Internal: 0.05, HTML: 0.02, Lost: 0.05},
}

// TestFaults has each customer type a whole dialog at once and play another by buttons while things go wrong. Nothing
// may be lost or come out of order, and a message may come twice only where Telegram gave no answer.
func TestFaults(t *testing.T) {
	for name, faults := range badDays {
		for _, m := range []mode{{}, {webhook: true}} {
			t.Run(name+"-"+m.String(), func(t *testing.T) {
				t.Parallel() // most of the time goes by in waiting
				play(t, m, faults)
			})
		}
	}
}

func play(t *testing.T, m mode, faults sandbox.Faults) {
	r := newRig(t, m, size(4, 60))
	r.start()
	r.everybody(r.rate, "queue 0") // the process is there
	faults.Seed = 7
	r.box.SetFaults(faults)
	r.everybody(r.burst, "queue 1")
	r.everybody(r.rate, "queue 2")
	r.box.SetFaults(sandbox.Faults{})
	r.everybody(r.rate, "queue 3") // behind all that is still to be sent again
	r.check()
	r.stop()
	r.audit()
	doubles := r.inOrder()
	t.Logf("%d turns, 0 lost, 0 out of order, %d messages doubled; %v", len(replies)*r.dialogs(), doubles, r.box.Injected())
}

// everybody has all customers play at the same time.
func (r *rig) everybody(dialog func(chat int64, words string) error, words string) {
	var all sync.WaitGroup
	for id := range r.customers {
		all.Go(func() {
			if err := dialog(int64(first+id), words); err != nil {
				r.failed(err)
			}
		})
	}
	all.Wait()
}

// inOrder holds what the sandbox accepted for each chat against what it should show, and counts what came twice.
func (r *rig) inOrder() (doubles int) {
	r.t.Helper()
	lost := map[int64]bool{} // whether the chat's last message was accepted without an answer
	seen := map[int64]int{}  // messages of the chat so far
	for _, a := range r.box.Accepted() {
		want, n := r.shown[a.Chat], seen[a.Chat]
		switch {
		case n < len(want) && strings.Contains(a.Plain, want[n]):
			seen[a.Chat]++
		case lost[a.Chat] && strings.Contains(a.Plain, want[n-1]):
			doubles++
		default:
			r.t.Errorf("chat %d shows %q as number %d of %q", a.Chat, a.Plain, n, want)
		}
		lost[a.Chat] = a.Lost
	}
	for chat, want := range r.shown {
		if seen[chat] != len(want) {
			r.t.Errorf("chat %d shows %d of %d messages", chat, seen[chat], len(want))
		}
	}
	return doubles
}

// A customer is answered within one of these though another floods; the second is for slow machines and the race
// detector. A poller gets all updates in one row, so there the others may wait until the flood before them is taken in.
const (
	calm     = 2 * time.Second
	calmness = 60 // times what it takes without a flood
)

// TestFlood has one customer send very many messages at once while others play.
func TestFlood(t *testing.T) {
	t.Run("polling", func(t *testing.T) { besideFlood(t, mode{}, size(2_000, 10_000)) })
	t.Run("webhook", func(t *testing.T) { besideFlood(t, mode{webhook: true}, size(1_000, 10_000)) })
}

func besideFlood(t *testing.T, m mode, flood int) {
	r := newRig(t, m, players*chats+1)
	r.start()
	r.while(func() { r.answered(500) })
	alone := r.p95()
	loud := int64(first + players*chats)
	for range flood {
		if _, err := r.box.Send(sandbox.Post{Chat: loud, Text: "when do you open?"}); err != nil {
			t.Fatal(err)
		}
	}
	began := time.Now()
	r.while(func() {
		for n := 0; n < 500 && r.box.Waiting() > 2*players && r.ctx.Err() == nil; n++ {
			r.answered(1)
		}
	})
	r.check()
	beside := r.p95()
	if err := r.box.WaitIdle(r.ctx); err != nil {
		t.Fatal(context.Cause(r.ctx))
	}
	took := time.Since(began)
	t.Logf("p95 of a step %v, beside a flood %v; the flood was taken in after %v", alone, beside, took)
	most := max(calm, calmness*alone)
	if !m.webhook {
		most = max(most, took)
	}
	if beside > most {
		t.Errorf("while one customer floods, others wait %v, want at most %v", beside, most)
	}
	r.stop()
	memory := r.memory()
	r.remembered(memory)
	h, taken := r.history(memory, loud), 0
	for _, month := range h.Months {
		taken += month.Counts["question"]
	}
	if taken += len(h.Last); taken != flood {
		t.Errorf("%d of the %d messages were taken in", taken, flood)
	}
}

// while has all players play until something is done.
func (r *rig) while(work func()) {
	enough := make(chan struct{})
	var load sync.WaitGroup
	for p := range players {
		load.Go(func() { r.play(p, enough) })
	}
	work()
	close(enough)
	load.Wait()
}
