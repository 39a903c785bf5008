package bot_test

import (
	"strings"
	"testing"

	"guanxi/bot/sandbox"
)

// TestElsewhere has an owner go on by old cards in their chat when a group answers: they are told so, and nothing is done.
func TestElsewhere(t *testing.T) {
	r := newRig(t, bolt(t))
	r.own()
	r.say(7, "/human")
	card := r.becomesAny(olga, "Mei Wang", 0)
	r.post(sandbox.Post{Chat: olga, Text: "/complaint the cup broke", ReplyTo: card.ID})
	filed := r.becomesAny(olga, "C-1001", card.ID)
	r.box.AddGroup(sandbox.Group{ID: group, Title: "Чайная <1>", Forum: true, Without: true, Members: []int64{olga}, Admins: []int64{olga}})
	_, link := r.invited()
	if err := r.box.Enlist(group, olga, link); err != nil {
		t.Fatal(err)
	}
	r.becomesAny(olga, "Теперь вашим клиентам отвечает Чайная <1>", filed.ID)
	for _, m := range []sandbox.Message{card, filed} {
		for _, row := range m.Keyboard {
			for _, b := range row {
				if got := r.press(olga, m.ID, b.Data); !strings.Contains(got.Text, "клиентам теперь отвечает Чайная <1>") || len([]rune(got.Text)) > 200 {
					t.Errorf("%s is answered %q", b.Text, got.Text)
				}
			}
		}
	}
	wrote := r.post(sandbox.Post{Chat: olga, Text: "On its way", ReplyTo: card.ID})
	told := r.becomesAny(olga, "клиентам теперь отвечает Чайная <1>", wrote)
	if told.ReplyTo != wrote {
		t.Errorf("told in reply to %d, want %d", told.ReplyTo, wrote)
	}
	if err := r.box.WaitIdle(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, m := range r.box.History(7) {
		if strings.Contains(m.Plain, "On its way") || strings.Contains(m.Plain, "declined") || strings.Contains(m.Plain, "passed the conversation back") {
			t.Errorf("Mei was told %q", m.Plain)
		}
	}
}
