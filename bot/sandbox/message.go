// A message as the sandbox keeps it and as an observer sees it.

package sandbox

import (
	"encoding/json"
	"time"
)

// Message is one bubble of a chat.
type Message struct {
	ID        int
	Chat      int64
	Thread    int // the topic; 0 outside topics
	From      int64
	FromBot   bool
	At        time.Time
	Text      string // as sent, before entities were parsed; the caption where there is Media
	ParseMode string
	Plain     string // what is read on the screen
	Entities  []Entity
	Media     string // photo, voice, document, video, audio, sticker, …; "" is text
	File      string // file id
	FileName  string // of a document
	Content   []byte // of a document that the bot uploaded, as far as it was kept
	Place     *Place // of a location or venue
	Contact   *Contact
	Album     string // media group id
	Keyboard  [][]Button
	Below     *Below // what it does to the keyboard below the text field; nil: nothing
	ReplyTo   int
	Silent    bool // it makes no sound
	Edited    bool
	Deleted   bool
	Copied    Source // what copyMessage copied
	Forwarded Source
	Reaction  string // the emoji the bot put on it
	Reacted   string // the emoji the customer put on it
	Pinned    bool

	changed  time.Time
	topic    *wireTopicCreated // the service message that opens a topic
	service  string            // closed, reopened, renamed
	named    string            // what the topic was renamed to
	migrated int64
}

// Notice is what a service message in a group tells: a topic was created or renamed, then name is its name, closed or
// reopened. Both are empty for what people and the bot wrote.
func (m *Message) Notice() (what, name string) {
	if m.topic != nil {
		return "created", m.topic.Name
	}
	return m.service, m.named
}

// Source names the message that another one was made from.
type Source struct {
	Chat    int64
	Message int
	From    int64
}

// Place is a point on the map.
type Place struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

// Contact is a person's card.
type Contact struct {
	Phone     string `json:"phone_number"`
	FirstName string `json:"first_name"`
	UserID    int64  `json:"user_id,omitempty"` // 0: nobody whom Telegram knows
}

// Entity is a marked part of a text; offsets and lengths count UTF-16 units.
type Entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	Language string `json:"language,omitempty"`
	EmojiID  string `json:"custom_emoji_id,omitempty"`
}

// Button is one key of an inline keyboard.
type Button struct {
	Text         string          `json:"text"`
	Data         string          `json:"callback_data,omitempty"`
	URL          string          `json:"url,omitempty"`
	Style        string          `json:"style,omitempty"`
	Icon         string          `json:"icon_custom_emoji_id,omitempty"`
	WebApp       json.RawMessage `json:"web_app,omitempty"`
	Login        json.RawMessage `json:"login_url,omitempty"`
	Switch       *string         `json:"switch_inline_query,omitempty"`
	SwitchHere   *string         `json:"switch_inline_query_current_chat,omitempty"`
	SwitchChosen json.RawMessage `json:"switch_inline_query_chosen_chat,omitempty"`
	Copy         json.RawMessage `json:"copy_text,omitempty"`
	Pay          bool            `json:"pay,omitempty"`
}

// fill puts the content into the wire's fields.
func (m *Message) fill(w *wireMessage) {
	if m.Media == "" {
		w.Text, w.Entities = m.Plain, m.Entities
		return
	}
	w.Caption, w.CaptionEntities = m.Plain, m.Entities
	m.fillMedia(w)
}
