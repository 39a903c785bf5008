// The questions that a shop suggests, as buttons.
package dialogs

import (
	"fmt"
	"slices"
	"strings"

	"guanxi/dialogs/answers"
	"guanxi/locales"
)

// maxSuggested is how many questions are suggested at once.
const maxSuggested = 3

// suggestedValue begins the value of a suggested question's choice; no entry's id begins so.
const suggestedValue = "?"

// suggestions picks the entries that are suggested: those that the shop names, else its first.
func (w *World) suggestions(entries []answers.Entry) error {
	fault := func(format string, args ...any) error {
		return fmt.Errorf("%s: suggest: %s", w.Shop.places["suggest"], fmt.Sprintf(format, args...))
	}
	if len(w.Shop.Suggest) > maxSuggested {
		return fault("names %d entries; hint: at most %d", len(w.Shop.Suggest), maxSuggested)
	}
	var known []string
	for _, e := range entries {
		known = append(known, e.ID)
	}
	w.suggested = known[:min(len(known), maxSuggested)]
	if w.Shop.Suggest == nil {
		return nil
	}
	w.suggested = w.Shop.Suggest
	for i, id := range w.suggested {
		if !slices.Contains(known, id) {
			return fault("there is no entry %q in knowledge/%s", id, locales.Near(id, known))
		}
		if slices.Contains(w.suggested[:i], id) {
			return fault("names %s twice", id)
		}
	}
	return nil
}

// questions are choices for what the shop suggests, which lead to a step.
func (w *World) questions(next string) []choice {
	var all []choice
	for _, id := range w.suggested {
		all = append(all, choice{Value: suggestedValue + id, Next: next, Each: "question", at: "questions"})
	}
	return all
}

// recite answers a suggested question as if it had been written, under its words.
func (t *turn) recite() string {
	id, _ := strings.CutPrefix(t.chosen, suggestedValue)
	match, ok := t.today().Entry(id, t.lang())
	if !ok {
		return unknown
	}
	question := t.w.answers.Label(id, t.lang(), locales.MaxLabel)
	t.show("<b>"+locales.Escape(question)+"</b>", nil)
	t.giveOne(match, question)
	return found
}
