// Words in whatever form: of a text, those that state something.
package grounded

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"guanxi/dialogs/answers"
	"guanxi/locales"
)

// vocabulary has words, Chinese characters and pairs of them.
type vocabulary map[string]bool

// add puts the words of a text into the vocabulary.
func (v vocabulary) add(text string) {
	for word := range strings.FieldsSeq(locales.Fold(text)) {
		if neutral(word) && utf8.RuneCountInString(word) >= shortest {
			continue
		}
		v[word], v[bare(word)] = true, true
		for _, pair := range pairs(word) {
			v[pair] = true
		}
		for _, r := range word {
			if han(r) {
				v[string(r)] = true
			}
		}
	}
}

// has says whether the vocabulary has a folded word, in whatever form, or two of which it is made up.
func (v vocabulary) has(word, lang string) bool {
	own := bare(word)
	if v[word] || v[own] || v[strings.TrimSuffix(word, "s")] {
		return true
	}
	runes := []rune(own)
	if len(runes) < shortest || han(runes[0]) {
		return false
	}
	for i := beginning; i <= len(runes)-beginning; i++ {
		if v[string(runes[:i])] && v[string(runes[i:])] { // handwritten
			return true
		}
	}
	root := answers.Stem(own, lang)
	for other := range v {
		if first := other[0]; first == own[0] && (kin(runes, []rune(other)) || answers.Stem(other, lang) == root) {
			return true
		}
	}
	return false
}

const (
	shortest  = 3 // letters of a word that has forms
	beginning = 4 // letters that two forms of a word have in common, at least; in Arabic one fewer
	alike     = 0.6
)

// kin says whether two words begin alike, as forms of one do.
func kin(a, b []rune) bool {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	least := beginning
	if unicode.Is(unicode.Arabic, a[0]) {
		least--
	}
	return n >= least && float64(n) >= alike*float64(max(len(a), len(b)))
}

// count is how many of the words the vocabulary has.
func (v vocabulary) count(words []string, lang string) (n int) {
	for _, word := range words {
		if v.has(word, lang) {
			n++
		}
	}
	return n
}
