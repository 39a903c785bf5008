// A complaint that staff refused, and what the customer says to that.
package dialogs

import (
	"cmp"
	"slices"
	"time"

	"guanxi/locales"
	"guanxi/profile"
)

// protestWords is the list of phrases that do not accept what was decided, wherever they stand.
const protestWords = "protest-words"

// refused says whether staff refused a complaint so lately that words to it are still taken.
func (t *turn) refused(c profile.Case) bool {
	at := t.w.starts[onRefused]
	return at != nil && c.State == profile.Refused && t.in.At.Sub(time.Unix(c.Moved, 0)) <= at.Within
}

// disputes says whether the customer does not accept that a complaint was refused lately, and asks nothing.
func (t *turn) disputes() bool {
	return slices.ContainsFunc(t.c.Cases, t.refused) && t.states(func(part string) bool {
		return t.w.affirms(part, protestWords)
	})
}

// protests says whether what was said to a refused complaint surely is about it.
func (t *turn) protests() string {
	if i := t.latest(t.refused); i >= 0 {
		t.number = t.c.Cases[i].Called()
	}
	if t.disputes() {
		return withWords
	}
	return unknown
}

// unreasoned is the reason of a refusal for which staff gave none.
const unreasoned = "complain-why-none"

// why is the reason of staff's that a complaint was refused for: one of ours, or their words.
func (t *turn) why(reason string) string {
	if t.w.Texts.Has(reason) {
		return t.text(reason, nil)
	}
	return t.text("complain-why-words", locales.Args{"Words": reason})
}

// whyWords is the list of phrases that ask for the reason.
const whyWords = "choice-words-why"

// asksWhy tells again why a complaint was refused lately, to who asks for that, and offers what was offered then. Where it was
// taken up again since, nothing is offered.
func (t *turn) asksWhy(at *step) bool {
	next, book := t.w.starts[onRefused], t.w.choices[whyWords]
	among := next != nil && at == next && t.questions() && book.Mentions(t.in.Text, whyWords) && !t.disputes() && !t.angry() && !t.elsewhere(plainly)
	if t.left != nil || at != nil && !at.Open || !among && book.Heard(t.in.Text) != whyWords {
		return false
	}
	if i := t.latest(t.refused); i >= 0 {
		c := t.c.Cases[i]
		t.s.leave()
		t.stay(next)
		state := locales.Args{"Number": c.Called(), "State": t.text(StateText(c.State), nil)}
		t.show(t.text("status-case", state)+"\n\n"+t.why(cmp.Or(c.Why, unreasoned)), next.buttons[t.lang()])
		return true
	}
	i := t.latest(func(c profile.Case) bool { return c.Why != "" && c.Open() && c.State != profile.Resolved })
	if i < 0 {
		return false
	}
	c := t.c.Cases[i]
	reason := t.why(c.Why)
	if c.Why != unreasoned {
		reason = t.text("complain-why-before", locales.Args{"Number": c.Called()}) + "\n\n" + reason
	}
	t.show(reason, nil)
	t.offerPerson()
	return true
}

// appeal takes the complaint that was refused lately up again, with what the customer has said to that.
func (t *turn) appeal() string { return t.decided(profile.Received, t.refused) }
