package stories_test

import (
	"regexp"
	"slices"
	"strconv"

	"guanxi/bot/sandbox"
	"guanxi/profile"
)

var (
	ofCustomer = regexp.MustCompile(`\bc(\d+)-\d+\b`)
	ofStaff    = regexp.MustCompile(`\bs\d+-(\d+)\b`)
	ofInside   = regexp.MustCompile(`\bi\d+\b`)
)

// check looks through all chats for what must not be there, or must.
func (d *day) check() {
	d.t.Helper()
	for c := range int64(customers) {
		d.checkTopics(firstOf + c)
		d.checkChat(firstOf + c)
	}
	for _, m := range d.box.History(group) {
		if m.FromBot && m.Thread == 0 && (ofCustomer.MatchString(m.Plain) || ofStaff.MatchString(m.Plain)) {
			d.t.Errorf("the general topic shows %q", m.Plain)
		}
	}
}

// checkTopics checks what staff see of a customer: all that the customer wrote to them, in order, and nobody else's words.
func (d *day) checkTopics(c int64) {
	d.t.Helper()
	id := profile.TelegramCustomer(c)
	at := map[string]int{} // where each of the words was seen first
	for i, m := range d.box.History(group) {
		if !m.FromBot || m.Thread == 0 || d.topicOf(group, m.Thread) != id {
			continue
		}
		for _, found := range ofCustomer.FindAllStringSubmatch(m.Plain, -1) {
			if found[1] != strconv.FormatInt(c, 10) {
				d.t.Errorf("the topic of %d shows %q", c, m.Plain)
			}
			if _, seen := at[found[0]]; !seen {
				at[found[0]] = i
			}
		}
	}
	last := said{}
	for _, s := range d.said[c] {
		if !s.staffed {
			continue
		}
		if i, seen := at[s.token]; !seen {
			d.t.Errorf("staff never saw %s", s.token)
		} else if i < at[last.token] {
			d.t.Errorf("staff saw %s before %s", s.token, last.token)
		}
		last = s
	}
}

// checkChat checks what a customer sees of staff: each answer once, in order, and nothing that is for others.
func (d *day) checkChat(c int64) {
	d.t.Helper()
	copies := map[int][]int{} // of staff's messages: where they are seen
	history := d.box.History(c)
	for i, m := range history {
		if !m.FromBot {
			continue
		}
		for _, found := range ofStaff.FindAllStringSubmatch(m.Plain, -1) {
			if found[1] != strconv.FormatInt(c, 10) {
				d.t.Errorf("%d is shown %q", c, m.Plain)
			}
		}
		if ofInside.MatchString(m.Plain) {
			d.t.Errorf("%d is shown %q, which was to stay inside", c, m.Plain)
		}
		if m.Copied.Chat == group {
			copies[m.Copied.Message] = append(copies[m.Copied.Message], i)
		}
	}
	last := map[int64]answer{} // by who wrote it
	for _, a := range d.wrote {
		if a.to != c || a.inside {
			continue
		}
		seen := copies[a.message]
		switch held := d.held(a); {
		case len(seen) > 1 && !d.mayBeTwice(c, seen, history):
			d.t.Errorf("%d is shown %s %d times", c, a.token, len(seen))
		case len(seen) == 0 && !held && !d.gone[a.thread] && !d.answered(a):
			d.t.Errorf("%d never saw %s of %d, who was told nothing", c, a.token, a.by)
		case len(seen) == 0 || held:
		case last[a.by].token != "" && seen[0] < copies[last[a.by].message][0]:
			d.t.Errorf("%d saw %s before %s", c, a.token, last[a.by].token)
		default:
			last[a.by] = a
		}
	}
}

// held says whether an answer waited for a decision of who wrote it: they had been asked about it, or about one before.
func (d *day) held(a answer) bool {
	for _, m := range d.box.History(group) {
		if !m.FromBot || m.Thread != a.thread || m.ReplyTo > a.message || !d.isHeldUp(m) {
			continue
		}
		if m.ReplyTo == 0 { // about one that was in a topic which is gone
			return true
		}
		by := slices.IndexFunc(d.wrote, func(other answer) bool { return other.message == m.ReplyTo && other.by == a.by })
		until, ended := d.decided[m.ID]
		if by >= 0 && (!ended || a.message <= until) {
			return true
		}
	}
	return false
}

// isHeldUp says whether a message is the question about held ones, decided or not: a decision leaves its words.
func (d *day) isHeldUp(m sandbox.Message) bool {
	_, was := d.decided[m.ID]
	return was || len(m.Keyboard) == 3
}

// answered says whether the writer of a message was told something about it.
func (d *day) answered(a answer) bool {
	return slices.ContainsFunc(d.box.History(group), func(m sandbox.Message) bool { return m.FromBot && m.ReplyTo == a.message })
}

// mayBeTwice says whether repetitions are what lost answers and deaths leave behind.
func (d *day) mayBeTwice(c int64, seen []int, history []sandbox.Message) bool {
	excused := 0
	for n, a := range d.box.Accepted() {
		dying := slices.ContainsFunc(d.twice, func(span [2]int) bool { return span[0] <= n && n < span[1] })
		if a.Chat == c && (a.Lost || dying) && slices.ContainsFunc(seen, func(i int) bool { return history[i].ID == a.Message }) {
			excused++
		}
	}
	return excused >= len(seen)-1
}
