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
	s := x.newScratch()
	for text, about := range map[string]int{"much delivery": 0, "long delivery": 1} {
		s.heard = s.heard[:0]
		for _, f := range once(appendFeatures(nil, wordsOf(text, "en"))) {
			if n, ok := x.features.of(f.hash); ok {
				s.heard = append(s.heard, n)
			}
		}
		if x.listen(s); s.apart[about] <= s.apart[1-about] {
			t.Errorf("%s: %v, want the most for %d", text, s.apart, about)
		}
	}
	if x.subjects != 2 || x.about[2] != x.about[0] {
		t.Errorf("a product is not about what its entry is: %d subjects, %v", x.subjects, x.about)
	}
}
