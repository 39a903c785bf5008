package bot_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"guanxi/bot/sandbox"
)

// album sends photos of which the first has a caption.
func (r *rig) album(chat int64, caption string, reply int) []int {
	r.t.Helper()
	p := sandbox.Post{Chat: chat, Media: "photo", ReplyTo: reply}
	first := p
	first.Text = caption
	ids, err := r.box.SendAlbum(first, p, p)
	if err != nil {
		r.t.Fatal(err)
	}
	return ids
}

// arrives waits for the copy of a message and returns it.
func (r *rig) arrives(chat int64, message int) sandbox.Message {
	r.t.Helper()
	return r.find(chat, func(m sandbox.Message) bool { return m.Copied.Message == message })
}

// together holds that copies of all messages came as one album, and that a caption is read once in the chat.
func (r *rig) together(chat int64, messages []int, caption string) {
	r.t.Helper()
	album := r.arrives(chat, messages[0]).Album
	for _, id := range messages {
		if m := r.arrives(chat, id); album == "" || m.Album != album {
			r.t.Errorf("message %d came in album %q, want %q", id, m.Album, album)
		}
	}
	read := 0
	for _, m := range r.box.History(chat) {
		read += strings.Count(m.Plain, caption)
	}
	if read != 1 {
		r.t.Errorf("%q is read %d times", caption, read)
	}
}

// TestAlbumInComplaint takes an album as one answer: one reply, and staff get all of it.
func TestAlbumInComplaint(t *testing.T) {
	r := newRig(t, bolt(t))
	r.own()
	ask := r.say(7, "/complain")
	r.press(7, ask.ID, "complain.about:quality")
	r.becomes(7, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "What happened") })
	photos := r.album(7, "all three broken", 0)
	wish := r.await(7, photos[2])
	r.press(7, wish.ID, "complain.wish:refund")
	r.becomesAny(1, "C-1001", 0)
	r.together(1, photos, "all three broken")
	for _, m := range r.box.History(7) {
		if m.FromBot && m.ID > ask.ID && m.ID != wish.ID && !strings.Contains(m.Plain, "C-1001") {
			t.Errorf("the album was answered again: %q", m.Plain)
		}
	}
}

// TestAlbumsBothWays passes albums between a customer and the owner as albums, and the owner sees that theirs arrived.
func TestAlbumsBothWays(t *testing.T) {
	r := newRig(t, bolt(t))
	r.own()
	r.say(7, "/human")
	r.becomesAny(1, "Mei Wang", 0)
	theirs := r.album(7, "these cups", 0)
	r.together(1, theirs, "these cups")
	ours := r.album(1, "our cups", r.arrives(1, theirs[1]).ID)
	r.together(7, ours, "our cups")
	r.find(1, func(m sandbox.Message) bool { return m.ID == ours[0] && m.Reaction == "👍" })
}

// TestEveryKind passes what is not words to the owner as it is while they have the conversation.
func TestEveryKind(t *testing.T) {
	r := newRig(t, bolt(t))
	r.own()
	r.say(7, "/human")
	r.becomesAny(1, "Mei Wang", 0)
	for i, p := range []sandbox.Post{ // few: the owner's chat takes 20 at once
		{Media: "document", Name: "receipt.pdf"}, {Media: "location", Place: [2]float64{30, 120}}, {Media: "contact", Phone: "+1"},
		{Media: "voice"}, {Media: "sticker"}, {Media: "story"},
	} {
		p.Chat = 7
		got := r.arrives(1, r.post(p))
		if got.Media != p.Media || got.FileName != p.Name || p.Media == "location" && got.Place.Latitude != 30 || p.Media == "contact" && got.Contact.Phone != "+1" {
			t.Errorf("%s came as %+v", p.Media, got)
		}
		if i >= 3 {
			continue
		}
		back := p
		back.Chat, back.ReplyTo = 1, got.ID
		if got = r.arrives(7, r.post(back)); got.Media != p.Media || got.FileName != p.Name {
			t.Errorf("the owner's %s came as %+v", p.Media, got)
		}
	}
	r.post(sandbox.Post{Chat: 7, Media: "paid_media"})
	r.becomesAny(1, "Telegram", 0)
	r.becomesAny(7, "Telegram doesn't let me", 0)
}

// TestAnswerIsChanged marks an answer that arrived, changes the customer's copy with it, words and caption, and shows
// the owner what the customer thinks of it.
func TestAnswerIsChanged(t *testing.T) {
	r := newRig(t, bolt(t))
	r.own()
	r.say(7, "/human")
	card := r.becomesAny(1, "Mei Wang", 0)
	answer := r.post(sandbox.Post{Chat: 1, Text: "At fve", ReplyTo: card.ID})
	copied := r.arrives(7, answer)
	r.find(1, func(m sandbox.Message) bool { return m.ID == answer && m.Reaction == "👍" })
	if err := r.box.Edit(1, answer, "At <five>"); err != nil {
		t.Fatal(err)
	}
	r.becomes(7, copied.ID, func(m sandbox.Message) bool { return m.Plain == "At <five>" })

	photo := r.post(sandbox.Post{Chat: 1, Media: "photo", Text: "tihs one", ReplyTo: card.ID})
	shown := r.arrives(7, photo)
	if err := r.box.Edit(1, photo, "this one"); err != nil {
		t.Fatal(err)
	}
	r.becomes(7, shown.ID, func(m sandbox.Message) bool { return m.Plain == "this one" && m.Media == "photo" })

	if err := r.box.React(7, copied.ID, "❤"); err != nil {
		t.Fatal(err)
	}
	if told := r.becomesAny(1, "❤", answer); told.ReplyTo != answer {
		t.Errorf("the reaction is told as %+v", told)
	}
	question := r.post(sandbox.Post{Chat: 7, Text: "At fiv?"})
	r.becomesAny(1, "At fiv?", answer)
	if err := r.box.Edit(7, question, "At five?"); err != nil {
		t.Fatal(err)
	}
	if m := r.becomesAny(1, "At five?", answer); !strings.Contains(m.Plain, "(изменено)") {
		t.Errorf("the change is shown as %q", m.Plain)
	}

	marked := fmt.Sprintf(`{"update_id":4000000000000000,"edited_message":{"message_id":%d,"date":%d,"edit_date":%[2]d,"chat":{"id":1,"type":"private"},"from":{"id":1,"first_name":"Olga"},
		"reply_to_message":{"message_id":%d},"text":"At <six>, see here","entities":[{"type":"bold","offset":3,"length":5},{"type":"text_link","offset":10,"length":8,"url":"https://qinghe.example/?a=1&b=2"}]}}`, answer, r.now().Unix(), card.ID)
	if err := r.bot.Update(t.Context(), json.RawMessage(marked)); err != nil {
		t.Fatal(err)
	}
	r.becomes(7, copied.ID, func(m sandbox.Message) bool {
		return m.Text == `At <b>&lt;six&gt;</b>, <a href="https://qinghe.example/?a=1&amp;b=2">see here</a>` && m.Plain == "At <six>, see here"
	})
}

// TestPassedOnIsChanged shows the owner a complaint and an idea as they read after the customer changed them.
func TestPassedOnIsChanged(t *testing.T) {
	r := newRig(t, bolt(t))
	r.own()
	ask := r.say(7, "/complain")
	r.press(7, ask.ID, "complain.about:quality")
	r.becomes(7, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "What happened") })
	said := r.post(sandbox.Post{Chat: 7, Text: "The tea was mouldy"})
	r.press(7, r.await(7, said).ID, "complain.wish:hear")
	r.becomesAny(1, "The tea was mouldy", 0)
	edit := func(message int, words, remark string) {
		if err := r.box.Edit(7, message, words); err != nil {
			t.Fatal(err)
		}
		r.becomesAny(7, "I've noted", message)
		got := r.find(1, func(m sandbox.Message) bool { return m.Plain == words })
		r.find(1, func(m sandbox.Message) bool { return m.ID < got.ID && strings.Contains(m.Plain, remark) })
	}
	edit(said, "The tea was mouldy, and the cup broken", "исправление к C-1001")
	r.say(7, "/suggest")
	idea := r.post(sandbox.Post{Chat: 7, Text: "More cakes"})
	r.becomesAny(1, "More cakes", 0)
	edit(idea, "More cakes and pies", "(изменено)")
}

// TestOwnersOwnTalk tells the owner how to answer, unless they try the bot as a customer.
func TestOwnersOwnTalk(t *testing.T) {
	r := newRig(t, bolt(t))
	r.own()
	const hint = "отвечайте на одно из его сообщений"
	if got := r.say(1, "Да, приходите"); !strings.Contains(got.Plain, hint) {
		t.Errorf("the owner was told %q", got.Plain)
	}
	if got := r.await(1, r.post(sandbox.Post{Chat: 1, Media: "photo"})); !strings.Contains(got.Plain, hint) {
		t.Errorf("a photo was answered %q", got.Plain)
	}
	if ask := r.say(1, "/ask"); strings.Contains(ask.Plain, hint) {
		t.Errorf("/ask was answered %q", ask.Plain)
	}
	if got := r.say(1, "когда вы работаете в воскресенье?"); !strings.Contains(got.Plain, "11:00") {
		t.Errorf("a question was answered %q", got.Plain)
	}
}

// TestDeletedQuestion answers anew where the customer deleted the message that the answer was to replace.
func TestDeletedQuestion(t *testing.T) {
	r := newRig(t, bolt(t))
	ask := r.say(7, "/rate")
	if err := r.box.Delete(7, ask.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := r.box.Forge(7, ask.ID, "rate.stars:2"); err != nil {
		t.Fatal(err)
	}
	if again := r.await(7, ask.ID); !strings.Contains(again.Plain, "went wrong") || len(again.Keyboard) == 0 {
		t.Errorf("the customer reads %q", again.Plain)
	}
}

// TestGroups says once to a group, whoever adds the bot or writes, that it works in private. Nobody there is a customer.
func TestGroups(t *testing.T) {
	r := newRig(t, bolt(t))
	const group, other, channel = -100600, -100700, -100800
	for _, id := range []int64{group, other, channel} {
		r.box.AddGroup(sandbox.Group{ID: id, Title: "Friends", Members: []int64{7}})
	}
	update := 4000000000000
	send := func(chat int64, kind, field, rest string) {
		t.Helper()
		update++
		raw := fmt.Sprintf(`{"update_id":%d,%q:{"chat":{"id":%d,"type":%q},"from":{"id":7,"first_name":"Mei","language_code":"es"},"date":1,%s}}`, update, field, chat, kind, rest)
		if err := r.bot.Batch(t.Context(), []json.RawMessage{json.RawMessage(raw)}); err != nil {
			t.Fatal(err)
		}
	}
	joined := `"old_chat_member":{"user":{"id":42},"status":"left"},"new_chat_member":{"user":{"id":42},"status":"member"}`
	left := `"old_chat_member":{"user":{"id":42},"status":"member"},"new_chat_member":{"user":{"id":42},"status":"kicked"}`
	send(channel, "channel", "my_chat_member", joined)
	send(other, "supergroup", "message", `"message_id":3,"text":"/start@other_bot"`)
	send(group, "supergroup", "my_chat_member", joined)
	hello := r.becomesAny(group, "respondo en privado", 0)
	if b := hello.Keyboard[0][0]; b.URL != "https://t.me/sandbox_bot?start=group" {
		t.Errorf("the button is %+v", b)
	}
	send(group, "supergroup", "message", `"message_id":5,"text":"/rate"`)
	send(group, "supergroup", "message", `"message_id":6,"text":"hola"`)
	send(group, "supergroup", "message", `"message_id":7,"migrate_to_chat_id":-100700`)
	send(other, "supergroup", "message", `"message_id":8,"text":"hola"`)
	send(group, "supergroup", "my_chat_member", left)
	send(group, "supergroup", "my_chat_member", joined)
	r.becomesAny(group, "respondo en privado", hello.ID)
	if n := len(r.box.History(group)); n != 2 {
		t.Errorf("the group got %d messages", n)
	}
	if n := len(r.box.History(other)) + len(r.box.History(channel)); n != 0 {
		t.Errorf("%d messages to whom nothing is to be said", n)
	}
	if got := r.say(7, "/start"); !strings.Contains(got.Plain, "Hello Mei") {
		t.Errorf("a member was greeted as a customer known already: %q", got.Plain)
	}
}
