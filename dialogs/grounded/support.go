// The words of a text that state something, and whether they say yes or no.
package grounded

import (
	"slices"
	"strings"
	"unicode"

	"guanxi/locales"
)

// telling are the words of a text that say something: no articles and the like, no numbers, which are looked at apart; of
// Chinese, pairs of characters.
func telling(text string) (words []string) {
	for word := range strings.FieldsSeq(locales.Fold(text)) {
		switch {
		case strings.ContainsFunc(word, han):
			words = append(words, pairs(word)...)
		case !neutral(word) && strings.ContainsFunc(word, unicode.IsLetter):
			words = append(words, bare(word))
		}
	}
	return words
}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

// pairs of the Chinese characters of a run that state something; one alone stands for itself.
func pairs(run string) (all []string) {
	runes := slices.DeleteFunc([]rune(filling.Replace(run)), func(r rune) bool { return !han(r) || strings.ContainsRune(particles, r) })
	for i := range max(0, len(runes)-1) {
		all = append(all, string(runes[i:i+2]))
	}
	if len(runes) == 1 {
		all = append(all, string(runes))
	}
	return all
}

// bare is an Arabic word without what is written before it: and, with, the.
func bare(word string) string {
	for _, before := range []string{"وبال", "وال", "بال", "فال", "كال", "ولل", "لل", "ال", "و", "ب", "ل"} {
		if rest, ok := strings.CutPrefix(word, before); ok && len([]rune(rest)) > 2 {
			return rest
		}
	}
	return word
}

// full are the sentences of a text as they stand between full stops, a question with what follows on it.
func full(text string) []string { return until(text, "!！。\n") }

// sentences are those, and what stands between semicolons.
func sentences(text string) []string { return until(text, "!?！？。؟\n;；؛") }

// until are the parts of a text that end with one of some signs; a point within a number or a name ends none.
func until(text, signs string) (all []string) {
	runes := []rune(text)
	from := 0
	for i, r := range runes {
		ends := strings.ContainsRune(signs, r) || strings.ContainsRune(".…", r) && (i+1 == len(runes) || unicode.IsSpace(runes[i+1]))
		if !ends && i+1 < len(runes) {
			continue
		}
		if s := strings.TrimSpace(string(runes[from : i+1])); strings.ContainsFunc(s, unicode.IsLetter) {
			all = append(all, s)
		}
		from = i + 1
	}
	return all
}

// clauses are the parts of a sentence between commas. A colon parts none: what stands before it holds for what follows.
func clauses(sentence string) []string {
	return strings.FieldsFunc(sentence, func(r rune) bool { return strings.ContainsRune(",;?，；？،؛؟—", r) })
}
