package phrases

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

// What a phrase beside digits can mean, besides its number.
const (
	numberOf     = -1 // "out of", before the highest number there is
	numberBeside = -2 // "stars", "I give"
	numberFull   = -3 // "full marks": the highest number there is
	numberStar   = -4 // "stars": what sets a number apart from more words
)

// Numerals are the phrases of all languages: their words, parted by spaces, to the number or to what else they mean.
type Numerals map[string]int

// NewNumerals reads them from the catalogues.
func NewNumerals(texts *locales.Catalogue) Numerals {
	n := Numerals{}
	add := func(key string, meaning int) {
		for _, lang := range texts.Languages() {
			for _, phrase := range texts.List(lang, key) {
				n[strings.Join(Words(phrase), " ")] = meaning
			}
		}
	}
	for value, key := range numberTexts {
		add(key, value)
	}
	add("number-of", numberOf)
	add("number-beside", numberBeside)
	add("number-full", numberFull)
	add("number-star", numberStar)
	return n
}

// None is the number of what is numeric and yet no whole number, such as 4.5.
const None = -1

// Read returns the number that a text is, as 5, "пять", "4 из 5", "5 ⭐" or "★★★★". It is false for a text that says
// anything else. Of "10/10" it returns None, if 10 is not the highest.
func (n Numerals) Read(text string, highest int) (value int, ok bool) {
	text = strings.ReplaceAll(text, "／", "/")
	if part, whole, halved := strings.Cut(text, "/"); halved {
		value, ok = n.Read(part, highest)
		of, also := n.Read(whole, highest)
		if of != highest {
			value = None
		}
		return value, ok && also
	}
	if locales.Fold(text) == "" { // neither letter nor digit
		value = stars(text)
		return value, value > 1 // a lone star is as often praise as a bad mark: better to ask
	}
	return n.sum(Words(Fold(text)), highest)
}

// sum reads words of which each must belong to a number.
func (n Numerals) sum(words []string, highest int) (value int, ok bool) {
	of := false
	for len(words) > 0 {
		meaning, length := n.First(words)
		switch {
		case length == 0:
			return 0, false
		case meaning == numberOf && !ok:
			return 0, false
		case meaning == numberOf:
			of = true
		case meaning == numberBeside, meaning == numberStar:
		case meaning == numberFull: // after a number, what it is out of
			if !ok {
				value, ok = highest, true
			}
			of = true
		case of && meaning != highest, !of && ok:
			value = None
		case !of:
			value, ok = meaning, true
		}
		words = words[length:]
	}
	return value, ok
}

// First returns what the longest phrase at the head of words means, and its length in words; 0: nothing known.
func (n Numerals) First(words []string) (meaning, length int) {
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

// Words parts a folded text at spaces, between digits and letters, and around each Chinese character.
func Words(folded string) []string {
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

// Unparted is such words as a text again: no space stands between signs of Chinese.
func Unparted(words []string) string {
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
		if strings.ContainsRune(starSigns, r) {
			n++
		}
	}
	return n
}

// Countable says whether a word is a number in digits, from 1 on.
func Countable(word string) bool {
	n, err := strconv.Atoi(word)
	return err == nil && n > 0
}
