package desk

import (
	"strconv"
	"strings"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/locales"
	"guanxi/profile"
)

// caseData begins the callback data of the buttons that move a complaint: desk.case:CUSTOMER:NUMBER:STATE.
const caseData = "desk.case:"

// moves are the states to which staff move a complaint, with their buttons.
var moves = []struct {
	state profile.State
	label string
}{
	{profile.Work, "desk-work"}, {profile.Answered, "desk-answered"}, {profile.Resolved, "desk-resolved"}, {profile.Refused, "desk-refused"},
}

// numberedCase takes apart what a button says of a complaint: NUMBER:WHAT.
func numberedCase(said string) (number int, what string, ok bool) {
	digits, what, _ := strings.Cut(said, ":")
	number, err := strconv.Atoi(digits)
	return number, what, err == nil
}

// complaint is the card of a complaint, and below it what the customer sent.
func (v view) complaint(c *dialogs.Complaint) []outbox.Item {
	card := v.remark("desk-complaint", "Number", c.Case.Called())
	card.Text = v.complains(c.Case)
	if c.Words != "" {
		card.Text += "\n" + v.text("desk-words", locales.Args{"Words": c.Words})
	}
	card = v.moving(card, c.Case)
	return v.with(card, c.Messages)
}

// complains says that a complaint was filed, and of what.
func (v view) complains(c profile.Case) string {
	said := v.remark("desk-complaint", "Number", c.Called()).Text
	if c.About != "" { // one that staff filed says it in their own words
		about := locales.Args{"About": v.choice("rate-why-", c.About)}
		if c.Wish == "" { // it was left before that was asked
			return said + "\n" + v.text("desk-about-alone", about)
		}
		about["Wish"] = v.choice("complain-wish-", c.Wish)
		said += "\n" + v.text("desk-about", about)
	}
	return said
}

// filed is a complaint of the customer's; nil: there is none of that number.
func (v view) filed(number int) *profile.Case {
	for i := range v.s.Customer.Cases {
		if c := &v.s.Customer.Cases[i]; c.Number == number {
			return c
		}
	}
	return nil
}

// pending is how the open complaints stand, a line each, the oldest first.
func (v view) pending() (lines []string) {
	for _, c := range v.s.Customer.Cases {
		if c.Open() {
			lines = append(lines, v.stands(c))
		}
	}
	return lines
}

// older are the open complaints whose buttons a customer's card has no room for, each with its own: all but the last.
func (v view) older() (items []outbox.Item) {
	last := complaint(v.s)
	for _, c := range v.s.Customer.Cases {
		if c.Open() && c.Number != last.Number {
			card := v.remark("desk-complaint", "Number", c.Called())
			card.Silent = true
			items = append(items, v.moving(card, c))
		}
	}
	return items
}

// pressable puts buttons under a card: those of the complaint filed last, while one is open, and below them those of each card.
func (v view) pressable(card outbox.Item) outbox.Item {
	if open := complaint(v.s); open != nil {
		return v.moving(card, *open)
	}
	card.Buttons = v.cardButtons()
	return card
}

// moving puts the buttons under a card that move a complaint. They are to follow it.
func (v view) moving(card outbox.Item, c profile.Case) outbox.Item {
	card.Buttons, card.Board = v.caseButtons(c), caseBoard+strconv.Itoa(c.Number)
	return card
}

// What names the boards of a complaint, before its number.
const (
	caseBoard = "case:"
	whyBoard  = "why:" // the question why it is refused
)

// caseButtons move a complaint; the state that it is in is marked. Below them stand those of each card.
func (v view) caseButtons(c profile.Case) (rows [][]dialogs.Button) {
	for i, m := range moves {
		if i%2 == 0 {
			rows = append(rows, nil)
		}
		label := v.text(m.label, nil)
		if c.State == m.state || c.State == profile.Settled && m.state == profile.Resolved {
			label = "✓ " + label
		}
		row := &rows[len(rows)-1]
		*row = append(*row, dialogs.Button{Label: label, Data: caseData + string(v.s.Customer.ID) + ":" + strconv.Itoa(c.Number) + ":" + string(m.state)})
	}
	return append(rows, v.cardButtons()...)
}

// Follow brings what the cards say of a complaint, and the buttons under them, to the state in which it is now. Nobody is asked
// any more why it is refused. What is added to one moves it nowhere.
func (v Topic) Follow(p *dialogs.Progress) (items []outbox.Item) {
	if p.Messages != nil || p.Edited {
		return nil
	}
	for _, at := range v.Boards {
		it, of := v.current(at)
		if of != nil && (of.Number == p.Case.Number || strings.Contains(it.Text, p.Case.Called()+" · ")) {
			items = append(items, it)
		}
	}
	return items
}

// current brings a card to the state in which its complaint is now; nil: there is none, or the card is not in this chat. Nothing
// is asked of one any more.
func (v view) current(at outbox.CardAt) (outbox.Item, *profile.Case) {
	kind, called, _ := strings.Cut(at.Board, ":")
	number, _ := strconv.Atoi(called)
	of := v.filed(number)
	if of == nil || at.Chat != v.chat {
		return outbox.Item{}, nil
	}
	it := outbox.Item{Chat: outbox.Desk, Edit: at.Message, Board: at.Board, Text: v.restated(at.Text)}
	if kind+":" == caseBoard {
		it.Buttons = v.caseButtons(*of)
	} else {
		it.Text = v.stands(*of)
	}
	return it, of
}

// stands is the line of a card that tells how far a complaint has come.
func (v view) stands(c profile.Case) string {
	sign := signs["complaint"]
	if c.State == profile.Settled {
		sign = signs["complaint-settled"]
	}
	return sign + " " + c.Called() + " · " + v.stateName(c.State)
}

// restated is a card that tells how far the complaints have come by now; empty: it tells of none.
func (v view) restated(card string) string {
	lines, told := strings.Split(card, "\n"), false
	for i, line := range lines {
		sign, said, _ := strings.Cut(line, " ")
		for _, c := range v.s.Customer.Cases {
			if strings.HasPrefix(said, c.Called()+" · ") && (sign == signs["complaint"] || sign == signs["complaint-settled"]) {
				lines[i], told = v.stands(c), true
			}
		}
	}
	if !told {
		return ""
	}
	return strings.Join(lines, "\n")
}

// stateName is a state in the words of the buttons.
func (v view) stateName(state profile.State) string {
	for _, m := range moves {
		if m.state == state {
			return v.text(m.label, nil)
		}
	}
	return v.text(dialogs.StateText(state), nil)
}

// choice is a choice of a flow in staff's language; a shop's own flow may have others, which stand for themselves.
func (v view) choice(prefix, value string) string {
	if key := prefix + value; v.texts.Has(key) {
		return v.text(key, nil)
	}
	return value
}

func (v view) progress(p *dialogs.Progress) []outbox.Item {
	key := "desk-moved"
	switch {
	case p.Edited:
		key = "desk-changed"
	case p.Messages != nil:
		key = "desk-added"
	case p.ByCustomer && p.Case.State == profile.Settled:
		key = "desk-settled"
	case p.ByCustomer:
		key = "desk-reopened"
	case v.s.Customer.Blocked:
		key = "desk-moved-blocked"
	}
	told := v.remark(key, "Number", p.Case.Called(), "State", v.stateName(p.Case.State))
	if key == "desk-reopened" {
		told = v.moving(told, p.Case)
	}
	return v.with(told, p.Messages)
}
