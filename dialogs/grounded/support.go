// Whether a text is in the words of entries: by word, in whatever form, and in Chinese by pairs of characters.
package grounded

import (
	"slices"
	"strings"
	"unicode"

	"guanxi/dialogs/answers"
	"guanxi/locales"
)

// vocabulary has what entries say: words, their beginnings, and pairs of Chinese characters.
type vocabulary map[string]bool

// stem is how many letters two forms of a word have in common at least, where they are no shorter.
const stem = 4

func vocabularyOf(cited []Source) vocabulary {
	v := vocabulary{}
	for _, s := range cited {
		for _, text := range append([]string{s.Title, s.Text}, s.Said...) {
			for _, word := range telling(text) {
				v[word] = true
				if runes := []rune(word); len(runes) > stem {
					v[string(runes[:max(stem, len(runes)*2/3)])] = true
				}
			}
		}
	}
	return v
}

// count is how many of the words the vocabulary has.
func (v vocabulary) count(words []string) (n int) {
	for _, word := range words {
		runes := []rune(word)
		if v[word] || len(runes) > stem && v[string(runes[:max(stem, len(runes)*2/3)])] {
			n++
		}
	}
	return n
}

// telling are the words of a text that say something: no articles and the like, no numbers, which are looked at apart.
func telling(text string) (words []string) {
	for word := range strings.FieldsSeq(locales.Fold(text)) {
		switch {
		case strings.ContainsFunc(word, han):
			words = append(words, pairs(word)...)
		case answers.Common(word) || !strings.ContainsFunc(word, unicode.IsLetter) || len([]rune(word)) < 3:
		default:
			words = append(words, bare(word))
		}
	}
	return words
}

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

// pairs of the Chinese characters of a run; one alone stands for itself.
func pairs(run string) (all []string) {
	runes := slices.DeleteFunc([]rune(run), func(r rune) bool { return !han(r) })
	for i := range runes[:max(0, len(runes)-1)] {
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

// sentences of a text; a point within a number or a name ends none.
func sentences(text string) (all []string) {
	runes := []rune(text)
	from := 0
	for i, r := range runes {
		ends := strings.ContainsRune("!?！？。؟\n;；", r) || strings.ContainsRune(".…", r) && (i+1 == len(runes) || unicode.IsSpace(runes[i+1]))
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
