// What is kept of what was learned: the weights that matter most, a byte each.
package classify

import (
	"math"
	"slices"
)

// maxWeights is how many are kept, of three bytes each. All of CLINC150's were four times as many and understood 0.1 % more.
const maxWeights = 450_000

// maxIntents is how many a weight can tell apart.
const maxIntents = 1 << (16 - likeBits)

const likeBits = 4

// weights are by feature and intent. For each a score is kept, and how much of the intent's examples the feature is; the
// one as a byte, the other in the low bits of a number whose high ones are the intent.
type weights struct {
	from      []uint32 // by feature, where its weights begin; one more at the end
	intents   []uint16
	scores    []int8    // in steps of scoreStep
	bias      []float32 // by intent
	scoreStep float32
	likeStep  float32
}

// sum adds up what the terms of a message say: the scores of the intents, and how like their examples it is (the cosine
// to their mean).
func (w *weights) sum(terms []term) (scores, likeness []float32) {
	both := make([]float32, 2*len(w.bias))
	scores, likeness = both[:len(w.bias)], both[len(w.bias):]
	for _, t := range terms {
		score, like := t.value*w.scoreStep, t.value*w.likeStep
		from, to := w.from[t.feature], w.from[t.feature+1]
		steps := w.scores[from:to]
		for i, of := range w.intents[from:to] {
			intent := of >> likeBits
			scores[intent] += score * float32(steps[i])
			likeness[intent] += like * float32(of&(1<<likeBits-1))
		}
	}
	for i, bias := range w.bias {
		scores[i] += bias
	}
	return scores, likeness
}

// compact keeps of learned weights those by which scores would change most if they were left out. Learned are by feature
// and intent, with the biases at the end.
func compact(l *lesson, learned [][]float32) weights {
	features, intents := len(learned)-1, len(learned[0])
	w := weights{from: make([]uint32, 1, features+1), bias: slices.Clone(learned[features])}
	energy, average := l.moments(features)
	least := cut(learned[:features], energy)
	means := make([][]float32, intents)
	for intent := range means {
		means[intent] = l.mean(int32(intent), features)
	}
	kept := func(f int, v float32) bool { return v*v*energy[f] >= least }
	for f, row := range learned[:features] {
		n := w.from[f]
		for intent, v := range row {
			if !kept(f, v) {
				w.bias[intent] += v * average[f]
				continue
			}
			n++
			w.scoreStep = max(w.scoreStep, v/127, -v/127)
			w.likeStep = max(w.likeStep, means[intent][f]/(1<<likeBits-1))
		}
		w.from = append(w.from, n)
	}
	w.intents, w.scores = make([]uint16, 0, w.from[features]), make([]int8, 0, w.from[features])
	for f, row := range learned[:features] {
		for intent, v := range row {
			if kept(f, v) {
				w.intents = append(w.intents, uint16(intent)<<likeBits|uint16(steps(means[intent][f], w.likeStep)))
				w.scores = append(w.scores, int8(steps(v, w.scoreStep)))
			}
		}
	}
	return w
}

func steps(v, step float32) float64 {
	if step == 0 {
		return 0
	}
	return math.Round(float64(v / step))
}

// moments are by feature the sum of its squares over the messages, and its mean.
func (l *lesson) moments(features int) (energy, average []float32) {
	energy, average = make([]float32, features), make([]float32, features)
	for _, t := range l.terms {
		energy[t.feature] += t.value * t.value
		average[t.feature] += t.value / float32(len(l.intent))
	}
	return energy, average
}

// mean is the mean of an intent's messages, of length 1.
func (l *lesson) mean(intent int32, features int) []float32 {
	mean := make([]float32, features)
	for i, of := range l.intent {
		if of == intent {
			for _, t := range l.message(int32(i)) {
				mean[t.feature] += t.value
			}
		}
	}
	sum := float32(0)
	for _, v := range mean {
		sum += v * v
	}
	if sum > 0 {
		norm := 1 / float32(math.Sqrt(float64(sum)))
		for f := range mean {
			mean[f] *= norm
		}
	}
	return mean
}

// fineness is how many bits of a number decide in which group it is counted: groups are 6 % wide.
const fineness = 19

// cut is the least importance of the weights that are kept, a little above where all of maxWeights are.
func cut(learned [][]float32, energy []float32) float32 {
	group := func(v float32) uint32 { return math.Float32bits(v) >> fineness }
	counts := make([]int, 1<<(32-fineness))
	for f, row := range learned {
		for _, v := range row {
			counts[group(v*v*energy[f])]++
		}
	}
	kept := 0
	for g := len(counts) - 1; g > 0; g-- {
		if kept += counts[g]; kept > maxWeights {
			return math.Float32frombits(uint32(g+1) << fineness)
		}
	}
	return math.SmallestNonzeroFloat32
}
