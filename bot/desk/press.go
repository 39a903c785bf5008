// The buttons of cards.
package desk

import (
	"guanxi/profile"
)

// pressed takes a button of a card.
func (s *step) pressed() {
	if _, ok := HandsBack(s.act.Data); ok {
		s.end(true)
		return
	}
	if _, number, state, ok := MovesCase(s.act.Data); ok {
		s.move(number, state)
		return
	}
	if _, number, why, ok := Refuses(s.act.Data); ok {
		s.refuse(number, why)
		return
	}
	if _, what, ok := Does(s.act.Data); ok {
		s.does(what)
		return
	}
	if _, what, ok := Observes(s.act.Data); ok {
		s.observed(what)
		return
	}
	if _, what, ok := Helps(s.act.Data); ok {
		s.assist(what)
		return
	}
	if _, what, ok := Teaches(s.act.Data); ok {
		s.lesson(what)
		return
	}
	if _, what, ok := Unnotes(s.act.Data); ok {
		s.unnote(what)
		return
	}
	if _, ok := showsCard(s.act.Data); ok {
		s.showCard("")
		return
	}
	s.decide()
}

// Named returns the customer whom a press of staff's names.
func Named(data string) (profile.CustomerID, bool) {
	if id, ok := HandsBack(data); ok {
		return id, true
	}
	if id, _, _, ok := MovesCase(data); ok {
		return id, true
	}
	if id, _, ok := Observes(data); ok {
		return id, true
	}
	if id, _, ok := Does(data); ok {
		return id, true
	}
	if id, _, ok := Helps(data); ok {
		return id, true
	}
	if id, _, ok := Teaches(data); ok {
		return id, true
	}
	if id, _, ok := Unnotes(data); ok {
		return id, true
	}
	if id, ok := showsCard(data); ok {
		return id, true
	}
	if id, _, _, ok := Refuses(data); ok {
		return id, true
	}
	id, _, _, ok := Decides(data)
	return id, ok
}
