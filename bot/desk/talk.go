package desk

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"guanxi/bot/outbox"
	"guanxi/dialogs/grounded"
	"guanxi/locales"
)

// Talk is what the customer and staff said to each other last. It lies in a record of its own beside the customer's, for
// a topic that is made again: what it showed is in the customer's chat alone, and a bot cannot read chats.
type Talk struct {
	Lines []Line `cbor:"1,keyasint,omitempty"`
	// 2 was what cards told of complaints.
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
	Album   string `cbor:"8,keyasint,omitempty"` // what it shares with others that were sent together
	More    []int  `cbor:"9,keyasint,omitempty"` // those
}

const (
	talkLines = 12  // so that the card can show them all
	lineUnits = 160 // of a message's words that a card shows
)

// With returns the talk with one more message, the oldest beyond the last twelve left out; it leaves t alone.
func (t Talk) With(l Line) Talk {
	l.Words = clip(l.Words, grounded.MaxSaid)
	lines := slices.Clone(t.Lines)
	if last := len(lines) - 1; last >= 0 && l.Album != "" && !l.Edited && lines[last].Album == l.Album && lines[last].Staff == l.Staff {
		of := &lines[last]
		of.More, of.Words = append(slices.Clip(of.More), l.Message), cmp.Or(of.Words, l.Words)
		t.Lines = lines
		return t
	}
	lines = append(lines, l)
	t.Lines = lines[max(0, len(lines)-talkLines):]
	return t
}

// Without returns the talk without messages of staff's that the customer has not; it leaves t alone.
func (t Talk) Without(messages ...int) Talk {
	t.Lines = slices.DeleteFunc(slices.Clone(t.Lines), func(l Line) bool {
		return l.Staff && l.Message != 0 && slices.Contains(messages, l.Message)
	})
	return t
}

// shownMedia are what a line says of what it cannot show: a sign, and its name.
var shownMedia = map[string]struct{ sign, name string }{
	"photo": {"📷", "desk-media-photo"}, "voice": {"🎤", "desk-media-voice"}, "audio": {"🎵", "desk-media-audio"},
	"video": {"🎬", "desk-media-video"}, "video_note": {"🎬", "desk-media-video"}, "animation": {"🎬", "desk-media-gif"},
	"sticker": {"🙂", "desk-media-sticker"}, "dice": {"🎲", ""}, "location": {"📍", "desk-media-place"}, "venue": {"📍", "desk-media-place"},
	"contact": {"👤", "desk-media-contact"}, "poll": {"📊", "desk-media-poll"}, "document": {"📎", "desk-media-file"},
}

// media names what was sent besides words, in a word; how many of it there are.
func (v view) media(kind string, many int) string {
	shown, known := shownMedia[kind]
	if !known {
		shown = shownMedia["document"]
	}
	said := shown.sign
	if shown.name != "" {
		said += " " + v.text(shown.name, nil)
	}
	if many > 1 {
		said += " ×" + strconv.Itoa(many)
	}
	return said
}

// line is one message as a card tells it.
func (v Topic) line(l Line) string {
	words := clip(oneLine(l.Words), lineUnits)
	if l.Media != "" {
		words = strings.TrimSuffix(v.media(l.Media, 1+len(l.More))+" · "+words, " · ")
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

// maxAgain is how much of what a customer sent besides words is shown again below a card: each is one of the group's calls,
// and an album is whole.
const maxAgain = 10

// again shows what a card cannot of what it tells that the customer sent, as it is; nil: there is nothing.
func (v Topic) again() []outbox.Item {
	var messages []int
	for _, l := range v.Talk.Lines {
		if !l.Staff && l.Media != "" && l.Media != "sticker" && l.Media != "dice" && !l.Edited && l.Message != 0 {
			messages = append(append(messages, l.Message), l.More...)
		}
	}
	messages = slices.Compact(slices.Sorted(slices.Values(messages)))
	if len(messages) == 0 {
		return nil
	}
	var items []outbox.Item
	if older := len(messages) - maxAgain; older > 0 {
		messages = messages[older:]
		items = append(items, v.note("desk-again-older", locales.Args{"Items": older}))
		items[0].Silent = true
	}
	all := v.copied(messages[0])
	all.More, all.Source, all.Silent, all.Past = messages[1:], all.Copy, true, true
	all.Whose = "<b>" + locales.Escape(v.name()) + "</b>"
	return append(items, all)
}
