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
func (s *step) takeOver() {
	switch {
	case s.t.Opened == 0:
		s.Toast = s.text("desk-closed-already", nil)
	case s.t.Holder == s.act.Who:
		s.Toast = s.text("desk-take-yours", nil)
	default:
		s.audit("taken", s.t.Name)
		s.t.Holder, s.t.Name = s.act.Who, s.act.Name
		s.Items = append(s.Items, s.note("desk-taken", locales.Args{"Name": s.act.Name}))
	}
}
