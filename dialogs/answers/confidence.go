// How probably the nearest entry is what a question asks for.
package answers

import "math"

// evidence is what the probability is told by.
type evidence struct {
	ahead   float64 // the part that the first entry and its kin have of all likelihood, as logarithm of its odds
	parts   float64 // as in likeness
	apart   float64 // as in likeness
	beside  float64 // words that mean something which the entry does not say, as logarithm of one more than there are
	strange float64 // those of them that mean something which no entry says, likewise
	shelf   float64 // 1: the entry is a product or a category, which names alone do not ask for
}

// Fitted by logistic regression: on the example shop's phrasings, as they are and with slips, asked of an index that lacks
// them; on the same asked of one that lacks their whole entry, so that no answer is right; on testdata/tuned.txt and on
// unanswerable.jsonl of the shop. Of ten questions three had no answer.
var (
	base   = -0.48
	counts = evidence{ahead: 0.23, parts: 1.82, apart: 1.59, beside: -2.87, strange: -2.28, shelf: 0.43}
)

// probability is how probably the first candidate is right; all is how likely all entries are together.
func (x *Index) probability(words []word, found []candidate, all float64) float64 {
	best := found[0]
	first := 0.0
	for _, c := range found {
		if c.entry == best.entry || x.kin(best.entry, c.entry) {
			first += math.Exp(c.score)
		}
	}
	first = min(first/all, 0.9999)
	beside, strange := x.beside(words, best.entry)
	e := evidence{
		ahead: math.Log(first / (1 - first)), parts: best.says[ofParts], apart: best.apart,
		beside: math.Log1p(float64(beside)), strange: math.Log1p(float64(strange)),
	}
	if x.entries[best.entry].shelved() {
		e.shelf = 1
	}
	return 1 / (1 + math.Exp(-base-e.times(counts)))
}

func (e evidence) times(w evidence) float64 {
	return e.ahead*w.ahead + e.parts*w.parts + e.apart*w.apart + e.beside*w.beside + e.strange*w.strange + e.shelf*w.shelf
}
