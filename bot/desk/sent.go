// What staff sent last, and what becomes of it when it is taken back or did not arrive.
package desk

import (
	"slices"
	"time"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
)

// Sent is a message that somebody of the staff sent the customer lately.
type Sent struct {
	By      int64  `cbor:"1,keyasint,omitempty"`
	Message int    `cbor:"2,keyasint,omitempty"` // in staff's chat; 0: it lies in none
	With    []int  `cbor:"3,keyasint,omitempty"` // those before it of the same album
	Album   string `cbor:"4,keyasint,omitempty"` // what they share
	At      int64  `cbor:"5,keyasint,omitempty"` // Unix seconds
	In      int64  `cbor:"6,keyasint,omitempty"` // the staff's chat; 0: it was not noted yet
}

const (
	maxOwn   = 5  // messages that are remembered of each of the staff, to be taken back one after the other
	maxSent  = 12 // and of all of them: some 300 bytes of the customer's record
	maxAside = 8  // messages that stayed among staff, and go if their // is taken off
)

// all are its messages: albums go whole.
func (m Sent) all() []int {
	if m.Message == 0 {
		return nil
	}
	return append(slices.Clone(m.With), m.Message)
}

// late says whether it is too late to take a message back.
func (m Sent) late(now int64) bool { return now-m.At >= undoTime }

// last is what somebody sent last.
func (t *Ticket) last(by int64) Sent {
	for _, m := range slices.Backward(t.Sent) {
		if m.By == by {
			return m
		}
	}
	return Sent{By: by}
}

// with are a message of staff's and those of its album.
func (t *Ticket) with(message int) []int {
	for _, m := range t.Sent {
		if all := m.all(); slices.Contains(all, message) {
			return all
		}
	}
	return []int{message}
}

// said notes what somebody sent. What cannot be taken back any more goes, then the oldest of theirs, then the oldest of all.
func (t *Ticket) said(now Sent) {
	if before := t.last(now.By); now.Album != "" && now.Album == before.Album {
		now.With = before.all()
		t.unsay(before.Message)
	}
	t.Sent = append(slices.DeleteFunc(slices.Clone(t.Sent), func(m Sent) bool { return m.late(now.At) }), now)
	own := 0
	for i, m := range slices.Backward(t.Sent) {
		if m.By == now.By {
			own++
		}
		if own > maxOwn {
			t.Sent = slices.Delete(t.Sent, i, i+1)
			break
		}
	}
	t.Sent = t.Sent[max(0, len(t.Sent)-maxSent):]
}

// unsay forgets that a message was sent, and says whether it was remembered.
func (t *Ticket) unsay(message int) bool {
	known := func(m Sent) bool { return message != 0 && slices.Contains(m.all(), message) }
	found := slices.ContainsFunc(t.Sent, known)
	t.Sent = slices.DeleteFunc(slices.Clone(t.Sent), known)
	return found
}

// waitAgain has a customer wait as before who has no answer any more.
func (t *Ticket) waitAgain() {
	if t.Opened != 0 && t.Waiting == 0 && t.Stands <= 0 {
		t.Waiting = t.Waited
	}
}

// aside notes that messages stayed among staff.
func (t *Ticket) aside(messages ...int) {
	all := append(slices.Clone(t.Aside), messages...)
	t.Aside = all[max(0, len(all)-maxAside):]
}

// undoTime is how long Telegram lets a bot delete its messages, in seconds.
const undoTime = 48 * 60 * 60

// TakesBack are the messages of staff's that an act may take back from the customer.
func (a *Act) TakesBack(t *Ticket) []int {
	name, _ := command(a.Text)
	own := t.last(a.Who)
	button, _, what, _ := apart(a.Data)
	switch {
	case a.Kind == Edited && Apart(a.Text):
		return []int{a.Message}
	case a.Kind == Pressed && button == doData && what == doUndo:
		return own.all()
	case a.Kind != Said:
		return nil
	case a.Album != "" && a.Album == own.Album && Apart(a.Text):
		return own.all()
	case name != "undo" || a.Media != "":
	case a.ReplyTo == 0 || a.names():
		return own.all()
	case a.Replied == a.Who:
		return t.with(a.ReplyTo)
	}
	return nil
}

// About are the messages in staff's chat whose counterparts are needed to decide.
func (a *Act) About(t *Ticket) []int {
	switch back := a.TakesBack(t); {
	case len(back) > 0:
		return back
	case a.Kind == Edited:
		return []int{a.Message, a.ReplyTo}
	case a.Kind == Lost:
		var all []int
		for _, m := range t.Sent {
			all = append(all, m.all()...)
		}
		return all
	case a.Kind != Said, a.names():
		return nil
	}
	return []int{a.ReplyTo}
}

// names says whether what the act answers tells no more than whom it is for: something of the bot's in a private chat.
func (a *Act) names() bool { return a.Group > 0 && a.Replied == 0 }

// takeBack takes from the customer what of their own a member of the staff may take back, and says whether there was any.
func (s *step) takeBack() (gone []int) {
	waited := s.t.Waited
	for _, p := range s.Pairs {
		if !p.Staff || p.By != s.act.Who || s.act.At.Unix()-p.At >= undoTime || !slices.Contains(s.act.TakesBack(&s.Topic.Ticket), p.Message) {
			continue
		}
		if !slices.Contains(gone, p.Message) {
			gone = append(gone, p.Message)
			if p.At >= waited {
				s.t.Stands--
			}
		}
		if p.Theirs != 0 { // else it had not been sent yet
			s.Items = append(s.Items, outbox.Item{Chat: s.s.Customer.Chat, Edit: p.Theirs, Delete: true})
		}
		s.t.unsay(p.Message)
	}
	if len(gone) > 0 {
		s.t.waitAgain()
		s.audit("undone", "")
		s.Unsaid = append(s.Unsaid, gone...)
	}
	return gone
}

// undo takes back what the writer sent last, or what they answer with the command.
func (s *step) undo(string) {
	gone := s.unsend()
	s.answer(either(len(gone) > 0, "desk-undone", "desk-undo-nothing"))
}

// unsend takes it back on both sides.
func (s *step) unsend() (gone []int) {
	gone = s.takeBack()
	for _, message := range gone {
		s.Items = append(s.Items, outbox.Item{Chat: outbox.Desk, Edit: message, Delete: true})
	}
	return gone
}

// keepInside leaves a message among staff. Of an album all that went before comes back.
func (s *step) keepInside() {
	if s.act.Album != "" {
		s.t.Apart = s.act.Album
	}
	gone := s.takeBack()
	for _, message := range append(gone, s.act.Message) {
		s.Items = append(s.Items, Kept(outbox.Desk, message))
	}
	if Inside(s.act.Text) {
		s.t.aside(append(gone, s.act.Message)...)
	}
}

// edited changes the customer's copy of a message that staff changed. What begins with // now, or is a command, is taken
// back, and what does not any more is sent.
func (s *step) edited() {
	sent, theirs := false, 0
	for _, p := range s.Pairs {
		if p.Staff && p.Message == s.act.Message {
			sent, theirs = true, max(theirs, p.Theirs) // one that was taken back and sent again has an older one
		}
	}
	aside := slices.Index(s.t.Aside, s.act.Message)
	switch {
	case s.act.Text == "", s.hasHeld():
	case aside >= 0 && Inside(s.act.Text):
	case aside >= 0:
		s.t.Aside = slices.Delete(slices.Clone(s.t.Aside), aside, aside+1)
		s.said()
	case sent && Apart(s.act.Text): // a command, which is not the customer's either
		s.withdraw()
	case sent:
		s.change(theirs)
	case s.inside(), Apart(s.act.Text), s.act.At.Sub(s.act.Sent) <= editTime:
	default:
		s.change(0)
	}
}

// editTime is how soon after it was sent an answer may be changed while its copy still waits: the copy shows it changed.
const editTime = time.Minute

// change has the customer's copy say what staff's message says now; 0: there is none any more.
func (s *step) change(theirs int) {
	s.input(dialogs.Input{Kind: dialogs.StaffEdit, Message: theirs, Text: s.act.Text, HTML: s.act.HTML, Media: s.act.Media})
}

// withdraw takes back a message that was sent and that staff keep to themselves now.
func (s *step) withdraw() {
	if len(s.takeBack()) == 0 {
		s.answer("desk-undo-nothing")
		return
	}
	s.t.aside(s.act.Message)
	s.mark(keptSign)
	s.answer("desk-undone")
}

// hasHeld has a message that waits for its writer's decision be what it was changed to.
func (s *step) hasHeld() bool {
	i := slices.IndexFunc(s.t.Held, func(h Held) bool { return h.Message == s.act.Message })
	if i < 0 {
		return false
	}
	s.t.Held = slices.Clone(s.t.Held)
	if s.t.Held[i].Words = clip(s.act.Text, lineUnits); Apart(s.act.Text) {
		s.t.Held = slices.Delete(s.t.Held, i, i+1)
		s.t.aside(s.act.Message)
		s.mark(keptSign)
	}
	return true
}
