// Words that several languages have: what the shop sells, where it is, "kilo". A short text of nothing else is in none of
// them for sure, and whoever writes it is answered as before.
package dialogs

import (
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

// loanwords are the words of the catalogues and of the shop's knowledge, each with the languages that have it, as bits by their place.
type loanwords map[string]uint64

// newLoanwords takes them from all that the shop says; where it is, is called so in every language.
func newLoanwords(w *World, entries []answers.Entry) loanwords {
	l := loanwords{}
	for i, lang := range w.languages {
		bit := uint64(1) << min(i, 63)
		for _, e := range entries {
			l.add(bit, e.Title[lang], e.Answer[lang])
			l.add(bit, e.Questions[lang]...)
		}
		for _, list := range w.Texts.Lists() {
			l.add(bit, w.Texts.List(lang, list)...)
		}
	}
	l.add(^uint64(0), w.Shop.Contact["address"])
	return l
}

// add keeps the words of texts; those of addresses such as hola@qinghe.example are no language's.
func (l loanwords) add(languages uint64, texts ...string) {
	for _, text := range texts {
		if plain, err := locales.Plain(text); err == nil {
			text = plain
		}
		for field := range strings.FieldsSeq(text) {
			if strings.ContainsAny(field, "@/") {
				continue
			}
			for word := range strings.FieldsSeq(locales.Fold(field)) {
				l[word] |= languages
			}
		}
	}
}

// shared says whether a short text may be in another language than that which it seems to be in: one has all of its words,
// too, or it is a single one in Latin letters, which is a name as soon as a word unless the language is known to have it.
func (w *World) shared(text, lang string) bool {
	words := slices.DeleteFunc(strings.Fields(locales.Fold(text)), phrases.Countable)
	if len(words) == 0 || len(words) > maxLoans {
		return false
	}
	own := uint64(1) << min(max(slices.Index(w.languages, lang), 0), 63)
	all := ^uint64(0)
	for _, word := range words {
		all &= w.loans[word]
	}
	first, _ := utf8.DecodeRuneInString(words[0])
	if len(words) == 1 && unicode.Is(unicode.Latin, first) && all&own == 0 {
		return true
	}
	return all&^own != 0
}
