package bot_test

import (
	"strings"
	"testing"

	"guanxi/bot/desk"
	"guanxi/bot/sandbox"

	"github.com/fxamacker/cbor/v2"
)

// TestHeir hands the bot over: the link works once, the owner is asked, and the former one is a customer like others.
func TestHeir(t *testing.T) {
	memory := bolt(t)
	r := newRig(t, memory)
	r.own()
	link := r.say(olga, "/owner").Plain
	payload := link[strings.LastIndex(link, "start=")+len("start="):]
	r.say(7, "/human")
	r.say(8, "/human")
	old := r.becomesAny(olga, "Mei Wang", 0)
	sent := r.post(sandbox.Post{Chat: olga, Text: "Сейчас", ReplyTo: old.ID})
	r.becomesAny(7, "Сейчас", 0)
	r.say(8, "/start "+payload)
	ask := r.find(olga, func(m sandbox.Message) bool {
		return strings.Contains(m.Plain, "李 открывает вашу ссылку") && len(m.Keyboard) > 0
	})
	if again := r.say(7, "/start "+payload); strings.Contains(again.Plain, "asked the owner") {
		t.Error("the link worked twice")
	}
	r.press(olga, ask.ID, ask.Keyboard[0][0].Data)
	r.becomes(olga, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "李") && len(m.Keyboard) == 0 })
	r.becomesAny(8, "机器人现在归您了", 0)
	card := r.becomesAny(8, "Mei Wang", 0)
	r.post(sandbox.Post{Chat: 8, Text: "你好", ReplyTo: card.ID})
	r.becomesAny(7, "你好", 0)
	if n := r.count(8, "李 想找真人聊聊"); n != 0 {
		t.Errorf("the new owner waits for themselves in %d messages", n)
	}
	wrote := r.post(sandbox.Post{Chat: olga, Text: "Привет", ReplyTo: old.ID})
	told := r.becomesAny(olga, "теперь владелец бота — 李", wrote)
	if told.ReplyTo != wrote {
		t.Errorf("the former owner is told in reply to %d, want %d", told.ReplyTo, wrote)
	}
	for _, changed := range []int{sent, wrote} {
		if err := r.box.Edit(olga, changed, "Секунду"); err != nil {
			t.Fatal(err)
		}
		told = r.find(olga, func(m sandbox.Message) bool {
			return m.ID > told.ID && m.ReplyTo == changed && strings.Contains(m.Plain, "теперь владелец бота — 李")
		})
	}
	for _, words := range []string{"/find Mei", "/close", "/today"} {
		if m := r.say(olga, words); !strings.Contains(m.Plain, "теперь владелец бота — 李") {
			t.Errorf("the former owner's %s is answered %q", words, m.Plain)
		}
	}
	if m := r.say(olga, "/help"); strings.Contains(m.Plain, "владелец бота") {
		t.Errorf("a customer's command is answered %q", m.Plain)
	}
	if got := r.press(olga, old.ID, old.Keyboard[0][0].Data); !strings.Contains(got.Text, "теперь владелец бота — 李") {
		t.Errorf("an old card says %q", got.Text)
	}
	if m := r.say(8, "/human"); !strings.Contains(m.Plain, "机器人归您所有") {
		t.Errorf("an owner who wants a person is told %q", m.Plain)
	}
	if m := r.say(olga, "/desk"); len(m.Keyboard) > 0 && strings.Contains(m.Keyboard[0][0].Data, "desk.own") {
		t.Error("the former owner still decides who answers")
	}
	acts := r.audit()
	if last := acts[len(acts)-1]; last.What != "owner" || last.By != olga || last.Detail != "1 to 8" {
		t.Errorf("put down: %+v", last)
	}
}

// audit is what was put down of the desk.
func (r *rig) audit() (all []desk.Audit) {
	r.t.Helper()
	entries, err := r.store.Range(r.t.Context(), desk.AuditIn(desk.DeskKey.Shard), 0, 1<<53, 100)
	if err != nil {
		r.t.Fatal(err)
	}
	for _, e := range entries {
		var a desk.Audit
		if err := cbor.Unmarshal(e.Value, &a); err != nil {
			r.t.Fatal(err)
		}
		if a.Customer == "" {
			all = append(all, a)
		}
	}
	return all
}

// TestMarketer names one by a link and one by a reply in the group, and takes the role back.
func TestMarketer(t *testing.T) {
	r := newForum(t, bolt(t))
	link := r.say(olga, "/marketer").Plain
	r.say(8, "/start "+link[strings.LastIndex(link, "start=")+len("start="):])
	r.becomesAny(olga, "李", 0)
	said := r.write(anna, 0, "hello")
	r.post(sandbox.Post{Chat: group, From: boris, Text: "/marketer", ReplyTo: said})
	r.post(sandbox.Post{Chat: group, From: olga, Text: "/marketer", ReplyTo: said})
	told := r.becomesAny(olga, "Anna", 0)
	r.press(olga, told.ID, told.Keyboard[0][0].Data)
	r.becomes(olga, told.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "больше не") })
	var acts []string
	for _, a := range r.audit() {
		acts = append(acts, a.What+" "+a.Detail)
	}
	if got := strings.Join(acts, ", "); !strings.HasSuffix(got, "marketer 8, marketer 2, marketer-no 2") {
		t.Errorf("put down: %s", got)
	}
}
