package bot_test

import (
	"strings"
	"testing"

	"guanxi/bot/sandbox"
)

// TestRating plays the shortest whole story: a command, presses that edit in place, words, the end.
func TestRating(t *testing.T) {
	r := newRig(t, bolt(t))
	ask := r.say(7, "/rate")
	if !strings.Contains(ask.Plain, "How was your visit") || len(ask.Keyboard[0]) != 5 {
		t.Fatalf("got %q with %d stars", ask.Plain, len(ask.Keyboard[0]))
	}
	r.press(7, ask.ID, "rate.stars:2")
	r.becomes(7, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "went wrong") })
	r.press(7, ask.ID, "rate.why:service")
	r.becomes(7, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "own words") })
	person := r.say(7, "The queue was long")
	r.press(7, person.ID, "rate.person:no")
	r.becomes(7, person.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "Thank you") })
}

// TestClosedQuestion presses a question that was asked again meanwhile, after the second was answered.
func TestClosedQuestion(t *testing.T) {
	r := newRig(t, bolt(t))
	first := r.say(7, "/rate")
	second := r.say(7, "/rate")
	r.press(7, second.ID, "rate.stars:5")
	if toast := r.press(7, first.ID, "rate.stars:1"); !strings.Contains(toast.Text, "closed") {
		t.Errorf("a press on a closed question was answered %q", toast.Text)
	}
}

// TestPerson plays both sides of a conversation with the owner, with two customers at once.
func TestPerson(t *testing.T) {
	r := newRig(t, bolt(t))
	r.own()
	r.say(7, "/human")
	card := r.becomesAny(1, "Mei Wang", 0)
	r.say(8, "/human")
	other := r.becomesAny(1, "李", 0)
	if card.ID == other.ID {
		t.Fatal("two customers share a card")
	}
	if _, err := r.box.Send(sandbox.Post{Chat: 7, Text: "Is my tea <ready>?"}); err != nil {
		t.Fatal(err)
	}
	relayed := r.becomesAny(1, "Is my tea <ready>?", card.ID)
	sent, err := r.box.Send(sandbox.Post{Chat: 1, Text: "Yes, come by", ReplyTo: relayed.ID})
	if err != nil {
		t.Fatal(err)
	}
	got := r.becomesAny(7, "Yes, come by", 0)
	if got.Copied.Message != sent {
		t.Errorf("the answer is a copy of %+v, want of %d", got.Copied, sent)
	}
	for _, m := range r.box.History(8) {
		if strings.Contains(m.Plain, "Yes, come by") {
			t.Error("another customer was shown the answer")
		}
	}
	r.press(1, card.ID, card.Keyboard[0][0].Data)
	r.becomesAny(7, "finished", got.ID)
	if answer := r.say(7, "when do you open?"); !strings.Contains(answer.Plain, "10:00") {
		t.Errorf("the bot answered %q", answer.Plain)
	}
}

// TestRestart stops the bot between a question and its answer.
func TestRestart(t *testing.T) {
	r := newRig(t, bolt(t))
	ask := r.say(7, "/rate")
	r.stop()
	r.start()
	r.press(7, ask.ID, "rate.stars:5")
	r.becomes(7, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "Thank you") })
}

// TestOnlyTheLinkTakesTheBot tries a wrong secret, the right one, and the right one again by a stranger.
func TestOnlyTheLinkTakesTheBot(t *testing.T) {
	r := newRig(t, bolt(t))
	if _, err := r.bot.Offer("secret"); err != nil {
		t.Fatal(err)
	}
	if got := r.say(7, "/start own_guess"); strings.Contains(got.Plain, "yours") {
		t.Errorf("a wrong secret was answered %q", got.Plain)
	}
	if got := r.say(1, "/start own_secret"); !strings.Contains(got.Plain, "ваш") {
		t.Errorf("the right secret was answered %q", got.Plain)
	}
	if got := r.say(7, "/start own_secret"); strings.Contains(got.Plain, "yours") {
		t.Errorf("a used secret was answered %q", got.Plain)
	}
}

// becomesAny waits for a message of the bot's in a chat that shows some words.
func (r *rig) becomesAny(chat int64, words string, after int) sandbox.Message {
	r.t.Helper()
	return r.find(chat, func(m sandbox.Message) bool {
		return m.FromBot && m.ID > after && strings.Contains(m.Plain, words)
	})
}
