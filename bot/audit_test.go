package bot_test

import (
	"strings"
	"testing"

	"guanxi/bot"
	"guanxi/bot/desk"
	"guanxi/bot/sandbox"
	"guanxi/profile"

	"github.com/fxamacker/cbor/v2"
)

// TestAudit keeps what staff did where no chat can change it.
func TestAudit(t *testing.T) {
	memory := bolt(t)
	r := newForum(t, memory)
	r.say(7, "/human")
	card := r.card("Mei Wang")
	for _, words := range []string{"/sale 45", "/mute"} {
		id := r.write(anna, card.Thread, words)
		r.find(group, func(m sandbox.Message) bool { return m.FromBot && m.ReplyTo == id })
	}
	entries, err := memory.Range(t.Context(), desk.AuditIn(profile.TelegramCustomer(7).Shard()), 0, 1<<53, 10)
	if err != nil || len(entries) != 2 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	var act desk.Audit
	if err := cbor.Unmarshal(entries[0].Value, &act); err != nil {
		t.Fatal(err)
	}
	if act.What != "sale" || act.Detail != "45.00" || act.By != anna || act.Name != "Anna" || act.Customer != profile.TelegramCustomer(7) {
		t.Errorf("the first act is %+v", act)
	}
}

// TestAuditActs keeps complaints that moved, what was taken back, and conversations that were taken over.
func TestAuditActs(t *testing.T) {
	memory := bolt(t)
	r := newForum(t, memory)
	r.say(7, "/human")
	card := r.card("Mei Wang")
	r.write(anna, card.Thread, "/complaint the cup was broken")
	filed := r.find(group, func(m sandbox.Message) bool { return len(m.Keyboard) > 2 && strings.Contains(m.Plain, "C-1001") })
	r.pressAs(anna, filed.ID, filed.Keyboard[0][0].Data)
	answer := r.write(anna, card.Thread, "Sorry!")
	r.marked(answer, "👍")
	undo := r.write(anna, card.Thread, "/undo")
	r.find(group, func(m sandbox.Message) bool { return m.FromBot && m.ReplyTo == undo })
	late := r.write(boris, card.Thread, "Good morning")
	asked := r.find(group, func(m sandbox.Message) bool { return m.FromBot && m.ReplyTo == late })
	r.pressAs(boris, asked.ID, asked.Keyboard[1][0].Data)
	r.becomesAny(7, "Good morning", 0)
	acts, err := bot.Audit(t.Context(), memory)
	if err != nil {
		t.Fatal(err)
	}
	var whats []string
	for _, act := range acts {
		if act.Customer != "" {
			whats = append(whats, act.What+" "+act.Detail)
		}
	}
	if got, want := strings.Join(whats, ", "), "filed , moved C-1001 work, undone , taken Anna"; got != want {
		t.Errorf("the audit has %q, want %q", got, want)
	}
}
