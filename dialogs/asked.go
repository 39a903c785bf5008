// What messages ask for, for those who measure it.
package dialogs

import (
	"slices"
	"strings"
	"unicode"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/phrases"
)

// Ask finds what each question of a message asks for, on any day; none where it asks nothing.
func (w *World) Ask(message, lang string) []answers.Part { return w.ask(w.answers, message, lang) }

func (w *World) ask(index *answers.Index, message, lang string) []answers.Part {
	if !strings.ContainsFunc(message, unicode.IsLetter) { // a number is no question
		return nil
	}
	parts := slices.DeleteFunc(index.Ask(message, lang), func(p answers.Part) bool { return p.Sure && w.vague(p.Match) })
	for i := range parts {
		parts[i].Near = slices.DeleteFunc(parts[i].Near, w.vague)
	}
	return parts
}

// Tells says whether an entry tells of a topic: its own id, that of the entry that says more of the product that it is, or
// one of several, apart by spaces.
func (w *World) Tells(entry, topics string) bool {
	kind, id, _ := strings.Cut(entry, ":")
	for topic := range strings.FieldsSeq(topics) {
		p, _ := w.shelf.find(id)
		if entry == topic || kind == ofProduct && p.Knowledge == topic {
			return true
		}
	}
	return false
}

// Inquires says whether words ask something, as far as signs and words tell, and scold nobody.
func (w *World) Inquires(words string) bool {
	return w.inquiring(words) && !w.phrases.Mentions(words, phrases.Angry)
}
