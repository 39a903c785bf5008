// How an argument is made safe to stand inside a text: escaped, and isolated from the direction around it.
package locales

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

const (
	firstStrongIsolate = "\u2068"
	popIsolate         = "\u2069"
)

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// Escape makes words safe inside Telegram's HTML.
func Escape(words string) string {
	return escaper.Replace(words)
}

// shown is what a template prints for an argument. Numbers and the like stay as they are.
func shown(value any, rtl bool) any {
	if value == nil {
		return ""
	}
	words, ok := value.(string)
	if !ok {
		return value
	}
	return isolated(Escape(strings.Map(withoutDirection, words)), rtl)
}

// Isolate keeps words that run from right to left from turning what stands beside them; others stay as they are.
func Isolate(words string) string { return isolated(strings.Map(withoutDirection, words), false) }

func isolated(words string, rtl bool) string {
	if words == "" || !rtl && !strings.ContainsFunc(words, rightToLeft) {
		return words
	}
	return firstStrongIsolate + words + popIsolate
}

// withoutDirection drops the marks by which a name could turn or leave the text around it.
func withoutDirection(r rune) rune {
	if r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
		return -1
	}
	return r
}

func rightToLeft(r rune) bool {
	return r == 0x200f || r >= 0x590 && unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
}

// Fold brings words into the one form in which they are compared: compatible letters alike (NFKC), case folded,
// Arabic vowel signs dropped and its alefs, yehs and teh marbutas made one, ё as е, traditional Chinese as simplified,
// punctuation and symbols made spaces, spaces single. It returns "" where nothing is left.
func Fold(words string) string {
	words = caseless(norm.NFKC.String(words))
	var b strings.Builder
	b.Grow(len(words))
	space := false
	for _, r := range norm.NFC.String(words) {
		r = letter(r)
		switch {
		case r < 0:
			continue
		case r == ' ':
			space = true
			continue
		case space && b.Len() > 0:
			b.WriteByte(' ')
		}
		space = false
		b.WriteRune(r)
	}
	return b.String()
}

// caseless folds the case of letters.
func caseless(words string) string {
	if strings.ContainsFunc(words, rare) {
		return cases.Fold().String(words)
	}
	return strings.Map(unicode.ToLower, words)
}

// rare says whether a letter may fold to something else than its small form. For Latin, Cyrillic, Arabic, Chinese and what stands
// between them it never does, so that most texts need no look into the tables.
func rare(r rune) bool {
	latin := r < 0xB5 || 0xC0 <= r && r <= 0xFF && r != 'ß'
	return !latin && !(0x400 <= r && r < 0x530) && !(0x600 <= r && r < 0x700) && !(0x2000 <= r && r < 0xA000) && r < 0x1F000
}

// letter returns the form of a rune for comparing, ' ' for what separates and -1 for what is dropped.
func letter(r rune) rune {
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ى', 'ی':
		return 'ي'
	case 'ة':
		return 'ه'
	case 'ک':
		return 'ك'
	case 'ё':
		return 'е'
	case 'ـ', '\'', '’', '‘': // tatweel; an apostrophe joins: don't, dont
		return -1
	}
	switch {
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return simplified(r)
	case unicode.In(r, unicode.Mn, unicode.Cf):
		return -1
	}
	return ' '
}
