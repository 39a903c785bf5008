// The buttons of cards.
package desk

import (
	"strconv"
	"strings"

	"guanxi/profile"
)

// presses are what the buttons of cards do, by how their callback data begins, with what it says after the customer.
var presses = map[string]func(s *step, said string){
	backData:  (*step).back,
	cardData:  func(s *step, _ string) { s.showCard("") },
	meantData: func(s *step, _ string) { s.showCard("") }, // the command is not there any more
	caseData:  (*step).pressedCase,
	whyData:   (*step).pressedWhy,
	doData:    (*step).does,
	seenData:  (*step).observed,
	noteData:  (*step).unnote,
	helpData:  (*step).assist,
	teachData: (*step).lesson,
	heldData:  (*step).decide,
}

// apart takes the callback data of a card's button apart: BUTTON:CUSTOMER, and perhaps :WHAT, which may have more colons.
func apart(data string) (button string, id profile.CustomerID, said string, ok bool) {
	at := strings.IndexByte(data, ':') + 1
	name, said, _ := strings.Cut(data[at:], ":")
	id = profile.CustomerID(name)
	return data[:at], id, said, id.Valid()
}

// Named returns the customer whom a press of staff's names.
func Named(data string) (profile.CustomerID, bool) {
	button, id, _, ok := apart(data)
	return id, ok && presses[button] != nil
}

// pressed takes a button of a card.
func (s *step) pressed() {
	button, _, said, ok := apart(s.act.Data)
	if press := presses[button]; ok && press != nil {
		press(s, said)
	}
}

// Board names the board of a complaint whose button staff pressed; empty: they pressed none.
func (a *Act) Board() string {
	button, _, said, _ := apart(a.Data)
	number, _, ok := numberedCase(said)
	switch {
	case a.Kind != Pressed || !ok:
		return ""
	case button == caseData:
		return caseBoard + strconv.Itoa(number)
	case button == whyData:
		return whyBoard + strconv.Itoa(number)
	}
	return ""
}

// pressedCase moves a complaint to a state that is staff's to say.
func (s *step) pressedCase(said string) {
	number, to, ok := numberedCase(said)
	for _, m := range moves {
		if ok && to == string(m.state) {
			s.move(number, m.state)
		}
	}
}

// pressedWhy refuses one.
func (s *step) pressedWhy(said string) {
	if number, why, ok := numberedCase(said); ok {
		s.refuse(number, why)
	}
}
