// One message as the page shows it.
package console

import (
	"cmp"
	"encoding/json"
	"html/template"
	"strings"
	"time"
	"unicode"

	"guanxi/bot/sandbox"
)

// bubble is what the template of that name gets.
type bubble struct {
	ID       int
	Chat     string // the room's slug
	Who      string
	Mine     bool   // written by a person, not by the bot
	Writer   string // whose it is, where several write
	Notice   string // a service message: then nothing else counts
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
	ID         int
	Who        string
	Words, Dir string
}

// key is one button below a bubble: it sends Data, opens Link, brings the bot into a group by Gather, or copies Copy;
// with none of these it is dead here.
type key struct{ Text, Data, Link, Gather, Copy, Style string }

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

// bubble makes the view of m in a room. Quoted messages are looked up in history; nil asks the sandbox for it.
func (c *Console) bubble(r room, m sandbox.Message, history []sandbox.Message) bubble {
	m = asShown(m)
	b := bubble{
		ID: m.ID, Chat: r.Slug, Who: c.author(m), Mine: !m.FromBot, At: m.At, Words: rich(m.Plain, m.Entities), Rows: keys(m),
		Edited: m.Edited, Pinned: m.Pinned, Reaction: m.Reaction, Reacted: m.Reacted, Emojis: reactions,
	}
	if k, ok := kinds[m.Media]; ok {
		k.Label = labelled(m, k.Label)
		b.Media, b.File = &k, documentOf(r, m)
	}
	if m.Forwarded.Message != 0 {
		b.From = cmp.Or(c.cast.name(m.Forwarded.From), "the bot")
	}
	if r.InGroup() {
		b.Notice = notice(m)
		if b.Mine {
			b.Writer = b.Who
		}
	}
	if m.ReplyTo != 0 {
		if history == nil {
			history = c.box.History(m.Chat)
		}
		b.Quote = c.quoted(m.ReplyTo, history)
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
	word, _, more := strings.Cut(m.Plain, " ")
	if !m.FromBot && m.Media == "" && more && (word == start || strings.HasPrefix(word, start+"@")) {
		m.Plain = word
	}
	return m
}

func (c *Console) author(m sandbox.Message) string {
	if m.FromBot {
		return "Bot"
	}
	return c.cast.name(m.From)
}

// notice is a service message in words; "" for any other.
func notice(m sandbox.Message) string {
	switch what, name := m.Notice(); what {
	case "created":
		return "Topic “" + name + "” created"
	case "renamed":
		return "Topic renamed to “" + name + "”"
	case "":
		return ""
	default:
		return "Topic " + what
	}
}

func (c *Console) quoted(id int, history []sandbox.Message) *quote {
	for _, m := range history {
		if m.ID == id && !m.Deleted {
			words := preview(m)
			return &quote{ID: id, Who: c.author(m), Words: words, Dir: direction(words, "ltr")}
		}
	}
	return &quote{Who: "Deleted message"}
}

func keys(m sandbox.Message) [][]key {
	rows := make([][]key, len(m.Keyboard))
	for i, row := range m.Keyboard {
		for _, b := range row {
			k := key{Text: b.Text, Data: b.Data, Link: safe(b.URL), Copy: copied(b), Style: style(b)}
			if gathers(k.Link) {
				k.Link, k.Gather = "", k.Link
			}
			rows[i] = append(rows[i], k)
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

// direction is how a text runs, by its first letter that is not isolated: a name is, in what the bot writes. Browsers'
// dir="auto" would go by the name. Otherwise is for a text that has no such letter.
func direction(text, otherwise string) string {
	depth := 0
	for _, r := range text {
		switch {
		case r >= '\u2066' && r <= '\u2068':
			depth++
		case r == '\u2069':
			depth--
		case depth > 0 || !unicode.IsLetter(r):
		case unicode.In(r, unicode.Arabic, unicode.Hebrew):
			return "rtl"
		default:
			return "ltr"
		}
	}
	return otherwise
}
