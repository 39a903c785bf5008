package phrases

import (
	"strings"
	"unicode"

	"guanxi/locales"
)

// Fold brings what was typed, and what could be typed, into one form: digits of every script count alike, and a
// text without letters or digits, such as stars, stands for itself.
func Fold(typed string) string {
	if folded := locales.Fold(typed); folded != "" {
		return Digits(folded)
	}
	return strings.TrimSpace(typed)
}

// Digits turns the decimal digits of every script into 0-9.
func Digits(text string) string { return strings.Map(ascii, text) }

// ascii turns a decimal digit of any script into 0-9: in Unicode the ten of a script stand in a row.
func ascii(r rune) rune {
	if r < 0x80 || !unicode.IsDigit(r) {
		return r
	}
	value := rune(0)
	for unicode.IsDigit(r-value-1) && value < 9 {
		value++
	}
	return '0' + value
}
