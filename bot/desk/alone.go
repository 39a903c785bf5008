// What is otherwise where an owner answers alone: their chat with the bot is the desk, and a reply says for whom.
package desk

import (
	"cmp"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/locales"
)

// cardData begins the callback data of the buttons that show a customer's card, to be answered: desk.card:CUSTOMER.
const cardData = "desk.card:"

// cards are buttons that show the cards of customers, two a row.
func (v view) cards(of []Found) (rows [][]dialogs.Button) {
	for i, f := range of[:min(len(of), maxFound)] {
		if i%2 == 0 {
			rows = append(rows, nil)
		}
		label := clip(cmp.Or(oneLine(f.Name), string(f.ID)), locales.MaxLabel)
		rows[len(rows)-1] = append(rows[len(rows)-1], dialogs.Button{Label: label, Data: cardData + string(f.ID)})
	}
	return rows
}

// Whom asks for which customer a command is meant; open are those with an open ticket.
func (o Owner) Whom(open []Found) outbox.Item {
	v := view{texts: o.texts, lang: o.lang}
	it := o.Say("desk-alone-whom", nil, v.cards(open)...)
	for _, f := range open[:min(len(open), maxFound)] {
		it.Names = append(it.Names, f.ID)
	}
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
