// What a customer says of a complaint that staff have already.
package dialogs

import (
	"slices"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/phrases"
	"guanxi/profile"
)

// add brings staff what the customer adds to the complaint that is open, or takes up again with it the one that was refused:
// whatever else is open, where that is what it disputes.
func (t *turn) add() string {
	if t.disputes() {
		return t.appeal()
	}
	t.c.Cases = slices.Clone(t.c.Cases)
	for i, c := range slices.Backward(t.c.Cases) {
		if c.Open() {
			c.Messages = lastOf(maxKept, c.Messages, t.s.Kept)
			t.c.Cases[i] = c
			t.number = c.Called()
			t.effect(Effect{Progress: &Progress{Case: c, ByCustomer: true, Messages: t.s.Kept}})
			t.s.Kept, t.s.Passed = nil, t.in.Album != ""
			return done
		}
	}
	return t.appeal()
}

// newsWords is the list of phrases that make of a question one of an open complaint's, wherever they stand.
const newsWords = "news-words"

// asksNews says whether the customer asks how far their complaint is, and nothing else that surely has an answer.
func (t *turn) asksNews(at *step) bool {
	waits := (t.pending() || t.s.Awaits) && (at == nil || at != t.w.starts[onSolved])
	return waits && (t.questions() || answers.Asks(t.in.Text)) && t.w.mentions(t.in.Text, newsWords) &&
		!t.angry() && !t.grieves() && !t.wronged() && !t.elsewhere(plainly)
}

// What takes a complaint back, or says that all is well: it is staff's to close.
const (
	withdrawWords = "choice-words-withdraw"
	solvedWords   = "choice-words-solved"
)

// withdraws passes on that a complaint that is open needs nobody any more. With nothing else under way, a mere cancel may say so.
func (t *turn) withdraws(at *step) bool {
	says := func(list string) bool { return t.w.choices[list].Heard(t.in.Text) == list }
	return t.adds(at) && (t.heard == phrases.Cancel || says(withdrawWords) || says(solvedWords)) && t.added()
}

// adds says whether what the customer sends can be about their open complaint: nothing else is under way.
func (t *turn) adds(at *step) bool {
	return t.w.starts[onAdded] != nil && t.left == nil && (at == nil || at.Open) && t.pending()
}

// added passes what the customer sent on to whoever looks after their complaint.
func (t *turn) added() bool {
	t.s.leave()
	t.keep()
	if hasWords(t.in.Text) {
		t.event("complaint-words", "", t.in.Text)
	}
	t.enter(t.w.starts[onAdded])
	return true
}

// given notes which messages staff are shown that belong to no complaint.
func (t *turn) given() { t.s.Given = lastOf(maxGiven, t.s.Given, t.s.Kept) }

// lastOf are the last of some messages and those that came after them.
func lastOf(most int, messages, more []int) []int {
	all := slices.Concat(messages, more)
	return all[max(0, len(all)-most):]
}

// changed brings staff a message as it is now that they were shown as it was: of a complaint, or an idea.
func (t *turn) changed() bool {
	message := []int{t.in.Message}
	i := slices.IndexFunc(t.c.Cases, func(c profile.Case) bool { return slices.Contains(c.Messages, t.in.Message) })
	switch {
	case i >= 0:
		t.effect(Effect{Progress: &Progress{Case: t.c.Cases[i], ByCustomer: true, Messages: message, Edited: true}})
	case slices.Contains(t.s.Given, t.in.Message):
		t.effect(Effect{Suggestion: &Suggestion{Messages: message, Edited: true}})
	default:
		return false
	}
	t.corrects()
	return true
}

// corrects notes what a message reads now, and says so.
func (t *turn) corrects() {
	t.event("correction", "", t.in.Text)
	t.say("engine-corrected", nil)
}
