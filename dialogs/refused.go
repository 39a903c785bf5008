// A complaint that staff refused, and what the customer says to that.
package dialogs

import (
	"slices"
	"time"

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
	for _, c := range t.c.Cases {
		if t.refused(c) {
			t.number = c.Called()
		}
	}
	if t.disputes() || t.grieves() || t.wronged() || t.angry() {
		return withWords
	}
	return unknown
}

// appeal takes the complaint that was refused lately up again, with what the customer has said to that.
func (t *turn) appeal() string { return t.decided(profile.Received, t.refused) }
