// Where a customer's topic is: made, lost, made again.
package desk

import (
	"slices"

	"guanxi/bot/outbox"
	"guanxi/locales"
	"guanxi/profile"
)

// placed notes which topic the customer has. One that was made for a card has it; else, in a new group, it comes first.
func (s *step) placed() {
	if s.Group == s.act.Group && s.t.Asked != s.act.Group {
		s.t.Asked = s.act.Group
		s.introduce()
	}
	if s.t.Group != s.act.Group {
		s.t.away()
	}
	s.t.Group, s.t.Thread, s.t.Shut = s.act.Group, s.act.Thread, false
	s.t.Title, s.t.Icon = s.act.Text, s.act.Icon
}

// lost forgets a topic that is gone. What waits for it goes into a new one, behind a card.
func (s *step) lost() {
	if !s.t.In(s.act.Group) {
		return
	}
	s.t.Thread, s.t.Title, s.t.Icon, s.t.Shut = 0, "", "", false
	for _, m := range s.t.Sent { // what was on its way went with the topic
		if m.In != 0 && m.In != s.act.Group { // it was said elsewhere
			continue
		}
		for _, message := range m.all() {
			if m.late(s.act.At.Unix()) || slices.ContainsFunc(s.Pairs, func(p outbox.Pair) bool { return p.Message == message }) {
				continue // it arrived, or nobody knows any more
			}
			if s.Unsaid = append(s.Unsaid, message); m.At >= s.t.Waited {
				s.t.Stands--
			}
		}
	}
	s.t.waitAgain()
	s.t.away()
	s.Talk = s.Talk.Without(s.Unsaid...)
	s.Talk.Lines = slices.DeleteFunc(slices.Clone(s.Talk.Lines), func(l Line) bool { return s.act.follows(l) })
	s.introduce()
}

// introduce puts the card first in a topic that is made again, and below it what it cannot show.
func (s *step) introduce() {
	for _, it := range slices.Concat([]outbox.Item{s.card("")}, s.again(), s.older()) {
		it.Lead = true
		s.Items = append(s.Items, it)
	}
}

// follows says whether a line of a customer's was not shown yet: it waited, or came behind those that did.
func (a *Act) follows(l Line) bool {
	if l.Staff || len(a.Waiting) == 0 {
		return false
	}
	return slices.Contains(a.Waiting, l.Message) || l.Message > slices.Max(a.Waiting) && l.At >= a.Since
}

// unsent says that the words behind the name went nowhere: names are told from words by guessing.
func (s *step) unsent() string {
	return s.text("desk-to-unsent", locales.Args{"Words": clip(oneLine(s.act.Data), lineUnits)})
}

// wanted opens the topic of a customer to whom somebody wants to write first.
func (s *step) wanted() {
	if s.Group == 0 { // an answer to the card is the first word
		s.audit("wanted", "")
		s.showCard("")
		if s.act.Data != "" {
			s.reply(outbox.Item{Chat: outbox.Desk, Text: s.unsent()})
		}
		return
	}
	told := outbox.Item{
		Chat: outbox.Desk, General: true, Place: s.act.Thread, Reply: s.act.Message, Names: []profile.CustomerID{s.s.Customer.ID},
	}
	args := locales.Args{"Name": s.name()}
	switch {
	case s.s.Customer.Blocked:
		told.Text = s.text("desk-to-blocked", args)
	case s.t.In(s.act.Group):
		told.Text = s.text("desk-to-open", args) + "\n" + link(s.t.Group, s.t.Thread, locales.Escape(s.t.Title))
	default:
		told.Text = s.text("desk-to-opens", args)
		card := s.card("")
		card.First = true
		s.t.Asked = s.act.Group
		s.Items = append(s.Items, card)
	}
	if s.act.Data != "" && !s.s.Customer.Blocked {
		told.Text += "\n\n" + s.unsent()
	}
	s.audit("wanted", "")
	if s.t.Opened == 0 && !s.s.Customer.Blocked {
		s.t.Opened, s.t.Holder, s.t.Name = s.act.At.Unix(), s.act.Who, s.act.Name
	}
	s.Items = append(s.Items, told)
}
