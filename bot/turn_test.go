package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"guanxi/bot/desk"
	"guanxi/bot/telegram"
	"guanxi/dialogs"
	"guanxi/profile"
	"guanxi/profile/store"
)

// TestPanic shields the process from a turn that panics, and keeps what the customer wrote out of the error.
func TestPanic(t *testing.T) {
	m := matter{known: &known{}, input: dialogs.Input{Chat: 1, Text: "my secret"}}
	_, err := m.take()
	if err == nil || !strings.Contains(err.Error(), "panic") || strings.Contains(err.Error(), "my secret") {
		t.Errorf("got %v", err)
	}
}

// TestHopeless tells what comes again from what would come for ever.
func TestHopeless(t *testing.T) {
	for _, test := range []struct {
		err  error
		want bool
	}{
		{errors.New("connection refused"), false},
		{store.ErrConflict, false},
		{&telegram.Lost{}, false},
		{&telegram.Refusal{Code: 429}, false},
		{&telegram.Refusal{Code: 401}, false}, // the token may be mended
		{&telegram.Refusal{Code: 400, Description: "Bad Request: member list is inaccessible"}, true},
		{&telegram.Refusal{Code: 400, Description: "Bad Request: CHAT_ADMIN_REQUIRED"}, true},
		{errUnreadable, true},
		{shield(func() error { panic("my secret") }), true},
		{shield(func() error { return nil }), false},
	} {
		if got := hopeless(fmt.Errorf("look: %w", test.err)); got != test.want {
			t.Errorf("%v: %t", test.err, got)
		}
	}
	if err := shield(func() error { panic("my secret") }); strings.Contains(err.Error(), "my secret") {
		t.Errorf("a panic tells what it is about: %v", err)
	}
}

// poisoned is a store that panics over a customer's history that holds a word, as the code around a turn might.
type poisoned struct {
	store.Store
	word string
}

func (p *poisoned) Commit(ctx context.Context, c store.Commit) error {
	for _, put := range c.Puts {
		if strings.HasPrefix(put.Key.Name, "history:") && strings.Contains(string(put.Value), p.word) {
			panic(p.word)
		}
	}
	return p.Store.Commit(ctx, c)
}

// TestPanicAroundATurn has a panic end neither the process nor the turns that were to be committed with it: that one update is
// set aside.
func TestPanicAroundATurn(t *testing.T) {
	b, memory := quietBot(t)
	b.store = &poisoned{memory, "arsenic"}
	id := profile.TelegramCustomer(7)
	var batch []delivery
	for i, said := range []string{"/start", "/rate", "do you sell arsenic?", "/rate", "5"} {
		batch = append(batch, delivery{
			customer: id, update: int64(i + 1), raw: []byte(said), done: func(error) {},
			input: dialogs.Input{Kind: dialogs.Words, Chat: 7, Message: i + 1, Text: said, At: time.Now(), Language: "en"},
		})
	}
	for _, together := range [][]delivery{batch[:1], batch[1:]} {
		if err := b.attempt(id, together); err != nil {
			t.Fatalf("they would come for ever: %v", err)
		}
	}
	k, err := b.load(id)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(k.history.Last, func(e profile.Event) bool { return e.Kind == "rating" && e.Value == "5" }) {
		t.Errorf("the rating beside it is not remembered: %+v", k.history.Last)
	}
	if dead := all(t, memory, deadUpdatesIn(0)); len(dead) != 1 || !strings.Contains(string(dead[0].Value), "arsenic") {
		t.Errorf("%d of 1 are set aside", len(dead))
	}
}

// TestPanicAtATimer has a turn panic that a timer led to: the timer rings no more.
func TestPanicAtATimer(t *testing.T) {
	now := time.Unix(2000, 0)
	b := &Bot{now: func() time.Time { return now }, log: slog.New(slog.DiscardHandler)}
	b.world.Store(&dialogs.World{}) // without texts and flows a turn panics
	b.desk.Store(&desk.Desk{})
	b.office.Store(&office{})
	k := &known{}
	k.record.State.Customer = profile.Customer{ID: profile.TelegramCustomer(7), Chat: 7, Since: 1}
	k.record.State.Session = dialogs.Session{Step: "a.b", Due: 1000, Talk: "a.c", Quiet: 1500}
	k.record.Alarm = 1_000_000
	d, err := b.decide(k, []delivery{{customer: k.record.State.Customer.ID, input: dialogs.Input{Kind: dialogs.Wake, At: now}, alarm: 1_000_000}})
	if err != nil || len(d.dead) != 1 {
		t.Fatalf("%d dead letters, %v", len(d.dead), err)
	}
	if d.alarm != 0 || d.known.record.State.Session.Alarm() != 0 {
		t.Errorf("it rings again at %d, and the session is armed for %d", d.alarm, d.known.record.State.Session.Alarm())
	}
}

// TestSeen takes updates of each of Telegram's queues by their own mark: presses of two of the staff overtake each other.
func TestSeen(t *testing.T) {
	var r record
	now := time.Unix(2e9, 0)
	press := func(who int64) queue {
		return queueOf(&telegram.Update{Queue: telegram.Presses, Chat: -5, From: telegram.User{ID: who}}, true)
	}
	said := queueOf(&telegram.Update{Queue: telegram.Messages, Chat: -5, From: telegram.User{ID: 2}}, true)
	own := queueOf(&telegram.Update{Queue: telegram.Presses, Chat: 7, From: telegram.User{ID: 7}}, false)
	r.see(press(2), 11, now)
	for q, want := range map[queue]bool{press(2): true, press(3): false, said: false, own: false} {
		if got := r.seen(q, 10, now); got != want {
			t.Errorf("an earlier update of queue %+v was seen: %v", q, got)
		}
	}
	r.see(press(3), 10, now)
	r.see(press(2), 12, now)
	if r.seen(press(2), 13, now) || !r.seen(press(3), 10, now) || len(r.Seen) != 2 {
		t.Errorf("marks %+v", r.Seen)
	}
	if r.see(own, 1, now.Add(seenFor)); len(r.Seen) != 1 {
		t.Errorf("marks that count no more are kept: %+v", r.Seen)
	}
}
