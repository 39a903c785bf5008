// Words that take a choice and say more: "no, still the same".
package dialogs

import (
	"strings"

	"guanxi/locales"
)

// telling takes the choice of a step that the customer's words tell, and keeps them for staff: a phrase of its tells
// stands in them, or one of its also begins them and they say more, though nothing kind.
func (t *turn) telling(at *step) bool {
	said := newSaid(locales.Fold(short(t.in.Text, eventWords)))
	for i := range at.Choices {
		c := &at.Choices[i]
		if c.Tells == "" || t.heard != "" {
			continue
		}
		begins := t.w.phrases.first(said) == c.Also && !t.w.phrases.mentions(t.in.Text, saysPraise, saysThanks)
		if begins || t.w.choices[c.Tells].mentions(t.in.Text, c.Tells) {
			t.keep()
			t.choose(at, c)
			return true
		}
	}
	return false
}

// first is the list of the longest phrase at the head of a message, "" where none is there.
func (b phrasebook) first(said said) string {
	for j := min(len(said.spans), maxPhrase); j > 0; j-- {
		if list, ok := b[said.phrase(0, j)]; ok {
			return list
		}
	}
	return ""
}

// choiceWords begins the keys of the lists that are for choices alone.
const choiceWords = "choice-words-"

// choicesOf has a book of its own for each list of phrases that is for choices.
func choicesOf(texts *locales.Catalogue) map[string]phrasebook {
	all := map[string]phrasebook{}
	for _, key := range texts.Lists() {
		if !strings.HasPrefix(key, choiceWords) {
			continue
		}
		all[key] = phrasebook{}
		for _, lang := range texts.Languages() {
			for _, phrase := range texts.List(lang, key) {
				all[key].add(key, phrase)
			}
		}
	}
	return all
}
