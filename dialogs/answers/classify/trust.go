// How sure a guess is.
package classify

import (
	"cmp"
	"math"
	"slices"
)

// signals are what tells a right guess from a wrong one and a message in scope from one out of it, and at the end 1.
type signals [7]float64

// newSignals brings signals to about the same size, by their means and deviations on the validation sets.
func newSignals(score, lead, leadOverThird, unheard, likeness float32, features int) signals {
	scaled := func(v float32, mean, deviation float64) float64 { return (float64(v) - mean) / deviation }
	return signals{
		scaled(score, 0.1, 0.5),
		scaled(lead, 0.6, 0.45),
		scaled(leadOverThird, 0.8, 0.4),
		scaled(unheard, 0.12, 0.12),
		scaled(likeness, 0.35, 0.12),
		(math.Log(float64(features)+1) - 4.5) / 0.5,
		1,
	}
}

// trust turns signals into a probability: factors rank guesses, slope and offset calibrate them.
type trust struct {
	factors       signals
	slope, offset float64
	threshold     float64
}

// usual is what is trusted where there is nothing to find it out by: what validation sets come to.
var usual = trust{signals{1.2, 0.6, 0.3, -0.6, 0.6, 0.3, 1}, 1, 1, 0.5}

func (t *trust) confidence(s signals) float64 {
	return logistic(t.slope*dot(t.factors, s) + t.offset)
}

func logistic(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

func dot(a, b signals) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// tried is a guess about a message of which it is known what it asks for.
type tried struct {
	signals
	right, inScope bool
}

// How much a wrong guess in scope teaches, where one out of scope teaches 1: both are to be told from right ones. The more
// it is, the more can be answered with 97 % right, and the more that is out of scope is answered too.
const wrongToo = 0.1

// newTrust finds how to tell guesses that are right.
func newTrust(all []tried) trust {
	t := usual
	var rows []row
	for _, each := range all {
		r := row{each.signals, each.right, 1}
		if each.inScope && !each.right && slices.ContainsFunc(all, func(t tried) bool { return !t.inScope }) {
			r.counts = wrongToo
		}
		rows = append(rows, r)
	}
	t.factors = fit(balanced(rows), usual.factors)
	rows = rows[:0]
	for _, each := range all {
		if each.inScope {
			rows = append(rows, row{signals{0: dot(t.factors, each.signals), 6: 1}, each.right, 1})
		}
	}
	calibrated := fit(rows, signals{0: usual.slope, 6: usual.offset})
	t.slope, t.offset = max(calibrated[0], 0.05), calibrated[6] // the slope rises: a guess that ranks higher is surer
	t.threshold = t.chosen(all)
	return t
}

// row is what a logistic regression learns from.
type row struct {
	signals
	yes    bool
	counts float64
}

// balanced lets those that are true and those that are not count alike.
func balanced(rows []row) []row {
	yes, no := 0.0, 0.0
	for _, r := range rows {
		if r.yes {
			yes += r.counts
		} else {
			no += r.counts
		}
	}
	for i := range rows {
		share := no
		if rows[i].yes {
			share = yes
		}
		rows[i].counts *= (yes + no) / (2 * share)
	}
	return rows
}

// faith is how many messages the usual factors are worth against what is found.
const faith = 10

// fit is logistic regression by gradient descent, drawn towards the usual: with few rows it stays there.
func fit(rows []row, usual signals) signals {
	const steps, rate = 1500, 0.5
	factors := usual
	for range steps {
		var slope signals
		for _, r := range rows {
			p := logistic(dot(factors, r.signals))
			if r.yes {
				p--
			}
			for i, v := range r.signals {
				slope[i] += r.counts * p * v
			}
		}
		for i := range factors {
			factors[i] -= rate * (slope[i] + faith*(factors[i]-usual[i])) / (float64(len(rows)) + faith)
		}
	}
	return factors
}

// The share of right guesses that stays answered where no example is out of scope; and where some are, how much more one
// that is answered weighs than one out of scope that is not: in a shop far more messages are in scope.
const (
	stays     = 0.95
	rightOnes = 4
	nearly    = 0.02 // as much as the best is worth what the threshold is the middle of: which is best of a few is luck
)

// chosen is the threshold.
func (t *trust) chosen(all []tried) float64 {
	surest := slices.SortedStableFunc(slices.Values(all), func(a, b tried) int {
		return cmp.Compare(t.confidence(b.signals), t.confidence(a.signals))
	})
	in, right, out := 0, 0, 0
	for _, each := range all {
		if each.inScope {
			in++
		} else {
			out++
		}
		if each.right {
			right++
		}
	}
	if right == 0 {
		return usual.threshold
	}
	answered, strays := 0, 0
	worths := make([]float64, len(surest))
	for i, each := range surest {
		if each.right {
			answered++
		}
		if !each.inScope {
			strays++
		}
		switch {
		case out > 0:
			worths[i] = rightOnes*float64(answered)/float64(in) - float64(strays)/float64(out)
		case float64(answered) <= stays*float64(right):
			worths[i] = float64(answered)
		}
	}
	if out == 0 {
		return t.confidence(surest[last(worths, slices.Max(worths))].signals)
	}
	least := slices.Max(worths) - nearly
	first := slices.IndexFunc(worths, func(worth float64) bool { return worth >= least })
	return (t.confidence(surest[first].signals) + t.confidence(surest[last(worths, least)].signals)) / 2
}

// last is the last place where there is at least so much.
func last(worths []float64, least float64) int {
	at := len(worths) - 1
	for worths[at] < least {
		at--
	}
	return at
}
