package bot_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"guanxi/bot/sandbox"
)

// TestForumRestart lets the bot go on in the topics of its former life, and takes redelivered updates once.
func TestForumRestart(t *testing.T) {
	r := newForum(t, bolt(t))
	r.say(7, "/human")
	card := r.card("Mei Wang")
	r.stop()
	r.write(anna, card.Thread, "before")
	r.start()
	got := r.becomesAny(7, "before", 0)
	raw := json.RawMessage(fmt.Sprintf(`{"update_id":4000000000001,"message":{"message_id":900,"message_thread_id":%d,"date":1,"chat":{"id":%d,"type":"supergroup"},"from":{"id":2,"first_name":"Anna"},"text":"/note tea"}}`, card.Thread, group))
	for range 3 {
		if err := r.bot.Batch(t.Context(), []json.RawMessage{raw, raw}); err != nil {
			t.Fatal(err)
		}
	}
	card2 := json.RawMessage(strings.NewReplacer("4000000000001", "4000000000002", "/note tea", "/card").Replace(string(raw)))
	if err := r.bot.Batch(t.Context(), []json.RawMessage{card2}); err != nil {
		t.Fatal(err)
	}
	again := r.find(group, func(m sandbox.Message) bool {
		return m.ID > got.ID && len(m.Keyboard) > 0 && strings.Contains(m.Plain, "tea")
	})
	if again.Thread != card.Thread || strings.Count(again.Plain, "tea") != 1 {
		t.Errorf("in topic %d: %q", again.Thread, again.Plain)
	}
}

// TestGroupLost throws the bot out of the group and takes it in again: the owner is told, and nothing is lost.
func TestGroupLost(t *testing.T) {
	r := newForum(t, bolt(t))
	r.say(7, "/human")
	card := r.card("Mei Wang")
	if err := r.box.Block(group); err != nil {
		t.Fatal(err)
	}
	r.post(sandbox.Post{Chat: 7, Text: "are you there?"})
	r.becomesAny(1, "как прежде", 0)
	if err := r.box.Unblock(group); err != nil {
		t.Fatal(err)
	}
	if m := r.becomesAny(group, "are you there?", card.ID); m.Thread != card.Thread {
		t.Errorf("the words are in topic %d, want %d", m.Thread, card.Thread)
	}
}

// TestGroupUpgraded moves everything to the group's new id.
func TestGroupUpgraded(t *testing.T) {
	const basic, super = -77, -100777
	r := newForum(t, bolt(t))
	r.box.AddGroup(sandbox.Group{ID: basic, Title: "Desk", Basic: true, Forum: true, Members: []int64{anna}})
	if err := r.bot.SetGroup(basic); err != nil {
		t.Fatal(err)
	}
	r.say(7, "/human")
	r.becomesAny(basic, "Mei Wang", 0)
	if err := r.box.Upgrade(basic, super); err != nil {
		t.Fatal(err)
	}
	r.post(sandbox.Post{Chat: 7, Text: "are you there?"})
	moved := r.becomesAny(super, "are you there?", 0)
	r.find(super, func(m sandbox.Message) bool { return m.Thread == moved.Thread && strings.Contains(m.Plain, "Mei Wang") })
	r.post(sandbox.Post{Chat: super, From: anna, Thread: moved.Thread, Text: "yes"})
	r.find(7, func(m sandbox.Message) bool { return m.FromBot && m.Plain == "yes" })
}
