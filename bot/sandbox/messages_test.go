package sandbox

import (
	"strings"
	"testing"
	"time"
)

func TestSendRefusals(t *testing.T) {
	r := newRig(t, Options{})
	r.AddUser(User{ID: 8, Name: "never wrote"})
	r.AddUser(User{ID: 9, Name: "blocks"})
	r.AddUser(User{ID: 11, Name: "wrote earlier", Wrote: true})
	r.send(11, "x")
	r.AddUser(User{ID: 10, Name: "gone"})
	r.say(9, "hi")
	r.say(10, "hi")
	if err := r.Block(9); err != nil {
		t.Fatal(err)
	}
	r.Deactivate(10)
	button := func(b params) params {
		return params{"chat_id": 7, "text": "x", "reply_markup": params{"inline_keyboard": [][]params{{b}}}}
	}
	html := func(text string) params { return params{"chat_id": 7, "text": text, "parse_mode": "HTML"} }
	for _, test := range []struct {
		p    params
		code int
		text string
	}{
		{params{"chat_id": 7, "text": " \n"}, 400, "Bad Request: text must be non-empty"},
		{params{"chat_id": 7, "text": "\x00\r\t\u202b"}, 400, "Bad Request: text must be non-empty"},
		{html("<b>&#1;</b>\u202e"), 400, "Bad Request: text must be non-empty"},
		{params{"chat_id": 7, "text": "tea", "entities": []params{{"type": "bold", "offset": 1, "length": 3}}}, 400,
			"Bad Request: entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 4"},
		{params{"chat_id": 7}, 400, "Bad Request: message text is empty"},
		{html("<b> </b>"), 400, "Bad Request: text must be non-empty"},
		{params{"chat_id": 7, "text": strings.Repeat("a", 4097)}, 400, "Bad Request: message is too long"},
		{params{"chat_id": 7, "text": strings.Repeat("😀", 2049)}, 400, "Bad Request: message is too long"},
		{html("<b>x"), 400, `Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`},
		{html("x<br>y"), 400, `Bad Request: can't parse entities: Unsupported start tag "br" at byte offset 1`},
		{params{"chat_id": 7, "text": "x", "parse_mode": "XML"}, 400, "Bad Request: unsupported parse_mode"},
		{params{"text": "x"}, 400, "Bad Request: chat_id is empty"},
		{params{"chat_id": 999, "text": "x"}, 400, "Bad Request: chat not found"},
		{params{"chat_id": 8, "text": "x"}, 403, "Forbidden: bot can't initiate conversation with a user"},
		{params{"chat_id": 9, "text": "x"}, 403, "Forbidden: bot was blocked by the user"},
		{params{"chat_id": 10, "text": "x"}, 403, "Forbidden: user is deactivated"},
		{params{"chat_id": 7, "text": "x", "message_thread_id": 5}, 400, "Bad Request: message thread not found"},
		{params{"chat_id": 7, "text": "x", "reply_parameters": params{"message_id": 1}}, 400, "Bad Request: message to be replied not found"},
		{button(params{"text": "a", "callback_data": strings.Repeat("a", 65)}), 400, "Bad Request: BUTTON_DATA_INVALID"},
		{button(params{"text": "a", "callback_data": strings.Repeat("я", 33)}), 400, "Bad Request: BUTTON_DATA_INVALID"},
		{button(params{"text": "a", "callback_data": ""}), 400, "Bad Request: BUTTON_DATA_INVALID"},
		{button(params{"text": "a"}), 400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
	} {
		r.refused("sendMessage", test.p, test.code, test.text)
	}
	r.ok("sendMessage", html("<b>"+strings.Repeat("a", 4096)+"</b>"), nil)
	r.ok("sendMessage", params{"chat_id": 7, "text": strings.Repeat("😀", 2048)}, nil)
	r.ok("sendMessage", button(params{"text": "a", "callback_data": strings.Repeat("a", 64)}), nil)
	var m struct {
		Markup wireMarkup `json:"reply_markup"`
	}
	r.ok("sendMessage", button(params{"text": "a", "copy_text": params{"text": ""}, "callback_data": "x"}), &m)
	if b := m.Markup.Rows[0][0]; b.Data != "x" || b.Copy != nil {
		t.Errorf("of two actions: %+v", b)
	}
	r.ok("sendMessage", params{"chat_id": 7, "text": "x", "reply_parameters": params{"message_id": 1, "allow_sending_without_reply": true}}, nil)
}

func TestCaptionLimit(t *testing.T) {
	r := newRig(t, Options{})
	r.refused("sendPhoto", params{"chat_id": 7, "photo": "https://example.com/a.jpg", "caption": strings.Repeat("a", 1025)}, 400,
		"Bad Request: message caption is too long")
	r.refused("sendPhoto", params{"chat_id": 7, "photo": "nonsense"}, 400, "Bad Request: wrong file identifier/HTTP URL specified")
	r.refused("sendVoice", params{"chat_id": 7}, 400, "Bad Request: there is no voice in the request")
	var m struct {
		Caption string
		Photo   []wireFile
	}
	r.ok("sendPhoto", params{"chat_id": 7, "photo": "https://example.com/a.jpg", "caption": strings.Repeat("a", 1024)}, &m)
	r.ok("sendPhoto", params{"chat_id": 7, "photo": m.Photo[0].FileID}, nil)
	r.refused("sendVoice", params{"chat_id": 7, "voice": m.Photo[0].FileID}, 400, "Bad Request: can't use file of type Photo as Voice")
}

func TestMediaKinds(t *testing.T) {
	r := newRig(t, Options{})
	for _, kind := range []string{"photo", "document", "voice", "video", "audio", "animation", "sticker"} {
		var m map[string]any
		r.ok("send"+kind, params{"chat_id": 7, kind: "https://example.com/file"}, &m)
		if m[kind] == nil {
			t.Errorf("send%s: no %s in %v", kind, kind, m)
		}
		history := r.History(7)
		if last := history[len(history)-1]; last.Media != kind || last.File == "" {
			t.Errorf("send%s: kept %+v", kind, last)
		}
	}
	for _, kind := range customerMedia {
		if _, err := r.Send(Post{Chat: 7, Media: kind, Text: "look"}); err != nil {
			t.Error(err)
		}
	}
	if _, err := r.Send(Post{Chat: 7, Media: "hologram"}); err == nil {
		t.Error("unknown media accepted")
	}
	got := r.call("getUpdates", nil)
	for _, kind := range customerMedia {
		if !strings.Contains(string(got.Result), `"`+kind+`":`) {
			t.Errorf("no %s among the updates", kind)
		}
	}
}

func TestReplyAndCopy(t *testing.T) {
	r := newRig(t, Options{})
	r.AddUser(User{ID: 8, Name: "Owner"})
	r.say(8, "hi")
	question := r.say(7, "how much is tea?")
	var m struct {
		sent
		Reply sent `json:"reply_to_message"`
	}
	r.ok("sendMessage", params{"chat_id": 7, "text": "3", "reply_parameters": params{"message_id": question}}, &m)
	if m.Reply.ID != question || m.Reply.Text != "how much is tea?" {
		t.Errorf("reply: %+v", m)
	}
	var copied sent
	r.ok("copyMessage", params{"chat_id": 8, "from_chat_id": 7, "message_id": question}, &copied)
	r.refused("copyMessage", params{"chat_id": 8, "from_chat_id": 7, "message_id": 1}, 400, "Bad Request: message to copy not found")
	r.ok("forwardMessage", params{"chat_id": 8, "from_chat_id": 7, "message_id": question}, nil)
	history := r.History(8)
	c, f := history[len(history)-2], history[len(history)-1]
	if c.ID != copied.ID || c.Plain != "how much is tea?" || c.Copied != (Source{7, question, 7}) || f.Forwarded.Message != question {
		t.Errorf("copy %+v, forward %+v", c, f)
	}
	answer, err := r.Send(Post{Chat: 8, Text: "3 euro", ReplyTo: c.ID})
	if err != nil {
		t.Fatal(err)
	}
	last := r.updates(params{"offset": -1})[0].Message
	if last.ID != answer || last.Reply.ID != c.ID || last.Reply.Text != "how much is tea?" {
		t.Errorf("update of a reply: %+v", last)
	}
}

func TestEdits(t *testing.T) {
	r := newRig(t, Options{})
	mine, theirs := r.send(7, "one"), r.say(7, "theirs")
	edit := func(id int, text string) params { return params{"chat_id": 7, "message_id": id, "text": text} }
	r.ok("editMessageText", edit(mine, "two"), nil)
	r.refused("editMessageText", edit(mine, "two"), 400, "Bad Request: message is not modified: specified new message content and "+
		"reply markup are exactly the same as a current content and reply markup of the message")
	bold := edit(mine, "<b>two</b>")
	bold["parse_mode"] = "HTML"
	r.ok("editMessageText", bold, nil)
	r.ok("editMessageText", edit(mine, "two"), nil)
	r.refused("editMessageText", edit(1, "x"), 400, "Bad Request: message to edit not found")
	r.refused("editMessageText", edit(theirs, "x"), 400, "Bad Request: message can't be edited")
	r.refused("editMessageText", edit(mine, ""), 400, "Bad Request: message text is empty")
	r.refused("editMessageCaption", params{"chat_id": 7, "message_id": mine, "caption": "x"}, 400,
		"Bad Request: there is no caption in the message to edit")
	keys := params{"inline_keyboard": [][]params{{{"text": "a", "callback_data": "a"}}}}
	r.ok("editMessageReplyMarkup", params{"chat_id": 7, "message_id": mine, "reply_markup": keys}, nil)
	r.ok("editMessageText", edit(mine, "two"), nil) // without its keyboard it is another
	m := r.History(7)[1]
	if m.ID != mine || m.Plain != "two" || !m.Edited || len(m.Keyboard) != 0 {
		t.Errorf("after edits: %+v", m)
	}
	r.ok("deleteMessage", params{"chat_id": 7, "message_id": mine}, nil)
	r.refused("deleteMessage", params{"chat_id": 7, "message_id": mine}, 400, "Bad Request: message to delete not found")
	r.refused("editMessageText", edit(mine, "x"), 400, "Bad Request: message to edit not found")
	if !r.History(7)[1].Deleted {
		t.Error("not marked as deleted")
	}
	r.clock.pass(49 * time.Hour)
	r.refused("deleteMessage", params{"chat_id": 7, "message_id": theirs}, 400, "Bad Request: message can't be deleted for everyone")
}

func TestCustomerEditsAndBlocks(t *testing.T) {
	r := newRig(t, Options{})
	id := r.say(7, "tee")
	if err := r.Edit(7, id, "tea"); err != nil {
		t.Fatal(err)
	}
	for _, act := range []func(int64) error{r.Block, r.Unblock, r.Unblock, r.Block} {
		if err := act(7); err != nil {
			t.Fatal(err)
		}
	}
	r.say(7, "I am back")
	got := r.updates(nil)[2:]
	if len(got) != 6 || got[0].Edited.Text != "tea" {
		t.Fatalf("updates: %+v", got)
	}
	for i, want := range []string{"kicked", "member", "kicked", "member"} {
		if got[i+1].Member.New.Status != want {
			t.Errorf("change %d: %s, want %s", i, got[i+1].Member.New.Status, want)
		}
	}
	r.send(7, "welcome back")
}

func TestAnswerCallbackQuery(t *testing.T) {
	r := newRig(t, Options{})
	id := r.send(7, "x")
	if _, err := r.Press(7, id, "nothing"); err == nil {
		t.Error("pressed a button that is not there")
	}
	forged, err := r.Forge(7, id, "rate:9")
	if err != nil {
		t.Fatal(err)
	}
	r.refused("answerCallbackQuery", params{"callback_query_id": forged, "text": strings.Repeat("a", 201)}, 400, "Bad Request: MESSAGE_TOO_LONG")
	r.clock.pass(151 * time.Second)
	r.refused("answerCallbackQuery", params{"callback_query_id": forged}, 400,
		"Bad Request: query is too old and response timeout expired or query ID is invalid")
}

func TestGroupMoves(t *testing.T) {
	r := newRig(t, Options{})
	r.AddGroup(Group{ID: -5, Title: "Staff", Basic: true, Admins: []int64{7}})
	if err := r.Upgrade(-5, -1005); err != nil {
		t.Fatal(err)
	}
	got := r.call("sendMessage", params{"chat_id": -5, "text": "x"})
	if got.Description != "Bad Request: group chat was upgraded to a supergroup chat" || got.Parameters.Migrate != -1005 {
		t.Errorf("to the old id: %+v", got)
	}
	r.send(-1005, "x")
	r.AddGroup(Group{ID: -6, Title: "Basic", Basic: true, Admins: []int64{7}})
	if err := r.Block(-6); err != nil {
		t.Fatal(err)
	}
	r.refused("sendMessage", params{"chat_id": -6, "text": "x"}, 403, "Forbidden: bot was kicked from the group chat")
	if err := r.Block(-1005); err != nil {
		t.Fatal(err)
	}
	r.refused("sendMessage", params{"chat_id": -1005, "text": "x"}, 403, "Forbidden: bot was kicked from the supergroup chat")
}

func TestAlbumsAndLists(t *testing.T) {
	r := newRig(t, Options{})
	item := params{"type": "photo", "media": "https://example.com/a.jpg"}
	var album []sent
	r.ok("sendMediaGroup", params{"chat_id": 7, "media": []params{item, item}}, &album)
	if len(album) != 2 {
		t.Errorf("album: %+v", album)
	}
	r.refused("sendMediaGroup", params{"chat_id": 7, "media": []params{item}}, 400, "Bad Request: there must be 2-10 items in the album")
	for _, kind := range []string{"audio", "document"} {
		other := params{"type": kind, "media": "https://example.com/a"}
		r.refused("sendMediaGroup", params{"chat_id": 7, "media": []params{item, other}}, 400, "Bad Request: "+kind+" can't be mixed with other media types")
		r.ok("sendMediaGroup", params{"chat_id": 7, "media": []params{other, other}}, nil)
	}
	r.refused("copyMessages", params{"chat_id": 7, "from_chat_id": 99, "message_ids": []int{1, 2}}, 400, "Bad Request: chat not found")
	ids := []int{album[0].ID, album[1].ID}
	r.ok("copyMessages", params{"chat_id": 7, "from_chat_id": 7, "message_ids": ids}, &album)
	r.refused("copyMessages", params{"chat_id": 7, "from_chat_id": 7, "message_ids": []int{2, 1}}, 400,
		"Bad Request: message identifiers must be in a strictly increasing order")
	r.ok("deleteMessages", params{"chat_id": 7, "message_ids": ids}, nil)
	r.ok("setMessageReaction", params{"chat_id": 7, "message_id": album[0].ID, "reaction": []params{{"type": "emoji", "emoji": "👍"}}}, nil)
	r.refused("setMessageReaction", params{"chat_id": 7, "message_id": album[0].ID, "reaction": []params{{"type": "emoji", "emoji": "x"}}}, 400, "Bad Request: REACTION_INVALID")
	r.ok("pinChatMessage", params{"chat_id": 7, "message_id": album[0].ID}, nil)
	history := r.History(7)
	if m := history[7]; m.Reaction != "👍" || !m.Pinned {
		t.Errorf("marked: %+v", m)
	}
	r.ok("unpinChatMessage", params{"chat_id": 7}, nil)
	r.refused("unpinChatMessage", params{"chat_id": 7}, 400, "Bad Request: message to unpin not found")
	r.ok("sendChatAction", params{"chat_id": 7, "action": "typing"}, nil)
	r.ok("sendMessageDraft", params{"chat_id": 7, "draft_id": 1, "text": "half a sen"}, nil)
	r.refused("sendMessageDraft", params{"chat_id": 7, "draft_id": 0, "text": "half a sen"}, 400, "Bad Request: TEXTDRAFT_ID_INVALID")
	r.refused("sendChatAction", params{"chat_id": 7, "action": "dancing"}, 400, "Bad Request: wrong parameter action in request")
}

// TestDeleteInAGroup deletes what people wrote only as an administrator who may, and of several all or none.
func TestDeleteInAGroup(t *testing.T) {
	r := newRig(t, Options{})
	r.AddGroup(Group{ID: -100, Title: "Staff", Forum: true, Admins: []int64{7}})
	var topic struct {
		Thread int `json:"message_thread_id"`
	}
	r.ok("createForumTopic", params{"chat_id": -100, "name": "Mei"}, &topic)
	theirs, err := r.Send(Post{Chat: -100, From: 7, Text: "hello"})
	if err != nil {
		t.Fatal(err)
	}
	mine := r.send(-100, "mine")
	gone := func(ids ...int) params { return params{"chat_id": -100, "message_ids": ids} }
	r.refused("deleteMessages", gone(mine, topic.Thread), 400, "Bad Request: message can't be deleted for everyone")
	if err := r.Promote(-100, 7, "can_delete_messages"); err != nil {
		t.Fatal(err)
	}
	r.refused("deleteMessage", params{"chat_id": -100, "message_id": theirs}, 400, "Bad Request: message can't be deleted")
	r.refused("deleteMessages", gone(mine, theirs), 400, "Bad Request: message can't be deleted")
	r.ok("deleteMessages", gone(1, mine), nil)
	for _, m := range r.History(-100) {
		if m.Deleted != (m.ID == mine) {
			t.Errorf("message %d: deleted is %t", m.ID, m.Deleted)
		}
	}
}

func TestHistoryIsBounded(t *testing.T) {
	const keep = 100
	r := newRig(t, Options{Keep: keep})
	first := r.say(7, "first")
	for range 2 * keep {
		r.say(7, "x")
	}
	if n := len(r.History(7)); n < keep || n > keep+keep/4 {
		t.Errorf("%d messages kept", n)
	}
	r.refused("copyMessage", params{"chat_id": 7, "from_chat_id": 7, "message_id": first}, 400, "Bad Request: message to copy not found")
}
