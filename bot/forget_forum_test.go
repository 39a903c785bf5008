package bot_test

import (
	"strings"
	"testing"

	"guanxi/bot/sandbox"
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
