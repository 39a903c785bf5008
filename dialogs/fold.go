package dialogs

import (
	"strings"
	"unicode"

	"guanxi/locales"
)

// fold brings what was typed, and what could be typed, into one form: digits of every script count alike, and a
// text without letters or digits, such as stars, stands for itself.
func fold(typed string) string {
	if folded := locales.Fold(typed); folded != "" {
		return strings.Map(ascii, folded)
	}
	return strings.TrimSpace(typed)
}

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

// short cuts a text to at most n bytes at a letter's end.
func short(s string, n int) string {
	s = strings.TrimSpace(s)
	if len(s) <= n {
		return s
	}
	cut := 0
	for i := range s {
		if i > n-len("…") {
			break
		}
		cut = i
	}
	return s[:cut] + "…"
}

// shortWords is short, and ends with a whole word where there are words of half that length.
func shortWords(s string, n int) string {
	cut := short(s, n)
	whole, ok := strings.CutSuffix(cut, "…")
	if !ok || cut == s {
		return cut
	}
	if rest := strings.TrimSpace(s)[len(whole):]; !strings.HasPrefix(rest, " ") {
		if space := strings.LastIndexByte(whole, ' '); space > n/2 {
			whole = whole[:space]
		}
	}
	return strings.TrimRight(whole, " ,;:،；，：") + "…"
}
