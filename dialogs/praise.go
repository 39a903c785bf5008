// Praise that nobody asked for: the customer is thanked, and it is passed on like praise that was.
package dialogs

import (
	"regexp"
	"slices"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/phrases"
)

const (
	laudWords   = "laud-words"   // phrases that begin praise: "my compliments to"
	tellWords   = "tell-words"   // what begins thanks or praise that are to be told to somebody: "tell Lin"
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

// inverted finds the head of a question that has no other word of one: "is the shop nice". In Spanish praise begins so, too.
var inverted = regexp.MustCompile(`(?i)^\s*(?:is|are|do|does|did|can|could|will|would|هل)\s`)

func (t *turn) praisesUs() bool {
	text := t.in.Text
	named, surely := t.w.praisesName(text)
	switch {
	case !hasWords(text), t.void(), t.questions(), inverted.MatchString(text), t.grieves(), t.wronged():
		return false
	case t.states(func(part string) bool { return t.w.affirms(part, laudWords) }), t.w.affirms(text, laudWords), t.w.sendsPraise(text):
		return true
	case t.w.mentions(text, wishWords):
		return false
	case t.heard == "" && named:
		return surely || !t.surely()
	case !t.w.good(text) || !t.w.mentions(text, laudedWords):
		return false
	}
	return t.heard == phrases.Praise || !slices.ContainsFunc(t.today().Ask(t.in.Text, t.lang()), func(p answers.Part) bool {
		return p.Sure && !t.w.vague(p.Match)
	})
}

// good says whether words tell how good something is.
func (w *World) good(words string) bool {
	return w.affirms(words, kindWords) || w.affirms(words, dearWords)
}

const (
	maxName    = 4 // of how many units at most a name is that nothing is known of
	maxPraised = 8 // the same of what names something of the shop's: "the cake with almonds"; and of how good it is
	maxBare    = 2 // of how many how good it is where nothing stands between
)

// praisesName says whether a text begins with the name of somebody or something, and goes on with how good they are: "Lin
// was so kind"; and whether it surely is no question: that is of the shop's, or there is no more to it. What staff are called
// is not known.
func (w *World) praisesName(text string) (named, surely bool) {
	said := phrases.Of(text)
	n := said.Len()
	for i := 1; i <= min(maxPraised, n-1); i++ {
		name, rest := said.Phrase(0, i), said.Phrase(i, min(n, i+maxPraised))
		if w.mentions(name, pointingWords) || w.mentions(name, notWords) {
			return false, false
		}
		ours := w.mentions(name, laudedWords)
		being := (ours || i <= maxName) && w.lists[beingWords].Opening(phrases.Of(rest), beingWords) > 0
		bare := ours && n-i <= maxBare && !w.mentions(name, beingWords)
		if (being || bare) && w.good(rest) {
			return true, ours || n-i <= maxName
		}
	}
	return false, false
}

// sendsPraise says whether thanks or praise are to be told to somebody.
func (w *World) sendsPraise(text string) bool {
	said := phrases.Of(text)
	end := w.lists[tellWords].Opening(said, tellWords)
	return end > 0 && !w.mentions(said.After(end), pointingWords) && (w.good(text) || w.phrases.Mentions(text, phrases.Thanks))
}

// thanksSomebody says whether words are thanks and whom they go to: "thank you Lin". What else may follow thanks speaks of a
// grievance, or of what the shop knows: "thanks, wrong item".
func (t *turn) thanksSomebody() bool {
	said := t.said()
	end := t.w.phrases.Opening(said, phrases.Thanks)
	rest := said.After(end)
	if n := said.Len() - end; end == 0 || n < 1 || n > maxTopic || t.questions() || t.angry() || t.grieves() || t.wronged() {
		return false
	}
	for _, list := range []string{notWords, contrastWords, questionWords, wishWords} {
		if t.w.mentions(rest, list) {
			return false
		}
	}
	known := t.w.answers.Knows(rest, t.lang())
	return !numbered(rest) && !slices.ContainsFunc(t.today().Ask(rest, t.lang()), func(p answers.Part) bool {
		return p.Sure && p.Match.Score >= plainly || known && (p.Sure || len(p.Near) > 0)
	})
}
