// Numbers as customers type them: digits of any script, words of any language, stars.
package dialogs

import (
	"strconv"
	"strings"
	"unicode"

	"guanxi/locales"
)

// numberTexts are the keys of the words for the numbers 0 to 10.
var numberTexts = [...]string{
	"number-0", "number-1", "number-2", "number-3", "number-4", "number-5", "number-6", "number-7", "number-8", "number-9", "number-10",
}

// maxSmall is the largest number that is taken for a try at a small one; 1042 may be an order's.
const maxSmall = 100

// What a phrase beside digits can mean, besides its number.
const (
	numberOf     = -1 // "out of", before the highest number there is
	numberBeside = -2 // "stars", "I give"
	numberFull   = -3 // "full marks": the highest number there is
)

// numerals are the phrases of all languages: their words, parted by spaces, to the number or to what else they mean.
type numerals map[string]int

func newNumerals(texts *locales.Catalogue) numerals {
	n := numerals{}
	add := func(key string, meaning int) {
		for _, lang := range texts.Languages() {
			for _, phrase := range texts.List(lang, key) {
				n[strings.Join(numberWords(phrase), " ")] = meaning
			}
		}
	}
	for value, key := range numberTexts {
		add(key, value)
	}
	add("number-of", numberOf)
	add("number-beside", numberBeside)
	add("number-full", numberFull)
	return n
}

// none is the number of what is numeric and yet no whole number, such as 4.5.
const none = -1

// read returns the number that a text is, as 5, "пять", "4 из 5", "5 ⭐" or "★★★★". It is false for a text that says
// anything else. Of "10/10" it returns none, if 10 is not the highest.
func (n numerals) read(text string, highest int) (value int, ok bool) {
	text = strings.ReplaceAll(text, "／", "/")
	if part, whole, halved := strings.Cut(text, "/"); halved {
		value, ok = n.read(part, highest)
		of, also := n.read(whole, highest)
		if of != highest {
			value = none
		}
		return value, ok && also
	}
	if locales.Fold(text) == "" { // neither letter nor digit
		value = stars(text)
		return value, value > 1 // a lone star is as often praise as a bad mark: better to ask
	}
	return n.sum(numberWords(fold(text)), highest)
}

// sum reads words of which each must belong to a number.
func (n numerals) sum(words []string, highest int) (value int, ok bool) {
	of := false
	for len(words) > 0 {
		meaning, length := n.first(words)
		switch {
		case length == 0:
			return 0, false
		case meaning == numberOf && !ok:
			return 0, false
		case meaning == numberOf:
			of = true
		case meaning == numberBeside:
		case meaning == numberFull: // after a number, what it is out of
			if !ok {
				value, ok = highest, true
			}
			of = true
		case of && meaning != highest, !of && ok:
			value = none
		case !of:
			value, ok = meaning, true
		}
		words = words[length:]
	}
	return value, ok
}

// first returns what the longest phrase at the head of words means, and its length in words; 0: nothing known.
func (n numerals) first(words []string) (meaning, length int) {
	if number, err := strconv.Atoi(words[0]); err == nil {
		return number, 1
	}
	for length = min(len(words), 3); length > 0; length-- {
		if meaning, ok := n[strings.Join(words[:length], " ")]; ok {
			return meaning, length
		}
	}
	return 0, 0
}

// numberWords parts a folded text at spaces, between digits and letters, and around each Chinese character.
func numberWords(folded string) []string {
	var b strings.Builder
	var last rune
	for _, r := range folded {
		if unicode.Is(unicode.Han, r) || unicode.Is(unicode.Han, last) || unicode.IsDigit(r) != unicode.IsDigit(last) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	return strings.Fields(b.String())
}

// unparted is such words as a text again: no space stands between signs of Chinese.
func unparted(words []string) string {
	var b strings.Builder
	apart := false
	for _, word := range words {
		sign := strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Han, r) })
		if b.Len() > 0 && !(apart && sign) {
			b.WriteByte(' ')
		}
		b.WriteString(word)
		apart = sign
	}
	return b.String()
}

// stars counts the filled stars of a text.
func stars(text string) (n int) {
	for _, r := range text {
		if strings.ContainsRune("★⭐🌟✭✮✯✰", r) {
			n++
		}
	}
	return n
}

// counted takes a number typed in any form at a step whose choices are numbers. One outside of their range is answered
// with the range.
func (t *turn) counted(at *step) bool {
	if at.high == 0 {
		return false
	}
	n, ok := t.w.numerals.read(t.in.Text, at.high)
	if !ok || n > maxSmall {
		return false
	}
	if c := at.choice(strconv.Itoa(n)); c != nil {
		t.choose(at, c)
		return true
	}
	if !t.staffed() { // with them are words; a number is still a try at the question
		t.s.Tries++
	}
	t.s.Tries = min(t.s.Tries, maxTries-1) // who gives a number has understood what is asked
	t.show(t.text(t.reword("engine-range"), locales.Args{"From": at.low, "To": at.high}), nil)
	t.ask(at)
	return true
}
