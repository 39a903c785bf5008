// What is learned a second way: a network with one hidden layer, of all intents against each other.
package classify

import (
	"math"
	"slices"
	"unsafe"
)

// Chosen on the validation sets of CLINC150, BANKING77 and HWU64 and by cross-validation on BANKING77's and xSID's.
const (
	hidden   = 32  // units; 64 bring 0.1 % more and take twice the room
	looks    = 4   // at each example, and at each with slips
	rate     = 1.0 // of learning at the beginning; it falls to nothing
	slowRate = 0.1 // of that, for what every message changes: all but the weights of features
	spread   = 0.5 // weights of features lie so far around 0 at the beginning
	doubt    = 0.1 // of a label: shared out among all intents, so that no margin grows without end
)

// network adds up the units of a message's features, cuts off what is below 0, and adds up what the units say for intents.
type network struct {
	units [][hidden]int8 // by feature, in steps of step
	step  float32
	bias  [hidden]float32
	says  [][hidden]float32 // by intent
	also  []float32         // by intent: the bias
}

// add puts what a message says for intents to their scores.
func (n *network) add(terms []term, scores []float32) {
	var sums [hidden]float32
	for _, t := range terms {
		value, units := t.value*n.step, &n.units[t.feature]
		for j, v := range units {
			sums[j] += value * float32(v)
		}
	}
	for j := range sums {
		sums[j] = max(0, sums[j]+n.bias[j])
	}
	for k := range scores {
		scores[k] += ofNetwork * (inner(&n.says[k], &sums) + n.also[k])
	}
}

func (n *network) bytes() int {
	return len(n.units)*hidden + len(n.says)*(hidden+1)*int(unsafe.Sizeof(n.step))
}

// training is stochastic gradient descent with smoothed labels (Szegedy et al. 2016, Rethinking the Inception
// Architecture). It stops early, which regularises.
type training struct {
	*lesson
	units       [][hidden]float32 // by feature
	bias        [hidden]float32
	says        [][hidden]float32
	also, slope []float32 // by intent
}

// train learns a network, or none where it was stopped.
func (c course) train(l *lesson, features int) *network {
	k := len(c.intents)
	t := &training{lesson: l, units: make([][hidden]float32, features), says: make([][hidden]float32, k), also: make([]float32, k), slope: make([]float32, k)}
	random := newXorshift()
	for _, layer := range [][][hidden]float32{t.units, t.says} {
		for i := range layer {
			for j := range layer[i] {
				layer[i][j] = spread * (float32(random.below(1<<16))/(1<<15) - 1)
			}
		}
	}
	order := make([]int32, len(l.intent))
	for i := range order {
		order[i] = int32(i)
	}
	for pass := range looks {
		for i := len(order) - 1; i > 0; i-- {
			j := random.below(i + 1)
			order[i], order[j] = order[j], order[i]
		}
		for n, i := range order {
			if n%1000 == 0 && c.stopped() {
				return nil
			}
			gone := float64(pass*len(order)+n) / float64(looks*len(order))
			t.visit(i, float32(rate*(1-gone)))
		}
	}
	return t.compact()
}

// visit learns from one message.
func (t *training) visit(i int32, rate float32) {
	terms := t.message(i)
	sums := t.bias
	for _, term := range terms {
		for j, v := range &t.units[term.feature] {
			sums[j] += v * term.value
		}
	}
	for j := range sums {
		sums[j] = max(0, sums[j])
	}
	for k := range t.slope {
		t.slope[k] = inner(&t.says[k], &sums) + t.also[k]
	}
	softmax(t.slope)
	back := t.correct(t.intent[i], rate*slowRate, &sums)
	for j := range back {
		if sums[j] == 0 {
			back[j] = 0
		}
		t.bias[j] -= rate * slowRate * back[j]
		back[j] *= rate
	}
	for _, term := range terms {
		units := &t.units[term.feature]
		for j, v := range &back {
			units[j] -= v * term.value
		}
	}
}

// correct moves what units say for intents, and returns which way each unit is wrong.
func (t *training) correct(own int32, rate float32, sums *[hidden]float32) (back [hidden]float32) {
	all := float32(1 / float64(len(t.slope)))
	if own >= 0 {
		all *= doubt
		t.slope[own] -= 1 - doubt
	}
	for k, p := range t.slope {
		slope, says := p-all, &t.says[k]
		for j, v := range sums {
			back[j] += slope * says[j]
			says[j] -= rate * slope * v
		}
		t.also[k] -= rate * slope
	}
	return back
}

// compact keeps a byte of each unit's weight. What is said for all intents alike is left out, so that scores lie around 0.
func (t *training) compact() *network {
	n := &network{units: make([][hidden]int8, len(t.units)), bias: t.bias, says: t.says, also: t.also}
	for _, units := range t.units {
		n.step = max(n.step, slices.Max(units[:])/127, -slices.Min(units[:])/127)
	}
	for f, units := range t.units {
		for j, v := range units {
			n.units[f][j] = int8(steps(v, n.step))
		}
	}
	for j := range hidden {
		mean := float32(0)
		for k := range n.says {
			mean += n.says[k][j] / float32(len(n.says))
		}
		for k := range n.says {
			n.says[k][j] -= mean
		}
	}
	return n
}

func inner(a, b *[hidden]float32) (sum float32) {
	for j, v := range a {
		sum += v * b[j]
	}
	return sum
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
