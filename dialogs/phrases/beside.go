package phrases

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// starSigns are what customers draw stars with.
const starSigns = "★⭐🌟✭✮✯✰"

// marks part a number from what is said beside it.
const marks = ".,;:!…\n。，；：！،؛-–—"

// Beside returns the number of stars at the head or the end of a text that says more, and what that is: "4 stars, lovely",
// "5⭐ great". A number that nothing sets apart may be one of something: "2 people were rude".
func (n Numerals) Beside(text string, highest int) (value int, rest string, ok bool) {
	apart := func(number, other string) bool {
		if value, ok = n.Read(number, highest); ok {
			rest = strings.Trim(other, marks+" ")
			ok = strings.ContainsFunc(rest, unicode.IsLetter)
		}
		return ok
	}
	if i := strings.LastIndexAny(text, starSigns); i >= 0 {
		_, size := utf8.DecodeRuneInString(text[i:])
		if apart(text[:i+size], text[i+size:]) {
			return value, rest, true
		}
	}
	if i := strings.IndexAny(text, marks); i > 0 && !lists(text[:i], text[i:]) && apart(text[:i], text[i:]) {
		return value, rest, true
	}
	if i := strings.LastIndexAny(strings.TrimRight(text, marks+" "), marks); i > 0 && apart(text[i:], text[:i]) {
		return value, rest, true
	}
	words := Words(Fold(text))
	for i := min(len(words)-1, maxPhrase); i > 1; i-- {
		if meaning, _ := n.First(words[i-1 : i]); meaning == numberStar && apart(Unparted(words[:i]), Unparted(words[i:])) {
			return value, rest, true
		}
	}
	return 0, "", false
}

// lists says whether a text is the first of several in order: "1. the tea was cold 2. ..."
func lists(head, rest string) bool {
	_, err := strconv.Atoi(strings.TrimSpace(head))
	return err == nil && strings.HasPrefix(rest, ".")
}
