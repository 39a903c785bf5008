package desk

import (
	"slices"
	"strings"
	"time"

	"guanxi/dialogs"
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

// shifted shows an open ticket to whoever has come to answer. What anybody had of it ends.
func (s *step) shifted() {
	s.t.release()
	if s.t.Held = nil; s.Group == 0 || !s.t.In(s.Group) {
		s.t.away()
	}
	if s.Group == 0 {
		s.t.Asked = 0
	}
	s.Talk.Lines = slices.DeleteFunc(slices.Clone(s.Talk.Lines), func(l Line) bool { return s.act.follows(l) })
	switch {
	case s.t.Opened == 0 && complaint(s.s) == nil, s.Group != 0 && s.t.Asked == s.Group: // nothing is open, or it was shown
	case s.Group == 0 && complaint(s.s) != nil && !s.s.Session.Staffed() && !s.s.Session.Awaits: // who asks for no person
		pending := s.pending()
		pending[0].Silent = s.t.Waiting == 0 || s.t.Muted
		if story := s.story(); story != "" {
			pending[0].Text += "\n\n" + story
		}
		s.Items = append(append(s.Items, pending...), s.again()...)
	case s.Group == 0:
		cards := s.view.card(&dialogs.HandOff{Words: s.s.Session.Last})
		cards[0].Text = strings.TrimSuffix(cards[0].Text, "\n\n"+s.text("desk-reply-hint", nil)) // whoever took over was just told
		if story := s.story(); story != "" {
			cards[0].Text += "\n\n" + story
		}
		cards[0].Lead = true
		s.Items = append(append(append(s.Items, cards...), s.again()...), s.pending()...)
	default:
		s.t.Asked = s.Group
		s.introduce()
		s.Items[0].First = s.t.Waiting != 0 && !s.t.Muted
	}
}
