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
	inTown(t, inMemory, sandbox.Options{Limits: true, Keep: 10_000}, func(t *testing.T, w *town) {
		w.box.AddUser(sandbox.User{ID: owner, Name: "Olga", Language: "en"})
		w.live()
		w.own()
		w.office(sandbox.Group{ID: group, Title: "Desk", Forum: true, Members: []int64{owner}, Admins: []int64{owner}})
		pass(3 * time.Minute)
		for c := range int64(12) {
			w.box.AddUser(sandbox.User{ID: firstOf + c, Name: fmt.Sprintf("Mei %02d", c), Language: "en"})
			w.send(sandbox.Post{Chat: firstOf + c, Text: "/human"})
		}
		for range 120 {
			if pass(time.Second); queueCard(w) != "" && len(w.box.Topics(group)) == 12 {
				break
			}
		}
		pass(12 * time.Second) // what it is to say next waits for its minute
		if said := queueCard(w); !strings.HasPrefix(said, "⏳") {
			t.Fatalf("the queue's card says %q", said)
		}
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
		if said := queueCard(w); !strings.HasPrefix(said, "✅") {
			t.Errorf("in the end the queue's card says %q", said)
		}
	})
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
