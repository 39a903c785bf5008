package bot_test

import (
	"strings"
	"testing"

	"guanxi/bot/sandbox"
)

// TestThumbs presses the buttons under an answer: the mark moves, and the answer itself stays.
func TestThumbs(t *testing.T) {
	r := newRig(t, bolt(t))
	answer := r.say(7, "when do you open?")
	good, bad := answer.Keyboard[0][0].Data, answer.Keyboard[0][1].Data
	toast := r.press(7, answer.ID, good)
	if !strings.Contains(toast.Text, "Thank you") {
		t.Errorf("the thumb was answered %q", toast.Text)
	}
	marked := func(thumb int) func(sandbox.Message) bool {
		return func(m sandbox.Message) bool {
			return len(m.Keyboard) == 1 && strings.HasSuffix(m.Keyboard[0][thumb].Text, "✓") &&
				!strings.HasSuffix(m.Keyboard[0][1-thumb].Text, "✓") && m.Plain == answer.Plain
		}
	}
	r.becomes(7, answer.ID, marked(0))
	r.press(7, answer.ID, bad)
	r.becomes(7, answer.ID, marked(1))
	r.find(7, func(m sandbox.Message) bool { return m.ID > answer.ID && strings.Contains(m.Plain, "didn't help") })
}

// TestChangedRating shows what was chosen where it was asked, changes it there, and tells staff of the low one alone.
func TestChangedRating(t *testing.T) {
	r := newRig(t, bolt(t))
	r.own()
	ask := r.say(7, "/rate")
	r.press(7, ask.ID, "rate.stars:5")
	thanks := r.becomes(7, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "5 ★") && len(m.Keyboard) == 1 })
	r.press(7, ask.ID, thanks.Keyboard[0][0].Data)
	r.becomes(7, ask.ID, func(m sandbox.Message) bool { return len(m.Keyboard) > 0 && len(m.Keyboard[0]) == 5 })
	r.press(7, ask.ID, "rate.stars:1")
	card := r.find(1, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "★☆☆☆☆") })
	for _, m := range r.box.History(1) {
		if m.ID != card.ID && strings.Contains(m.Plain, "★") {
			t.Errorf("staff were told %q, too", m.Plain)
		}
	}
}
