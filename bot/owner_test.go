package bot_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"guanxi/bot"
	"guanxi/bot/console"
	"guanxi/bot/desk"
	"guanxi/bot/sandbox"
)

const olga = 1

// invited has Olga ask for a group and returns the message with the link, and the link.
func (r *rig) invited() (message int, link string) {
	r.t.Helper()
	first := r.say(olga, "/desk")
	data := first.Keyboard[0][len(first.Keyboard[0])-1].Data
	r.press(olga, first.ID, data)
	m := r.becomes(olga, first.ID, func(m sandbox.Message) bool { return len(m.Keyboard) == 2 })
	return m.ID, m.Keyboard[0][0].URL
}

// TestGroupByLink brings the bot into a group by the owner's link: what is wrong with it is named until all is right, and
// customers who waited are there.
func TestGroupByLink(t *testing.T) {
	r := newRig(t, bolt(t))
	r.own()
	r.box.AddUser(sandbox.User{ID: anna, Name: "Anna", Language: "en"})
	r.say(7, "when do you open?")
	r.say(7, "/human")
	r.becomesAny(olga, "Mei Wang", 0)
	r.box.AddGroup(sandbox.Group{ID: group, Title: "Чайная <1>", Without: true, Members: []int64{olga, anna}, Admins: []int64{olga}})
	message, link := r.invited()
	if u, err := url.Parse(link); err != nil || !strings.Contains(link, "&admin=manage_topics+pin_messages+delete_messages") || len(u.Query().Get("startgroup")) > 64 {
		t.Fatalf("the link is %q, %v", link, err)
	}
	if err := r.box.Enlist(group, olga, link); err != nil {
		t.Fatal(err)
	}
	told := r.becomesAny(olga, "Темы выключены", message)
	if got := r.press(olga, told.ID, told.Keyboard[0][0].Data); got.Text != "Пока ничего не изменилось." {
		t.Errorf("looked at again: %q", got.Text)
	}
	if err := errors.Join(r.box.SetForum(group, true), r.box.Promote(group, olga, "can_manage_topics")); err != nil {
		t.Fatal(err)
	}
	former := told.ID
	told = r.becomesAny(olga, "Управление темами", told.ID)
	if err := r.box.Promote(group, olga); err != nil {
		t.Fatal(err)
	}
	r.becomesAny(olga, "Теперь вашим клиентам отвечает Чайная <1>", told.ID)
	for _, settled := range []int{former, told.ID} {
		r.becomes(olga, settled, func(m sandbox.Message) bool { return m.Keyboard == nil })
	}
	r.becomesAny(group, "/help", 0)
	card := r.card("Mei Wang")
	if !strings.Contains(card.Plain, "when do you open?") {
		t.Errorf("the card says %q", card.Plain)
	}
	r.titled(card.Thread, "🔴 Mei Wang")
	r.write(anna, card.Thread, "Here I am")
	r.becomesAny(7, "Here I am", 0)
	for _, m := range r.box.History(group) {
		if strings.Contains(m.Plain, "в личных сообщениях") {
			t.Errorf("the group was told %q", m.Plain)
		}
	}
	if err := r.box.Enlist(group-1, olga, link); err == nil {
		t.Error("a group that is not there took the bot")
	}
}

// TestOwnersLanguage has the owner choose a language, whoever answers: they are shown what they can do, not the customers'
// menu.
func TestOwnersLanguage(t *testing.T) {
	r := newForum(t, bolt(t))
	for _, c := range []struct {
		lang, set, help string
		before          func()
	}{
		{"en", "English it is", "answers your customers: /help there says how", func() {}},
		{"es", "en español", "/marketer", func() {
			first := r.say(olga, "/desk")
			r.press(olga, first.ID, first.Keyboard[0][0].Data)
		}},
	} {
		c.before()
		asked := r.say(olga, "/language")
		r.press(olga, asked.ID, "welcome.language:"+c.lang)
		set := r.becomesAny(olga, c.set, asked.ID)
		if shown := r.await(olga, set.ID); set.Keyboard != nil || !strings.Contains(shown.Plain, c.help) || shown.Keyboard != nil {
			t.Errorf("in %s is shown %q, %v, and %q, %v", c.lang, set.Plain, set.Keyboard, shown.Plain, shown.Keyboard)
		}
	}
}

// TestGroupLinkIsTheOwners has somebody else use the link, and the owner use it twice: neither does anything.
func TestGroupLinkIsTheOwners(t *testing.T) {
	r := newRig(t, bolt(t))
	r.own()
	for i := range int64(3) {
		r.box.AddGroup(sandbox.Group{ID: group - i, Title: "G", Forum: true, Without: true, Members: []int64{olga, 7}, Admins: []int64{olga, 7}})
	}
	message, link := r.invited()
	if err := r.box.Enlist(group, 7, link); err != nil {
		t.Fatal(err)
	}
	if err := r.box.WaitIdle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := r.box.Enlist(group-1, olga, link); err != nil {
		t.Fatal(err)
	}
	r.becomesAny(olga, "Теперь вашим клиентам отвечает", message)
	if err := r.box.Enlist(group-2, olga, link); err != nil {
		t.Fatal(err)
	}
	r.say(7, "/human")
	r.find(group-1, func(m sandbox.Message) bool { return m.Thread != 0 && strings.Contains(m.Plain, "Mei Wang") })
}

// TestGroupFails takes from the bot, one after the other, all that it needs in the group: the owner is told of each, once,
// nothing is lost, and in the end answers alone.
func TestGroupFails(t *testing.T) {
	r := newForum(t, bolt(t))
	r.say(7, "/human")
	r.card("Mei Wang")
	after := 0
	for _, fail := range []struct {
		do    func() error
		says  string
		again func() error
	}{
		{func() error { return r.box.Promote(group, olga, "can_pin_messages") }, "закреплять", func() error { return r.box.Promote(group, olga) }},
		{func() error { return r.box.Demote(group, olga) }, "не администратор", func() error { return r.box.Promote(group, olga) }},
		{func() error { return r.box.Block(group) }, "нет в группе", func() error { return r.box.Unblock(group) }},
	} {
		if err := fail.do(); err != nil {
			t.Fatal(err)
		}
		told := r.becomesAny(olga, fail.says, after)
		if err := fail.again(); err != nil {
			t.Fatal(err)
		}
		after = r.becomesAny(olga, "снова всё в порядке", told.ID).ID
		r.becomes(olga, told.ID, func(m sandbox.Message) bool { return m.Keyboard == nil })
	}
	r.box.Disband(group)
	r.passed.Add(int64(time.Minute)) // it has just looked at the group, and found all well
	r.post(sandbox.Post{Chat: 7, Text: "are you there?"})
	told := r.becomesAny(olga, "нет в группе", after)
	if !strings.Contains(told.Plain, "создайте другую") || len(told.Keyboard[0]) != 2 || told.Keyboard[0][1].Text != "Другая группа" {
		t.Errorf("of a group that is no more the owner is told %q, with %v", told.Plain, told.Keyboard)
	}
	r.press(olga, told.ID, told.Keyboard[0][0].Data)
	r.press(olga, told.ID, told.Keyboard[1][0].Data)
	asked := r.becomesAny(olga, "are you there?", told.ID)
	shown := r.becomesAny(olga, "Mei Wang", told.ID)
	r.post(sandbox.Post{Chat: olga, Text: "yes", ReplyTo: asked.ID})
	r.becomesAny(7, "yes", 0)
	if shown.ID == 0 || r.count(olga, "нет в группе") != 1 {
		t.Errorf("told %d times", r.count(olga, "нет в группе"))
	}
}

// TestMendedByPress has the owner look again when all is well: the alert itself says so, and has no button any more.
func TestMendedByPress(t *testing.T) {
	r := newForum(t, bolt(t))
	if err := r.box.SetForum(group, false); err != nil {
		t.Fatal(err)
	}
	r.post(sandbox.Post{Chat: 7, Text: "/human"})
	told := r.becomesAny(olga, "Темы выключены", 0)
	if err := r.box.SetForum(group, true); err != nil {
		t.Fatal(err)
	}
	r.press(olga, told.ID, told.Keyboard[0][0].Data)
	r.becomes(olga, told.ID, func(m sandbox.Message) bool {
		return strings.Contains(m.Plain, "снова всё в порядке") && m.Keyboard == nil
	})
	if n := r.count(olga, "снова всё в порядке"); n != 1 {
		t.Errorf("told %d times", n)
	}
}

// count is in how many messages of a chat, not changed since, the bot said something.
func (r *rig) count(chat int64, words string) (n int) {
	for _, m := range r.box.History(chat) {
		if m.FromBot && !m.Deleted && strings.Contains(m.Plain, words) {
			n++
		}
	}
	return n
}

// TestCommandsListed lists the owner's commands in their chat alone, and staff's in the group.
func TestCommandsListed(t *testing.T) {
	r := newForum(t, bolt(t))
	for chat, want := range map[int64]string{olga: "owner", group: "close"} {
		for range 60 { // the list is put up beside the talk: an answer or a second of it later
			if r.say(olga, "/desk"); r.lists(chat, want) {
				break
			}
		}
		if !r.lists(chat, want) {
			t.Errorf("chat %d: %q is not listed", chat, want)
		}
	}
	if r.lists(group, "owner") || r.lists(0, "owner") || r.lists(0, "close") {
		t.Error("customers or staff are shown what is not for them")
	}
}

// lists says whether Telegram lists a command in a chat; 0: in all others.
func (r *rig) lists(chat int64, command string) bool {
	r.t.Helper()
	params := map[string]any{}
	if chat != 0 {
		params["scope"] = map[string]any{"type": "chat", "chat_id": chat}
	}
	var all []struct {
		Command string `json:"command"`
	}
	if err := r.client.Call(r.t.Context(), "getMyCommands", params, &all); err != nil {
		r.t.Fatal(err)
	}
	for _, c := range all {
		if c.Command == command {
			return true
		}
	}
	return false
}

// TestAnotherBot refuses the data of another bot, and takes that of the same with another token.
func TestAnotherBot(t *testing.T) {
	memory := bolt(t)
	r := newRig(t, memory)
	world, err := shopWorld()
	if err != nil {
		t.Fatal(err)
	}
	for id, refused := range map[int64]bool{42: false, 43: true} {
		_, err := bot.New(context.Background(), bot.Options{Store: memory, Client: r.client, World: world, ID: id})
		if errors.Is(err, bot.ErrAnotherBot) != refused {
			t.Errorf("bot %d: %v", id, err)
		}
	}
}

// TestOwnerPressRedelivered takes the press that hands the bot over once, though it comes again.
func TestOwnerPressRedelivered(t *testing.T) {
	r := newForum(t, bolt(t))
	raw := json.RawMessage(`{"update_id":4000000000009,"message":{"message_id":900,"date":1,"chat":{"id":1,"type":"private"},"from":{"id":1,"first_name":"Olga"},"text":"/marketer"}}`)
	for range 3 {
		if err := r.bot.Batch(t.Context(), []json.RawMessage{raw, raw}); err != nil {
			t.Fatal(err)
		}
	}
	last := json.RawMessage(strings.NewReplacer("4000000000009", "4000000000010", "/marketer", "/desk").Replace(string(raw)))
	if err := r.bot.Batch(t.Context(), []json.RawMessage{last}); err != nil {
		t.Fatal(err)
	}
	r.becomesAny(olga, "Кто будет отвечать", 0)
	if n := r.count(olga, "hire_"); n != 1 {
		t.Errorf("answered %d times", n)
	}
}

// lasting is a bot that is never reset.
type lasting struct{ *bot.Bot }

func (lasting) Reset(context.Context) error { return nil }

// TestGather has the sandbox's owner gather a group, as its page does.
func TestGather(t *testing.T) {
	r := newRig(t, bolt(t))
	page := console.New(console.Options{Sandbox: r.box, Bot: lasting{r.bot}})
	t.Cleanup(page.Close)
	t.Cleanup(page.Stop)
	if open, err := r.bot.Offer("secret", false); err != nil || !open {
		t.Fatal(open, err)
	}
	if err := page.Appoint(desk.Payload("secret")); err != nil {
		t.Fatal(err)
	}
	r.find(100001, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "This bot is yours now") })
	if err := page.Gather(t.Context()); err != nil {
		t.Fatal(err)
	}
	r.becomesAny(console.Group, "/help", 0)
	r.say(7, "/human")
	r.find(console.Group, func(m sandbox.Message) bool { return m.Thread != 0 && strings.Contains(m.Plain, "Mei Wang") })
}
