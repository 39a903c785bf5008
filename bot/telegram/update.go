package telegram

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"guanxi/dialogs"
)

// Queue is one of the queues in which Telegram keeps updates. Within a queue they come in order; between queues they
// overtake each other, even in one private chat.
type Queue uint8

const (
	Messages  Queue = iota // messages and their edits, a queue a chat
	Presses                // of buttons, a queue a user
	Members                // the bot's own membership, blocks included
	Others                 // what we did not ask for
	Reactions              // of people to messages
)

// ChatKind is Telegram's word for the kind of a chat: private, group, supergroup, channel.
type ChatKind string

// Private is the chat of one customer with the bot; its id is the customer's user id.
const Private ChatKind = "private"

// Membership is how the bot stands in a chat after a change.
type Membership uint8

const (
	Unchanged Membership = iota
	Joined               // in a private chat: the customer started the bot, again or for the first time
	Left                 // in a private chat: the customer blocked the bot
)

// Update is what we read of an update. Strings are valid UTF-8 and bounded, so that a hostile server or a strange
// client cannot fill the store.
type Update struct {
	ID     int64
	Queue  Queue
	Chat   int64
	Kind   ChatKind
	Title  string // of a group; of a press and a reaction it is not read
	Flat   bool   // a message in a group without topics
	Thread int    // the topic; 0: none
	From   User

	Message     int       // its id; of a press: that of the message with the button
	Sent        time.Time // by Telegram's clock; of a press: when its message was sent; zero where Telegram says nothing
	Edited      bool
	Text        string // or a caption, at most 4096 UTF-16 units; of a reaction: the emoji put on Message, or ""
	HTML        string // of an edit: Text with its marks, as Telegram's HTML; empty: it has none
	File        string // of a voice message: Telegram\'s id of the recording
	Media       string // photo, voice, audio, video, video_note, animation, document, sticker, location, venue, contact, poll, dice, other
	ReplyTo     int    // the message answered to, in the same chat
	Replied     User   // who wrote that message
	RepliedText string // and what; of a press: what the message with the button answers
	Topic       Topic  // a service message: what became of the topic Thread
	Album       string // of a message sent together with others: what they share
	Phone       string // of a contact that is the sender's own card: the number

	Press      string // a press: id of the query, to be answered
	Data       string // a press: its data, at most 64 bytes
	Membership Membership
	Member     User  // whose Membership it is; zero: the bot's own
	MigrateTo  int64 // a service message: the group goes on under this id
}

// Topic is what somebody did to a topic of a group's.
type Topic uint8

// What a service message can tell of a topic; that one was deleted is told nobody.
const (
	TopicKept Topic = iota
	TopicClosed
	TopicReopened
)

// User is who sent an update. An administrator who writes as the group itself is told by Telegram as a bot of its own:
// here they are a person like others, under that bot's id.
type User struct {
	ID       int64
	Bot      bool
	Name     string // first and last, at most 128 bytes
	Username string // without the @
	Language string // IETF tag of the app
}

// Bounds of strings, in bytes where not said otherwise.
const (
	maxName     = 128
	maxUsername = 64
	maxLanguage = 35 // the longest tag that RFC 5646 asks to be kept
	maxData     = 64
	maxQuery    = 64
	maxAlbum    = 64
	maxPhone    = 32
	maxFile     = 256
	maxEmoji    = 64
	maxText     = 4096 // UTF-16 units
)

// Decode reads one update. It knows no closed list of values, so that what Telegram adds tomorrow is passed over; an
// error means that the update is not shaped like one at all.
func Decode(raw json.RawMessage) (Update, error) {
	var w wireUpdate
	if err := json.Unmarshal(raw, &w); err != nil {
		return Update{ID: w.ID}, fmt.Errorf("read update %d: %w", w.ID, err)
	}
	if w.ID == 0 {
		return Update{}, errors.New("read update: it has no id")
	}
	u := Update{ID: w.ID, Queue: Others}
	switch {
	case w.Message != nil:
		u.fromMessage(w.Message)
		if u.Text == "" && u.Media == "" && unheardOf(raw) {
			u.Media = "other"
		}
	case w.EditedMessage != nil:
		u.fromMessage(w.EditedMessage)
		u.Edited = true
		u.HTML = marked(cutUnits(cmp.Or(w.EditedMessage.Text, w.EditedMessage.Caption), maxText), append(w.EditedMessage.Marks, w.EditedMessage.Beside...)) // there is a text or a caption
	case w.CallbackQuery != nil:
		u.fromPress(w.CallbackQuery)
	case w.MyChatMember != nil:
		u.fromMember(w.MyChatMember)
	case w.ChatMember != nil:
		u.fromMember(w.ChatMember)
		u.Member = w.ChatMember.New.User.user()
	case w.Reaction != nil:
		u.fromReaction(w.Reaction)
	}
	return u, nil
}

func (u *Update) fromMessage(m *wireMessage) {
	u.Queue = Messages
	u.Chat, u.Kind, u.Title = m.Chat.ID, m.Chat.Type, cut(m.Chat.Title, maxName)
	u.Flat = m.Chat.Type != Private && !m.Chat.Forum
	u.Thread = m.Thread
	u.From = m.author()
	u.Message = m.ID
	u.Sent = at(m.Date)
	u.Media = m.media()
	u.File = cut(m.Voice.file, maxFile)
	u.Text = slashed(cutUnits(cmp.Or(m.Text, m.Caption), maxText))
	if to := m.ReplyTo; to != nil && to.ID != m.Thread { // in a topic all that replies to nothing replies to its beginning
		u.ReplyTo, u.Replied, u.RepliedText = to.ID, to.author(), cutUnits(cmp.Or(to.Text, to.Caption), maxText)
	}
	u.Album = cut(m.Album, maxAlbum)
	if c := m.Contact; c != nil && c.User != 0 && c.User == m.From.ID {
		u.Phone = cut(c.Phone, maxPhone)
	}
	u.MigrateTo = m.MigrateTo
	switch {
	case bool(m.TopicClosed):
		u.Topic = TopicClosed
	case bool(m.TopicReopened):
		u.Topic = TopicReopened
	}
}

func (u *Update) fromReaction(r *wireReacted) {
	u.Queue = Reactions
	u.Chat, u.Kind = r.Chat.ID, r.Chat.Type
	u.From = r.User.user()
	u.Message = r.Message
	u.Sent = at(r.Date)
	u.Text = cut(r.put(), maxEmoji)
}

// slashed gives a command the slash that it has on other keyboards, ／note as a Chinese one writes it, and takes away the
// invisible marks around it that right-to-left texts have, ours too, and that come along when it is copied. Two slashes
// stay: they are for staff to tell what is theirs.
func slashed(text string) string {
	bare := strings.TrimLeftFunc(text, invisible)
	rest, wide := strings.CutPrefix(bare, "／")
	switch {
	case wide && !strings.HasPrefix(rest, "／"):
		bare = "/" + rest
	case !strings.HasPrefix(bare, "/"):
		return text
	}
	end := strings.IndexFunc(bare, unicode.IsSpace)
	if end < 0 {
		end = len(bare)
	}
	return strings.TrimRightFunc(bare[:end], invisible) + bare[end:]
}

// invisible tells a mark of direction or the like, which nobody sees, and space.
func invisible(r rune) bool { return unicode.Is(unicode.Cf, r) || unicode.IsSpace(r) }

func (u *Update) fromPress(p *wirePress) {
	u.Queue = Presses
	u.Chat, u.Kind = p.Message.Chat.ID, p.Message.Chat.Type
	u.Thread = p.Message.Thread
	u.From = p.From.user()
	u.Message = p.Message.ID
	u.Sent = at(p.Message.Date)
	if to := p.Message.ReplyTo; to != nil {
		u.RepliedText = slashed(cutUnits(cmp.Or(to.Text, to.Caption), maxText))
	}
	u.Press = cut(p.ID, maxQuery)
	if len(p.Data) <= maxData { // longer is none of ours, and cut it might look like one
		u.Data = p.Data
	}
}

func (u *Update) fromMember(m *wireMember) {
	u.Queue = Members
	u.Chat, u.Kind, u.Title = m.Chat.ID, m.Chat.Type, cut(m.Chat.Title, maxName)
	u.From = m.From.user()
	u.Sent = at(m.Date)
	before, after := m.Old.in(), m.New.in()
	switch {
	case after && !before:
		u.Membership = Joined
	case before && !after:
		u.Membership = Left
	}
}

// Input returns what a customer's update means to a dialog. It is false for an update that is none of a dialog's: of
// another chat, from a bot, a service message, a press on a message of another bot's inline result, a place that moves
// as its sender does, a reaction taken back or without an emoji.
func (u *Update) Input(now time.Time) (dialogs.Input, bool) {
	in := dialogs.Input{
		At: now, Text: u.Text, File: u.File, Message: u.Message, Answers: u.ReplyTo, Album: u.Album, Phone: u.Phone,
		Chat: u.Chat, Name: u.From.Name, Username: u.From.Username, Language: u.From.Language,
	}
	if u.Kind != Private || u.Chat == 0 || u.From.Bot {
		return dialogs.Input{}, false
	}
	switch {
	case u.Queue == Presses:
		in.Kind, in.Data = dialogs.Press, u.Data
	case u.Queue == Members && u.Membership == Left:
		in.Kind = dialogs.Blocked
	case u.Queue == Members && u.Membership == Joined:
		in.Kind = dialogs.Unblocked
	case u.Queue == Reactions && u.Text != "":
		in.Kind = dialogs.Reacted
	case u.Queue != Messages || u.Text == "" && u.Media == "", u.Edited && u.Media == "location":
		return dialogs.Input{}, false
	case u.Edited:
		in.Kind, in.Media = dialogs.Edit, u.Media
	case u.Media != "":
		in.Kind, in.Media = dialogs.Media, u.Media
	}
	return in, true
}

func at(unix int64) time.Time {
	if unix <= 0 {
		return time.Time{}
	}
	return time.Unix(unix, 0)
}

// cut shortens a string to n bytes at the end of a rune.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return strings.Clone(s[:n])
}

// cutUnits shortens a string to n UTF-16 units, as Telegram counts.
func cutUnits(s string, n int) string {
	if len(s) <= n { // a unit takes a byte or more
		return s
	}
	units := 0
	for i, r := range s {
		units++
		if r > 0xFFFF {
			units++
		}
		if units > n {
			return strings.Clone(s[:i])
		}
	}
	return s
}
