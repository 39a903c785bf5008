// What customers do. Each act becomes an update for the bot.

package sandbox

import (
	"fmt"
	"slices"
	"strings"
)

// Post is a message that a person writes.
type Post struct {
	Chat     int64
	From     int64    // who writes; 0 in a private chat
	Thread   int      // the topic
	Text     string   // the caption where there is Media
	Entities []Entity // nil: commands are marked, as an app does
	Media    string   // photo, voice, video, document, audio, animation, video_note, sticker, location, venue, contact, poll, dice, story, paid_media, game; "" is text
	File     string   // file id; "" draws one
	Name     string   // of a document
	ReplyTo  int
	Place    [2]float64 // latitude and longitude of a location
	Phone    string     // of a contact
	Owner    int64      // of a contact: whose card it is; 0: nobody whom Telegram knows
	Album    string     // what a message sent together with others shares with them; see SendAlbum
}

var customerMedia = []string{"photo", "voice", "video", "document", "audio", "animation", "video_note", "sticker",
	"location", "venue", "contact", "poll", "dice", "story", "paid_media", "game"}

// Send writes the message and returns its id. Writing lets the bot answer; a customer who had blocked it unblocks first.
func (s *Server) Send(p Post) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch, who, err := s.author(p.Chat, p.From)
	if err != nil {
		return 0, err
	}
	m, err := s.compose(p)
	if err != nil {
		return 0, err
	}
	if p.Thread != 0 && ch.topics[p.Thread] == nil {
		return 0, fmt.Errorf("send to topic %d: no such topic", p.Thread)
	}
	if ch.group == nil && who.blocked {
		s.member(who.ID, ch, false)
	}
	who.wrote = who.wrote || ch.group == nil
	m.From = who.ID
	s.offerMessage("message", ch, s.add(ch, m))
	return s.nextID - 1, nil
}

func (s *Server) author(chatID, from int64) (*chat, *person, error) {
	ch := s.chats[chatID]
	if from == 0 {
		from = chatID
	}
	who := s.users[from]
	if ch == nil || who == nil {
		return nil, nil, fmt.Errorf("act in chat %d as %d: not known\nhint: AddUser or AddGroup first", chatID, from)
	}
	return ch, who, nil
}

func (s *Server) compose(p Post) (Message, error) {
	m := Message{
		Thread: p.Thread, ReplyTo: p.ReplyTo, Media: p.Media, File: p.File, FileName: p.Name, Album: p.Album, Text: p.Text, Plain: p.Text,
	}
	if m.Entities = p.Entities; m.Entities == nil {
		m.Entities = commands(p.Text)
	}
	switch {
	case p.Media == "" && strings.TrimSpace(p.Text) == "":
		return m, fmt.Errorf("send to chat %d: empty text", p.Chat)
	case length(p.Text) > textLimit:
		return m, fmt.Errorf("send to chat %d: text of more than %d UTF-16 units", p.Chat, textLimit)
	case p.Media == "location" || p.Media == "venue":
		m.Place = &Place{p.Place[0], p.Place[1]}
	case p.Media == "contact":
		m.Contact = s.card(p)
	case p.Media == "":
	case !slices.Contains(customerMedia, p.Media):
		return m, fmt.Errorf("send to chat %d: no media %q", p.Chat, p.Media)
	case p.File == "":
		m.File = s.drawFile(p.Media)
	}
	return m, nil
}

func (s *Server) offerMessage(kind string, ch *chat, m *Message) {
	s.offer(kind, lane{id: ch.id}, encode(s.wire(ch, m, false)))
}

// card is a contact's, under the name by which its owner is known.
func (s *Server) card(p Post) *Contact {
	c := &Contact{Phone: p.Phone, FirstName: "Contact", UserID: p.Owner}
	if owner := s.users[p.Owner]; owner != nil {
		c.FirstName = owner.Name
	}
	return c
}

// SendAlbum writes photos, videos, documents or audio as one album and returns their ids. Each comes as an update of
// its own.
func (s *Server) SendAlbum(posts ...Post) ([]int, error) {
	s.mu.Lock()
	album := fmt.Sprint(s.nextID)
	s.mu.Unlock()
	ids := make([]int, len(posts))
	for i, p := range posts {
		p.Album = album
		var err error
		if ids[i], err = s.Send(p); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// Edit changes the words or the caption of a person's own message.
func (s *Server) Edit(chatID int64, id int, text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.chats[chatID]
	if ch == nil {
		return fmt.Errorf("edit message %d: chat %d is not known", id, chatID)
	}
	m := ch.find(id)
	if m == nil || m.FromBot {
		return fmt.Errorf("edit message %d: not a person's message", id)
	}
	m.Text, m.Plain, m.Entities, m.Edited = text, text, commands(text), true
	s.touch(m, Edited)
	s.offerMessage("edited_message", ch, m)
	return nil
}

// React puts a customer's reaction on a message of their private chat, in place of the one before; "" takes it away.
func (s *Server) React(chatID int64, id int, emoji string) error {
	return s.ReactAs(chatID, id, emoji, chatID)
}

// ReactAs is React by one of a group. Of several people's reactions the last is remembered.
func (s *Server) ReactAs(chatID int64, id int, emoji string, by int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.chats[chatID]
	if ch == nil || s.wireUser(by) == nil {
		return fmt.Errorf("react in chat %d: no such chat or person", chatID)
	}
	m := ch.find(id)
	if m == nil {
		return fmt.Errorf("react to message %d: not there", id)
	}
	change := wireReacted{Chat: s.wireChat(ch), Message: id, User: *s.wireUser(by), Date: s.opt.Now().Unix(), Old: reactions(m.Reacted), New: reactions(emoji)}
	m.Reacted = emoji
	s.touch(m, Marked)
	s.offer("message_reaction", lane{id: ch.id}, encode(change))
	return nil
}

// Delete takes a message out of a chat, for everybody. Telegram tells a bot nothing of it.
func (s *Server) Delete(chatID int64, id int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.chats[chatID]
	if ch == nil {
		return fmt.Errorf("delete in chat %d: not known", chatID)
	}
	m := ch.find(id)
	if m == nil {
		return fmt.Errorf("delete message %d: not there", id)
	}
	m.Deleted = true
	s.touch(m, Removed)
	return nil
}

// Press presses a button that the message has now, and returns the id of the callback query.
func (s *Server) Press(chatID int64, id int, data string) (string, error) {
	return s.PressAs(chatID, id, data, chatID)
}

// PressAs is Press by one of a group.
func (s *Server) PressAs(chatID int64, id int, data string, from int64) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.chats[chatID]
	if ch == nil {
		return "", fmt.Errorf("press in chat %d: not known", chatID)
	}
	m := ch.find(id)
	if m == nil || !m.offers(data) {
		return "", fmt.Errorf("press %q on message %d: no such button", data, id)
	}
	return s.press(ch, m, data, from)
}

// Forge sends a press that no button offers: an old one, or a lie. Telegram lets clients do so.
func (s *Server) Forge(chatID int64, id int, data string) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.chats[chatID]
	if ch == nil {
		return "", fmt.Errorf("press in chat %d: not known", chatID)
	}
	m := ch.any(id)
	if m == nil {
		m = &Message{ID: id, Chat: chatID, From: s.me.ID, FromBot: true, At: s.opt.Now(), Plain: "?"}
	}
	return s.press(ch, m, data, chatID)
}

func (s *Server) press(ch *chat, m *Message, data string, from int64) (string, error) {
	who := s.wireUser(from)
	if who == nil {
		return "", fmt.Errorf("press as %d: not known", from)
	}
	s.presses.next++
	id := fmt.Sprint(s.queue.next<<16 + s.presses.next&0xffff)
	s.presses.keep(id, &press{chat: ch.id, thread: m.Thread, at: s.opt.Now()})
	query := wireQuery{ID: id, From: *who, Message: s.wire(ch, m, false), Instance: fmt.Sprint(ch.id), Data: data}
	s.offer("callback_query", lane{presses: true, id: from}, encode(query))
	return id, nil
}

// Block stops the bot: a customer blocks it, a group throws it out.
func (s *Server) Block(chatID int64) error { return s.setMember(chatID, true) }

// Unblock lets the bot write again.
func (s *Server) Unblock(chatID int64) error { return s.setMember(chatID, false) }

func (s *Server) setMember(chatID int64, out bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.chats[chatID]
	if ch == nil {
		return fmt.Errorf("block in chat %d: not known", chatID)
	}
	if ch.group == nil {
		s.member(chatID, ch, out)
		return nil
	}
	from := s.me.ID
	if len(ch.group.Admins) != 0 {
		from = ch.group.Admins[0]
	}
	s.member(from, ch, out)
	return nil
}

// member changes whether the bot is in the chat and tells it; no change, no update.
func (s *Server) member(from int64, ch *chat, out bool) {
	flag := &ch.kicked
	if ch.group == nil {
		flag = &s.users[ch.id].blocked
	}
	if *flag != out {
		s.stand(from, ch, func() { *flag = out })
	}
}

// Deactivate deletes a customer's account: sends to it answer 403, nothing is told.
func (s *Server) Deactivate(user int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.users[user]; p != nil {
		p.gone = true
	}
}
