// Words that several languages have: what the shop sells, where it is, "kilo". A short text of nothing else is in none of
// them for sure, and whoever writes it is answered as before.
package dialogs

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/phrases"
	"guanxi/locales"
)

// maxLoans is how many words of a message are looked at: more in a row are hardly those of another language.
const maxLoans = 6

// loanwords are the words of the catalogues and of the shop's knowledge, by their keys, each with the languages that have it, as
// bits by their place.
type loanwords map[uint64]uint64

// newLoanwords takes them from the catalogues; where the shop is, is called so in every language.
func newLoanwords(w *World) loanwords {
	l := loanwords{}
	for i, lang := range w.languages {
		for _, list := range w.Texts.Lists() {
			for _, phrase := range w.Texts.List(lang, list) {
				l.have(languageBit(i), phrase)
			}
		}
	}
	l.add(^uint64(0), w.Shop.Contact["address"])
	return l
}

// languageBit is that of the language at a place.
func languageBit(place int) uint64 { return 1 << min(place, 63) }

// with are these words and those of some entries.
func (l loanwords) with(languages []string, entries []answers.Entry) loanwords {
	l = maps.Clone(l)
	for i, lang := range languages {
		for _, e := range entries {
			l.add(languageBit(i), e.Title[lang], e.Answer[lang])
			l.add(languageBit(i), e.Questions[lang]...)
		}
	}
	return l
}

// add keeps the words of texts; those of addresses such as hola@qinghe.example are no language's.
func (l loanwords) add(languages uint64, texts ...string) {
	for _, text := range texts {
		if plain, err := locales.Plain(text); err == nil {
			text = plain
		}
		for field := range strings.FieldsSeq(text) {
			if !strings.ContainsAny(field, "@/") {
				l.have(languages, locales.Fold(field))
			}
		}
	}
}

// have keeps the words of what is folded.
func (l loanwords) have(languages uint64, folded string) {
	for word := range strings.FieldsSeq(folded) {
		l[phrases.Key(word)] |= languages
	}
}

// shared says whether a short text may be in another language than that which it seems to be in: one has all of its words,
// too, or it is a single one in Latin letters, which is a name as soon as a word unless the language is known to have it.
func (w *World) shared(text, lang string) bool {
	words := slices.DeleteFunc(strings.Fields(locales.Fold(text)), phrases.Countable)
	if len(words) == 0 || len(words) > maxLoans {
		return false
	}
	own := languageBit(max(slices.Index(w.languages, lang), 0))
	all := ^uint64(0)
	for _, word := range words {
		all &= w.loans[phrases.Key(word)]
	}
	first, _ := utf8.DecodeRuneInString(words[0])
	if len(words) == 1 && unicode.Is(unicode.Latin, first) && all&own == 0 {
		return true
	}
	return all&^own != 0
}
