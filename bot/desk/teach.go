package desk

import (
	"cmp"
	"html"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/mask"
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
	Message  int    `cbor:"7,keyasint,omitempty"` // of the answer, or of what it answers, in the staff's chat

	More []string `cbor:"8,keyasint,omitempty"` // other wordings of the question
}

// Same says whether two are alike.
func (t Taught) Same(other Taught) bool { return reflect.DeepEqual(t, other) }

// TaughtKey is the list of what the bot was taught.
var TaughtKey = store.Key{Shard: shard, Name: "taught"}

// Link is its place there: taught twice it stands once.
func (t Taught) Link() (store.Link, error) {
	value, err := cbor.Marshal(t)
	return store.Link{List: TaughtKey, Entry: store.Entry{Score: int64(t.Message), ID: t.ID, Value: value}}, err
}

// maxSource is how much of the question stands under the answer as its source, in UTF-16 units.
const maxSource = 60

// Over says whether the answer is too long to be shown, and how long it may be, in UTF-16 units.
func (t Taught) Over() (room int, over bool) {
	plain := t.plain()
	room = answers.Room(plain, clip(t.Question, maxSource))
	return room, locales.Units(plain) > room
}

// plain is the answer as staff wrote it.
func (t Taught) plain() string { return html.UnescapeString(t.Answer) }

// Entry is what the bot looks it up by. Who asks in another language gets it as it was written.
func (t Taught) Entry(fallback string) answers.Entry {
	title := clip(t.Question, maxSource)
	return answers.Entry{
		ID:        t.ID,
		Title:     map[string]string{t.Language: title, fallback: title},
		Questions: map[string][]string{t.Language: append([]string{t.Question}, t.More...)},
		Answer:    map[string]string{t.Language: t.Answer, fallback: t.Answer},
	}
}

// Entries are what the bot looks all that was taught up by. What the shop's own knowledge answers word by word is hidden:
// that counts. Of two that answer one question the later counts.
func Entries(taught []Taught, own []answers.Entry, fallback string) (entries []answers.Entry, hidden map[string]bool) {
	asked := map[string]bool{}
	for _, e := range own {
		for _, questions := range e.Questions {
			for _, question := range questions {
				asked[locales.Fold(question)] = true
			}
		}
	}
	hidden = map[string]bool{}
	newest := slices.SortedStableFunc(slices.Values(taught), func(a, b Taught) int { return cmp.Compare(b.At, a.At) })
	for _, t := range newest {
		key := locales.Fold(t.Question)
		if hidden[t.ID] = asked[key]; !asked[key] {
			entries = append(entries, t.Entry(fallback))
		}
		asked[key] = true
	}
	return entries, hidden
}

// Lesson is an answer that staff give to some questions, in reply to a message of a chat of theirs.
func Lesson(chat int64, message int, lang string, questions []string, answer string) Taught {
	id := profile.IdentifiedBy("taught", strconv.FormatInt(chat, 10)+":"+strconv.Itoa(message))
	t := Taught{
		ID: answers.TaughtID + string(id), Language: lang, Question: clip(questions[0], maxNote), Answer: locales.Escape(answer), Message: message,
	}
	for _, question := range questions[1:min(len(questions), 1+maxMore)] {
		t.More = append(t.More, clip(question, maxNote))
	}
	return t
}

// maxMore is how many other wordings of a question are kept.
const maxMore = 5

// Nameless is what a customer wrote without what tells who they are: names, phone numbers, addresses, cards.
func Nameless(words string, c *profile.Customer) string {
	return strings.TrimSpace(mask.Sign.ReplaceAllString(mask.New(c.Name, c.Username).Hide(words), "…"))
}
