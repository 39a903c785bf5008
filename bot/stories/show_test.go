package stories_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"guanxi/bot/sandbox"
	"guanxi/profile"
)

// seen is what one place shows since the last line of the script: messages in their order, then what happened to
// others, in an order of its own, for in Telegram those come when they may.
type seen struct {
	said   []string
	marked []string
}

// show writes down what each side sees that it did not see before.
func (p *player) show() {
	places := map[string]*seen{}
	at := func(place string) *seen {
		if places[place] == nil {
			places[place] = &seen{}
		}
		return places[place]
	}
	for len(p.changes) > 0 {
		c := <-p.changes
		p.change(c, at)
	}
	for _, t := range p.box.Topics(p.group) {
		name := t.Name
		if t.Closed {
			name += " (closed)"
		}
		if place := p.topic(t.Thread); p.titles[t.Thread] != name && place != "" {
			p.titles[t.Thread] = name
			at(place).marked = append(at(place).marked, "= "+name)
		}
	}
	order := slices.Concat(p.customers, p.staff, []string{"general"})
	rank := func(place string) int {
		handle, inTopic := strings.CutPrefix(place, "topic ")
		n := 2 * slices.Index(order, handle)
		if inTopic {
			n++
		}
		return n
	}
	for _, place := range slices.SortedFunc(maps.Keys(places), func(a, b string) int { return rank(a) - rank(b) }) {
		slices.Sort(places[place].marked)
		for _, line := range slices.Concat(places[place].said, places[place].marked) {
			fmt.Fprintln(&p.out, place+line)
		}
	}
}

// change notes one change where it is seen.
func (p *player) change(c sandbox.Change, at func(string) *seen) {
	m := c.Message
	if c.Kind == sandbox.Answered {
		if c.Answer.Text != "" {
			who := at(p.presses[c.Query])
			who.said = append(who.said, "! "+c.Answer.Text)
		}
		return
	}
	place := p.place(m)
	if place == "" {
		return
	}
	s := at(place)
	switch {
	case c.Kind == sandbox.Added && m.FromBot && content(m) != "":
		sign := "> "
		if m.Chat == p.group && !m.Silent {
			sign = "🔔> "
		}
		s.said = append(s.said, p.lines(m, sign)...)
	case c.Kind == sandbox.Edited && m.FromBot:
		s.said = append(s.said, p.lines(m, ">> ")...)
	case c.Kind == sandbox.Removed:
		s.marked = append(s.marked, fmt.Sprintf("- %q", short(m)))
	case c.Kind == sandbox.Marked && m.Reaction != "":
		s.marked = append(s.marked, fmt.Sprintf("+ %s %q", m.Reaction, short(m)))
	case c.Kind == sandbox.Marked && m.Pinned:
		s.marked = append(s.marked, fmt.Sprintf("+ pinned %q", short(m)))
	}
}

// place is how a script calls where a message is.
func (p *player) place(m sandbox.Message) string {
	if m.Chat < 0 && m.Thread != 0 {
		return p.topic(m.Thread)
	}
	if m.Chat < 0 {
		return "general"
	}
	return p.handle(m.Chat)
}

func (p *player) topic(thread int) string {
	id := p.topicOf(p.group, thread)
	for _, handle := range p.customers {
		if profile.TelegramCustomer(p.people[handle]) == id {
			return "topic " + handle
		}
	}
	return ""
}

func (p *player) handle(id int64) string {
	for handle, of := range p.people {
		if of == id {
			return handle
		}
	}
	return ""
}

var topicLink = regexp.MustCompile(`https://t\.me/c/\d+/\d+`)

// lines are a message as it is read, and its buttons.
func (p *player) lines(m sandbox.Message, sign string) []string {
	// A topic's number tells in which order rooms were opened, which is not the story's matter: the link is written by its topic's name.
	text := topicLink.ReplaceAllStringFunc(content(m), func(link string) string {
		thread, err := strconv.Atoi(link[strings.LastIndex(link, "/")+1:])
		if place := p.topic(thread); err == nil && place != "" {
			return "(link to " + place + ")"
		}
		return link
	})
	if m.ReplyTo != 0 {
		for _, other := range p.box.History(m.Chat) {
			if other.ID == m.ReplyTo {
				text = fmt.Sprintf("↪%q %s", short(other), text)
			}
		}
	}
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		lines = append(lines, strings.TrimRight(sign+line, " "))
	}
	for _, row := range m.Keyboard {
		var labels []string
		for _, b := range row {
			labels = append(labels, "[ "+b.Text+" ]")
		}
		lines = append(lines, sign+strings.Join(labels, " "))
	}
	return lines
}

// content is what a message says; media in round brackets.
func content(m sandbox.Message) string {
	if m.Media == "" {
		return m.Plain
	}
	media := m.Media
	if m.Album != "" {
		media += ", of an album"
	}
	return strings.TrimSpace("(" + media + ") " + m.Plain)
}

// short is the beginning of what a message says.
func short(m sandbox.Message) string {
	runes := []rune(strings.ReplaceAll(content(m), "\n", " "))
	if len(runes) > 30 {
		return string(runes[:30]) + "…"
	}
	return string(runes)
}
