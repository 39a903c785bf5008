package bot_test

import (
	"strings"
	"testing"

	"guanxi/bot/sandbox"
)

// TestForWhom has an owner who answers alone write commands that name nobody, and somebody with words behind the name: a press
// brings the command, the words go nowhere and that is said, and a quote of an answer is seen.
func TestForWhom(t *testing.T) {
	r := newRig(t, bolt(t))
	r.own()
	r.say(7, "I want to talk to a person")
	card := r.find(1, func(m sandbox.Message) bool {
		return m.FromBot && strings.Contains(m.Plain, "Mei Wang") && len(m.Keyboard) > 0
	})
	answer, err := r.box.Send(sandbox.Post{Chat: 1, Text: "Здравствуйте!", ReplyTo: card.ID})
	if err != nil {
		t.Fatal(err)
	}
	theirs := r.find(7, func(m sandbox.Message) bool { return m.FromBot && m.Plain == "Здравствуйте!" })
	if _, err := r.box.Send(sandbox.Post{Chat: 7, Text: "quoting you", ReplyTo: theirs.ID}); err != nil {
		t.Fatal(err)
	}
	quote := r.find(1, func(m sandbox.Message) bool { return m.FromBot && strings.Contains(m.Plain, "quoting you") })
	if quote.ReplyTo != answer {
		t.Errorf("the quote answers %d, not %d", quote.ReplyTo, answer)
	}
	ask := r.say(1, "/note likes samovars")
	r.press(1, ask.ID, ask.Keyboard[0][0].Data)
	r.find(1, func(m sandbox.Message) bool {
		return m.FromBot && m.ID > ask.ID && strings.Contains(m.Plain, "likes samovars")
	})
	r.becomes(1, ask.ID, func(m sandbox.Message) bool { return len(m.Keyboard) == 0 && strings.Contains(m.Plain, "Mei Wang") })
	told := r.say(1, "/to Mei Hallo again!")
	r.find(1, func(m sandbox.Message) bool {
		return m.FromBot && m.ID >= told.ID && strings.Contains(m.Plain, "«Hallo again!»")
	})
}
