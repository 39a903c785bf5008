// Package quality measures how good answers are by what they should have been. A measure is not a number (NaN) where
// there is nothing to measure.
package quality

import (
	"cmp"
	"math"
	"slices"
)

// OutOfScope is what a message asks for that nothing answers.
const OutOfScope = "oos"

// Outcome is what was made of one message.
type Outcome struct {
	Want       string  // what it asks for, or OutOfScope
	Got        string  // the best guess, whatever the confidence
	Confidence float64 // 0 to 1, that the guess is right
}

func (o Outcome) right() bool   { return o.Got == o.Want }
func (o Outcome) inScope() bool { return o.Want != OutOfScope }

// Accuracy is the share of messages in scope whose guess is right.
func Accuracy(all []Outcome) float64 {
	return share(all, Outcome.inScope, Outcome.right)
}

// InScopeAccuracy is the share of messages in scope that are answered at a threshold, and rightly (Larson et al. 2019, An
// Evaluation Dataset for Intent Classification and Out-of-Scope Prediction).
func InScopeAccuracy(all []Outcome, threshold float64) float64 {
	return share(all, Outcome.inScope, func(o Outcome) bool { return o.right() && o.Confidence >= threshold })
}

// OutOfScopeRecall is the share of messages out of scope that are not answered at a threshold (Larson et al. 2019).
func OutOfScopeRecall(all []Outcome, threshold float64) float64 {
	outOfScope := func(o Outcome) bool { return !o.inScope() }
	return share(all, outOfScope, func(o Outcome) bool { return o.Confidence < threshold })
}

// share is how many of those that count hold.
func share(all []Outcome, counts, holds func(Outcome) bool) float64 {
	n, held := 0, 0
	for _, o := range all {
		if counts(o) {
			n++
			if holds(o) {
				held++
			}
		}
	}
	return float64(held) / float64(n)
}

// AUROC is the probability that a message in scope has more confidence than one out of scope, one of equal confidence
// counted half: the area under the ROC curve (Fawcett 2006, An introduction to ROC analysis; used so by Hendrycks and
// Gimpel 2017, A Baseline for Detecting Misclassified and Out-of-Distribution Examples).
func AUROC(all []Outcome) float64 {
	wins, in, out := 0.0, 0, 0
	for _, tied := range byConfidence(all) { // falling
		inTied := 0
		for _, o := range tied {
			if o.inScope() {
				inTied++
			}
		}
		outTied := len(tied) - inTied
		wins += float64(outTied) * (float64(in) + float64(inTied)/2)
		in, out = in+inTied, out+outTied
	}
	return wins / (float64(in) * float64(out))
}

// byConfidence puts outcomes in order, the surest first, those of equal confidence together.
func byConfidence(all []Outcome) (tied [][]Outcome) {
	sorted := slices.SortedStableFunc(slices.Values(all), func(a, b Outcome) int { return cmp.Compare(b.Confidence, a.Confidence) })
	for from, o := range sorted {
		if from == 0 || o.Confidence != sorted[from-1].Confidence {
			tied = append(tied, nil)
		}
		last := len(tied) - 1
		tied[last] = append(tied[last], o)
	}
	return tied
}

// bins are those of Guo et al.
const bins = 15

// ECE is how far confidence is from the share of right guesses, in scope: the expected calibration error over 15 bins of
// equal width (Guo et al. 2017, On Calibration of Modern Neural Networks).
func ECE(all []Outcome) float64 {
	var sums [bins]float64 // of confidence, less the right ones
	n := 0
	for _, o := range all {
		if !o.inScope() {
			continue
		}
		n++
		bin := &sums[max(0, min(bins-1, int(math.Ceil(o.Confidence*bins))-1))]
		*bin += o.Confidence
		if o.right() {
			*bin--
		}
	}
	gap := 0.0
	for _, sum := range sums {
		gap += math.Abs(sum)
	}
	return gap / float64(n)
}

// MCC is the correlation between what messages ask for and what is answered at a threshold, out of scope being one class:
// Matthews' coefficient for many classes (Gorodkin 2004, Comparing two K-category assignments by a K-category
// correlation coefficient, as R_K).
func MCC(all []Outcome, threshold float64) float64 {
	wanted, answered, right := map[string]float64{}, map[string]float64{}, 0.0
	for _, o := range all {
		if o.Confidence < threshold {
			o.Got = OutOfScope
		}
		wanted[o.Want]++
		answered[o.Got]++
		if o.right() {
			right++
		}
	}
	n := float64(len(all))
	both, squaresWanted, squaresAnswered := 0.0, 0.0, 0.0
	for class, times := range wanted { // whole numbers: their sums do not depend on the order
		both += times * answered[class]
		squaresWanted += times * times
	}
	for _, times := range answered {
		squaresAnswered += times * times
	}
	return (right*n - both) / (math.Sqrt(n*n-squaresAnswered) * math.Sqrt(n*n-squaresWanted))
}

// CoverageAt is the largest share of all messages that can be answered, the surest first, while at least a precision of
// the answers are right: a point on the risk-coverage curve (El-Yaniv and Wiener 2010, On the Foundations of Noise-free
// Selective Classification).
func CoverageAt(all []Outcome, precision float64) float64 {
	answered, right, most := 0, 0, 0
	for _, tied := range byConfidence(all) {
		for _, o := range tied {
			answered++
			if o.right() {
				right++
			}
		}
		if float64(right) >= precision*float64(answered) {
			most = answered
		}
	}
	return float64(most) / float64(len(all))
}
