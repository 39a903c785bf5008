// What passes between a customer and the staff who have their conversation.
package dialogs

// hasPerson tells a customer who asks for a person, and has one, that they have.
func (t *turn) hasPerson(next *step) bool {
	at := t.w.steps[t.s.Step]
	if !t.s.Staffed || at == nil || next != t.w.starts[onPerson] {
		return false
	}
	t.say("human-already", at.buttons[t.lang()])
	return true
}

// takeBack tells staff that the customer went back to the bot.
func (t *turn) takeBack() {
	if t.s.Staffed {
		t.effect(Effect{Returned: &Returned{By: "customer"}})
	}
}

func (t *turn) onStaff() {
	if t.c.Blocked {
		t.effect(Effect{Undelivered: &Undelivered{Why: "blocked"}})
		return
	}
	talk := t.w.starts[onStaff]
	if t.s.Staffed { // their answer begins the time of quiet anew
		t.stay(talk)
	} else {
		t.begin(talk)
	}
	t.Messages = append(t.Messages, Message{Copy: &Copy{Chat: t.in.From, Message: t.in.Message}})
}

func (t *turn) onHandBack() {
	if !t.s.Staffed {
		return
	}
	t.begin(t.w.starts[onReturn])
	t.effect(Effect{Returned: &Returned{By: "staff"}})
}

func (t *turn) onBlocked() {
	if t.s.Staffed {
		t.effect(Effect{Undelivered: &Undelivered{Why: "blocked"}})
	}
	t.c.Blocked = true
	t.s.leave()
}

func (t *turn) relay() {
	t.s.Last = short(t.in.Text, lastWords)
	t.effect(Effect{Relay: &Relay{Message: t.in.Message, Media: t.in.Media, Words: t.in.Text}})
}
