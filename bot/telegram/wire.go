package telegram

import (
	"encoding/json"
	"slices"
)

// The part of the Bot API's objects that we read. encoding/json replaces invalid UTF-8 and passes over unknown fields.

type wireUpdate struct {
	ID            int64        `json:"update_id"`
	Message       *wireMessage `json:"message"`
	EditedMessage *wireMessage `json:"edited_message"`
	CallbackQuery *wirePress   `json:"callback_query"`
	MyChatMember  *wireMember  `json:"my_chat_member"`
	ChatMember    *wireMember  `json:"chat_member"`
	Reaction      *wireReacted `json:"message_reaction"`
}

type wireChat struct {
	ID    int64    `json:"id"`
	Type  ChatKind `json:"type"`
	Title string   `json:"title"`
	Forum bool     `json:"is_forum"`
}

type wireUser struct {
	ID       int64  `json:"id"`
	Bot      bool   `json:"is_bot"`
	First    string `json:"first_name"`
	Last     string `json:"last_name"`
	Username string `json:"username"`
	Language string `json:"language_code"`
}

func (w *wireUser) user() User {
	name := w.First
	if w.Last != "" {
		name += " " + w.Last
	}
	return User{
		ID: w.ID, Bot: w.Bot, Name: cut(name, maxName),
		Username: cut(w.Username, maxUsername), Language: cut(w.Language, maxLanguage),
	}
}

type wireMessage struct {
	ID      int          `json:"message_id"`
	Thread  int          `json:"message_thread_id"`
	Album   string       `json:"media_group_id"`
	From    wireUser     `json:"from"`
	Chat    wireChat     `json:"chat"`
	Date    int64        `json:"date"`
	Text    string       `json:"text"`
	Caption string       `json:"caption"`
	Marks   []wireEntity `json:"entities"`
	Beside  []wireEntity `json:"caption_entities"`
	Sender  wireChat     `json:"sender_chat"` // where somebody writes as a chat
	ReplyTo *wireMessage `json:"reply_to_message"`

	MigrateTo     int64   `json:"migrate_to_chat_id"`
	TopicClosed   present `json:"forum_topic_closed"`
	TopicReopened present `json:"forum_topic_reopened"`

	Photo     present   `json:"photo"`
	Voice     wireVoice `json:"voice"`
	Audio     present   `json:"audio"`
	Video     present   `json:"video"`
	VideoNote present   `json:"video_note"`
	Animation present   `json:"animation"`
	Document  present   `json:"document"`
	Sticker   present   `json:"sticker"`
	Location  present   `json:"location"`
	Venue     present   `json:"venue"`
	Contact   *struct {
		Phone string `json:"phone_number"`
		User  int64  `json:"user_id"`
	} `json:"contact"`
	Poll present `json:"poll"`
	Dice present `json:"dice"`

	// What else a customer can send.
	Story     present `json:"story"`
	LivePhoto present `json:"live_photo"`
	PaidMedia present `json:"paid_media"`
	Game      present `json:"game"`
	Checklist present `json:"checklist"`
	Invoice   present `json:"invoice"`
	Giveaway  present `json:"giveaway"`
	Rich      present `json:"rich_message"`
	Gift      present `json:"gift"`
	Unique    present `json:"unique_gift"`
}

// author is who wrote the message.
func (m *wireMessage) author() User {
	who := m.From.user()
	if m.Sender.ID != 0 && m.Sender.ID == m.Chat.ID {
		who.Bot = false
	}
	return who
}

// media names what the message carries besides words; empty: nothing.
func (m *wireMessage) media() string {
	switch {
	case bool(m.Animation): // comes with document set as well
		return "animation"
	case bool(m.Venue): // comes with location set as well
		return "venue"
	case bool(m.Photo):
		return "photo"
	case m.Voice.there:
		return "voice"
	case bool(m.Audio):
		return "audio"
	case bool(m.Video):
		return "video"
	case bool(m.VideoNote):
		return "video_note"
	case bool(m.Document):
		return "document"
	case bool(m.Sticker):
		return "sticker"
	case bool(m.Location):
		return "location"
	case m.Contact != nil:
		return "contact"
	case bool(m.Poll):
		return "poll"
	case bool(m.Dice):
		return "dice"
	case bool(m.Story || m.LivePhoto || m.PaidMedia || m.Game || m.Checklist || m.Invoice || m.Giveaway || m.Rich || m.Gift || m.Unique):
		return "other"
	}
	return ""
}

// wireVoice is a recording. Whatever it looks like it is one.
type wireVoice struct {
	there bool
	file  string
}

// UnmarshalJSON notes where it is, as far as that can be read.
func (v *wireVoice) UnmarshalJSON(value []byte) error {
	var voice struct {
		File string `json:"file_id"`
	}
	if v.there = string(value) != "null"; json.Unmarshal(value, &voice) == nil {
		v.file = voice.File
	}
	return nil
}

// wireReacted is a change of a user's reactions to a message.
type wireReacted struct {
	Chat    wireChat       `json:"chat"`
	Message int            `json:"message_id"`
	User    wireUser       `json:"user"`
	Date    int64          `json:"date"`
	Old     []wireReaction `json:"old_reaction"`
	New     []wireReaction `json:"new_reaction"`
}

// wireReaction is one reaction; a custom or paid one has no emoji.
type wireReaction struct {
	Emoji string `json:"emoji"`
}

// put is the first emoji that was not there before, or "".
func (w *wireReacted) put() string {
	for _, r := range w.New {
		if !slices.Contains(w.Old, r) {
			return r.Emoji
		}
	}
	return ""
}

type wirePress struct {
	ID      string      `json:"id"`
	From    wireUser    `json:"from"`
	Data    string      `json:"data"`
	Message wirePressed `json:"message"`
}

// wirePressed is the message whose button was pressed; of an old one Telegram tells chat and id only.
type wirePressed struct {
	ID     int      `json:"message_id"`
	Thread int      `json:"message_thread_id"`
	Chat   wireChat `json:"chat"`
	Date   int64    `json:"date"`

	ReplyTo *wireMessage `json:"reply_to_message"`
}

type wireMember struct {
	From wireUser   `json:"from"`
	Chat wireChat   `json:"chat"`
	Date int64      `json:"date"`
	Old  wireStatus `json:"old_chat_member"`
	New  wireStatus `json:"new_chat_member"`
}

type wireStatus struct {
	User   wireUser `json:"user"`
	Status string   `json:"status"`
	Member bool     `json:"is_member"` // of restricted
}

// in says whether that is the status of somebody in the chat.
func (w wireStatus) in() bool {
	return w.Status == "member" || w.Status == "administrator" || w.Status == "creator" || w.Status == "restricted" && w.Member
}

// present is true where a field is there, whatever it holds.
type present bool

// UnmarshalJSON notes that there is something.
func (p *present) UnmarshalJSON(value []byte) error {
	*p = string(value) != "null"
	return nil
}
