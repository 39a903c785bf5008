// Sending: new messages, copies, forwards and what belongs to them.

package sandbox

import (
	"fmt"
	"slices"
	"strings"
)

func getMe(s *Server, _ *call) ([]byte, *failure) {
	return encode(struct {
		wireUser
		Join    bool `json:"can_join_groups"`
		ReadAll bool `json:"can_read_all_group_messages"`
		Inline  bool `json:"supports_inline_queries"`
	}{s.me, true, true, false}), nil
}

func sendMessage(s *Server, c *call) ([]byte, *failure) {
	var m Message
	if err := c.words(&m, "text", "entities", textLimit); err != nil {
		return nil, err
	}
	return s.send(c, m)
}

// send puts m where the call says and answers with it.
func (s *Server) send(c *call, m Message) ([]byte, *failure) {
	ch, kept, err := s.place(c, m)
	if err != nil {
		return nil, err
	}
	return encode(s.wire(ch, kept, false)), nil
}

// place checks where m goes and what it replies to, then adds it.
func (s *Server) place(c *call, m Message) (*chat, *Message, *failure) {
	var err *failure
	if m.Keyboard, err = c.keyboard(); err != nil {
		return nil, nil, err
	}
	if m.Below, err = c.below(); err != nil {
		return nil, nil, err
	}
	ch, err := s.target(c)
	if err != nil {
		return nil, nil, err
	}
	if m.Thread, err = ch.thread(c); err != nil {
		return nil, nil, err
	}
	if m.ReplyTo, err = ch.reply(c); err != nil {
		return nil, nil, err
	}
	if err := s.spend(ch, 1); err != nil {
		return nil, nil, err
	}
	m.Silent = c.truth("disable_notification")
	return ch, s.deliver(c, ch, m), nil
}

// placeAll is place for several messages, without keyboards: all are sent, or none.
func (s *Server) placeAll(c *call, all []Message) (*chat, []*Message, *failure) {
	ch, err := s.target(c)
	if err != nil {
		return nil, nil, err
	}
	thread, err := ch.thread(c)
	if err != nil {
		return nil, nil, err
	}
	reply, err := ch.reply(c)
	if err != nil {
		return nil, nil, err
	}
	if err := s.spend(ch, len(all)); err != nil {
		return nil, nil, err
	}
	kept := make([]*Message, len(all))
	for i, m := range all {
		m.Thread, m.ReplyTo, m.Silent = thread, reply, c.truth("disable_notification")
		kept[i] = s.deliver(c, ch, m)
	}
	return ch, kept, nil
}

// deliver adds the bot's message and remembers that it was accepted.
func (s *Server) deliver(c *call, ch *chat, m Message) *Message {
	m.From = s.me.ID
	kept := s.add(ch, m)
	s.accept(c, kept)
	return kept
}

// target is the chat that chat_id names, provided the bot can write there.
func (s *Server) target(c *call) (*chat, *failure) {
	ch, err := s.named(c, "chat_id")
	if err != nil {
		return nil, err
	}
	return ch, s.reach(ch)
}

func (s *Server) named(c *call, field string) (*chat, *failure) {
	text := c.text(field)
	if text == "" {
		return nil, bad("%s is empty", field)
	}
	id, ok := integer(text)
	ch := s.chats[id]
	if !ok || ch == nil {
		return nil, bad("chat not found")
	}
	return ch, nil
}

// reach says why the bot cannot write to the chat.
func (s *Server) reach(ch *chat) *failure {
	if ch.moved != 0 {
		f := bad("group chat was upgraded to a supergroup chat")
		f.migrate = ch.moved
		return f
	}
	if ch.group != nil {
		kind := "supergroup"
		if ch.group.Basic {
			kind = "group"
		}
		switch {
		case ch.group.Gone:
			return forbidden("the group chat was deleted")
		case ch.kicked:
			return forbidden("bot was kicked from the " + kind + " chat")
		case ch.group.Without:
			return forbidden("bot is not a member of the " + kind + " chat")
		}
		return nil
	}
	switch p := s.users[ch.id]; {
	case p.gone:
		return forbidden("user is deactivated")
	case p.blocked:
		return forbidden("bot was blocked by the user")
	case !p.wrote:
		return forbidden("bot can't initiate conversation with a user")
	}
	return nil
}

// reply is the message that the call replies to, 0 for none.
func (ch *chat) reply(c *call) (int, *failure) {
	var to struct {
		Message int    `json:"message_id"`
		Chat    *int64 `json:"chat_id"`
		Anyway  bool   `json:"allow_sending_without_reply"`
	}
	if err := c.decode("reply_parameters", "reply parameters", &to); err != nil {
		return 0, err
	}
	if old := c.number("reply_to_message_id"); old != 0 { // as before Bot API 7.0; still taken
		to.Message, to.Anyway = int(old), c.truth("allow_sending_without_reply")
	}
	here := to.Chat == nil || *to.Chat == ch.id
	switch {
	case to.Message == 0:
		return 0, nil
	case here && ch.find(to.Message) != nil:
		return to.Message, nil
	case to.Anyway:
		return 0, nil
	}
	return 0, bad("message to be replied not found")
}

func copyMessage(s *Server, c *call) ([]byte, *failure) {
	m, err := s.source(c, c.number("message_id"), "message to copy not found")
	if err != nil {
		return nil, err
	}
	if c.has("caption") && m.Media != "" {
		m.Entities = nil
		if err := c.words(&m, "caption", "caption_entities", captionLimit); err != nil {
			return nil, err
		}
	}
	_, kept, err := s.place(c, m)
	if err != nil {
		return nil, err
	}
	return encode(messageID{kept.ID}), nil
}

type messageID struct {
	ID int `json:"message_id"`
}

// source is what copying the named message would send.
func (s *Server) source(c *call, id int64, missing string) (Message, *failure) {
	from, err := s.named(c, "from_chat_id")
	if err != nil {
		return Message{}, err
	}
	m := from.find(int(id))
	switch {
	case m == nil:
		return Message{}, bad("%s", missing)
	case m.topic != nil || m.service != "" || m.migrated != 0 || m.Media == "paid_media":
		return Message{}, bad("message can't be copied")
	}
	return Message{
		Text: m.Text, ParseMode: m.ParseMode, Plain: m.Plain, Entities: m.Entities,
		Media: m.Media, File: m.File, FileName: m.FileName, Place: m.Place, Contact: m.Contact,
		Copied: Source{Chat: from.id, Message: m.ID, From: m.From},
	}, nil
}

// copyMessages skips what cannot be copied, as Telegram does, and keeps albums together.
func copyMessages(s *Server, c *call) ([]byte, *failure) {
	ids, err := c.messageIDs()
	if err != nil {
		return nil, err
	}
	if !slices.IsSorted(ids) || len(slices.Compact(slices.Clone(ids))) != len(ids) {
		return nil, bad("message identifiers must be in a strictly increasing order")
	}
	from, err := s.named(c, "from_chat_id")
	if err != nil {
		return nil, err
	}
	var found []Message
	albums := map[string]string{} // new by old
	for _, id := range ids {
		m, err := s.source(c, id, "")
		if err != nil {
			continue
		}
		if old := from.find(int(id)).Album; old != "" {
			if albums[old] == "" {
				albums[old] = fmt.Sprint(s.nextID + len(found))
			}
			m.Album = albums[old]
		}
		found = append(found, m)
	}
	if len(found) == 0 {
		return nil, bad("there are no messages to copy")
	}
	_, kept, err := s.placeAll(c, found)
	if err != nil {
		return nil, err
	}
	copied := make([]messageID, len(kept))
	for i, m := range kept {
		copied[i] = messageID{m.ID}
	}
	return encode(copied), nil
}

// messageIDs reads 1-100 ids.
func (c *call) messageIDs() ([]int64, *failure) {
	var ids []int64
	if err := c.decode("message_ids", "message identifiers", &ids); err != nil {
		return nil, err
	}
	switch {
	case len(ids) == 0:
		return nil, bad("message identifiers are not specified")
	case len(ids) > 100:
		return nil, bad("too many message identifiers specified")
	}
	return ids, nil
}

func forwardMessage(s *Server, c *call) ([]byte, *failure) {
	m, err := s.source(c, c.number("message_id"), "message to forward not found")
	if err != nil {
		return nil, err
	}
	m.Forwarded, m.Copied = m.Copied, Source{}
	return s.send(c, m)
}

var actions = []string{"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
	"choose_sticker", "find_location", "record_video_note", "upload_video_note"}

func sendChatAction(s *Server, c *call) ([]byte, *failure) {
	ch, err := s.target(c)
	if err != nil {
		return nil, err
	}
	if _, err := ch.thread(c); err != nil {
		return nil, err
	}
	if !slices.Contains(actions, c.text("action")) {
		return nil, bad("wrong parameter action in request")
	}
	s.tell(Change{Kind: Acting, Message: Message{Chat: ch.id}, Action: c.text("action")})
	return yes, nil
}

// sendMessageDraft shows in a private chat, for half a minute, what the bot has written so far. It is no message.
func sendMessageDraft(s *Server, c *call) ([]byte, *failure) {
	ch, err := s.target(c)
	if err != nil {
		return nil, err
	}
	m := Message{Chat: ch.id}
	if err := c.words(&m, "text", "entities", textLimit); err != nil {
		return nil, err
	}
	switch {
	case ch.id < 0:
		return nil, bad("TEXTDRAFT_PEER_INVALID")
	case c.number("draft_id") == 0:
		return nil, bad("TEXTDRAFT_ID_INVALID")
	}
	s.tell(Change{Kind: Drafted, Message: m})
	return yes, nil
}

// emojis are what a bot may react with: all that Telegram offers without a subscription.
var emojis = strings.Fields("❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡")

func setMessageReaction(s *Server, c *call) ([]byte, *failure) {
	m, err := s.message(c, "message to react not found")
	if err != nil {
		return nil, err
	}
	var reactions []struct {
		Type  string `json:"type"`
		Emoji string `json:"emoji"`
	}
	if err := c.decode("reaction", "reaction types", &reactions); err != nil {
		return nil, err
	}
	put := ""
	switch {
	case len(reactions) > 1:
		return nil, bad("REACTIONS_TOO_MANY")
	case m.topic != nil || m.service != "" || m.migrated != 0:
		return nil, bad("message to react not found")
	case len(reactions) == 1 && (reactions[0].Type != "emoji" || !slices.Contains(emojis, reactions[0].Emoji)):
		return nil, bad("REACTION_INVALID")
	case len(reactions) == 1:
		put = reactions[0].Emoji
	}
	m.Reaction = put
	s.touch(m, Marked)
	return yes, nil
}

func pinChatMessage(s *Server, c *call) ([]byte, *failure) {
	m, err := s.message(c, "message to pin not found")
	if err != nil {
		return nil, err
	}
	if ch := s.chats[m.Chat]; ch.group != nil && !ch.group.may("can_pin_messages") {
		return nil, bad("not enough rights to manage pinned messages in the chat")
	}
	m.Pinned = true
	s.touch(m, Marked)
	return yes, nil
}

// unpinChatMessage without message_id unpins the latest.
func unpinChatMessage(s *Server, c *call) ([]byte, *failure) {
	ch, err := s.target(c)
	if err != nil {
		return nil, err
	}
	id := int(c.number("message_id"))
	for _, m := range slices.Backward(ch.messages) {
		if m.Pinned && (id == 0 || m.ID == id) {
			m.Pinned = false
			s.touch(m, Marked)
			return yes, nil
		}
	}
	return nil, bad("message to unpin not found")
}

// message is the one that chat_id and message_id name.
func (s *Server) message(c *call, missing string) (*Message, *failure) {
	ch, err := s.target(c)
	if err != nil {
		return nil, err
	}
	m := ch.find(int(c.number("message_id")))
	if m == nil {
		return nil, bad("%s", missing)
	}
	return m, nil
}
