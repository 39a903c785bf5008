package stories_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"guanxi/bot/sandbox"
)

// TestCardMoves has the queue's card appear, the bot be thrown out, the owner answer alone, and the group again: the card
// says in the end that nobody waits.
func TestCardMoves(t *testing.T) {
	inQueue(t, func(t *testing.T, w *town) {
		do := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			w.settle()
		}
		do(w.box.Block(group))
		pass(time.Minute)
		do(w.bot.SetGroup(0))
		do(w.box.Unblock(group))
		do(w.box.Promote(group, owner))
		do(w.bot.SetGroup(group))
		pass(3 * time.Minute)
		w.settle()
		w.queueSays("✅")
	})
}

// TestCardLeft has the owner answer alone while the queue's card says who waits: it says that the group answers no more. Where
// the group answers again, it says that all is shown when all is, and no sooner.
func TestCardLeft(t *testing.T) {
	inQueue(t, func(t *testing.T, w *town) {
		w.ownerAlone()
		w.settle()
		w.queueSays("The owner has changed who answers")
		for c := range int64(6) {
			for n := range 6 {
				w.send(sandbox.Post{Chat: firstOf + c, Text: fmt.Sprintf("photo %d", n), Media: "photo"})
			}
		}
		w.settle()
		if err := w.bot.SetGroup(group); err != nil {
			t.Fatal(err)
		}
		for range 600 {
			if pass(time.Second); strings.HasPrefix(queueCard(w), "✅") {
				break
			}
		}
		w.queueSays("✅")
		shown := copies(w)
		w.settle()
		if late := copies(w) - shown; late > 0 {
			t.Errorf("%d photos are shown after the queue's card says that all are", late)
		}
	})
}

// inQueue runs a test in a town where more customers wait than the group takes in a minute, as the queue's card says.
func inQueue(t *testing.T, test func(*testing.T, *town)) {
	inTown(t, inMemory, sandbox.Options{Limits: true, Keep: 10_000}, func(t *testing.T, w *town) {
		w.box.AddUser(sandbox.User{ID: owner, Name: "Olga", Language: "en"})
		w.live()
		w.own()
		w.office(sandbox.Group{ID: group, Title: "Desk", Forum: true, Members: []int64{owner}, Admins: []int64{owner}})
		pass(3 * time.Minute)
		for c := range int64(20) {
			w.box.AddUser(sandbox.User{ID: firstOf + c, Name: fmt.Sprintf("Mei %02d", c), Language: "en"})
			w.send(sandbox.Post{Chat: firstOf + c, Text: "/human"})
		}
		for range 120 {
			if pass(time.Second); queueCard(w) != "" && len(w.box.Topics(group)) == 20 {
				break
			}
		}
		pass(12 * time.Second) // what it is to say next waits for its minute
		w.queueSays("⏳")
		test(t, w)
	})
}

// queueSays checks how what the queue's card says begins.
func (w *town) queueSays(want string) {
	w.t.Helper()
	if said := queueCard(w); !strings.HasPrefix(said, want) {
		w.t.Fatalf("the queue's card says %q, want %q", said, want)
	}
}

// queueCard is what the card says that is pinned; empty: there is none.
func queueCard(w *town) (said string) {
	for _, m := range w.box.History(group) {
		if m.FromBot && m.Pinned {
			said = m.Plain
		}
	}
	return said
}

// copies is how much besides words the bot has shown in the group.
func copies(w *town) (n int) {
	for _, m := range w.box.History(group) {
		if m.FromBot && m.Media != "" {
			n++
		}
	}
	return n
}
