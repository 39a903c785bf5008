package answers

import (
	"testing"
)

// TestLearned wants what tells entries apart to speak for the right one: here all words of the question stand in both.
func TestLearned(t *testing.T) {
	x := New([]Entry{
		{ID: "cost", Questions: Wordings{"en": {"how much is delivery", "price of delivery", "what does delivery cost"}}, Answer: Texts{"en": "Delivery is €4."}},
		{ID: "time", Questions: Wordings{"en": {"how long is delivery", "days until delivery", "when is delivery"}}, Answer: Texts{"en": "Delivery takes two days."}},
		{ID: "product:box", About: "cost", Title: Texts{"en": "Box"}, Answer: Texts{"en": "A box."}},
	}, "en")
	var sums []float32
	for text, about := range map[string]int{"much delivery": 0, "long delivery": 1} {
		var heard []int32
		for _, f := range once(appendFeatures(nil, wordsOf(text, "en"))) {
			if k, ok := x.features[f.hash]; ok {
				heard = append(heard, k.id)
			}
		}
		if sums = x.learned().sums(heard, sums); sums[about] <= sums[1-about] {
			t.Errorf("%s: %v, want the most for %d", text, sums, about)
		}
	}
	if x.subjects != 2 || x.about[2] != x.about[0] {
		t.Errorf("a product is not about what its entry is: %d subjects, %v", x.subjects, x.about)
	}
}
