// A customer says whether a complaint is settled, who was asked in the midst of something else.
package dialogs

import (
	"slices"
	"time"

	"guanxi/dialogs/phrases"
	"guanxi/profile"
)

// settles takes words that answer the question whether a complaint is settled, where that was asked since the customer last
// said something, in the midst of a flow: of two questions the later one is meant. The flow goes on where it is settled.
func (t *turn) settles(at *step) bool {
	asked := t.w.starts[onSolved]
	if !t.settling || asked == nil || t.staffed() || !t.settleable(asked) || !t.answersSettled(at, asked) {
		return false
	}
	t.apart(func() {
		if c := t.spelt(asked, t.in.Text); c != nil {
			t.choose(asked, c)
		} else {
			t.telling(asked)
		}
	})
	if at != nil && !at.Open && t.s.Step == at.name {
		t.remind(at)
	}
	return true
}

// settleable says whether words still answer that question.
func (t *turn) settleable(asked *step) bool {
	return slices.ContainsFunc(t.c.Cases, func(c profile.Case) bool {
		return t.resolved(c) && t.in.At.Sub(time.Unix(c.Moved, 0)) <= asked.Within
	})
}

// answersSettled says whether the customer's words are a yes or no to the question whether a complaint is settled, and none
// of the choices of the step under way. Where that takes words, they begin with a no and tell what they deny, or are no more.
func (t *turn) answersSettled(at, asked *step) bool {
	if at != nil && t.heard != phrases.Yes && t.heard != phrases.No && t.choiceOf(at, t.in.Text) != nil {
		return false
	}
	return t.spelt(asked, t.in.Text) != nil || t.heard == "" && slices.ContainsFunc(asked.Choices, func(c choice) bool {
		mentioned, begins := t.mentioned(c), t.ownHead(c) || t.begins(c)
		if at != nil && at.words != nil {
			return mentioned && (begins || t.w.choices[c.Tells].Heard(t.in.Text) == c.Tells)
		}
		return mentioned || begins
	})
}
