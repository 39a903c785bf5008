// One message as the page shows it.
package console

import (
	"encoding/json"
	"html/template"
	"strings"
	"time"

	"guanxi/bot/sandbox"
)

// bubble is what the template of that name gets.
type bubble struct {
	ID       int
	Chat     string // the person's slug
	Who      string
	Mine     bool // written by the person, not by the bot
	At       time.Time
	Words    template.HTML
	Media    *media
	File     *document // what Media is of, where the sandbox has it
	Rows     [][]key
	Quote    *quote
	From     string // whom it was forwarded from
	Edited   bool
	Pinned   bool
	Reaction string // the bot's
	Reacted  string // the person's
	Emojis   []string
}

// media is a file or card within a bubble.
type media struct{ Kind, Icon, Label string }

// quote is the message that a bubble replies to.
type quote struct {
	ID    int
	Who   string
	Words string
}

// key is one button below a bubble: it sends Data, opens Link, or copies Copy; with none of these it is dead here.
type key struct{ Text, Data, Link, Copy, Style string }

var kinds = map[string]media{
	"photo": {"photo", "🖼", "Photo"}, "voice": {"voice", "▶", "Voice message"}, "video": {"video", "▶", "Video"},
	"document": {"document", "📄", "Document"}, "audio": {"audio", "▶", "Audio"}, "animation": {"animation", "▶", "GIF"},
	"video_note": {"video_note", "▶", "Video message"}, "sticker": {"sticker", "🍵", "Sticker"},
	"location": {"location", "📍", "Location"}, "contact": {"contact", "👤", "Contact"}, "venue": {"venue", "📍", "Place"},
	"poll": {"poll", "📊", "Poll"}, "dice": {"dice", "🎲", "Dice"}, "story": {"story", "◯", "Story"}, "game": {"game", "🎮", "Game"},
	"paid_media": {"paid_media", "🖼", "Paid media"},
}

// reactions are what the page offers of Telegram's.
var reactions = []string{"👍", "❤", "🔥", "👎"}

// bubble makes the view of m in p's chat. Quoted messages are looked up in history; nil asks the sandbox for it.
func (c *Console) bubble(p *person, m sandbox.Message, history []sandbox.Message) bubble {
	m = asShown(m)
	b := bubble{
		ID: m.ID, Chat: p.Slug, Who: author(p, m), Mine: !m.FromBot, At: m.At, Words: rich(m.Plain, m.Entities), Rows: keys(m),
		Edited: m.Edited, Pinned: m.Pinned, Reaction: m.Reaction, Reacted: m.Reacted, Emojis: reactions,
	}
	if k, ok := kinds[m.Media]; ok {
		k.Label = labelled(m, k.Label)
		b.Media, b.File = &k, documentOf(p, m)
	}
	if from := c.cast.byID(m.Forwarded.From); from != nil {
		b.From = from.Name
	} else if m.Forwarded.Message != 0 {
		b.From = "the bot"
	}
	if m.ReplyTo != 0 {
		if history == nil {
			history = c.box.History(m.Chat)
		}
		b.Quote = quoted(p, m.ReplyTo, history)
	}
	return b
}

// labelled says what a file or card is, as far as the sandbox knows.
func labelled(m sandbox.Message, kind string) string {
	switch {
	case m.FileName != "":
		return m.FileName
	case m.Contact != nil:
		return m.Contact.FirstName + " " + m.Contact.Phone
	}
	return kind
}

// asShown leaves out what a link gives to /start: Telegram's apps do not show it either, and it may be a secret.
func asShown(m sandbox.Message) sandbox.Message {
	const start = "/start"
	if !m.FromBot && m.Media == "" && strings.HasPrefix(m.Plain, start+" ") {
		m.Plain = start
	}
	return m
}

func author(p *person, m sandbox.Message) string {
	if m.FromBot {
		return "Bot"
	}
	return p.Name
}

func quoted(p *person, id int, history []sandbox.Message) *quote {
	for _, m := range history {
		if m.ID == id && !m.Deleted {
			return &quote{ID: id, Who: author(p, m), Words: preview(m)}
		}
	}
	return &quote{Who: "Deleted message"}
}

func keys(m sandbox.Message) [][]key {
	rows := make([][]key, len(m.Keyboard))
	for i, row := range m.Keyboard {
		for _, b := range row {
			rows[i] = append(rows[i], key{Text: b.Text, Data: b.Data, Link: safe(b.URL), Copy: copied(b), Style: style(b)})
		}
	}
	return rows
}

func copied(b sandbox.Button) string {
	var c struct {
		Text string `json:"text"`
	}
	if len(b.Copy) == 0 || json.Unmarshal(b.Copy, &c) != nil {
		return ""
	}
	return c.Text
}

func style(b sandbox.Button) string {
	switch b.Style {
	case "primary", "success", "danger":
		return b.Style
	}
	return ""
}

// preview is the message in one short line.
func preview(m sandbox.Message) string {
	const most = 80 // runes; the page cuts what does not fit
	words := strings.Join(strings.Fields(asShown(m).Plain), " ")
	if k, ok := kinds[m.Media]; ok && words == "" {
		words = k.Label
	}
	if r := []rune(words); len(r) > most {
		return string(r[:most]) + "…"
	}
	return words
}
