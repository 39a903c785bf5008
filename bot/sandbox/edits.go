// Changing and deleting messages, and answering presses.

package sandbox

import (
	"slices"
	"strings"
	"time"
)

const (
	deletable    = 48 * time.Hour
	maxAnswer    = 200 // characters of a callback answer
	maxRemembers = 20000
)

func editMessageText(s *Server, c *call) ([]byte, *failure) {
	return s.edit(c, func(old *Message) (Message, *failure) {
		m := Message{}
		if old.Media != "" {
			return m, bad("there is no text in the message to edit")
		}
		err := c.words(&m, "text", "entities", textLimit)
		return m, err
	})
}

// captioned are the media that can have a caption.
const captioned = " photo video document audio animation voice paid_media "

func editMessageCaption(s *Server, c *call) ([]byte, *failure) {
	return s.edit(c, func(old *Message) (Message, *failure) {
		m := Message{}
		if !strings.Contains(captioned, " "+old.Media+" ") {
			return m, bad("there is no caption in the message to edit")
		}
		err := c.words(&m, "caption", "caption_entities", captionLimit)
		return m, err
	})
}

func editMessageReplyMarkup(s *Server, c *call) ([]byte, *failure) {
	return s.edit(c, func(old *Message) (Message, *failure) {
		return Message{Text: old.Text, ParseMode: old.ParseMode, Plain: old.Plain, Entities: old.Entities}, nil
	})
}

// edit replaces words and keyboard of one of the bot's messages; a keyboard not given is taken away.
func (s *Server) edit(c *call, read func(*Message) (Message, *failure)) ([]byte, *failure) {
	old, err := s.message(c, "message to edit not found")
	if err != nil {
		return nil, err
	}
	if !old.FromBot || old.Forwarded != (Source{}) || old.topic != nil || old.service != "" {
		return nil, bad("message can't be edited")
	}
	m, err := read(old)
	if err != nil {
		return nil, err
	}
	if m.Keyboard, err = c.keyboard(); err != nil {
		return nil, err
	}
	if m.Plain == old.Plain && slices.Equal(m.Entities, old.Entities) && sameKeyboard(m.Keyboard, old.Keyboard) {
		return nil, bad("message is not modified: specified new message content and reply markup are exactly the same " +
			"as a current content and reply markup of the message")
	}
	ch := s.chats[old.Chat]
	if ch.group != nil { // edits share the budget of a group, not of a private chat
		if err := s.spend(ch, 1); err != nil {
			return nil, err
		}
	}
	old.Text, old.ParseMode, old.Plain, old.Entities, old.Keyboard = m.Text, m.ParseMode, m.Plain, m.Entities, m.Keyboard
	old.Edited = true
	s.touch(old, Edited)
	return encode(s.wire(ch, old, false)), nil
}

func deleteMessage(s *Server, c *call) ([]byte, *failure) {
	m, err := s.message(c, "message to delete not found")
	if err != nil {
		return nil, err
	}
	if err := s.stays(m); err != nil {
		return nil, err
	}
	m.Deleted = true
	s.touch(m, Removed)
	return yes, nil
}

// stays says why the bot cannot delete a message.
func (s *Server) stays(m *Message) *failure {
	if g := s.chats[m.Chat].group; g != nil && !m.FromBot && !g.may("can_delete_messages") {
		return bad("message can't be deleted")
	}
	if s.age(m.At) > deletable || m.topic != nil {
		return bad("message can't be deleted for everyone")
	}
	return nil
}

// deleteMessages skips what is not there, as Telegram does, and deletes nothing where one of the others has to stay.
func deleteMessages(s *Server, c *call) ([]byte, *failure) {
	ch, err := s.target(c)
	if err != nil {
		return nil, err
	}
	ids, err := c.messageIDs()
	if err != nil {
		return nil, err
	}
	var goes []*Message
	for _, id := range ids {
		m := ch.find(int(id))
		if m == nil {
			continue
		}
		if err := s.stays(m); err != nil {
			return nil, err
		}
		goes = append(goes, m)
	}
	for _, m := range goes {
		m.Deleted = true
		s.touch(m, Removed)
	}
	return yes, nil
}

// presses remembers callback queries, the oldest forgotten beyond maxRemembers.
type presses struct {
	next  int64
	byID  map[string]*press
	order []string
}

type press struct {
	chat   int64
	thread int
	at     time.Time
	answer *Answer
}

// Answer is what the bot replied to a press.
type Answer struct {
	Text  string
	Alert bool
	URL   string
}

func (p *presses) keep(id string, one *press) {
	p.byID[id] = one
	if p.order = append(p.order, id); len(p.order) > maxRemembers {
		delete(p.byID, p.order[0])
		p.order = p.order[1:]
	}
}

func answerCallbackQuery(s *Server, c *call) ([]byte, *failure) {
	id := c.text("callback_query_id")
	p := s.presses.byID[id]
	if p == nil || p.answer != nil || s.age(p.at) > pressLife {
		return nil, bad("query is too old and response timeout expired or query ID is invalid")
	}
	if len([]rune(c.text("text"))) > maxAnswer {
		return nil, bad("MESSAGE_TOO_LONG")
	}
	p.answer = &Answer{Text: c.text("text"), Alert: c.truth("show_alert"), URL: c.text("url")}
	s.tell(Change{Kind: Answered, Message: Message{Chat: p.chat, Thread: p.thread}, Query: id, Answer: *p.answer})
	return yes, nil
}
