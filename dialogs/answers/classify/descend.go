// How weights are learned: a support vector machine for each intent against all others.
package classify

import "math"

// lesson is what is learned from: messages and their intents.
type lesson struct {
	terms  []term
	from   []int32 // by message, where its terms begin; one more at the end
	intent []int32 // by message; -1 out of scope
}

func (l *lesson) message(i int32) []term { return l.terms[l.from[i]:l.from[i+1]] }

// all are the messages.
func (l *lesson) all() []int32 {
	all := make([]int32, len(l.intent))
	for i := range all {
		all[i] = int32(i)
	}
	return all
}

// first is the lesson of the first n messages alone.
func (l *lesson) first(n int) *lesson {
	return &lesson{l.terms[:l.from[n]], l.from[:n+1], l.intent[:n]}
}

// Chosen on the validation sets of CLINC150, BANKING77 and HWU64 and by cross-validation on xSID's.
const (
	cost      = 1.0  // of an example on the wrong side of the margin
	ownCost   = 2.0  // times that of an intent's own, which are few
	maxPasses = 40   // over the examples
	tolerance = 0.1  // of the largest slope that is left
	still     = 1e-9 // a slope that changes nothing
)

// descent is dual coordinate descent with shrinking for an L2-regularised SVM with squared hinge loss (Hsieh et al.
// 2008, A Dual Coordinate Descent Method for Large-scale Linear SVM).
type descent struct {
	*lesson
	of       int32     // the intent
	alpha    []float32 // by message: the dual variable
	weights  []float32 // by feature, and at the end the bias
	order    []int32   // messages, the active ones first
	active   int
	random   xorshift
	most     float32 // of the projected slopes of the last pass
	least    float32
	nextMost float32
	nextLow  float32
}

// descend learns the weights of one intent from some messages, whose order it changes: by feature, and at the end the bias.
// They are 0 before. It does not depend on what runs beside.
func descend(l *lesson, intent int32, some []int32, weights []float32) {
	d := &descent{
		lesson: l, of: intent, alpha: make([]float32, len(l.intent)), weights: weights, order: some,
		active: len(some), random: newXorshift(), most: inf, least: -inf,
	}
	for range maxPasses {
		if d.pass(); d.nextMost-d.nextLow > tolerance {
			d.most, d.least = above(d.nextMost), -above(-d.nextLow)
			continue
		}
		if d.active == len(some) {
			break
		}
		d.active, d.most, d.least = len(some), inf, -inf // once more with those that were left out
	}
}

var inf = float32(math.Inf(1))

func above(slope float32) float32 {
	if slope <= 0 {
		return inf
	}
	return slope
}

// pass goes once over the active messages.
func (d *descent) pass() {
	for i := d.active - 1; i > 0; i-- {
		j := d.random.below(i + 1)
		d.order[i], d.order[j] = d.order[j], d.order[i]
	}
	d.nextMost, d.nextLow = -inf, inf
	for at := 0; at < d.active; at++ {
		if !d.visit(d.order[at]) {
			d.active--
			d.order[at], d.order[d.active] = d.order[d.active], d.order[at]
			at--
		}
	}
}

// visit moves one dual variable to its best, and says whether it may move again soon.
func (d *descent) visit(i int32) bool {
	terms, bias := d.message(i), len(d.weights)-1
	dot := along(d.weights, terms) + d.weights[bias]
	side, ridge := float32(-1), float32(0.5/cost)
	if d.intent[i] == d.of {
		side = 1
		ridge /= ownCost
	}
	slope := side*dot - 1 + d.alpha[i]*ridge
	projected := slope
	if d.alpha[i] == 0 {
		if slope > d.most {
			return false
		}
		projected = min(slope, 0)
	}
	d.nextMost, d.nextLow = max(d.nextMost, projected), min(d.nextLow, projected)
	if projected < still && projected > -still {
		return true
	}
	before := d.alpha[i]
	d.alpha[i] = max(0, before-slope/(squares(terms)+ridge))
	step := (d.alpha[i] - before) * side
	for _, t := range terms {
		d.weights[t.feature] += step * t.value
	}
	d.weights[bias] += step
	return true
}

// along is the sum of the weights of terms. It adds up in four places, so that no sum waits for the one before.
func along(weights []float32, terms []term) float32 {
	var a, b, c, d float32
	for ; len(terms) >= 4; terms = terms[4:] {
		a += weights[terms[0].feature] * terms[0].value
		b += weights[terms[1].feature] * terms[1].value
		c += weights[terms[2].feature] * terms[2].value
		d += weights[terms[3].feature] * terms[3].value
	}
	for _, t := range terms {
		a += weights[t.feature] * t.value
	}
	return a + b + c + d
}

// squares is the squared length of a message with its bias; without terms only that.
func squares(terms []term) float32 {
	if len(terms) == 0 {
		return 1
	}
	return 2
}

// xorshift draws numbers, the same ones each time (Marsaglia 2003).
type xorshift uint64

func newXorshift() xorshift { return 88172645463325252 }

func (x *xorshift) below(n int) int {
	*x ^= *x << 13
	*x ^= *x >> 7
	*x ^= *x << 17
	return int(uint64(*x) >> 11 % uint64(n))
}
