package desk

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/locales"
	"guanxi/profile"
	"guanxi/profile/store"
)

// RosterIn is the list of a shard's customers, by when they came, Unix seconds, each with a packed Entry.
func RosterIn(shard uint8) store.Key { return store.Key{Shard: shard, Name: "roster"} }

// Entry is by what staff find a customer.
type Entry struct {
	Name     string `cbor:"1,keyasint,omitempty"`
	Username string `cbor:"2,keyasint,omitempty"`
	Numbers  []int  `cbor:"3,keyasint,omitempty"` // of complaints
	Group    int64  `cbor:"4,keyasint,omitempty"`
	Thread   int    `cbor:"5,keyasint,omitempty"` // the topic in Group; 0: none
	Phone    string `cbor:"6,keyasint,omitempty"`

	Gists    []string `cbor:"7,keyasint,omitempty"` // what they complained of and suggested, the newest last
	Namesake int      `cbor:"8,keyasint,omitempty"` // which of that name they are, as the customer has it
}

const (
	maxGists  = 5   // of a customer's by which they are found
	gistUnits = 160 // of each: all customers' are gone through
)

// gisted are the events whose words are gists.
var gisted = []string{"complaint", "complaint-words", "suggestion"}

// EntryOf is a customer's. Of the gists there are those of the events that the history has whole.
func EntryOf(c *profile.Customer, t *Ticket, h *profile.History) Entry {
	e := Entry{Name: c.Name, Username: c.Username, Group: t.Group, Thread: t.Thread, Phone: c.Phone, Namesake: c.Namesake}
	for _, filed := range c.Cases {
		e.Numbers = append(e.Numbers, filed.Number)
	}
	for _, happened := range h.Last {
		if happened.Words != "" && slices.Contains(gisted, happened.Kind) {
			e.Gists = append(e.Gists, clip(oneLine(happened.Words), gistUnits))
		}
	}
	e.Gists = e.Gists[max(0, len(e.Gists)-maxGists):]
	return e
}

// Same says whether two entries are alike.
func (e Entry) Same(other Entry) bool {
	return e.Name == other.Name && e.Username == other.Username && e.Group == other.Group && e.Thread == other.Thread && e.Phone == other.Phone && e.Namesake == other.Namesake &&
		slices.Equal(e.Numbers, other.Numbers) && slices.Equal(e.Gists, other.Gists)
}

// Tells returns what the customer complained of or suggested last in words of staff's; empty: nothing.
func (e Entry) Tells(words string) string {
	if len(e.Gists) == 0 {
		return ""
	}
	words = locales.Fold(words)
	for _, gist := range slices.Backward(e.Gists) {
		if words != "" && strings.Contains(locales.Fold(gist), words) {
			return from(gist, words)
		}
	}
	return ""
}

// from is a text from where some folded words begin in it, if it is too long to be shown up to there.
func from(text, words string) string {
	if strings.Contains(locales.Fold(clip(text, shownGist)), words) {
		return text
	}
	at := 0
	for i := range text {
		if strings.HasPrefix(locales.Fold(text[i:]), words) {
			at = i
		}
	}
	return "…" + text[at:]
}

// Fits says whether words of staff's mean the customer: by the number of a complaint, by the username, by the phone,
// or by a part of the name.
func (e Entry) Fits(words string) bool {
	words = locales.Fold(words)
	if number, ok := strings.CutPrefix(words, "c"); ok {
		if n, err := strconv.Atoi(strings.TrimLeft(number, "- ")); err == nil {
			return slices.Contains(e.Numbers, n)
		}
	}
	if n, err := strconv.Atoi(words); err == nil && slices.Contains(e.Numbers, n) || e.phoned(words) {
		return true
	}
	return words != "" && (strings.Contains(locales.Fold(e.Name), words) || locales.Fold(e.Username) == words || locales.Fold(e.named()) == words)
}

// named is the name as topics have it: of several with one name each but the first has something more.
func (e Entry) named() string {
	switch {
	case e.Name == "" || e.Namesake < 2:
		return e.Name
	case e.Username != "":
		return e.Name + " @" + e.Username
	}
	return e.Name + " (" + strconv.Itoa(e.Namesake) + ")"
}

// minPhone is how many digits of a phone's number staff write at least: fewer fit by chance.
const minPhone = 5

// phoned says whether words are the customer's phone, as people write it, or a part of it.
func (e Entry) phoned(words string) bool {
	digits := digitsOf(words)
	odd := strings.ContainsFunc(words, func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune("+-()./ ", r) })
	return !odd && len(digits) >= minPhone && strings.Contains(digitsOf(e.Phone), strings.TrimPrefix(digits, "00"))
}

// digitsOf are the digits of a text as 0-9.
func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r = decimal(r); '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, text)
}

// Found is a customer that staff looked for.
type Found struct {
	ID profile.CustomerID
	Entry
	Gist string // what fits of what they complained of or suggested, else what they spoke of last; empty: it is not known
}

// shownGist is how much is shown of that, in UTF-16 units.
const shownGist = 60

// maxFound is how many are shown of those that fit.
const maxFound = 10

// line is one as staff see them: the name leads to the topic, where the group that answers has one.
func (f Found) line(group int64) string {
	name := "<b>" + locales.Escape(locales.Isolate(cmp.Or(f.named(), string(f.ID)))) + "</b>" // isolated: it turns no line around
	if f.Thread != 0 && f.Group == group {
		name = link(f.Group, f.Thread, name)
	}
	parts := []string{name}
	if f.Username != "" && f.Namesake < 2 { // else it stands there
		parts = append(parts, "@"+locales.Escape(f.Username))
	}
	for _, n := range f.Numbers[max(0, len(f.Numbers)-3):] {
		parts = append(parts, profile.Case{Number: n}.Called())
	}
	if f.Phone != "" {
		parts = append(parts, locales.Escape(f.Phone))
	}
	if f.Gist != "" {
		parts = append(parts, locales.Escape(locales.Isolate(clip(f.Gist, shownGist))))
	}
	return strings.Join(parts, " · ")
}

// link leads to a topic of a supergroup, for who is in it, from some words in Telegram's HTML.
func link(group int64, thread int, html string) string {
	return fmt.Sprintf(`<a href="https://t.me/c/%s/%d">%s</a>`, strings.TrimPrefix(strconv.FormatInt(group, 10), "-100"), thread, html)
}

// General answers a command of staff's in the general topic, or one in any topic that is about no single customer.
func General(d Desk, texts *locales.Catalogue, act Act, found []Found) []outbox.Item {
	v := view{texts: texts, lang: texts.Match(d.Language)}
	if act.Kind == Queued {
		return []outbox.Item{v.lag(d, act)}
	}
	var said string
	var rows [][]dialogs.Button
	var names []profile.CustomerID
	switch name, rest := command(act.Text); {
	case name == "help":
		said = v.spoken(act.Speaks).text("desk-help-general", nil)
	case name == "", name == "start" && rest != "": // Telegram's own, where a link brings the bot into the group
		return nil
	case name != "find" && name != "to":
		said = v.text(either(Commands(act.Text), "desk-in-topic", "desk-command-unknown"), nil)
	case rest == "":
		said = v.text("desk-find-empty", nil)
	case len(found) == 0:
		said = v.text(either(name == "to", "desk-to-none", "desk-find-none"), nil)
	default:
		var lines []string
		switch {
		case d.Group == 0:
			lines, rows = append(lines, v.text("desk-alone-found", nil)), v.cards(found)
		case name == "to":
			lines = append(lines, v.text("desk-to-many", nil))
		}
		for _, f := range found[:min(len(found), maxFound)] {
			lines, names = append(lines, f.line(d.Group)), append(names, f.ID)
		}
		if len(found) > maxFound {
			lines = append(lines, "…")
		}
		said = strings.Join(lines, "\n")
	}
	it := outbox.Item{Chat: outbox.Desk, General: true, Place: act.Thread, Reply: act.Message, Text: said, Buttons: rows, Names: names}
	if d.Group == 0 {
		it.Within = d.Chat
	}
	return []outbox.Item{it}
}

// Seeks returns what a message of the group looks for, and whether it wants to write to who is found.
func Seeks(text string) (words string, write, ok bool) {
	name, rest := command(text)
	return rest, name == "to", name == "find" || name == "to"
}
