// What is otherwise where an owner answers alone: their chat with the bot is the desk, and a reply says for whom.
package desk

import (
	"cmp"
	"strconv"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/locales"
)

// cardData begins the callback data of the buttons that show a customer's card, to be answered: desk.card:CUSTOMER.
const cardData = "desk.card:"

// meantData begins the callback data of the buttons that say for whom a command was meant: desk.meant:CUSTOMER:MESSAGE.
// The question answers that message, so that each press brings the command with it.
const meantData = "desk.meant:"

// Meant returns the message of the command that a press says for whom it was meant.
func Meant(data string) (message int, ok bool) {
	button, _, said, named := apart(data)
	message, err := strconv.Atoi(said)
	return message, named && button == meantData && err == nil
}

// meant shows under the question for whom the command was, so that it is not done twice.
func (s *step) meant() {
	if s.act.Asked != 0 {
		done := outbox.Item{Chat: outbox.Desk, Edit: s.act.Asked}
		done.Text = "<b>" + locales.Escape(s.name()) + "</b> · " + locales.Escape(clip(oneLine(s.act.Text), lineUnits))
		s.Items = append(s.Items, done)
	}
}

// cards are buttons that show the cards of customers, two a row.
func (v view) cards(of []Found) [][]dialogs.Button { return v.names(of, cardData, "") }

// names are buttons with the names of customers, two a row.
func (v view) names(of []Found, button, said string) (rows [][]dialogs.Button) {
	for i, f := range of[:min(len(of), maxFound)] {
		if i%2 == 0 {
			rows = append(rows, nil)
		}
		label := clip(cmp.Or(oneLine(f.named()), string(f.ID)), locales.MaxLabel)
		rows[len(rows)-1] = append(rows[len(rows)-1], dialogs.Button{Label: label, Data: button + string(f.ID) + said})
	}
	return rows
}

// Whom asks for which customer a command is meant, the owner's message; open are those with an open ticket.
func (o Owner) Whom(open []Found, message int) outbox.Item {
	v := view{texts: o.texts, lang: o.lang}
	it := o.Say("desk-alone-whom", nil, v.names(open, meantData, ":"+strconv.Itoa(message))...)
	it.Reply = message
	for _, f := range open[:min(len(open), maxFound)] {
		it.Names = append(it.Names, f.ID)
	}
	return it
}

// Slipped tells how the command is written that a message of the owner's was meant to be.
func (o Owner) Slipped(text string, message int) outbox.Item {
	it := o.Say("desk-command-slip", locales.Args{"Command": "/" + Slip(text)})
	it.Reply = message
	return it
}

// NoSuch tells that there is no such command.
func (o Owner) NoSuch() outbox.Item { return o.Say("desk-command-unknown", nil) }

// Help is what the owner can do: all, where they answer alone; else what is theirs besides the group's.
func (o Owner) Help(d Desk) outbox.Item {
	v := view{texts: o.texts, lang: o.lang}
	first := o.Text("desk-help-besides", locales.Args{"Group": d.Title})
	if d.Group == 0 {
		first = v.help(true)
	}
	it := o.Say("desk-help-owner", nil)
	it.Text = first + "\n\n" + it.Text
	return it
}
