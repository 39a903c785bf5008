// Which features are known, and how much each counts in a message.
package classify

import (
	"maps"
	"math"
	"slices"
)

// vocabulary are the features that examples have.
type vocabulary struct {
	hashes  []uint32 // ascending
	rarity  []uint8  // in steps of 1/rarities
	unheard float32  // the rarity of any other
}

// term is a feature of a message and how much it counts there; a message's squares add up to 1.
type term struct {
	feature int32
	value   float32
}

// The roots of the usual inverse document frequencies weigh features: rare ones count more, but less so than is usual,
// which is better for misspelt words and few examples. They are below 4 for 10,000,000 examples.
const rarities = 64

// many is of how many examples on a feature has to be in two to be known: it halves the model and costs nothing; with
// few examples it costs 0.5 %.
const many = 5000

func newVocabulary(read [][]uint32) vocabulary {
	times := map[uint32]int{}
	for _, features := range read {
		for _, f := range features {
			times[f]++
		}
	}
	v := vocabulary{}
	least := 1
	if len(read) >= many {
		least = 2
	}
	n := float64(len(read))
	rarity := func(times int) float64 { return math.Sqrt(1 + math.Log((1+n)/(1+float64(times)))) }
	for _, f := range slices.Sorted(maps.Keys(times)) {
		if times[f] >= least {
			v.hashes = append(v.hashes, f)
			v.rarity = append(v.rarity, uint8(min(255, math.Round(rarities*rarity(times[f])))))
		}
	}
	v.unheard = float32(rarity(0))
	return v
}

// terms takes a message apart. Unheard is the share of it that no example had.
func (v *vocabulary) terms(r *reading, text string) (terms []term, unheard float32) {
	return v.weigh(r.read(text), r.found[:0])
}

// weigh appends what is known of the features of a message, ascending, to terms.
func (v *vocabulary) weigh(features []uint32, terms []term) (known []term, unheard float32) {
	var heard, lost float32
	from, before := 0, len(terms)
	for _, f := range features {
		i, ok := slices.BinarySearch(v.hashes[from:], f)
		from += i
		if !ok {
			lost += v.unheard * v.unheard
			continue
		}
		value := float32(v.rarity[from]) / rarities
		heard += value * value
		terms = append(terms, term{int32(from), value})
	}
	if heard == 0 {
		return terms, 1
	}
	norm := 1 / float32(math.Sqrt(float64(heard)))
	for i := range terms[before:] {
		terms[before+i].value *= norm
	}
	return terms, lost / (heard + lost)
}
