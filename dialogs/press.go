// Buttons that are pressed, and choices however they are made.
package dialogs

import (
	"strings"

	"guanxi/locales"
)

func (t *turn) onPress() {
	if t.led() {
		return
	}
	name, value, _ := strings.Cut(t.in.Data, ":")
	value, subject, _ := strings.Cut(value, "@")
	t.pressed = readSubject(subject)
	at, ok := t.w.steps[name]
	var c *choice
	if ok {
		c = at.choice(value)
	}
	current := t.s.Step == name || ok && at.Relay && t.staffed()
	if c == nil || !current && !at.Open {
		t.stale()
		return
	}
	if at == t.w.starts[onAnswered] {
		t.judged(at, c)
		return
	}
	if !current && c.next != t.w.starts[onPerson] { // a person gets what was said so far
		t.apart(func() { t.press(at, c, current) })
		return
	}
	t.press(at, c, current)
}

// press takes the choice of a button.
func (t *turn) press(at *step, c *choice, current bool) {
	if current && !at.Open && !at.Relay || at.Trail || at.lasts() || at.Within > 0 && at != t.w.starts[onSolved] && at != t.w.starts[onRefused] { // a menu stays, what staff did, and of a long talk the beginning
		t.replace(t.in.Message)
	}
	t.choose(at, c)
}

// apart takes a choice of another question than that under way, which goes on where nothing new is asked.
func (t *turn) apart(choose func()) {
	was := *t.s
	t.s.leave()
	t.s.Last = ""
	choose()
	if was.Step != "" && t.s.Step == "" && t.s.Talk == was.Talk {
		*t.s = was
	} else {
		t.unfinished(was)
	}
}

// stale answers a button whose question is over; after a long time it also shows what there is instead.
func (t *turn) stale() {
	t.Toast = t.text(t.reword("engine-stale"), nil)
	if t.away > sessionLife && !t.staffed() {
		t.begin(t.w.starts[onLost])
	}
}

// choose takes a choice of a step, pressed or typed.
func (t *turn) choose(at *step, c *choice) {
	t.chosen, t.asker = c.Value, at
	if at.Within > 0 { // what was chosen before is over
		t.s.Picks = nil
	}
	if at.Trail && t.pressed.at != 0 {
		t.s.Round = t.pressed.at
	}
	anew := t.ratesAnew(at)
	t.answered(at, c.Value, "")
	if at.records(c.Value) {
		t.s.pick(at.Record, c.Value)
		if len(t.s.Picks) == 1 && t.s.Ahead == 0 { // what was said before was about something else
			t.s.Last = ""
		}
	}
	t.trail()
	if anew {
		t.show(t.text(t.reword("rate-changed"), locales.Args{"Stars": t.w.label(t.lang(), *c)}), nil)
	}
	if at.Relay { // the way out of a conversation with staff
		t.effect(Effect{Returned: &Returned{By: "customer"}})
		t.hush()
		t.s.leave()
	}
	t.enter(c.next)
}

// answered records what a step was told.
func (t *turn) answered(at *step, value, words string) {
	t.s.Tries = 0
	if words != "" {
		t.s.Last = short(words, lastWords)
	}
	if !at.records(value) {
		return
	}
	t.Events = append(t.Events, t.dated(at.Record, value, t.s.Round))
	t.Events[len(t.Events)-1].Words = short(words, eventWords)
	if t.s.Round == 0 {
		t.s.Round = t.in.At.Unix()
	}
	if at.Record == Visit {
		t.s.Rated = t.s.Round
	}
}
