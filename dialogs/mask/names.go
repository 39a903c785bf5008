// The names of people that we know.
package mask

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// name is one word of a name, or all of it, folded.
type name struct {
	text  string
	stem  int  // bytes of it that no case changes; the whole, where the language has none
	words bool // the script has spaces between words, so that the name is not looked for within one
}

// namesOf takes names apart, the longest first.
func namesOf(full []string) (names []name) {
	seen := map[string]bool{}
	for _, whole := range full {
		folded := newFolded(strings.TrimSpace(whole)).text
		apart := strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })
		for _, part := range append(apart, folded) {
			for _, word := range spellings(part) {
				if !seen[word] && telling(word) {
					seen[word] = true
					names = append(names, newName(word))
				}
			}
		}
	}
	slices.SortStableFunc(names, func(a, b name) int { return cmp.Compare(len(b.text), len(a.text)) })
	return names
}

// telling says whether a word tells anything of somebody: more than an initial.
func telling(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	if !strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return false
	}
	return utf8.RuneCountInString(word) > 1 || unicode.Is(unicode.Han, first)
}

func newName(word string) name {
	n := name{text: word, stem: len(word)}
	first, _ := utf8.DecodeRuneInString(word)
	n.words = unicode.In(first, unicode.Latin, unicode.Cyrillic, unicode.Greek)
	if last, size := utf8.DecodeLastRuneInString(word); unicode.Is(unicode.Cyrillic, last) && utf8.RuneCountInString(word) > 3 && strings.ContainsRune("аеиоуыьэюя", last) {
		n.stem -= size
	}
	return n
}

// maxEnding is how many letters a case may put behind a Russian name: Анна, Анной; Иван, Иваном.
const maxEnding = 3

// named finds the names in a folded text.
func (m *Mask) named(text string) (spans []span) {
	for _, n := range m.names {
		stem := n.text[:n.stem]
		for at := 0; ; {
			i := strings.Index(text[at:], stem)
			if i < 0 {
				break
			}
			from := at + i
			at = from + len(stem)
			if to, ok := n.ends(text, from); ok {
				spans = append(spans, span{from, to, Name})
				at = to
			}
		}
	}
	return spans
}

// ends says where the name ends that begins at from, and false where only a part of another word is like it.
func (n name) ends(text string, from int) (int, bool) {
	to := from + n.stem
	if !n.words {
		return to, true
	}
	if before, _ := utf8.DecodeLastRuneInString(text[:from]); joined(before) {
		return 0, false
	}
	cyrillic := false
	if last, _ := utf8.DecodeLastRuneInString(text[:to]); unicode.Is(unicode.Cyrillic, last) {
		cyrillic = true
	}
	for letters := 0; ; letters++ {
		after, size := utf8.DecodeRuneInString(text[to:])
		if size == 0 || !joined(after) {
			return to, true
		}
		if !cyrillic || letters == maxEnding {
			return 0, false
		}
		to += size
	}
}

// joined says whether a sign makes one word with a letter beside it.
func joined(r rune) bool {
	return unicode.In(r, unicode.Latin, unicode.Cyrillic, unicode.Greek)
}
