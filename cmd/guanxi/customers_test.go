package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// replies are what the bot says to the five steps of the rating.
var replies = [5]string{"How was your visit", "What went wrong", "in your own words", "a person to get in touch", "being frank"}

const (
	dialogEvents = 4 // that a dialog leaves in the history
	newMessages  = 2 // of the five replies, where the buttons are pressed; the others are edits
)

// events are what a dialog leaves in the history.
func events(words string) [dialogEvents]profile.Event {
	return [dialogEvents]profile.Event{
		{Kind: "rating", Value: "2"},
		{Kind: "rating-reason", Value: "service"},
		{Kind: "rating-words", Words: words},
		{Kind: "rating-person", Value: "no"},
	}
}

// rate plays the rating as most customers do: by the buttons, and only once they see the effect of the former step.
func (r *rig) rate(chat int64, words string) error {
	ask, err := r.say(chat, "/rate", replies[0])
	if err != nil {
		return err
	}
	if err = r.press(ask, "rate.stars:2", replies[1]); err != nil {
		return err
	}
	if err = r.press(ask, "rate.why:service", replies[2]); err != nil {
		return err
	}
	person, err := r.say(chat, words, replies[3])
	if err != nil {
		return err
	}
	if err = r.press(person, "rate.person:no", replies[4]); err != nil {
		return err
	}
	r.note(chat, words, replies[0], replies[3])
	return nil
}

// burst plays the rating by typing all of it at once.
func (r *rig) burst(chat int64, words string) error {
	last := 0
	for _, text := range []string{"/rate", "2", "service", words, "no"} {
		id, err := r.box.Send(sandbox.Post{Chat: chat, Text: text})
		if err != nil {
			return err
		}
		last = id
	}
	if _, err := r.see(chat, replies[4], func(m sandbox.Message) bool { return m.FromBot && m.ID > last }); err != nil {
		return err
	}
	r.note(chat, words, replies[:]...)
	return nil
}

// say writes and waits for the new message that answers.
func (r *rig) say(chat int64, text, reply string) (sandbox.Message, error) {
	id, err := r.box.Send(sandbox.Post{Chat: chat, Text: text})
	if err != nil {
		return sandbox.Message{}, err
	}
	return r.see(chat, reply, func(m sandbox.Message) bool { return m.FromBot && m.ID > id })
}

// press presses a button and waits until its message has become the next one.
func (r *rig) press(m sandbox.Message, data, reply string) error {
	if _, err := r.box.Press(m.Chat, m.ID, data); err != nil {
		return err
	}
	_, err := r.see(m.Chat, reply, func(now sandbox.Message) bool { return now.ID == m.ID })
	return err
}

// see waits for the effect of a step.
func (r *rig) see(chat int64, reply string, where func(sandbox.Message) bool) (sandbox.Message, error) {
	ctx, cancel := context.WithTimeout(r.ctx, patience)
	defer cancel()
	began := time.Now()
	m, err := r.box.WaitFor(ctx, chat, func(m sandbox.Message) bool { return where(m) && strings.Contains(m.Plain, reply) })
	if err != nil {
		return m, fmt.Errorf("lost: customer %d never saw %q: %w", chat, reply, err)
	}
	r.mu.Lock()
	r.took = append(r.took, time.Since(began))
	r.mu.Unlock()
	select {
	case r.step <- struct{}{}:
	default:
	}
	return m, nil
}

// note keeps what a dialog should have left: its words, and the messages new in the chat.
func (r *rig) note(chat int64, words string, shown ...string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.played[chat] = append(r.played[chat], words)
	r.shown[chat] = append(r.shown[chat], shown...)
}

// dialogs counts those that came to their end.
func (r *rig) dialogs() int {
	n := 0
	for _, words := range r.played {
		n += len(words)
	}
	return n
}

// p95 returns the latency that all but a twentieth of the steps kept, and forgets them.
func (r *rig) p95() time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	slices.Sort(r.took)
	p95 := r.took[len(r.took)*95/100]
	r.took = nil
	return p95
}

// audit holds the memory of a stopped process against what was played: each turn's effect once, nothing left to do.
func (r *rig) audit() {
	r.t.Helper()
	memory := r.memory()
	r.remembered(memory)
	for shard := range uint8(profile.Shards) {
		for _, list := range []string{"outbox", "dead", "dead-updates"} {
			left, err := memory.Range(r.t.Context(), store.Key{Shard: shard, Name: list}, 0, 1<<53, 100)
			if err != nil || len(left) != 0 {
				r.t.Errorf("%d entries are left in list %s of shard %d, error %v", len(left), list, shard, err)
			}
		}
	}
	if r.log.holds("queue ") {
		r.t.Error("the log holds what customers wrote")
	}
}

// memory opens the store that a stopped process left.
func (r *rig) memory() store.Store {
	r.t.Helper()
	memory, _, err := store.Open(r.t.Context(), store.Options{Folder: r.folder, RedisURL: r.redis})
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() {
		if err := memory.Close(); err != nil {
			r.t.Error(err)
		}
	})
	return memory
}

// remembered compares the histories of all customers with what they played.
func (r *rig) remembered(memory store.Store) {
	r.t.Helper()
	for chat, words := range r.played {
		var want []profile.Event
		for _, w := range words {
			each := events(w)
			want = append(want, each[:]...)
		}
		if fault := compare(r.history(memory, chat), want); fault != "" {
			r.t.Errorf("customer %d after %d dialogs: %s", chat, len(words), fault)
		}
	}
}

func (r *rig) history(memory store.Store, chat int64) profile.History {
	r.t.Helper()
	id := profile.TelegramCustomer(chat)
	got, err := memory.Get(r.t.Context(), store.Key{Shard: id.Shard(), Name: "history:" + string(id)})
	if err != nil {
		r.t.Fatal(err)
	}
	var h profile.History
	if err := cbor.Unmarshal(got[0].Value, &h); err != nil {
		r.t.Fatalf("decode the history of customer %d: %v", chat, err)
	}
	return h
}

// compare says in what a history differs from the events that happened; the older ones are folded into counts.
func compare(h profile.History, want []profile.Event) string {
	folded := len(want) - len(h.Last)
	if folded < 0 {
		return fmt.Sprintf("%d events too many", -folded)
	}
	for i, e := range h.Last {
		e.At, e.Round = 0, 0
		if e != want[folded+i] {
			return fmt.Sprintf("event %d is %+v, want %+v", folded+i, e, want[folded+i])
		}
	}
	missing := map[string]int{}
	for _, e := range want[:folded] {
		missing[e.Kind]++
	}
	for _, month := range h.Months {
		for kind, n := range month.Counts {
			missing[kind] -= n
		}
	}
	for kind, n := range missing {
		if n != 0 {
			return fmt.Sprintf("%d of the folded %s are missing", n, kind)
		}
	}
	return ""
}
