package bot_test

import (
	"strings"
	"testing"
)

// TestFormerGroup has the owner answer alone while staff are at it: who goes on writing in a topic, or in the general one,
// is told once that it was not sent, and nobody is greeted as customers are.
func TestFormerGroup(t *testing.T) {
	r := newForum(t, bolt(t))
	r.say(7, "/human")
	card := r.card("Mei Wang")
	r.titled(card.Thread, "🔴 Mei Wang")
	first := r.say(olga, "/desk")
	r.press(olga, first.ID, first.Keyboard[0][0].Data)
	r.becomesAny(olga, "Отвечаете вы", first.ID-1)
	r.titled(card.Thread, "⚪ Mei Wang") // nobody waits for who answers no more
	for _, thread := range []int{card.Thread, 0} {
		wrote := r.write(anna, thread, "I am on it")
		told := r.becomesAny(group, "не отправлено", wrote)
		if told.Thread != thread || told.ReplyTo != wrote {
			t.Errorf("told in topic %d, answering %d: want %d, %d", told.Thread, told.ReplyTo, thread, wrote)
		}
		r.write(anna, thread, "and on")
	}
	if err := r.box.WaitIdle(t.Context()); err != nil {
		t.Fatal(err)
	}
	told := 0
	for _, m := range r.box.History(group) {
		if strings.Contains(m.Plain, "не отправлено") {
			told++
		}
		if m.FromBot && len(m.Keyboard) > 0 && strings.HasPrefix(m.Keyboard[0][0].URL, "https://t.me/sandbox_bot?start=") {
			t.Errorf("the group is greeted: %q", m.Plain)
		}
	}
	if told != 2 {
		t.Errorf("told %d times", told)
	}
	for _, m := range r.box.History(7) {
		if m.Plain == "I am on it" {
			t.Error("it was sent")
		}
	}
}
