// Which questions ask for the same, in whatever words.
package answers

import (
	"math"
	"slices"

	"guanxi/locales"
)

const (
	asOne     = 0.42 // the least cosine of two questions that ask for the same; chosen on the pairs of groups_test.go
	maxGroups = 2000 // questions that are held against each other
)

// Groups are the places of questions that ask for the same, each group in the order of the questions; the first of a
// group stands for it. Those beyond the first 2,000 that are unlike all others are left out.
func (x *Index) Groups(questions []string) (groups [][]int) {
	leaders := map[uint64][]int32{} // feature: the groups whose first question has it
	var sizes []float64
	for i, question := range questions {
		set := x.gist(question)
		size := 0.0
		near := map[int32]float64{}
		for _, f := range set {
			size += f.share
			for _, g := range leaders[f.hash] {
				near[g] += f.share
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

// gist is the features of what a question is about: without politeness, and without the commonest words where it has
// others. A share is weighed by how much it tells entries apart.
func (x *Index) gist(question string) []feature {
	words := wordsOf(x.polite.strip(locales.Fold(question)))
	telling := slices.DeleteFunc(slices.Clone(words), func(word []rune) bool { return stopWords[string(word)] })
	if len(telling) > 0 {
		words = telling
	}
	set := featuresOf(words)
	for i := range set {
		weight := x.unheard
		if k, ok := x.features[set[i].hash]; ok {
			weight = max(weight, k.weight)
		}
		set[i].share *= weight
	}
	return set
}
