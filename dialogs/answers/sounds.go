// Spanish as it is spelt by ear: "kiero saver el presio del embio". Letters that sound alike are one, and h is none.
package answers

import "strings"

// sounds are the Spanish words that the phrasings have, by how they sound.
type sounds map[string]string

// alike brings letters that sound alike in Spanish into one spelling, accents being off already. What comes first counts.
var alike = strings.NewReplacer("ch", "ch", "qu", "k", "ce", "se", "ci", "si", "ge", "je", "gi", "ji", "gue", "ge", "gui", "gi", "ll", "y",
	"nv", "mb", "nb", "mb", "np", "mp", "h", "", "v", "b", "w", "b", "z", "s", "c", "k", "q", "k", "x", "s")

// sound is how a word sounds.
func sound(word string) string { return alike.Replace(word) }

// add keeps a word. Of several that sound alike the first counts.
func (s sounds) add(word string) {
	if _, taken := s[sound(word)]; !taken {
		s[sound(word)] = word
	}
}

// spelt is the known word that a word sounds like, the word itself where there is none.
func (s sounds) spelt(word []rune) []rune {
	if known := s[sound(string(word))]; known != "" {
		return []rune(known)
	}
	return word
}
