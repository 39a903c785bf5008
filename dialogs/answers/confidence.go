// How probably the nearest entry is what a question asks for.
package answers

import (
	"math"
	"strings"
	"unicode"
)

// evidence is what the probability is told by.
type evidence struct {
	ahead   float64 // the part that the first entry and its kin have of all likelihood, as logarithm of its odds
	parts   float64 // as in likeness
	talk    float64 // how near small talk is
	guessed float64 // how many of the words were put right
	latin   float64 // 1: in Latin letters
	shelf   float64 // 1: the entry is a product or a category, which names alone do not ask for
}

// Fitted by logistic regression: on the example shop's phrasings asked of an index that lacks them, and of one that lacks
// their whole entry, so that no answer is right, and on testdata/tuned.txt; of ten questions three had no
// answer. Guesses count less than fitted: slips are rare there, and common on phones.
var (
	base   = -0.77
	counts = evidence{ahead: 0.62, parts: 0.84, talk: -0.68, guessed: -1, latin: -0.29, shelf: -0.69}
)

// probability is how probably the first candidate is right; all is how likely all entries are together.
func (x *Index) probability(words [][]rune, found []candidate, all float64, guessed float64) float64 {
	best := found[0].entry
	e, first := evidence{parts: found[0].parts, guessed: guessed}, 0.0
	for _, c := range found {
		switch {
		case c.entry == len(x.entries):
			e.talk = c.near
		case c.entry == best || x.kin(best, c.entry):
			first += math.Exp(c.score)
		}
	}
	first = min(first/all, 0.9999)
	e.ahead = math.Log(first / (1 - first))
	if unicode.Is(unicode.Latin, words[0][0]) {
		e.latin = 1
	}
	if strings.Contains(x.entries[best].ID, ":") {
		e.shelf = 1
	}
	return 1 / (1 + math.Exp(-base-e.times(counts)))
}

func (e evidence) times(w evidence) float64 {
	return e.ahead*w.ahead + e.parts*w.parts + e.talk*w.talk + e.guessed*w.guessed + e.latin*w.latin + e.shelf*w.shelf
}
