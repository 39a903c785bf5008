// Texts in one form, so that digits of any script, full-width letters and invisible marks hide nothing from us.
package mask

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// folded is a text in small plain letters and digits, and where in the text each of its bytes comes from.
type folded struct {
	whole        string // as it was written
	text         string
	shouted      bool  // it is all in capitals, which tell nothing then
	starts, ends []int // of the sign in the text, by byte
}

func newFolded(text string) folded {
	var b strings.Builder
	f := folded{whole: text, shouted: !strings.ContainsFunc(text, unicode.IsLower)}
	for i, r := range text {
		size := utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(text[i:])
		}
		for _, plain := range plainly(r) {
			n, _ := b.WriteRune(plain)
			for range n {
				f.starts, f.ends = append(f.starts, i), append(f.ends, i+size)
			}
		}
	}
	f.text = b.String()
	return f
}

// script is a set of scripts.
type script int

const (
	latin script = 1 << iota
	cyrillicScript
	arabic
	han
)

// scripts are those of which the text has letters.
func (f *folded) scripts() (all script) {
	for _, r := range f.text {
		switch {
		case r < utf8.RuneSelf:
			if 'a' <= r && r <= 'z' {
				all |= latin
			}
		case unicode.Is(unicode.Cyrillic, r):
			all |= cyrillicScript
		case unicode.Is(unicode.Arabic, r):
			all |= arabic
		case unicode.Is(unicode.Han, r):
			all |= han
		}
	}
	return all
}

// plainly is a sign without accents, size, width and script of its digit; of a mark that is not seen, nothing.
func plainly(r rune) string {
	switch {
	case r == '`':
		return "'"
	case r < utf8.RuneSelf:
		return string(unicode.ToLower(r))
	case unicode.In(r, unicode.Mn, unicode.Cf, unicode.Variation_Selector):
		return ""
	case unicode.IsSpace(r):
		return " "
	case strings.ContainsRune("’‘ʼ´", r): // as phones write it: name’s
		return "'"
	case r == 'ة': // both are written so in haste
		return "ه"
	case r == 'ى':
		return "ي"
	}
	var b strings.Builder
	for _, part := range norm.NFKD.String(string(r)) {
		if !unicode.Is(unicode.Mn, part) {
			b.WriteRune(unicode.ToLower(digit(part)))
		}
	}
	return b.String()
}

// digit turns a decimal digit of any script into 0-9: in Unicode the ten of a script stand in a row.
func digit(r rune) rune {
	if r < utf8.RuneSelf || !unicode.IsDigit(r) {
		return r
	}
	value := rune(0)
	for unicode.IsDigit(r-value-1) && value < 9 {
		value++
	}
	return '0' + value
}
