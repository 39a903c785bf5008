package desk

import (
	"slices"

	"guanxi/dialogs/grounded"
	"guanxi/locales"
)

// Talk is what the customer and staff said to each other last. It lies in a record of its own beside the customer's, for
// a topic that is made again: what it showed is in the customer's chat alone, and a bot cannot read chats.
type Talk struct {
	Lines []Line `cbor:"1,keyasint,omitempty"`
}

// Line is one message of it.
type Line struct {
	At      int64  `cbor:"1,keyasint,omitempty"` // Unix seconds
	Words   string `cbor:"2,keyasint,omitempty"` // no more of them than a language model reads
	Media   string `cbor:"3,keyasint,omitempty"` // what it is besides words
	Staff   bool   `cbor:"4,keyasint,omitempty"` // they said it
	Name    string `cbor:"5,keyasint,omitempty"` // who of them
	Message int    `cbor:"6,keyasint,omitempty"` // the customer's, in their chat, or staff's, in theirs
	Edited  bool   `cbor:"7,keyasint,omitempty"` // it had been said in other words before
}

const (
	talkLines = 12  // so that the card can show them all
	lineUnits = 160 // of a message's words that a card shows
)

// With returns the talk with one more message, the oldest beyond the last twelve left out; it leaves t alone.
func (t Talk) With(l Line) Talk {
	l.Words = clip(l.Words, grounded.MaxSaid)
	lines := append(slices.Clip(t.Lines), l)
	return Talk{lines[max(0, len(lines)-talkLines):]}
}

// Without returns the talk without messages of staff's that the customer has not; it leaves t alone.
func (t Talk) Without(messages ...int) Talk {
	return Talk{slices.DeleteFunc(slices.Clone(t.Lines), func(l Line) bool {
		return l.Staff && l.Message != 0 && slices.Contains(messages, l.Message)
	})}
}

// mediaSigns stand for what cannot be shown in a line.
var mediaSigns = map[string]string{
	"photo": "📷", "voice": "🎤", "audio": "🎵", "video": "🎬", "video_note": "🎬", "animation": "🎬", "sticker": "🙂", "dice": "🎲",
	"location": "📍", "venue": "📍", "contact": "👤", "poll": "📊",
}

// line is one message as a card tells it.
func (v Topic) line(l Line) string {
	words := clip(oneLine(l.Words), lineUnits)
	if l.Media != "" {
		sign, known := mediaSigns[l.Media]
		if !known {
			sign = "📎"
		}
		words = sign + " " + words
	}
	if l.Edited {
		words = "✏️ " + words
	}
	name := v.name()
	if l.Staff {
		name = l.Name
	}
	return v.text("desk-line", locales.Args{"Name": name, "Words": words})
}
