package desk

import (
	"maps"
	"slices"
	"strings"
	"time"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/locales"
)

// After is the ticket after an effect where the owner answers alone: their chat has no topic to show it in.
func (t Ticket) After(e dialogs.Effect, now time.Time) Ticket {
	t.follow(e, now)
	t.Asked = 0 // a group that answers again has not seen it
	return t
}

// Answered is the ticket after the owner, alone, answered the customer, or moved their complaint.
func (t Ticket) Answered(in dialogs.Input, s *dialogs.State) Ticket {
	switch in.Kind {
	case dialogs.Staff:
		t.Waiting, t.Met = 0, true
	case dialogs.Moved:
		if t.Waiting = 0; complaint(s) == nil && !s.Session.Staffed() && !s.Session.Awaits {
			t.close()
		}
	}
	return t
}

// Owned is the ticket of a customer to whom the bot belongs now: they wait for nobody.
func (t Ticket) Owned() Ticket {
	t.close()
	return t
}

// shifted shows an open ticket to whoever has come to answer: a card, and behind it what was to be shown to who answered
// before. What anybody had of it ends.
func (s *step) shifted() {
	s.t.release()
	if s.t.Held = nil; s.Group == 0 || !s.t.In(s.Group) {
		s.t.away()
	}
	if s.Group == 0 {
		s.t.Asked = 0
	}
	_, displeased := Displeased(s.History, s.Talk, s.Now)
	open := s.t.Opened != 0 || complaint(s.s) != nil || s.Group == 0 && displeased && !s.t.Banned
	if !open || s.Group != 0 && s.t.Asked == s.Group { // nothing is open, or it was shown
		return
	}
	waiting := s.takeOn()
	s.Talk.Lines = slices.DeleteFunc(slices.Clone(s.Talk.Lines), func(l Line) bool { return s.act.follows(l) })
	if s.Group == 0 {
		s.present()
	} else {
		s.t.Asked = s.Group
		s.introduce()
		s.Items[0].First = s.t.Waiting != 0 && !s.t.Muted
	}
	s.Items = append(s.Items, waiting...)
}

// takeOn takes what waits to be shown out of where it waits, and returns what of it follows the card.
func (s *step) takeOn() (items []outbox.Item) {
	s.Gone = s.act.Held
	filed := false // the one before was the card of a complaint
	for _, it := range s.act.Held {
		now, follows := s.follows(it)
		switch {
		case !follows:
			filed = it.First && len(it.Buttons) > 0 && strings.HasPrefix(it.Buttons[0][0].Data, caseData)
			continue
		case it.Source != nil:
			s.act.Waiting = append(append(s.act.Waiting, it.Source.Message), it.More...)
		case it.Copy != nil:
			s.filing = s.filing || filed
		}
		items = append(items, now)
	}
	return items
}

// follows says whether an item that waits follows a card made now, and how: what the customer sent does, and what happened
// that the card does not tell. What told staff of the ticket, or of their own doings, is out of date.
func (s *step) follows(it outbox.Item) (outbox.Item, bool) {
	if it.Within == 0 { // what it answers lies in another group
		it.Reply = 0
	}
	if it.Source != nil || it.Copy != nil {
		first := it.First
		it.First = false
		return it, !it.Past && (!it.Lead || first)
	}
	if it.First || it.Lead || !it.Answers && !it.Home {
		return it, false
	}
	if it.Home {
		it.Text, it.Rest, it.Buttons, it.Board, it.Home = it.Rest, "", nil, "", false
	}
	over := slices.ContainsFunc(slices.Collect(maps.Values(returned)), func(key string) bool { return it.Text == s.remark(key).Text })
	return it, it.Text != "" && it.Buttons == nil && (!over || s.t.Opened == 0)
}

// present shows the ticket to an owner who answers alone: how it stands, what was said, and what they can do. How it stands
// comes first, with the name: that is what a phone shows of many cards.
func (s *step) present() {
	text := s.tells("")
	if now := s.standing(); now != "" {
		_, rest, _ := strings.Cut(text, "\n")
		text = now + "\n" + rest
	}
	card := s.pressable(outbox.Item{Chat: outbox.Desk, Text: text, Answers: true, First: true, Silent: s.t.Waiting == 0 || s.t.Muted})
	s.Items = slices.Concat(s.Items, []outbox.Item{card}, s.unanswered().again(), s.older())
}

// unanswered is the topic with what the customer said since staff answered last: what was before is not new to anybody.
func (v Topic) unanswered() Topic {
	for i, l := range slices.Backward(v.Talk.Lines) {
		if l.Staff {
			v.Talk.Lines = v.Talk.Lines[i+1:]
			break
		}
	}
	return v
}

// standing is what the customer wants, or who had them until now; empty: nobody knows.
func (s *step) standing() string {
	holder := s.Topic.Ticket.Name
	for _, l := range slices.Backward(s.Talk.Lines) {
		if holder == "" && l.Staff && s.t.Waiting == 0 {
			holder = l.Name
		}
	}
	var lines []string
	if filed := complaint(s.s); filed != nil {
		lines = append(lines, s.complains(*filed))
	}
	low, displeased := Displeased(s.History, s.Talk, s.Now)
	switch {
	case s.t.Opened == 0 && displeased:
		lines = append(lines, s.rated(&low)[0].Text)
	case s.t.Opened == 0:
	case holder != "":
		lines = append(lines, s.text("desk-card-talk", locales.Args{"Name": s.name(), "Holder": holder}))
	case s.t.Waiting != 0 && len(lines) == 0:
		wants, _, _ := strings.Cut(s.view.card(&dialogs.HandOff{})[0].Text, "\n")
		lines = append(lines, wants)
	}
	return strings.Join(lines, "\n")
}
