// The manners of conversation: courtesies are returned, nothing is said twice in the same words, and who comes back after
// a long time is told where they were.
package dialogs

import (
	"slices"
	"strconv"

	"guanxi/dialogs/phrases"
	"guanxi/locales"
)

// again ends the key of a text's other words, for where it would be said twice in a row.
const again = "-again"

// courteous returns a greeting, thanks or a goodbye. It derails nothing: an open question is asked once more, except of
// who takes their leave.
func (t *turn) courteous(at *step) bool {
	asked := at != nil && !at.Open
	switch {
	case asked && at.Words != "" && at.Record != suggestion && t.thumbsDown(): // tells of the matter
		return false
	case t.heard == phrases.Hello && t.s.Seq == 1 && t.w.starts["/start"] != nil: // we have not met
		t.begin(t.w.starts["/start"])
		return true
	case t.heard == phrases.Hello && !asked:
		menu := t.w.starts[onLost]
		t.stay(menu)
		t.say("talk-hello", menu.buttons[t.lang()])
		return true
	case t.heard == phrases.No && asked && at.Words != "":
		t.cancel()
		return true
	case replies[t.heard] == "" || asked && at.Words == "" && (t.heard == phrases.Yes || t.heard == phrases.No):
		return false
	}
	t.say(replies[t.heard], nil)
	if asked && t.heard != phrases.Bye {
		t.remind(at)
	}
	if t.w.offersPerson(at) {
		t.s.Step = ""
	}
	return true
}

// offersPerson says whether a step calls a person on a yes. Who thanks for the offer has not said yes, and what they agree
// to next is something else; the button stays.
func (w *World) offersPerson(at *step) bool {
	return at != nil && at.Open && slices.ContainsFunc(at.Choices, func(c choice) bool { return slices.Contains(c.Also, phrases.Yes) && c.next == w.starts[onPerson] })
}

// replies are the answers to courtesies.
var replies = map[string]string{
	phrases.Hello: "talk-hi", phrases.Thanks: "talk-thanks", phrases.Praise: "talk-praise", phrases.Bye: "talk-bye", phrases.Yes: "talk-fine", phrases.No: "talk-fine",
	phrases.Laugh: "media-warm",
}

// cameBack answers what a customer says who left a question open long ago, and offers to go on with it.
func (t *turn) cameBack() {
	switch {
	case t.in.Kind == Media:
		t.kept(t.left.teller())
		t.s.Last, t.s.Told = short(t.in.Text, lastWords), t.left.own()
	case t.choiceOf(t.left, t.in.Text) != nil:
		t.s.Last, t.s.Told = short(t.in.Text, lastWords), true
	case replies[t.heard] != "":
		t.say(replies[t.heard], nil)
	case t.left.own() && !t.questions():
		t.kept(t.left.teller())
		t.known()
		t.s.Last, t.s.Told = short(t.in.Text, lastWords), true
	case !t.known():
		t.event("question", "", t.in.Text)
		t.s.Last = short(t.in.Text, lastWords)
	}
	t.s.Left = t.left.name
	t.wait(t.w.starts[onLeft])
	t.s.Reminded = true
}

// own says whether a step takes words of the customer's own, and goes on by them.
func (s *step) own() bool { return s.Words != "" && !s.Open && s.words != nil }

// teller is the step whose answer words at a step are: its own, or of the one ahead.
func (s *step) teller() *step {
	if s.ahead != nil {
		return s.ahead
	}
	return s
}

// choiceOf is the choice that words are where they are read later than they were written: a number as well. It is nil for
// others.
func (t *turn) choiceOf(at *step, words string) *choice {
	if c := t.spelt(at, words); c != nil || at.high == 0 {
		return c
	}
	n, _ := t.w.numerals.Read(words, at.high)
	return at.choice(strconv.Itoa(n))
}

// tellsMore takes what a customer writes who came back to a question with words, and has not yet said whether to go on.
func (t *turn) tellsMore(at *step) bool {
	left := t.w.steps[t.s.Left]
	if at == nil || at != t.w.starts[onLeft] || !t.s.Told || left == nil || !left.own() || t.questions() {
		return false
	}
	t.answered(left.teller(), "", t.s.Last)
	t.kept(left.teller())
	t.s.Last = short(t.in.Text, lastWords)
	t.ask(at)
	return true
}

// resume goes on where the customer left off: behind the question, if they have said something to it by now.
func (t *turn) resume() string {
	left, told := t.w.steps[t.s.Left], t.s.Told
	t.onto, t.s.Left, t.s.Told = left, "", false
	if !told || left == nil {
		return unknown
	}
	if c := t.choiceOf(left, t.s.Last); c != nil {
		t.answered(left, c.Value, "")
		if left.records(c.Value) {
			t.s.pick(left.Record, c.Value)
		}
		t.onto = c.next
		return unknown
	}
	if left.own() {
		t.onto = left.words
		if c := left.choice(left.As); c != nil && left.otherwise == nil {
			t.answered(left, c.Value, "")
			t.s.pick(left.Record, c.Value)
		}
		t.answered(left.teller(), "", t.s.Last)
	}
	return unknown
}

// leftOff is the question that the customer left open, as it is read.
func (t *turn) leftOff() string {
	left := t.w.steps[t.s.Left]
	if left == nil || left.Say == "" {
		return ""
	}
	question, err := locales.Plain(t.text(left.Say, t.facts(left.Say)))
	if err != nil { // the catalogue's check lets no such text through
		return ""
	}
	return question
}

// repeats says whether a turn says, in a row, what was said last, or begins as the last one did.
func repeats(s *Session, r *Result) bool {
	last, first := s.Said, s.First
	for text := range r.said {
		now := mark(text)
		if now != 0 && (now == last || now == first) {
			return true
		}
		last, first = now, 0
	}
	return false
}

// saidOf are the marks of the first and of the last that the customer was told.
func saidOf(s *Session, r *Result) (first, last uint32) {
	for text := range r.said {
		last = mark(text)
		if first == 0 {
			first = last
		}
	}
	if first == 0 {
		return s.First, s.Said
	}
	return first, last
}

// remind asks an open question again after something else; every other time in short, for it stands above.
func (t *turn) remind(at *step) {
	if t.reminded && at.Say != "" {
		t.say("engine-above", t.buttonsOf(at))
		return
	}
	t.ask(at)
	t.s.Reminded = true
}

// said yields what the customer reads of a turn; of another's message, nothing.
func (r *Result) said(yield func(string) bool) {
	if r.Toast != "" && !yield(r.Toast) {
		return
	}
	for i := range r.Messages {
		m := &r.Messages[i]
		if (m.Text != "" || m.Copy != nil) && !yield(m.Text) {
			return
		}
	}
}

// mark is a number that other words hardly have, 0 for none (FNV-1a).
func mark(text string) uint32 {
	if text == "" {
		return 0
	}
	sum := uint32(2166136261)
	for i := range len(text) {
		sum = (sum ^ uint32(text[i])) * 16777619
	}
	return sum
}
