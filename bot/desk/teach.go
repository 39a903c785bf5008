package desk

import (
	"strconv"

	"guanxi/dialogs/answers"
	"guanxi/locales"
	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// Taught is an answer of staff's that the bot gives from then on.
type Taught struct {
	ID       string `cbor:"1,keyasint,omitempty"` // as an entry of the knowledge has
	Language string `cbor:"2,keyasint,omitempty"`
	Question string `cbor:"3,keyasint,omitempty"`
	Answer   string `cbor:"4,keyasint,omitempty"` // Telegram's HTML
	By       int64  `cbor:"5,keyasint,omitempty"`
	At       int64  `cbor:"6,keyasint,omitempty"` // Unix seconds
	Message  int    `cbor:"7,keyasint,omitempty"` // of the answer, in the group
}

// TaughtKey is the list of what the bot was taught.
var TaughtKey = store.Key{Shard: shard, Name: "taught"}

// Link is its place there: taught twice it stands once.
func (t Taught) Link() (store.Link, error) {
	value, err := cbor.Marshal(t)
	return store.Link{List: TaughtKey, Entry: store.Entry{Score: int64(t.Message), ID: t.ID, Value: value}}, err
}

// maxSource is how much of the question stands under the answer as its source, in UTF-16 units.
const maxSource = 60

// Entry is what the bot looks it up by. Who asks in another language gets it as it was written.
func (t Taught) Entry(fallback string) answers.Entry {
	title := clip(t.Question, maxSource)
	return answers.Entry{
		ID:        t.ID,
		Title:     map[string]string{t.Language: title, fallback: title},
		Questions: map[string][]string{t.Language: {t.Question}},
		Answer:    map[string]string{t.Language: t.Answer, fallback: t.Answer},
	}
}

// Entries are what the bot looks all that was taught up by.
func Entries(taught []Taught, fallback string) []answers.Entry {
	entries := make([]answers.Entry, len(taught))
	for i, t := range taught {
		entries[i] = t.Entry(fallback)
	}
	return entries
}

// teach makes knowledge of an answer that staff reply to with the command: the answer to what the customer asked last, or
// to what follows the command.
func (s *step) teach(question string) {
	sent := s.act.ReplyTo != 0 && len(s.Pairs) > 0 && s.Pairs[0].Staff && s.act.RepliedText != ""
	if question == "" {
		question = s.asked()
	}
	if !sent || question == "" {
		s.answer("desk-teach-how")
		return
	}
	id := profile.IdentifiedBy("taught", strconv.FormatInt(s.act.Group, 10)+":"+strconv.Itoa(s.act.ReplyTo))
	s.Taught = append(s.Taught, Taught{
		ID: "taught-" + string(id), Language: s.s.Customer.Language, Question: clip(question, maxNote),
		Answer: locales.Escape(s.act.RepliedText), By: s.act.Who, At: s.act.At.Unix(), Message: s.act.ReplyTo,
	})
	s.audit("taught", "")
	s.reply(s.note("desk-taught", locales.Args{"Question": clip(question, 120)}))
}

// asked is what the customer asked last; empty: it is not known any more.
func (s *step) asked() string {
	for i := len(s.History.Last) - 1; i >= 0; i-- {
		if e := s.History.Last[i]; e.Kind == "question" && e.Words != "" {
			return e.Words
		}
	}
	return ""
}
