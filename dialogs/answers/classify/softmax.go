// How weights are learned a second way: softmax regression, all intents against each other.
package classify

import (
	"math"
	"slices"
)

// Chosen on the validation sets of CLINC150, BANKING77 and HWU64 and by cross-validation on xSID's.
const (
	looks    = 4    // at each example, and at each with slips
	rate     = 3.0  // of learning at the beginning; it falls to nothing
	biasRate = 0.1  // of that
	decay    = 1e-5 // of a weight at each example that has its feature
	doubt    = 0.1  // of a label: shared out among all intents, so that no margin grows without end
)

// regression is stochastic gradient descent for softmax regression, L2-regularised, with smoothed labels (Szegedy et al. 2016,
// Rethinking the Inception Architecture). It stops early, which regularises more.
type regression struct {
	*lesson
	intents int
	weights []float32 // by feature and intent, and at the end the biases
	slope   []float32 // by intent
}

// regress learns weights by feature and intent, with the biases at the end. It is false where it was stopped.
func (c course) regress(l *lesson, features, passes int) ([][]float32, bool) {
	k := len(c.intents)
	r := &regression{l, k, make([]float32, (features+1)*k), make([]float32, k)}
	order := make([]int32, len(l.intent))
	for i := range order {
		order[i] = int32(i)
	}
	random := newXorshift()
	for pass := range passes {
		for i := len(order) - 1; i > 0; i-- {
			j := random.below(i + 1)
			order[i], order[j] = order[j], order[i]
		}
		for n, i := range order {
			if n%1000 == 0 && c.stopped() {
				return nil, false
			}
			gone := float64(pass*len(order)+n) / float64(passes*len(order))
			r.visit(i, float32(rate*(1-gone)))
		}
	}
	return slices.Collect(slices.Chunk(r.weights, k)), true
}

// visit learns from one message.
func (r *regression) visit(i int32, rate float32) {
	terms, biases := r.message(i), r.weights[len(r.weights)-r.intents:]
	slope := r.slope
	copy(slope, biases)
	for _, t := range terms {
		for k, v := range r.of(t)[:len(slope)] {
			slope[k] += v * t.value
		}
	}
	softmax(slope)
	all, own := float32(1/float64(r.intents)), r.intent[i]
	if own >= 0 {
		all *= doubt
		slope[own] -= 1 - doubt
	}
	for k := range slope {
		slope[k] = rate * (slope[k] - all)
	}
	less := 1 - rate*decay
	for _, t := range terms {
		weights := r.of(t)[:len(slope)]
		for k, v := range slope {
			weights[k] = weights[k]*less - v*t.value
		}
	}
	for k, v := range slope {
		biases[k] -= biasRate * v
	}
}

// of are the weights of a feature.
func (r *regression) of(t term) []float32 {
	return r.weights[int(t.feature)*r.intents : int(t.feature+1)*r.intents]
}

// softmax turns scores into probabilities.
func softmax(scores []float32) {
	most, sum := slices.Max(scores), float32(0)
	for k, v := range scores {
		scores[k] = float32(math.Exp(float64(v - most)))
		sum += scores[k]
	}
	for k := range scores {
		scores[k] /= sum
	}
}
