// Where staff look after what the bot knows.
package desk

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/dialogs/answers"
	"guanxi/dialogs/hours"
	"guanxi/locales"
)

// bookData begins the callback data of the buttons there: desk.know:ACT:OF.
const bookData = "desk.know:"

// What those buttons do.
const (
	ActGaps  = "gaps"  // list the questions without an answer
	ActGap   = "gap"   // show one, to be answered
	ActLeave = "leave" // leave one out
	ActBook  = "book"  // list what was taught
	ActPage  = "page"  // show one that was taught, to be changed
	ActTear  = "tear"  // take one back
	ActShut  = "shut"  // close an entry for the day
	ActOpen  = "open"  // and open it again
	ActTurn  = "turn"  // turn to another page of the entries that can be closed
)

// Curates returns what a press of staff's asks of the bot's knowledge, and what of it.
func Curates(data string) (act, of string, ok bool) {
	rest, ok := strings.CutPrefix(data, bookData)
	act, of, _ = strings.Cut(rest, ":")
	return act, of, ok
}

// BookCommand returns the command of a text that is about the bot's knowledge, and what follows it; empty: it is none.
func BookCommand(text string) (name, rest string) {
	name, rest = command(text)
	if !slices.Contains([]string{"gaps", "taught", "soldout", "teach"}, name) {
		return "", ""
	}
	return name, rest
}

// Books are what the bot knows, as staff see it: in the group, or in the owner's chat.
type Books struct {
	view
	chat int64 // outbox.Desk: the group
	at   int   // the topic of the group in which they were asked for; 0: the general one
	now  time.Time
}

// Books returns them for a chat, of the group, with the topic, or the owner's; now is by the shop's clock.
func (d Desk) Books(texts *locales.Catalogue, chat int64, thread int, now time.Time) Books {
	if chat == d.Group {
		chat = outbox.Desk
	}
	return Books{view{texts: texts, lang: texts.Match(d.Language)}, chat, thread, now}
}

// Say is a text there.
func (k Books) Say(key string, args locales.Args) outbox.Item { return k.item(k.text(key, args)) }

// Text is a text in the language of the chat.
func (k Books) Text(key string, args locales.Args) string { return k.text(key, args) }

func (k Books) item(text string, rows ...[]dialogs.Button) outbox.Item {
	return outbox.Item{Chat: k.chat, General: k.chat == outbox.Desk, Place: k.at, Text: text, Buttons: rows}
}

func (k Books) button(key, act, of string) dialogs.Button {
	return dialogs.Button{Label: k.text(key, nil), Data: bookData + act + ":" + of}
}

// numbered are buttons with the numbers of lines, five a row.
func numbered(act string, of []string) (rows [][]dialogs.Button) {
	for i, one := range of {
		if i%5 == 0 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], dialogs.Button{Label: strconv.Itoa(i + 1), Data: bookData + act + ":" + one})
	}
	return rows
}

const (
	maxListed = 10   // lines of a list
	onPage    = 8    // entries on a page, each a button
	maxLine   = 70   // UTF-16 units of a question in a list
	maxAnswer = 2500 // UTF-16 units of an answer under the wordings of its question, which may be 1300
)

// Gaps lists questions that found no answer.
func (k Books) Gaps(all []Gaps) outbox.Item {
	if len(all) == 0 {
		return k.Say("desk-gaps-none", nil)
	}
	lines, ids := []string{k.text("desk-gaps", nil), ""}, []string(nil)
	for i, g := range all[:min(len(all), maxListed)] {
		line := fmt.Sprintf("%d. %s · %d", i+1, k.text("desk-words", locales.Args{"Words": clip(g.Words[0], maxLine)}), g.Customers)
		if g.Entry != "" {
			line += " 👎"
		}
		lines, ids = append(lines, line), append(ids, g.ID())
	}
	if more := len(all) - maxListed; more > 0 {
		lines = append(lines, k.text("desk-gaps-more", locales.Args{"Number": more}))
	}
	return k.item(strings.Join(lines, "\n"), numbered(ActGap, ids)...)
}

// Gap shows one, and asks for the answer. Title and owner are those of the entry whose answer was no help.
func (k Books) Gap(g Gaps, title, owner string) outbox.Item {
	lines := []string{k.text("desk-words", locales.Args{"Words": clip(g.Words[0], maxNote)})}
	for _, other := range g.Words[1:min(len(g.Words), 4)] {
		lines = append(lines, k.text("desk-words", locales.Args{"Words": clip(other, maxNote)}))
	}
	lines = append(lines, "", k.text("desk-gap-count", locales.Args{"Number": g.Customers, "Date": k.day(g.Last)}))
	if title != "" {
		lines = append(lines, "👎 "+k.text("desk-gap-bad", locales.Args{"Title": title}))
	}
	if owner != "" {
		lines = append(lines, k.text("desk-gap-owner", locales.Args{"Owner": owner}))
	}
	lines = append(lines, "", k.text("desk-gap-how", nil))
	return k.item(strings.Join(lines, "\n"), []dialogs.Button{k.button("desk-gap-leave", ActLeave, g.ID()), k.button("desk-gap-back", ActGaps, "")})
}

func (k Books) day(unix int64) string {
	return hours.Date(k.texts, k.lang, time.Unix(unix, 0).In(k.now.Location()))
}

// Taught lists what staff taught, the newest first. Of those that the shop's own knowledge answers by now, that is said.
func (k Books) Taught(all []Taught, hidden map[string]bool) outbox.Item {
	if len(all) == 0 {
		return k.Say("desk-book-none", nil)
	}
	all = slices.SortedStableFunc(slices.Values(all), func(a, b Taught) int { return cmp.Compare(b.At, a.At) })
	lines, ids := []string{k.text("desk-book", nil), ""}, []string(nil)
	for i, t := range all[:min(len(all), 4*maxListed)] {
		line := fmt.Sprintf("%d. %s", i+1, k.text("desk-words", locales.Args{"Words": clip(t.Question, maxLine)}))
		if hidden[t.ID] {
			line += " · " + k.text("desk-book-hidden", nil)
		}
		lines, ids = append(lines, line), append(ids, t.ID)
	}
	return k.item(strings.Join(lines, "\n"), numbered(ActPage, ids)...)
}

// Learnt says that something was taught, or changed, with the button that takes it back.
func (k Books) Learnt(said string, t Taught) outbox.Item {
	return k.item(k.text(said, locales.Args{"Question": clip(t.Question, 120)}), []dialogs.Button{k.button("desk-book-drop", ActTear, t.ID)})
}

// Page shows one thing that was taught, and how to change it.
func (k Books) Page(t Taught) outbox.Item {
	var lines []string
	for _, question := range append([]string{t.Question}, t.More...) {
		lines = append(lines, k.text("desk-words", locales.Args{"Words": clip(question, 200)}))
	}
	lines = append(lines, "", locales.Escape(clip(t.plain(), maxAnswer)), "", k.text("desk-book-how", nil))
	return k.item(strings.Join(lines, "\n"), []dialogs.Button{k.button("desk-book-drop", ActTear, t.ID), k.button("desk-book-back", ActBook, "")})
}

// SoldOut shows what can be closed for the day, a page of it, and above that what is.
func (k Books) SoldOut(entries []answers.Entry, closed map[string]int64, fallback string, page int, all bool) outbox.Item {
	var rows [][]dialogs.Button
	label := func(e answers.Entry) string {
		sign := ""
		if strings.HasPrefix(e.ID, "product:") { // an entry about it may go by the same name
			sign = "🛍 "
		}
		return sign + clip(cmp.Or(e.Title[k.lang], e.Title[fallback], e.ID), locales.MaxLabel-5)
	}
	open := slices.DeleteFunc(slices.Clone(entries), func(e answers.Entry) bool {
		if !k.shut(e, closed) {
			return false
		}
		rows = append(rows, []dialogs.Button{{Label: "↩ " + label(e), Data: bookData + ActOpen + ":" + e.ID}})
		return true
	})
	text := k.text("desk-soldout", nil)
	if len(rows) > 0 {
		text = k.text("desk-soldout-now", nil)
	}
	pages := slices.Collect(slices.Chunk(open, onPage))
	if page = min(max(page, 1), len(pages)); page == 0 {
		return k.item(text, rows...)
	}
	for _, e := range pages[page-1] {
		rows = append(rows, []dialogs.Button{{Label: label(e), Data: bookData + ActShut + ":" + e.ID}})
	}
	var around []dialogs.Button
	for to, sign := range map[int]string{page - 1: "‹", page + 1: "›"} {
		if all && to >= 1 && to <= len(pages) {
			around = append(around, dialogs.Button{Label: sign, Data: bookData + ActTurn + ":" + strconv.Itoa(to)})
		}
	}
	if slices.SortFunc(around, func(a, b dialogs.Button) int { return cmp.Compare(a.Label, b.Label) }); around != nil {
		rows = append(rows, around)
	}
	return k.item(text, rows...)
}

// PageOf is the page there on which an entry stands, or stood before it was closed.
func (k Books) PageOf(id string, entries []answers.Entry, closed map[string]int64) int {
	before := 0
	for _, e := range entries {
		if e.ID == id {
			break
		}
		if !k.shut(e, closed) {
			before++
		}
	}
	return 1 + before/onPage
}

func (k Books) shut(e answers.Entry, closed map[string]int64) bool {
	return closed[e.ID] > k.now.Unix()
}
