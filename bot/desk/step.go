package desk

import (
	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/dialogs/grounded"
	"guanxi/locales"
	"guanxi/profile"
)

// Outcome is what staff's act, or what happened to the customer, comes to at the desk.
type Outcome struct {
	Ticket Ticket
	Inputs []dialogs.Input // for the customer, in this order
	Events []profile.Event
	Undone []profile.Event // that were written down in error
	Items  []outbox.Item
	Gone   []outbox.Item // that wait, and in whose place Items come
	Audit  []Audit
	Taught []Taught
	Unsaid []int          // messages of staff's that the customer has not
	Toast  string         // the answer to a press
	Help   *grounded.Help // a language model is to be asked; its answer is an act of kind Offered
}

// Step takes one act of staff's in a customer's topic and decides. It changes nothing it is given.
func Step(v Topic, act Act) Outcome {
	s := step{Topic: v, act: act, Outcome: Outcome{Ticket: v.Ticket}}
	s.t = &s.Outcome.Ticket
	switch act.Kind {
	case Said:
		s.meant()
		s.said()
	case Edited:
		s.edited()
	case Pressed:
		s.pressed()
	case Closed:
		s.t.Shut = true
		s.end(true)
	case Reopened:
		s.t.Shut = false
	case Placed:
		s.placed()
	case Lost:
		s.lost()
	case Locked:
		s.t.Shut = false
		s.Items = append(s.Items, outbox.Item{Chat: outbox.Desk, Lead: true, Topic: &outbox.Topic{Reopen: true}})
	case Wanted:
		s.wanted()
	case Left:
		s.left()
	case Shifted:
		s.shifted()
	case Untitled:
		s.t.Title, s.t.Icon = "", ""
	case Offered:
		s.offer()
	}
	if s.t.Waiting != 0 && v.Ticket.Waiting == 0 {
		s.input(dialogs.Input{Kind: dialogs.Unanswered})
	}
	if s.Group == 0 { // the owner alone answers
		for i := range s.Items {
			it := &s.Items[i]
			if it.Within = s.act.Group; it.Text != "" && !it.Answers { // it goes with them, though no topic does
				it.Names = []profile.CustomerID{v.s.Customer.ID}
			}
		}
	}
	return s.Outcome
}

// step is one Step in the making.
type step struct {
	Topic
	Outcome
	act Act
	t   *Ticket // as it will be
}

// left ends what somebody of the staff had in the ticket. A customer whom they had waits again: nobody else looks here.
// What colleagues wrote meanwhile can go now, if they still want it to.
func (s *step) left() {
	had, name := s.t.Holder == s.act.Who && s.t.Opened != 0, s.t.Name
	s.t.leave(s.act.Who)
	if !had {
		return
	}
	s.t.Waiting = s.act.At.Unix()
	told := s.note("desk-left", locales.Args{"Name": name})
	if held := len(s.t.Held); held > 0 {
		told.Text += "\n" + s.text("desk-left-held", locales.Args{"Count": held})
		told.Buttons = [][]dialogs.Button{s.choice(0, "take", "desk-send-own")}
	}
	s.Items = append(s.Items, told)
}

// end closes the ticket and gives the customer back to the bot, which asks how it was, or does not.
func (s *step) end(asked bool) {
	s.t.close()
	if s.s.Session.Staffed() || s.s.Session.Awaits {
		s.input(dialogs.Input{Kind: dialogs.HandBack, Unasked: !asked})
	}
}
