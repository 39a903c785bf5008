// Praise that nobody asked for: the customer is thanked, and it is passed on like praise that was.
package dialogs

import (
	"slices"
	"strings"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/phrases"
)

const (
	laudWords   = "laud-words"   // phrases that begin praise: "my compliments to"
	laudedWords = "lauded-words" // what is praised where a kind word stands beside it
	wishWords   = "wish-words"   // words that ask for the good: "I want a good tea"

	beingWords    = "being-words"    // what stands between who is praised and how they are: "was"
	pointingWords = "pointing-words" // what is no name of anybody: "this was lovely" praises nothing named
	dearWords     = "dear-words"     // how somebody is who is praised, besides kind-words: "an angel"
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
	case !hasWords(text), t.void(), strings.ContainsAny(text, "?？؟"), t.w.mentions(text, questionWords):
		return false
	case t.w.affirms(text, laudWords):
		return true
	case t.heard == "" && t.w.praisesName(text) && !t.w.mentions(text, wishWords):
		return !t.surely()
	case !t.w.affirms(text, kindWords) || !t.w.mentions(text, laudedWords) || t.w.mentions(text, wishWords):
		return false
	}
	return t.heard == phrases.Praise || !slices.ContainsFunc(t.today().Ask(t.in.Text, t.lang()), func(p answers.Part) bool {
		return p.Sure && !t.w.vague(p.Match)
	})
}

// maxPraised is of how many units who is praised is at most, and what stands between them and how they are.
const maxPraised = 4

// praisesName says whether a text begins with the name of somebody or something, and goes on with how good they are: "Lin
// was so kind". What staff are called is not known.
func (w *World) praisesName(text string) bool {
	said := phrases.Of(text)
	n := said.Len()
	good := func(part string) bool {
		return w.affirms(part, kindWords) || w.affirms(part, dearWords)
	}
	for i := 1; i <= min(maxPraised, n-1); i++ {
		name, rest := said.Phrase(0, i), said.Phrase(i, min(n, i+2*maxPraised))
		if w.mentions(said.Phrase(0, 1), pointingWords) || w.mentions(name, pointingWords) {
			return false
		}
		if w.lists[beingWords].Opening(phrases.Of(rest), beingWords) > 0 && good(rest) {
			return true
		}
	}
	return false
}
