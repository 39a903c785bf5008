// What is known about a customer, in the page's words: facts, as the bot's memory has them.
package console

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"guanxi/bot"
	"guanxi/profile"
)

// fact is one thing known: what it is about, and a line for each instance, the newest first.
type fact struct {
	Label string
	Lines []string
}

// shownLines is how many instances of a fact are shown; how many more there are is said.
const shownLines = 3

// factsOf is what is known, in the order in which it helps whoever talks to the customer next; nil of a stranger.
func factsOf(k bot.Known) []fact {
	c := &k.State.Customer
	if c.Since == 0 {
		return nil
	}
	all := []fact{
		{"Talks with", []string{talksWith(k)}},
		{"Under way", underWay(k)},
		{"Language", languages(k)},
		{"Complaints", complaints(c.Cases)},
		{"Ratings", events(k.History, "rating", func(e profile.Event) string { return stars(e.Value) })},
		{"Help by a person", events(k.History, "service", func(e profile.Event) string { return stars(e.Value) })},
		{"Questions", events(k.History, "question", question)},
		{"Answers", events(k.History, "verdict", verdict)},
		{"Suggestions", events(k.History, "suggestion", func(e profile.Event) string { return "“" + e.Words + "”" })},
		{"Wants offers", offers(c)},
		{"Phone", given(c.Phone)},
		{"Came by", came(c)},
		{"Customer since", []string{day(c.Since)}},
	}
	return slices.DeleteFunc(all, func(f fact) bool { return len(f.Lines) == 0 })
}

func talksWith(k bot.Known) string {
	switch {
	case k.State.Customer.Blocked:
		return "nobody: blocked the bot"
	case k.State.Session.Staffed(), strings.HasPrefix(k.State.Session.Step, "human."):
		return "a person"
	}
	return "the bot"
}

// errands are what the shipped flows are about.
var errands = map[string]string{
	"answer": "a question", "complain": "a complaint", "human": "a conversation with a person", "offers": "whether to get offers",
	"privacy": "what is kept, and having it erased", "products": "what the shop sells", "rate": "a rating",
	"service": "a rating of the help", "status": "where things stand", "suggest": "a suggestion", "welcome": "the greeting",
}

// underWay is what the customer is in the middle of; a shop's own flow goes by its name.
func underWay(k bot.Known) []string {
	flow, _, _ := strings.Cut(k.State.Session.Step, ".")
	if flow == "" {
		return nil
	}
	return []string{cmp.Or(errands[flow], flow)}
}

var tongues = map[string]string{"en": "English", "zh": "Chinese", "ru": "Russian", "es": "Spanish", "ar": "Arabic"}

func languages(k bot.Known) []string {
	c := &k.State.Customer
	how := "as Telegram says"
	if c.Chosen {
		how = "chosen"
	}
	lines := []string{cmp.Or(tongues[c.Language], c.Language) + ", " + how}
	if now := k.State.Session.Tongue; now != "" {
		lines = append(lines, "writes "+cmp.Or(tongues[now], now)+" now")
	}
	return lines
}

var states = map[profile.State]string{profile.Work: "in progress"} // the others are called what they are

func complaints(cases []profile.Case) []string {
	var lines []string
	for _, c := range slices.Backward(cases) {
		lines = append(lines, fmt.Sprintf("%s: %s", strings.TrimSuffix(c.Called()+", "+c.About, ", "), cmp.Or(states[c.State], string(c.State))))
	}
	return most(lines, len(lines))
}

func stars(value string) string {
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 || n > 5 {
		return value
	}
	return strings.Repeat("★", n) + strings.Repeat("☆", 5-n)
}

func question(e profile.Event) string {
	if e.Value == "" {
		return "“" + e.Words + "” (no answer known)"
	}
	return "“" + e.Words + "”"
}

// verdict is a thumb: good or bad, and the entry that had answered.
func verdict(e profile.Event) string {
	thumb, entry, _ := strings.Cut(e.Value, ":")
	return map[string]string{"good": "👍 ", "bad": "👎 "}[thumb] + entry
}

// offers is the answer about offers, where they were asked.
func offers(c *profile.Customer) []string {
	wanted, known := c.Offers()
	if !known {
		return nil
	}
	words := map[bool]string{true: "yes", false: "no"}[wanted]
	return []string{words + ", said on " + day(c.Consents[len(c.Consents)-1].At)}
}

// given is a line for what the customer may have given.
func given(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

// came is the link that brought them.
func came(c *profile.Customer) []string {
	if c.Source == "" {
		return nil
	}
	return []string{"the link “" + c.Source + "”"}
}

// events are the lines of one kind of event; what was changed counts as it is now.
func events(h profile.History, kind string, line func(profile.Event) string) []string {
	var lines []string
	for i, e := range slices.Backward(h.Last) {
		if e.Kind == kind && e.Stands(h.Last[i+1:]) {
			lines = append(lines, line(e))
		}
	}
	return most(lines, countOf(h, kind))
}

// countOf counts the events that were folded away, too.
func countOf(h profile.History, kind string) int {
	n := 0
	for _, m := range h.Months {
		n += m.Counts[kind]
	}
	for i, e := range h.Last {
		if e.Kind == kind && e.Stands(h.Last[i+1:]) {
			n++
		}
	}
	return n
}

// most cuts lines to what is shown, of so many in all.
func most(lines []string, all int) []string {
	lines = lines[:min(len(lines), shownLines)]
	if more := all - len(lines); more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return lines
}

func day(unix int64) string { return time.Unix(unix, 0).Format("2 January 2006, 15:04") }
