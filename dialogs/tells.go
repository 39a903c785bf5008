// Words that take a choice and say more: "no, still the same".
package dialogs

import (
	"slices"

	"guanxi/dialogs/phrases"
)

// spelt is the choice of a step that words are and no more: its label, or a phrase of its lists. What a phrase means for
// the choice alone counts before what it means elsewhere. It is nil for others.
func (t *turn) spelt(at *step, words string) *choice {
	said, heard := phrases.Fold(words), t.w.phrases.Heard(words)
	for _, lang := range []string{t.lang(), t.c.Language} { // the buttons may have been shown in either
		if i, ok := at.typed[lang][said]; ok {
			return &at.Choices[i]
		}
	}
	own := func(list string) bool { return t.w.choices[list].Heard(words) == list }
	alike := func(list string) bool { return list == heard || t.w.plainly(list, words) }
	for i := range at.Choices {
		if c := &at.Choices[i]; slices.ContainsFunc(c.Also, own) {
			return c
		}
	}
	for i := range at.Choices {
		if c := &at.Choices[i]; slices.ContainsFunc(c.Also, alike) {
			return c
		}
	}
	return nil
}

// telling takes the choice of a step that the customer's words tell, and keeps them for staff: a phrase of its tells stands
// in them, or one of its also begins them and they say more.
func (t *turn) telling(at *step) bool {
	if t.heard != "" || !slices.ContainsFunc(at.Choices, func(c choice) bool { return c.Tells != "" }) {
		return false
	}
	for _, told := range []func(choice) bool{t.mentioned, t.ownHead, t.begins} {
		if i := slices.IndexFunc(at.Choices, told); i >= 0 {
			t.keep()
			t.choose(at, &at.Choices[i])
			return true
		}
	}
	return false
}

// mentioned says whether a phrase that tells the choice stands anywhere.
func (t *turn) mentioned(c choice) bool {
	return c.Tells != "" && t.w.choices[c.Tells].Mentions(t.in.Text, c.Tells)
}

// ownHead says whether words begin with a phrase that is for the choice alone, and ask nothing.
func (t *turn) ownHead(c choice) bool {
	return !t.questions() && slices.ContainsFunc(c.Also, func(list string) bool { return t.w.choices[list].First(t.said()) == list })
}

// begins says whether words begin with what means the choice elsewhere, too. A no says nothing kind, and a yes asks nothing.
func (t *turn) begins(c choice) bool {
	if !slices.Contains(c.Also, t.w.phrases.First(t.said())) {
		return false
	}
	if c.Tells == "" {
		return !t.questions()
	}
	return !t.w.phrases.Mentions(t.in.Text, phrases.Praise, phrases.Thanks)
}

// choiceWords begins the keys of the lists that are for choices alone.
const choiceWords = "choice-words-"
