package bot_test

import (
	"fmt"
	"strings"
	"testing"

	"guanxi/bot/sandbox"
)

// TestBan keeps a customer out, who is told, and lets them in again.
func TestBan(t *testing.T) {
	r := newForum(t, bolt(t))
	r.say(7, "/human")
	card := r.card("Mei Wang")
	r.write(anna, card.Thread, "/ban")
	told := r.becomesAny(7, "isn't taking messages", 0)
	r.titled(card.Thread, "⚪ Mei Wang")
	if again := r.say(7, "/human"); again.ID < told.ID || !strings.Contains(again.Plain, "isn't taking messages") {
		t.Errorf("asking for a person was answered %q", again.Plain)
	}
	r.write(anna, card.Thread, "/ban")
	r.becomesAny(7, "taking messages from you again", told.ID)
	r.say(7, "/human")
	r.titled(card.Thread, "🔴 Mei Wang")
	called := 0
	for _, m := range r.box.History(group) {
		if strings.Contains(m.Plain, "просьба поговорить") {
			called++
		}
	}
	if called != 2 {
		t.Errorf("staff were called %d times, want 2", called)
	}
}

// TestRecords writes down what staff know of a customer: a sale, what they saw, a complaint by telephone.
func TestRecords(t *testing.T) {
	r := newForum(t, bolt(t))
	r.say(7, "/human")
	card := r.card("Mei Wang")
	replied := func(words string) sandbox.Message {
		id := r.write(anna, card.Thread, words)
		return r.find(group, func(m sandbox.Message) bool { return m.FromBot && m.ReplyTo == id })
	}
	if odd := replied("/sale much"); !strings.Contains(odd.Plain, "/sale 45") {
		t.Errorf("an odd amount is answered %q", odd.Plain)
	}
	replied("/sale 45,50 two cups")
	ask := replied("/observe")
	r.pressAs(anna, ask.ID, ask.Keyboard[0][0].Data)
	r.becomes(group, ask.ID, func(m sandbox.Message) bool { return len(m.Keyboard) == 1 })
	r.write(anna, card.Thread, "/complaint the cup was broken")
	r.becomesAny(7, "C-1001", 0)
	filed := r.find(group, func(m sandbox.Message) bool { return len(m.Keyboard) > 2 && strings.Contains(m.Plain, "C-1001") })
	r.write(anna, card.Thread, "/card")
	again := r.find(group, func(m sandbox.Message) bool { return m.ID > filed.ID && strings.Contains(m.Plain, "🧾") })
	for _, part := range []string{"🧾 45.5", "👀", "⚠️ the cup was broken", "⚠️ C-1001"} {
		if !strings.Contains(again.Plain, part) {
			t.Errorf("the card lacks %q: %s", part, again.Plain)
		}
	}
}

// TestFind looks for customers from the general topic, and writes to one first.
func TestFind(t *testing.T) {
	r := newForum(t, bolt(t))
	r.say(7, "/start")
	r.say(8, "/start")
	general := func(words string) sandbox.Message {
		id := r.write(anna, 0, words)
		return r.find(group, func(m sandbox.Message) bool { return m.FromBot && m.Thread == 0 && m.ReplyTo == id })
	}
	if found := general("/find wang"); !strings.Contains(found.Plain, "Mei Wang") || strings.Contains(found.Plain, "李") {
		t.Errorf("found %q", found.Plain)
	}
	if nobody := general("/find Zoë"); strings.Contains(nobody.Plain, "Wang") {
		t.Errorf("found %q", nobody.Plain)
	}
	general("/help")
	general("/to @nobody")
	general("/to mei")
	card := r.card("Mei Wang")
	r.write(anna, card.Thread, "Your tea has come")
	r.becomesAny(7, "Your tea has come", 0)
	r.post(sandbox.Post{Chat: 7, Text: "jasmine, please"})
	r.becomesAny(group, "jasmine", card.ID)
	if found := general("/find jasmine"); !strings.Contains(found.Text, "/"+fmt.Sprint(card.Thread)) {
		t.Errorf("found %q", found.Text)
	}
	if to := general("/to jasmine"); strings.Contains(to.Text, fmt.Sprint(card.Thread)) {
		t.Errorf("she who spoke of it is written to: %q", to.Text)
	}
}

// TestTeach makes an answer of staff's the bot's own, also after a restart.
func TestTeach(t *testing.T) {
	r := newForum(t, bolt(t))
	r.say(7, "do you repair zithers?")
	r.say(7, "/human")
	card := r.card("Mei Wang")
	answer := r.write(anna, card.Thread, "Zithers we mend on Tuesdays")
	r.marked(answer, "👍")
	r.becomesAny(7, "Zithers we mend", 0)
	for _, words := range []string{"you are awful", "it's Mei again"} {
		r.post(sandbox.Post{Chat: 7, Text: words})
		r.becomesAny(group, words, 0)
	}
	teach := r.post(sandbox.Post{Chat: group, From: anna, Thread: card.Thread, Text: "/teach", ReplyTo: answer})
	asked := r.find(group, func(m sandbox.Message) bool { return m.FromBot && m.ReplyTo == teach })
	if !strings.Contains(asked.Plain, "do you repair zithers?") || !strings.Contains(asked.Plain, "Zithers we mend on Tuesdays") {
		t.Errorf("would teach %q", asked.Plain)
	}
	r.pressAs(anna, asked.ID, asked.Keyboard[0][0].Data)
	learnt := r.becomes(group, asked.ID, func(m sandbox.Message) bool { return len(m.Keyboard) == 1 })
	for _, id := range []int64{9, 10} {
		r.box.AddUser(sandbox.User{ID: id, Name: "Tom", Language: "en"})
		if got := r.say(id, "do you repair zithers?"); !strings.Contains(got.Plain, "Zithers we mend on Tuesdays") {
			t.Errorf("another customer was answered %q", got.Plain)
		}
		r.stop()
		r.start()
	}
	r.pressAs(boris, learnt.ID, learnt.Keyboard[0][0].Data)
	r.becomes(group, asked.ID, func(m sandbox.Message) bool { return len(m.Keyboard) == 0 })
	r.box.AddUser(sandbox.User{ID: 11, Name: "Tom", Language: "en"})
	if got := r.say(11, "do you repair zithers?"); strings.Contains(got.Plain, "Zithers we mend on Tuesdays") {
		t.Errorf("another customer was answered %q", got.Plain)
	}
}
