// What stands around an answer besides its words: a picture, buttons that lead on, and that it is not to be had today.
package dialogs

import (
	"fmt"
	"strings"

	"guanxi/dialogs/answers"
	"guanxi/locales"
)

// goData begins the callback data of a button that leads on from an answer: to a command, as /rate, or to an entry, as
// ?hours. It needs nothing of the session.
const goData = "go:"

// leading are the buttons of an entry's own.
func (t *turn) leading(id string) (rows [][]Button) {
	e, _ := t.w.answers.Of(id)
	for _, b := range e.Buttons {
		to := b.Link
		switch {
		case b.Flow != "":
			to = goData + b.Flow
		case b.Entry != "":
			to = goData + suggestedValue + b.Entry
		}
		rows = append(rows, []Button{{Label: t.spoken(b.Label), Data: to}})
	}
	if complain := t.w.starts[toComplain]; t.w.ails(id) && complain != nil && !t.staffed() && !t.inFlow(complain) {
		rows = append(rows, []Button{{Label: t.text("menu-complain", nil), Data: goData + toComplain}})
	}
	return rows
}

// inFlow says whether a question of the flow that a step is of waits for the customer.
func (t *turn) inFlow(of *step) bool {
	flow, _, _ := strings.Cut(of.name, ".")
	at := t.w.steps[t.s.Step]
	return at != nil && !at.Open && strings.HasPrefix(at.name, flow+".")
}

// led follows a button that leads on from an answer, and says whether it was one.
func (t *turn) led() bool {
	to, ok := strings.CutPrefix(t.in.Data, goData)
	if !ok {
		return false
	}
	if to == toComplain {
		t.complainOf()
		return true
	}
	if t.w.starts[to] != nil && strings.HasPrefix(to, "/") {
		t.onCommand(to)
		return true
	}
	if t.chosen = to; !strings.HasPrefix(to, suggestedValue) || t.recite() == unknown {
		t.stale()
	}
	return true
}

// pictured puts an entry's picture above what was said last.
func (t *turn) pictured(id string) {
	if e, _ := t.w.answers.Of(id); e.Photo != "" && len(t.Messages) > 0 {
		t.Messages[len(t.Messages)-1].Photo = e.Photo
	}
}

// gone says whether staff closed an entry for the day.
func (t *turn) gone(id string) bool { return t.w.closed[id] > t.in.At.Unix() }

// notToday says of an entry that staff closed for the day, and offers a person.
func (t *turn) notToday(match answers.Match) {
	var rows [][]Button
	if t.w.call != "" && !t.staffed() {
		rows = [][]Button{{{Label: t.text("engine-human", nil), Data: t.w.call}}}
	}
	t.show(t.text(t.reword("answer-not-today"), locales.Args{"Title": match.Title}), rows)
}

// checkButtons tells of buttons under answers that lead to no flow.
func (w *World) checkButtons(entries []answers.Entry) (faults []error) {
	for _, e := range entries {
		for _, b := range e.Buttons {
			if b.Flow != "" && w.starts[b.Flow] == nil {
				faults = append(faults, fmt.Errorf("%s: entry %s: no flow starts on %q", e.Place, e.ID, b.Flow))
			}
		}
	}
	return faults
}
