package bot_test

import (
	"strings"
	"testing"

	"guanxi/bot/outbox"
	"guanxi/bot/sandbox"
	"guanxi/profile"
)

// TestTopicGoesWithAnswer deletes a topic before the bot takes the answer that was written there: the customer does not have
// it, so no card says that they do, they wait on, and staff are told. It is no fault that the owner hears of.
func TestTopicGoesWithAnswer(t *testing.T) {
	memory := bolt(t)
	r := newForum(t, memory)
	r.say(7, "/human")
	card := r.card("Mei Wang")
	r.titled(card.Thread, "🔴 Mei Wang")
	r.stop()
	r.write(anna, card.Thread, "quick answer")
	r.box.DeleteTopic(group, card.Thread)
	r.start()
	again := r.find(group, func(m sandbox.Message) bool { return m.Thread > card.Thread && len(m.Keyboard) > 0 })
	if strings.Contains(again.Plain, "quick answer") {
		t.Errorf("the card says %q", again.Plain)
	}
	r.find(group, func(m sandbox.Message) bool {
		return m.Thread == again.Thread && strings.Contains(m.Plain, "Mei Wang") && strings.Contains(m.Plain, "Не получилось доставить")
	})
	if err := r.box.WaitIdle(t.Context()); err != nil {
		t.Fatal(err)
	}
	r.titled(again.Thread, "🔴 Mei Wang")
	dead, err := memory.Range(t.Context(), outbox.DeadIn(profile.TelegramCustomer(7).Shard()), 0, 1<<53, 10)
	if err != nil || len(dead) > 0 {
		t.Errorf("%d dead letters, %v", len(dead), err)
	}
}
