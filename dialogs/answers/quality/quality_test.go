package quality

import (
	"math"
	"testing"
)

// five are three messages in scope, of which one is misunderstood, and two out of scope.
var five = []Outcome{
	{"a", "a", 0.9},
	{"a", "a", 0.5},
	{"b", "a", 0.7},
	{OutOfScope, "b", 0.5},
	{OutOfScope, "a", 0.2},
}

// TestByHand holds the measures against what a pencil says.
func TestByHand(t *testing.T) {
	for _, test := range []struct {
		name      string
		got, want float64
	}{
		{"accuracy", Accuracy(five), 2. / 3},
		{"in scope at 0.6", InScopeAccuracy(five, 0.6), 1. / 3},
		{"in scope at 0.5", InScopeAccuracy(five, 0.5), 2. / 3},
		{"recall at 0.5", OutOfScopeRecall(five, 0.5), 1. / 2},
		{"recall at 0.6", OutOfScopeRecall(five, 0.6), 1},
		// 0.9 and 0.7 are above 0.5 and 0.2; 0.5 is as high as the one and above the other: 5.5 of 6.
		{"auroc", AUROC(five), 5.5 / 6},
		// In bins of their own 0.9 is 0.1 off, 0.5 is 0.5 off, 0.7 of the wrong one is 0.7 off.
		{"ece", ECE(five), (0.1 + 0.5 + 0.7) / 3},
		{"ece of equals", ECE([]Outcome{{"a", "a", 0.8}, {"a", "b", 0.8}, {"a", "a", 0.8}, {"a", "a", 0.8}}), 0.05},
		{"ece at the ends", ECE([]Outcome{{"a", "a", 1}, {"a", "b", 0}}), 0},
		// At 0.6: wanted a a b - -, answered a - a - -. Right are 3 of 5; 5*3 - (2*2 + 1*0 + 2*3) = 5;
		// 25 - (4+9) = 12, 25 - (4+1+4) = 16.
		{"mcc", MCC(five, 0.6), 5 / math.Sqrt(12*16)},
		{"mcc of two classes", MCC([]Outcome{{"a", "a", 1}, {"a", "b", 1}, {"b", "b", 1}, {"b", "b", 1}}, 0.5), (1*2 - 0*1) / math.Sqrt(1*2*2*3)},
		// The first is right; with the second 1 of 2, with both of 0.5 2 of 4, with all 2 of 5.
		{"coverage at 97 %", CoverageAt(five, 0.97), 1. / 5},
		{"coverage at 50 %", CoverageAt(five, 0.5), 4. / 5},
		{"coverage at 40 %", CoverageAt(five, 0.4), 1},
		{"coverage of the wrong", CoverageAt(five[2:3], 0.97), 0},
	} {
		if math.Abs(test.got-test.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", test.name, test.got, test.want)
		}
	}
}

// TestNothing wants no number where there is nothing to measure.
func TestNothing(t *testing.T) {
	for name, got := range map[string]float64{
		"accuracy": Accuracy(nil), "in scope": InScopeAccuracy(nil, 0.5), "recall": OutOfScopeRecall(five[:3], 0.5), "auroc": AUROC(five[:3]),
		"ece": ECE(five[3:]), "mcc": MCC(five[:1], 0.5), "coverage": CoverageAt(nil, 0.97),
	} {
		if !math.IsNaN(got) {
			t.Errorf("%s of nothing is %v", name, got)
		}
	}
}
