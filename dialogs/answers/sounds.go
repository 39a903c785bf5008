// Spanish as it is spelt by ear: "kiero saver el presio del embio". Letters that sound alike are one, and h is none.
package answers

import "strings"

// alike brings letters that sound alike in Spanish into one spelling, accents being off already. What comes first counts.
var alike = strings.NewReplacer("ch", "ch", "qu", "k", "ce", "se", "ci", "si", "ge", "je", "gi", "ji", "gue", "ge", "gui", "gi", "ll", "y",
	"nv", "mb", "nb", "mb", "np", "mp", "h", "", "v", "b", "w", "b", "z", "s", "c", "k", "q", "k", "x", "s")

// sound is how a word sounds.
func sound(word string) string { return alike.Replace(word) }

// byEar is the known Spanish word that a word sounds like, the word itself where there is none.
func (x *Index) byEar(word []rune) []rune {
	if known, ok := x.sounds.of(sound(string(word))); ok {
		return x.spelling.at(int32(known))
	}
	return word
}
