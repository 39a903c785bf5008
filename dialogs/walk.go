// The way from step to step.
package dialogs

import "time"

func (t *turn) onWake() {
	now := t.in.At.Unix()
	t.overdue()
	if t.s.Quiet != 0 && now >= t.s.Quiet {
		t.onQuiet()
	}
	if t.s.Due == 0 || now < t.s.Due {
		return
	}
	at := t.w.steps[t.s.Step]
	if at == nil || at.After == 0 { // the shop's flows have changed
		t.s.leave()
		t.say("engine-gone", nil)
		return
	}
	t.s.Due = 0
	t.enter(at.then)
}

// begin leaves the flow under way and enters another. A person gets what was said so far.
func (t *turn) begin(at *step) {
	if at == nil || at != t.w.starts[onPerson] {
		was := *t.s
		t.s.leave()
		t.unfinished(was)
	}
	t.enter(at)
}

// unfinished takes what was said in a flow, which has been left for another, to where the flow wants it. It is told before
// what the turn has said of the other.
func (t *turn) unfinished(was Session) {
	from := t.w.steps[was.Step]
	if from == nil || from.left == nil {
		return
	}
	now, said := *t.s, t.Messages
	*t.s, t.Messages = was, nil
	t.s.Step = ""
	t.enter(from.left)
	now.Passed = t.s.Passed
	*t.s, t.Messages = now, append(t.Messages, said...)
}

// enter goes from step to step until one waits or the flow ends. The checker has refused circles without an input.
func (t *turn) enter(at *step) {
	for at != nil {
		talk := t.talk()
		switch from := t.w.steps[t.s.Step]; {
		case from != nil && from.person != nil && at == t.w.starts[onPerson]:
			t.s.Step, at = "", from.person
		case talk != nil && at == t.w.starts[onPerson]:
			t.already(talk)
			return
		case at.do != nil:
			at = at.on[at.do(t)]
			if t.onto != nil {
				at, t.onto = t.onto, nil
			}
		case t.spares(at) != nil:
			at = t.spares(at)
		case at.waits() && !t.barred(at):
			t.wait(at)
			return
		case at.waits():
			at = nil
		default:
			t.ask(at)
			at = at.next
		}
	}
	t.s.leave()
}

// wait asks a step's question and waits there.
func (t *turn) wait(at *step) {
	if t.answersAhead(at) {
		return
	}
	if at.Relay {
		t.s.leave()
		t.join(at)
	} else {
		t.stay(at)
	}
	t.ask(at)
}

// stay waits at a step without a word.
func (t *turn) stay(at *step) {
	if t.s.Step != at.name {
		t.s.Odd = 0
	}
	t.s.Step, t.s.Asked, t.s.Due, t.s.Tries = at.name, t.in.At.Unix(), 0, 0
	t.s.Settling = false
	if at.Open {
		t.s.Left = ""
	}
	if at.Open && at.Within == 0 { // words that come soon are about what was chosen
		t.s.Picks = nil
		if !at.Trail { // one of those may be answered again
			t.s.Round = 0
		}
	}
	if at.After > 0 {
		t.s.Due = t.due(at).Unix()
	}
}

// due is when a step stops waiting. Where the shop opens no more, its open time passes like any other.
func (t *turn) due(at *step) time.Time {
	if at.InHours {
		if due, ok := t.w.Shop.open.After(t.in.At, at.After); ok {
			return due
		}
	}
	return t.in.At.Add(at.After)
}

// ask shows a step's text and buttons.
func (t *turn) ask(at *step) {
	if at.Say == "" {
		return
	}
	t.say(at.Say, t.buttonsOf(at))
}
