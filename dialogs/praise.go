// Praise that nobody asked for: the customer is thanked, and it is passed on like praise that was.
package dialogs

import (
	"slices"
	"strings"

	"guanxi/dialogs/answers"
)

const (
	laudWords   = "laud-words"   // phrases that begin praise: "my compliments to"
	laudedWords = "lauded-words" // what is praised where a kind word stands beside it
	wishWords   = "wish-words"   // words that ask for the good: "I want a good tea"
)

// lauds passes on praise of the shop, unless the words may be about the matter that is under way. Thanks and kind words
// of nothing named are courtesies.
func (t *turn) lauds(at *step) bool {
	praised := t.w.starts[onPraise]
	if praised == nil || t.left != nil || at != nil && (!at.Open || at.Within > 0 && t.within(at)) || !t.praisesUs() {
		return false
	}
	t.s.leave()
	t.keep()
	t.event(suggestion, "", t.in.Text)
	t.enter(praised)
	return true
}

func (t *turn) praisesUs() bool {
	switch text := t.in.Text; {
	case !hasWords(text), strings.ContainsAny(text, "?？؟"), t.w.asking.mentions(text, questionWords):
		return false
	case t.w.laud.mentions(text, laudWords):
		return true
	case !t.w.affirms(t.w.kind, text, kindWords) || !t.w.lauded.mentions(text, laudedWords) || t.w.wish.mentions(text, wishWords):
		return false
	}
	return t.heard == saysPraise || !slices.ContainsFunc(t.today().Ask(t.in.Text, t.lang()), func(p answers.Part) bool {
		return p.Sure && !t.w.vague(p.Match)
	})
}
