package dialogs

import (
	"cmp"
	"slices"
	"strings"

	"guanxi/dialogs/answers"
	"guanxi/locales"
	"guanxi/profile"
)

const (
	maxKept  = 20 // messages of one flow that are kept for staff: an album has up to 10
	maxGiven = 4  // messages shown to staff beside complaints of which a change is known
	maxCases = 10 // complaints kept with a customer, as far as they are over
	maxOpen  = 50 // complaints kept in all: nobody has as many in earnest, and they are told in one message
)

// kept keeps the message that came for staff, where the step asks for it.
func (t *turn) kept(at *step) {
	if at.Keep {
		t.keep()
	}
}

func (t *turn) keep() {
	if len(t.s.Kept) < maxKept {
		t.s.Kept = append(slices.Clone(t.s.Kept), t.in.Message)
	}
}

// file makes a complaint of what the flow has gathered. The owner is nobody's customer.
func (t *turn) file() string {
	if t.in.Sender.owns() {
		t.say("complain-owner", nil)
		t.s.Kept = nil
		return ""
	}
	if t.in.Number == 0 {
		t.Draw = true
		return done
	}
	t.take(t.s.picked("complaint"), t.s.picked("complaint-wish"), t.brought(), "")
	t.s.Kept = nil
	return done
}

// onFiled takes a complaint that staff file for a customer who called or came by, and tells the customer its number.
func (t *turn) onFiled() {
	if t.in.Number == 0 {
		t.Draw = true
		return
	}
	t.Events = append(t.Events, profile.Event{Kind: "complaint", At: t.in.At.Unix(), Words: short(t.in.Text, eventWords), By: t.in.By})
	t.take("", "", nil, t.in.Text)
	t.say("complain-filed", nil)
}

// take keeps a complaint with the customer, and brings it to staff.
func (t *turn) take(about, wish string, messages []int, words string) {
	now := t.in.At.Unix()
	filed := profile.Case{Number: t.in.Number, About: about, Wish: wish, State: profile.Received, Filed: now, Moved: now, Messages: lastOf(maxKept, nil, messages)}
	t.c.Cases = append(slices.Clone(t.c.Cases), filed)
	if over := slices.IndexFunc(t.c.Cases, func(c profile.Case) bool { return !c.Open() }); over >= 0 && len(t.c.Cases) > maxCases {
		t.c.Cases = slices.Delete(t.c.Cases, over, over+1)
	} else if len(t.c.Cases) > maxOpen {
		t.c.Cases = t.c.Cases[1:]
	}
	t.number = filed.Called()
	t.effect(Effect{Complaint: &Complaint{Case: filed, Messages: messages, Words: words}})
}

// suggest passes on what the customer wrote.
func (t *turn) suggest() string {
	t.effect(Effect{Suggestion: &Suggestion{Messages: t.s.Kept}})
	t.given()
	t.s.Kept, t.s.Passed = nil, t.in.Album != "" // what else belongs to it follows
	return done
}

// cases tells how far the customer's complaints have come.
func (t *turn) cases() string {
	var lines []string
	for _, c := range t.c.Cases {
		if c.State != profile.Settled {
			lines = append(lines, t.text("status-case", locales.Args{"Number": c.Called(), "State": t.text(StateText(c.State), nil)}))
		}
	}
	switch {
	case t.staffed():
		lines = append(lines, t.text("status-person", nil))
	case t.s.Awaits:
		lines = append(lines, t.text("status-request", nil))
	}
	if lines == nil {
		return unknown
	}
	t.show(strings.Join(lines, "\n"), nil)
	return found
}

// states are the words for how far a complaint has come.
var states = map[profile.State]string{
	profile.Received: "state-received", profile.Work: "state-work", profile.Answered: "state-answered",
	profile.Resolved: "state-resolved", profile.Refused: "state-refused", profile.Settled: "state-settled",
}

// StateText is the key of the words for a state.
func StateText(s profile.State) string { return states[s] }

// told are the words by which the customer hears of it.
var told = map[profile.State]string{
	profile.Work: "complain-work", profile.Answered: "complain-answered", profile.Resolved: "complain-resolved",
	profile.Refused: "complain-refused",
}

// sequels are the triggers of the steps that take what the customer says to it.
var sequels = map[profile.State]string{profile.Resolved: onSolved, profile.Refused: onRefused}

// onMoved tells the customer that staff moved a complaint of theirs. It leaves the flow they are in alone: the question
// whether all is settled has buttons that work at any time, and a yes or no that comes next answers it.
func (t *turn) onMoved() {
	state := profile.State(t.in.Text)
	if told[state] == "" {
		return
	}
	moved := t.move(state, func(c profile.Case) bool { return c.Number == t.in.Number && c.State != state })
	if moved == nil {
		return
	}
	var buttons [][]Button
	next := t.w.starts[sequels[state]]
	if next != nil {
		buttons = next.buttons[t.lang()]
	}
	if at := t.w.steps[t.s.Step]; next != nil && (t.s.Step == "" || at != nil && at.Open && t.s.Kept == nil) && !t.staffed() { // so that it can be answered in words
		t.s.leave()
		t.stay(next)
	} else if state == profile.Resolved {
		t.s.Settling = next != nil && !t.staffed()
	}
	said := t.text(told[state], locales.Args{"Number": moved.Called()})
	switch state {
	case profile.Resolved: // which takes the reason for a refusal back
		moved.Why = ""
	case profile.Refused: // it is no reason of what comes later
		if moved.Why = short(t.in.Why, eventWords); moved.Why != "" {
			said += "\n\n" + t.why(moved.Why)
		}
		moved.Why = cmp.Or(moved.Why, unreasoned)
	}
	t.show(said, buttons)
	t.effect(Effect{Progress: &Progress{Case: *moved}})
}

// doubted takes words that come while the customer is asked whether all is settled, and that say neither yes nor no: what
// surely is another question is answered and theirs asked again, so it is of praise, which is kept. All else goes on with
// the complaint. Where it was refused and nothing is asked, it is the same.
func (t *turn) doubted(at *step) bool {
	if at == nil || at != t.w.starts[onSolved] && at != t.w.starts[onRefused] || at.words == nil || !t.within(at) {
		return false
	}
	switch {
	case at == t.w.starts[onRefused]:
		answered := t.elsewhere(0) && t.known()
		if !answered && t.protests() == unknown && t.aside(at) {
			return false
		}
		if !answered {
			t.told(at)
		}
		return true
	case t.praises() && !t.grieves():
		t.keep()
	case !t.elsewhere(0) || !t.known():
		t.told(at)
		return true
	}
	if i := t.latest(t.resolved); i >= 0 {
		t.number = t.c.Cases[i].Called()
	}
	kept := t.s.Kept
	t.s.leave()
	t.s.Kept = kept
	t.stay(at)
	t.remind(at)
	return true
}

// elsewhere says whether the customer's words surely ask something that is no worry, and how surely at least. What an article
// is called may be wished for: verbatim it asks nothing.
func (t *turn) elsewhere(least float64) bool {
	asks := t.questions() || t.topical() || least >= plainly && answers.Asks(t.in.Text)
	if !asks || t.grieves() || t.complains() {
		return false
	}
	parts := t.today().Ask(t.in.Text, t.lang())
	return len(parts) > 0 && !slices.ContainsFunc(parts, func(p answers.Part) bool {
		return !p.Sure || least == verbatim && strings.HasPrefix(p.Match.ID, ofProduct+":") || p.Match.Score < least || t.w.vague(p.Match) || t.w.answers.Worry(p.Match.ID)
	})
}

// settle takes the customer's word that the complaint that staff resolved last is settled.
func (t *turn) settle() string { return t.decided(profile.Settled, t.resolved) }

// reopen takes it up again instead, with the words that the customer has said of it.
func (t *turn) reopen() string { return t.decided(profile.Received, t.resolved) }

func (t *turn) resolved(c profile.Case) bool { return c.State == profile.Resolved }

func (t *turn) decided(state profile.State, of func(profile.Case) bool) string {
	moved := t.move(state, of)
	if moved == nil {
		return unknown
	}
	t.event("complaint-"+string(state), moved.Called(), "")
	t.effect(Effect{Progress: &Progress{Case: *moved, ByCustomer: true}})
	if t.s.Kept == nil {
		return done
	}
	moved.Messages = lastOf(maxKept, moved.Messages, t.s.Kept)
	t.effect(Effect{Progress: &Progress{Case: *moved, ByCustomer: true, Messages: t.s.Kept}})
	t.s.Kept = nil
	return withWords
}

// pending says whether the customer's latest open complaint waits for staff.
func (t *turn) pending() bool {
	for _, c := range slices.Backward(t.c.Cases) {
		if c.Open() {
			return c.State != profile.Resolved
		}
	}
	return false
}

// stateText is how far the complaint has come that the turn is about.
func (t *turn) stateText() string {
	for _, c := range t.c.Cases {
		if c.Called() == t.number {
			return t.text(StateText(c.State), nil)
		}
	}
	return ""
}

// move brings the complaint that matches and moved last to a state, and returns it as it is then; nil: there is none.
func (t *turn) move(state profile.State, matches func(profile.Case) bool) *profile.Case {
	i := t.latest(matches)
	if i < 0 {
		return nil
	}
	t.c.Cases = slices.Clone(t.c.Cases)
	t.c.Cases[i].State, t.c.Cases[i].Moved = state, t.in.At.Unix()
	return &t.c.Cases[i]
}

// latest is where the complaint stands that matches and moved last; -1: there is none.
func (t *turn) latest(matches func(profile.Case) bool) int {
	last := -1
	for i, c := range t.c.Cases {
		if matches(c) && (last < 0 || c.Moved >= t.c.Cases[last].Moved) {
			last = i
		}
	}
	return last
}
