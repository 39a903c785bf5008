// The buttons under a card for what staff do most.
package desk

import (
	"guanxi/dialogs"
	"guanxi/locales"
)

// doData begins the callback data of the buttons that do what a command does: desk.do:CUSTOMER:WHAT.
const doData = "desk.do:"

// What those buttons do, besides giving the customer back to the bot.
const (
	doUndo = "undo" // take back what whoever presses sent last
	doTake = "take" // have the conversation from now on
)

// cardButtons stand under each card. Who answers alone has every conversation.
func (v view) cardButtons() [][]dialogs.Button {
	id := string(v.s.Customer.ID)
	button := func(label, data string) dialogs.Button { return dialogs.Button{Label: v.text(label, nil), Data: data} }
	rows := [][]dialogs.Button{{button("desk-back", backData+id)}, {button("desk-undo", doData+id+":"+doUndo)}}
	if v.Shared {
		rows[1] = append(rows[1], button("desk-take", doData+id+":"+doTake))
	}
	if row := v.helpers(); row != nil {
		rows = append(rows, row)
	}
	return rows
}

// does does what a button says. The answer over the chat says what came of it, so that no message need.
func (s *step) does(what string) {
	switch what {
	case doUndo:
		gone := s.unsend()
		s.Toast = s.text(either(len(gone) > 0, "desk-undone", "desk-undo-nothing"), nil)
	case doTake:
		s.takeOver()
	}
}

// takeOver has whoever presses have the conversation. All of them are told: what others write is asked about from then on.
// What was held of theirs goes, as by the button of that name under the question about it.
func (s *step) takeOver() {
	own, others := s.heldBy(s.act.Who)
	switch {
	case s.t.Opened == 0:
		s.Toast = s.text("desk-closed-already", nil)
		return
	case s.t.Holder == s.act.Who:
		s.Toast = s.text("desk-take-yours", nil)
	default:
		s.audit("taken", s.t.Name)
		s.t.Holder, s.t.Name = s.act.Who, s.act.Name
		s.Items = append(s.Items, s.note("desk-taken", locales.Args{"Name": s.act.Name}))
	}
	s.t.Held = others
	for _, h := range own {
		s.send(h)
	}
}

// What who was asked whether a colleague's conversation is to end says by pressing.
const (
	doBack  = "yes"
	doQuiet = "quiet" // and the customer is asked for nothing
)

// back gives the customer back to the bot.
func (s *step) back(said string) {
	switch {
	case said != "":
		done := s.note("desk-back-ended", locales.Args{"Name": s.act.Name})
		done.Edit = s.act.Message
		s.Items = append(s.Items, done)
	case s.colleagues():
		s.sure(doBack)
		return
	}
	s.end(said != doQuiet)
}

// colleagues says whether somebody else has the conversation: it does not end at one tap, or one word, of who has not.
func (s *step) colleagues() bool {
	return s.Group != 0 && s.t.Opened != 0 && s.taken()
}

// taken says whether somebody else has claimed the ticket.
func (s *step) taken() bool { return s.t.Holder != 0 && s.t.Holder != s.act.Who }

// sure asks whether it is to end.
func (s *step) sure(how string) {
	ask := s.note("desk-back-sure", locales.Args{"Holder": s.t.Name})
	ask.Buttons = [][]dialogs.Button{{{Label: s.text("desk-back-end", nil), Data: backData + string(s.s.Customer.ID) + ":" + how}}}
	s.reply(ask)
}
