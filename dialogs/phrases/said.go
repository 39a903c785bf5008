// Package phrases hears what customers' words mean, in any language and alphabet: set phrases that are all of a message or
// stand in it, and numbers.
package phrases

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"guanxi/locales"

	"golang.org/x/text/unicode/norm"
)

// maxHeard is how many bytes of a message are heard.
const maxHeard = 1000

// Said is a text in units: its words, and each sign of Chinese, which has no spaces. They are folded and joined by spaces,
// so that a phrase of several is a part of the text.
type Said struct {
	text  string
	spans [][2]int // of each unit: where it begins and ends
}

// Of parts a text into its units.
func Of(text string) Said {
	if len(text) > maxHeard {
		cut := maxHeard
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		text = text[:cut]
	}
	return split(locales.Fold(text))
}

func split(folded string) Said {
	s := Said{text: apart(folded)}
	s.spans = make([][2]int, 0, strings.Count(s.text, " ")+1)
	for from := 0; from < len(s.text); {
		to := len(s.text)
		if n := strings.IndexByte(s.text[from:], ' '); n >= 0 {
			to = from + n
		}
		s.spans = append(s.spans, [2]int{from, to})
		from = to + 1
	}
	return s
}

// apart is a folded text with spaces around each sign of Chinese, and with bare letters.
func apart(folded string) string {
	if !strings.ContainsFunc(folded, func(r rune) bool { return isHan(r) || bare(r) != r }) {
		return folded
	}
	var b strings.Builder
	b.Grow(2 * len(folded))
	joins := false // the last unit goes on with a letter
	for _, r := range folded {
		if r == ' ' {
			joins = false
			continue
		}
		if b.Len() > 0 && (!joins || isHan(r)) {
			b.WriteByte(' ')
		}
		b.WriteRune(bare(r))
		joins = !isHan(r)
	}
	return b.String()
}

func isHan(r rune) bool { return r >= 0x2E80 && unicode.Is(unicode.Han, r) }

// bare is a Latin letter without its accent, which few type on a phone: "que sabes de mi".
func bare(r rune) rune {
	if r < 0x80 || !unicode.Is(unicode.Latin, r) {
		return r
	}
	letter, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
	return letter
}

// String is all of the units.
func (s Said) String() string { return s.text }

// Key stands for all of the units.
func (s Said) Key() uint64 { return Key(s.text) }

// Len is how many units there are.
func (s Said) Len() int { return len(s.spans) }

// Phrase is the units from i to before j; empty where there are none.
func (s Said) Phrase(i, j int) string {
	if i >= j {
		return ""
	}
	return s.text[s.spans[i][0]:s.spans[j-1][1]]
}

// After is what follows the first n units.
func (s Said) After(n int) string { return s.Phrase(n, len(s.spans)) }
