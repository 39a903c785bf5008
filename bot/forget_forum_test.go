package bot_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/profile/store"
)

// TestForgetTopic forgets a customer whose conversation is in a topic of staff's group: the topic goes, and who writes
// where it was is told why it goes nowhere.
func TestForgetTopic(t *testing.T) {
	engines(t, func(t *testing.T, memory engine) {
		r := newForum(t, memory.Store)
		r.box.AddUser(sandbox.User{ID: zenobia, Name: "Zenobia Quxley", Username: "zenobiaq", Language: "en"})
		r.say(zenobia, "/start poster-zq")
		r.say(zenobia, "/human")
		card := r.card("Zenobia")
		asked := r.post(sandbox.Post{Chat: zenobia, Text: "where are my apricots?"})
		r.becomesAny(group, "apricots", 0)
		r.write(anna, card.Thread, "We are sorry")
		r.becomesAny(zenobia, "We are sorry", asked)

		ask := r.say(zenobia, "/forget")
		r.press(zenobia, ask.ID, "privacy.ask:yes")
		r.becomes(zenobia, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "eally") })
		r.press(zenobia, ask.ID, "privacy.sure:erase")
		r.becomes(zenobia, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "I have forgotten you") })
		line := r.becomesAny(group, "попросил его забыть", 0)
		if line.Thread != 0 {
			t.Errorf("staff were told in topic %d", line.Thread)
		}
		r.cleared(group)
		r.nextDay()
		if title := r.title(card.Thread); title != "" {
			t.Errorf("the topic %q is still there", title)
		}
		if left := found(memory.dump()); len(left) != 0 {
			t.Errorf("%q are left", left)
		}
	})
}

// TestForgetNamed forgets a customer whom messages name that are nobody's, to which a reply goes nowhere: what was found, the
// day's figures, whom a command is for. They go, and nothing of them is left.
func TestForgetNamed(t *testing.T) {
	engines(t, func(t *testing.T, memory engine) {
		r := newForum(t, memory.Store)
		r.box.AddUser(sandbox.User{ID: zenobia, Name: "Zenobia Quxley", Username: "zenobiaq", Language: "en"})
		r.say(7, "/human") // is named beside her
		r.card("Mei Wang")
		r.say(zenobia, "/human")
		r.card("Zenobia")
		r.becomesAny(group, "Zenobia", r.write(anna, 0, "/find zenobiaq"))
		opens := r.write(anna, 0, "/to zenobiaq")
		r.becomesAny(group, "Zenobia", opens)
		r.write(anna, r.card("Mei Wang").Thread, "Hello")
		r.becomesAny(7, "Hello", 0)
		today := r.say(olga, "/today")
		if !strings.Contains(today.Plain, "Zenobia") {
			t.Fatalf("the figures do not name her: %q", today.Plain)
		}
		ask := r.say(zenobia, "/forget")
		r.press(zenobia, ask.ID, "privacy.ask:yes")
		r.becomes(zenobia, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "eally") })
		r.press(zenobia, ask.ID, "privacy.sure:erase")
		r.becomes(zenobia, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "I have forgotten you") })
		r.cleared(group)
		r.cleared(olga)
		r.nextDay()
		if left := found(memory.dump()); len(left) != 0 {
			t.Errorf("%q are left", left)
		}
	})
}

// slow is a store that keeps a topic only when it is told to.
type slow struct {
	store.Store
	making, leaving chan struct{} // told when a topic is to be kept, and when an erasing begins
	keep            chan struct{} // closed: topics are kept
}

func (s *slow) Commit(ctx context.Context, c store.Commit) error {
	for _, link := range c.Add {
		switch link.List.Name {
		case "topics":
			s.making <- struct{}{}
			<-s.keep
		case "chores":
			if link.Entry.ID == "compact" {
				s.leaving <- struct{}{}
			}
		}
	}
	return s.Store.Commit(ctx, c)
}

// TestForgetFarewellWaits rewrites the store's files while the last words to a customer wait for Telegram: they are
// rewritten again when these have gone out.
func TestForgetFarewellWaits(t *testing.T) {
	engines(t, func(t *testing.T, memory engine) {
		keep := make(chan struct{})
		close(keep)
		watched := &slow{memory.Store, make(chan struct{}, 9), make(chan struct{}, 9), keep}
		r := newRig(t, watched)
		r.box.AddUser(sandbox.User{ID: zenobia, Name: "Zenobia Quxley", Username: "zenobiaq", Language: "en"})
		ask := r.say(zenobia, "/forget")
		r.press(zenobia, ask.ID, "privacy.ask:yes")
		r.becomes(zenobia, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "eally") })
		r.box.SetFaults(sandbox.Faults{Internal: 1, Methods: []string{"editMessageText"}})
		r.press(zenobia, ask.ID, "privacy.sure:erase")
		<-watched.leaving
		r.stop() // which lets the erasing end
		r.store = memory.Store
		r.start()
		r.nextDay()
		r.box.SetFaults(sandbox.Faults{})
		r.becomes(zenobia, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "I have forgotten you") })
		r.nextDay()
		if left := found(memory.dump()); len(left) != 0 {
			t.Errorf("%q are left", left)
		}
	})
}

// TestForgetWhileTopicIsMade forgets a customer while their first topic is being kept: neither waits for the other, and
// the topic goes with the rest.
func TestForgetWhileTopicIsMade(t *testing.T) {
	engines(t, func(t *testing.T, memory engine) {
		broken := &slow{memory.Store, make(chan struct{}, 9), make(chan struct{}, 9), make(chan struct{})}
		r := newForum(t, broken)
		r.box.AddUser(sandbox.User{ID: zenobia, Name: "Zenobia Quxley", Username: "zenobiaq", Language: "en"})
		r.say(zenobia, "/human")
		<-broken.making
		ask := r.say(zenobia, "/forget")
		r.press(zenobia, ask.ID, "privacy.ask:yes")
		r.becomes(zenobia, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "eally") })
		r.press(zenobia, ask.ID, "privacy.sure:erase")
		<-broken.leaving
		began := time.Now()
		close(broken.keep)
		r.becomes(zenobia, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "I have forgotten you") })
		if took := time.Since(began); took > 8*time.Second {
			t.Errorf("the erasing took %v: two waited for each other", took)
		}
		r.becomesAny(group, "попросил его забыть", 0)
		r.find(group, func(sandbox.Message) bool {
			return !slices.ContainsFunc(r.box.Topics(group), func(t sandbox.TopicInfo) bool { return strings.Contains(t.Name, "Zenobia") })
		})
		r.store = memory.Store // which can be rewritten
		r.nextDay()
		if left := found(memory.dump()); len(left) != 0 {
			t.Errorf("%q are left", left)
		}
	})
}
