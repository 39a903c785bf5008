package dialogs

import "testing"

// TestPraiseAfterSuggestion praises right after a suggestion, in words that ask elsewhere: it goes to staff too. A question is
// answered all the same.
func TestPraiseAfterSuggestion(t *testing.T) {
	w := shopWorld(t)
	for words, passed := range map[string]bool{
		"matcha rocks": true, "you have the best tea in town": true, "tenéis el mejor té del mundo": true, "tienen un té riquísimo": true,
		"怎么这么好喝": true, "没什么可挑的，很好": true, "у вас есть душа": true, "пуэр отличный": true, "شو طيب الشاي عندكم": true,
		"كم أنتم رائعون": true, "do you have matcha?": false, "how much is delivery": false, "когда вы открываетесь": false, "几点关门": false,
	} {
		r := writing(w, State{}, "/suggest", "more tea in small tins", words)
		got := false
		for _, e := range r.Effects {
			got = got || e.Suggestion != nil
		}
		if got != passed {
			t.Errorf("%q: passed on %v, want %v: %s", words, got, passed, written(r))
		}
	}
}
