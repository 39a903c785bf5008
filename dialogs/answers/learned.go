// What tells the phrasings of an entry from those of all others: where there are several, that says more than how near they
// are.
package answers

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"guanxi/dialogs/answers/classify"
)

// learned are weights, by feature and by what entries are about.
type learned struct {
	worth []float32   // by how many phrases have a feature: how much it counts
	votes lists[vote] // by feature
	step  float32     // of votes
	bias  []float32   // by what entries are about
}

// vote is how much a feature speaks for what some entries are about, or against it.
type vote struct {
	about uint16
	steps int16
}

const (
	faint    = 0.02 // a vote that is fainter is left out
	untaught = -0.5 // what is said for products and categories, of which nothing is learned: names are all that they are asked for by

	maxTaught = math.MaxUint16 // of what entries are about; of more nothing is learned
)

// group numbers what entries are about. Those that are about the same are told apart by likeness alone.
func (x *Index) group() {
	numbers := map[string]int32{}
	x.about = make([]int32, 0, len(x.entries))
	for _, e := range x.entries {
		about := cmp.Or(e.About, e.ID)
		if _, known := numbers[about]; !known {
			numbers[about] = int32(len(numbers))
		}
		x.about = append(x.about, numbers[about])
	}
	x.subjects = len(numbers)
}

// shelved says whether an entry is a product or a category, which the world has made of a list of goods.
func (e *Entry) shelved() bool { return strings.Contains(e.ID, ":") }

// learn learns what phrasings are about, and from small talk what no entry is like.
func (x *Index) learn() *learned {
	l := &learned{worth: make([]float32, len(x.phrases)+1), bias: make([]float32, x.subjects)}
	for phrases := range l.worth {
		l.worth[phrases] = float32(math.Sqrt(1 + math.Log(float64(len(l.worth))/float64(1+phrases))))
	}
	lesson, taught := x.lesson(l)
	spoken := make([][]voter, x.subjects)
	for about := range l.bias {
		if l.bias[about] = untaught; !taught[about] {
			continue
		}
		weights := lesson.Weights(about)
		l.bias[about] = weights[len(weights)-1]
		spoken[about] = voters(weights[:len(weights)-1])
		for _, v := range spoken[about] {
			l.step = max(l.step, v.weight/math.MaxInt16, -v.weight/math.MaxInt16)
		}
	}
	l.votes = newLists(len(x.weights), func(put func(int32, vote)) {
		for about, voters := range spoken {
			for _, v := range voters {
				put(v.feature, vote{uint16(about), int16(math.Round(float64(v.weight / l.step)))})
			}
		}
	})
	return l
}

// voter is a feature and how much it speaks for something.
type voter struct {
	feature int32
	weight  float32
}

// voters are the features that speak for something, or against it.
func voters(weights []float32) (all []voter) {
	for f, w := range weights {
		if w > faint || w < -faint {
			all = append(all, voter{int32(f), w})
		}
	}
	return slices.Clone(all)
}

// lesson are the phrasings that are learned from, and what they are about.
func (x *Index) lesson(l *learned) (lesson *classify.Lesson, taught []bool) {
	lesson, taught = classify.NewLesson(len(x.weights), len(x.having.all)), make([]bool, x.subjects)
	sets := x.sets()
	var values []float32
	for i, p := range x.phrases {
		about := -1
		if int(p.entry) < len(x.entries) {
			if about = int(x.about[p.entry]); x.entries[p.entry].shelved() || about > maxTaught {
				continue
			}
			taught[about] = true
		}
		set := sets.at(int32(i))
		values = x.values(l, set, values)
		lesson.Add(about, set, values)
	}
	return lesson, taught
}

// sets are the features of each phrase.
func (x *Index) sets() lists[int32] {
	return newLists(len(x.phrases), func(put func(phrase, feature int32)) {
		for f := range int32(len(x.weights)) {
			for _, p := range x.having.at(f) {
				put(p, f)
			}
		}
	})
}

// values are how much each feature of a text counts in it: their squares add up to 1.
func (x *Index) values(l *learned, features []int32, values []float32) []float32 {
	values = values[:0]
	square := float32(0)
	for _, f := range features {
		worth := l.worth[len(x.having.at(f))]
		values = append(values, worth)
		square += worth * worth
	}
	length := max(float32(math.Sqrt(float64(square))), 1e-9)
	for i := range values {
		values[i] /= length
	}
	return values
}

// listen adds up what the features of a question say for what each entry is about: about 1 where it is like the phrasings, -1
// where it is unlike them.
func (x *Index) listen(s *scratch) {
	l := x.learned()
	s.apart = append(s.apart[:0], l.bias...)
	s.values = x.values(l, s.heard, s.values)
	for i, f := range s.heard {
		value := s.values[i] * l.step
		for _, v := range l.votes.at(f) {
			s.apart[v.about] += value * float32(v.steps)
		}
	}
}
