// How staff move a complaint; one that they refuse goes with a word why.
package desk

import (
	"strconv"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/locales"
	"guanxi/profile"
)

// whyData begins the callback data of the buttons that say why a complaint is refused: desk.why:CUSTOMER:NUMBER:REASON.
const whyData = "desk.why:"

// keepOpen is the reason that is none: it is not refused after all.
const keepOpen = "keep"

// reasons are those that a tap says, with their buttons and what the customer reads.
var reasons = []struct{ reason, label, text string }{
	{"terms", "desk-why-terms", "complain-why-terms"}, {"late", "desk-why-late", "complain-why-late"},
	{"sound", "desk-why-sound", "complain-why-sound"},
}

// move brings a complaint to the state of the button that was pressed, or asks first for what is missing.
func (s *step) move(number int, to profile.State) {
	filed := s.filed(number)
	switch {
	case filed == nil:
		return
	case filed.State == to:
		s.already()
		return
	case to == profile.Answered && !s.hasAnswered(filed):
		s.Toast = s.text("desk-answer-first", nil)
		return
	}
	if to == profile.Refused {
		ask := s.why(number)
		ask.Answers = s.Group == 0 // a reply finds whom it is about
		s.reply(ask)
		return
	}
	s.moved(number, to, "")
}

// already says that a complaint is where the button would bring it. A card that followed nothing so far shows it from now on, too.
func (s *step) already() {
	s.Toast = s.text("desk-case-already", nil)
	for _, at := range s.Boards {
		if it, of := s.current(at); of != nil && at.Message == s.act.Message && at.Seq == 0 {
			s.Items = append(s.Items, it)
		}
	}
}

// moved has the customer hear of it.
func (s *step) moved(number int, to profile.State, why string) {
	s.t.Waiting = 0
	s.audit("moved", profile.Case{Number: number}.Called()+" "+string(to))
	s.input(dialogs.Input{Kind: dialogs.Moved, Number: number, Text: string(to), Why: why})
}

// hasAnswered says whether staff wrote to the customer since the complaint was filed, or taken up again.
func (s *step) hasAnswered(c *profile.Case) bool {
	since := c.Filed
	for _, e := range s.History.Last {
		if e.Kind == "complaint-"+string(profile.Received) && e.Value == c.Called() {
			since = max(since, e.At)
		}
	}
	for _, l := range s.Talk.Lines {
		if l.Staff && l.At >= since {
			return true
		}
	}
	return false
}

// why asks for the reason: staff tap one, or reply with their own.
func (s *step) why(number int) outbox.Item {
	ask := s.note("desk-why", locales.Args{"Number": profile.Case{Number: number}.Called()})
	ask.Board = whyBoard + strconv.Itoa(number)
	button := func(label, reason string) []dialogs.Button {
		return []dialogs.Button{{Label: s.text(label, nil), Data: whyData + string(s.s.Customer.ID) + ":" + strconv.Itoa(number) + ":" + reason}}
	}
	for _, r := range reasons {
		ask.Buttons = append(ask.Buttons, button(r.label, r.reason))
	}
	ask.Buttons = append(ask.Buttons, button("desk-why-keep", keepOpen))
	return ask
}

// explained is the number of the complaint whose reason the act says, in reply to the question for it; 0: it says none.
func (s *step) explained() int {
	for _, c := range s.s.Customer.Cases {
		if c.State != profile.Refused && s.act.Text != "" && s.replies(s.why(c.Number)) {
			return c.Number
		}
	}
	return 0
}

// refuse does what a button under the question for the reason says.
func (s *step) refuse(number int, why string) {
	if why == keepOpen {
		done := s.note("desk-why-kept", locales.Args{"Number": profile.Case{Number: number}.Called()})
		done.Edit, done.Board = s.act.Message, whyBoard+strconv.Itoa(number)
		s.Items = append(s.Items, done)
		return
	}
	for _, r := range reasons {
		if r.reason == why {
			s.refused(number, r.text)
		}
	}
}

// refused tells the customer that the complaint is refused, and why.
func (s *step) refused(number int, why string) {
	if c := s.filed(number); c == nil || c.State == profile.Refused {
		s.already()
		return
	}
	s.moved(number, profile.Refused, clip(why, maxNote))
}
