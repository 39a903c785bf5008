package bot_test

import (
	"strings"
	"testing"

	"guanxi/bot/desk"
	"guanxi/bot/sandbox"
	"guanxi/profile/store"
)

// reply has Olga reply to a message, and returns the bot's answer.
func (r *rig) reply(to int, words string) sandbox.Message {
	r.t.Helper()
	id := r.post(sandbox.Post{Chat: 1, Text: words, ReplyTo: to})
	return r.await(1, id)
}

// data is that of the message's button whose data begins so.
func data(t *testing.T, m sandbox.Message, prefix string) string {
	t.Helper()
	for _, row := range m.Keyboard {
		for _, b := range row {
			if strings.HasPrefix(b.Data, prefix) {
				return b.Data
			}
		}
	}
	t.Fatalf("no button %s under %q", prefix, m.Plain)
	return ""
}

// TestGapsLeft wants talk below a list not to be taught: the list was a question before.
func TestGapsLeft(t *testing.T) {
	memory := bolt(t)
	lost := store.Link{List: desk.GapsIn(0), Entry: store.Entry{Score: 1, ID: "telegram:9", Value: []byte{0xff}}} // one that cannot be read
	if err := memory.Commit(t.Context(), store.Commit{Add: []store.Link{lost}}); err != nil {
		t.Fatal(err)
	}
	r := newRig(t, memory)
	r.own()
	r.say(7, "do you repair zithers?")
	list := r.say(1, "/gaps")
	r.press(1, list.ID, data(t, list, "desk.know:gap:"))
	shown := r.becomes(1, list.ID, func(m sandbox.Message) bool { return len(m.Keyboard) == 1 && len(m.Keyboard[0]) == 2 })
	r.press(1, list.ID, data(t, shown, "desk.know:gaps:"))
	r.becomes(1, list.ID, func(m sandbox.Message) bool { return m.Plain == list.Plain })
	r.reply(list.ID, "what is 3?")
	if got := taught(t, memory); got != 0 {
		t.Errorf("%d answers were taught", got)
	}
}

// TestTeachLong refuses what would not fit into a message, and takes a question below the command.
func TestTeachLong(t *testing.T) {
	memory := bolt(t)
	r := newRig(t, memory)
	r.own()
	if got := r.say(1, "/teach Do you repair zithers?\n"+strings.Repeat("x", 4050)); !strings.Contains(got.Plain, "4010") {
		t.Errorf("a long answer was met with %q", got.Plain)
	}
	if got := taught(t, memory); got != 0 {
		t.Errorf("%d answers were taught", got)
	}
	if got := r.say(1, "/teach\nDo you repair zithers?\n"+strings.Repeat("&", 4000)); !strings.Contains(got.Plain, "Do you repair zithers?") {
		t.Errorf("an answer was met with %q", got.Plain)
	}
	list := r.say(1, "/taught")
	r.press(1, list.ID, data(t, list, "desk.know:page:"))
	page := r.becomes(1, list.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "&&&") })
	if got := r.reply(page.ID, strings.Repeat("x", 4050)); !strings.Contains(got.Plain, "4010") {
		t.Errorf("a long answer was met with %q", got.Plain)
	}
	if got := r.say(7, "do you repair zithers?"); !strings.Contains(got.Plain, strings.Repeat("&", 4000)) {
		t.Errorf("a customer was answered %q", got.Plain)
	}
}

func taught(t *testing.T, memory store.Store) int {
	t.Helper()
	entries, err := memory.Range(t.Context(), desk.TaughtKey, 0, 1<<53, 10)
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

// TestSoldOutAtOnce has the group and the owner close entries at once: each counts.
func TestSoldOutAtOnce(t *testing.T) {
	r := newForum(t, bolt(t))
	asked := r.post(sandbox.Post{Chat: group, From: anna, Text: "/soldout"})
	lists := []sandbox.Message{r.find(group, func(m sandbox.Message) bool { return m.FromBot && m.ReplyTo == asked }), r.say(1, "/soldout")}
	var queries []string
	for i := range 8 {
		list, who := lists[i%2], []int64{anna, 1}[i%2]
		query, err := r.box.PressAs(list.Chat, list.ID, list.Keyboard[i][0].Data, who)
		if err != nil {
			t.Fatal(err)
		}
		queries = append(queries, query)
	}
	for _, query := range queries {
		if _, err := r.box.WaitAnswer(t.Context(), query); err != nil {
			t.Fatal(err)
		}
	}
	closed := 0
	for tries := 0; closed != 8 && tries < 30; tries++ { // a press that takes a second is answered before it is done
		closed = 0
		for _, row := range r.say(1, "/soldout").Keyboard {
			if strings.HasPrefix(row[0].Data, "desk.know:open:") {
				closed++
			}
		}
	}
	if closed != 8 {
		t.Errorf("%d of 8 are closed", closed)
	}
}
