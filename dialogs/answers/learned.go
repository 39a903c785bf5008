// What tells the phrasings of an entry from those of all others: where there are several, that says more than how near they
// are.
package answers

import (
	"cmp"
	"math"
	"strings"

	"guanxi/dialogs/answers/classify"
)

// learned are weights, by feature and by what entries are about.
type learned struct {
	worth []float32 // by feature: how much it counts
	votes [][]vote  // by feature
	bias  []float32 // by what entries are about
}

// vote is how much a feature speaks for what some entries are about, or against it.
type vote struct {
	about  int32
	weight float32
}

const (
	faint    = 0.02 // a vote that is fainter is left out
	untaught = -0.5 // what is said for products and categories, of which nothing is learned: names are all that they are asked for by
)

// group numbers what entries are about. Those that are about the same are told apart by likeness alone.
func (x *Index) group() {
	places := map[string]int32{}
	for _, e := range x.entries {
		about := cmp.Or(e.About, e.ID)
		if _, known := places[about]; !known {
			places[about] = int32(len(places))
		}
		x.about = append(x.about, places[about])
		x.subjects = len(places)
	}
}

// shelved says whether an entry is a product or a category, which the world has made of a list of goods.
func (e *Entry) shelved() bool { return strings.Contains(e.ID, ":") }

// learn learns what phrasings are about, and from small talk what no entry is like.
func (b *builder) learn() *learned {
	x := b.x
	l := &learned{worth: make([]float32, len(x.features)), votes: make([][]vote, len(x.features)), bias: make([]float32, x.subjects)}
	for _, k := range x.features {
		l.worth[k.id] = float32(math.Sqrt(1 + math.Log(float64(1+len(x.phrases))/float64(1+len(k.phrases)))))
	}
	lesson, taught := b.lesson(l)
	for about := range l.bias {
		if l.bias[about] = untaught; !taught[about] {
			continue
		}
		weights := lesson.Weights(about)
		l.bias[about] = weights[len(weights)-1]
		for f, weight := range weights[:len(weights)-1] {
			if weight > faint || weight < -faint {
				l.votes[f] = append(l.votes[f], vote{int32(about), weight})
			}
		}
	}
	return l
}

// lesson are the phrasings that are learned from, and what they are about.
func (b *builder) lesson(l *learned) (lesson *classify.Lesson, taught []bool) {
	x := b.x
	lesson, taught = classify.NewLesson(len(x.features)), make([]bool, x.subjects)
	var features []int32
	var values []float32
	for i, set := range b.sets {
		about, entry := -1, int(x.phrases[i].entry)
		if entry < len(x.entries) {
			if x.entries[entry].shelved() {
				continue
			}
			about = int(x.about[entry])
			taught[about] = true
		}
		features, values = features[:0], values[:0]
		square := float32(0)
		for _, f := range set {
			id := x.features[f.hash].id
			features, values = append(features, id), append(values, l.worth[id])
			square += l.worth[id] * l.worth[id]
		}
		length := root(square)
		for j := range values {
			values[j] /= length
		}
		lesson.Add(about, features, values)
	}
	return lesson, taught
}

// root is a square root that may be divided by.
func root(square float32) float32 { return max(float32(math.Sqrt(float64(square))), 1e-9) }

// sums are what the features of a question say for what each entry is about: about 1 where it is like the phrasings, -1
// where it is unlike them.
func (l *learned) sums(features []int32, sums []float32) []float32 {
	sums = append(sums[:0], l.bias...)
	square := float32(0)
	for _, f := range features {
		square += l.worth[f] * l.worth[f]
	}
	length := root(square)
	for _, f := range features {
		value := l.worth[f] / length
		for _, v := range l.votes[f] {
			sums[v.about] += value * v.weight
		}
	}
	return sums
}
