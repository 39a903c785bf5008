// What of a message is looked at: its words, pairs of neighbouring words, pairs of beginnings of words that stand near each
// other, and of words with their edges all that is 2 to 5 letters long.
package classify

import (
	"slices"
	"unicode"

	"guanxi/locales"
)

// The bounds of the work that a message can ask for. A feature is known by 32 bits of its hash: of 50,000 and one that
// was never heard, one in 86,000 is taken for another.
const (
	maxRunes     = 400
	maxBytes     = 4 * maxRunes
	shortest     = 2 // parts, in letters
	longest      = 5
	stem         = 4  // letters of a word's beginning
	reach        = 12 // how many words on a beginning is paired with
	maxFeatures  = (longest-shortest+1)*(maxRunes+2) + (2+reach)*maxRunes + 1
	seedOfWords  = 2166136261
	seedOfPairs  = 0x5bd1e995
	seedOfParts  = 0x9747b28c
	seedOfStems  = 0x1b873593
	seedOfNear   = 0xcc9e2d51
	edge         = 1 // stands before the first word and after the last
	prime        = 16777619
	scramble     = 0x85ebca6b
	scrambleMore = 0xc2b2ae35
)

// reading is a message taken apart. It is large and lies on the stack: reading a message allocates nothing but its folded
// form.
type reading struct {
	runes    [maxRunes + 2]rune
	features [maxFeatures]uint32
	found    [maxFeatures]term
	n        int // features
}

// read returns the features of a message, each once, ascending.
func (r *reading) read(text string) []uint32 {
	r.n = 0
	letters := r.letters(locales.Fold(text[:min(len(text), maxBytes)]))
	before := uint32(edge)
	var near [reach]uint32 // the beginnings of the words before, as far as there are any
	for from := 0; from < len(letters); {
		to := from + wordLength(letters[from:])
		if to == from {
			from++ // a space
			continue
		}
		word := hash(seedOfWords, letters[from:to]...)
		r.add(word)
		r.add(hash(seedOfPairs^before, rune(word)))
		r.near(&near, hash(seedOfStems, letters[from:min(to, from+stem)]...))
		before, from = word, to
	}
	r.add(hash(seedOfPairs^before, edge))
	r.parts(letters)
	features := r.features[:r.n]
	slices.Sort(features)
	return slices.Compact(features)
}

// letters are the first of a folded text, with a space before and after.
func (r *reading) letters(folded string) []rune {
	n := 1
	r.runes[0] = ' '
	for _, letter := range folded {
		if n > maxRunes {
			break
		}
		r.runes[n] = letter
		n++
	}
	r.runes[n] = ' '
	return r.runes[:n+1]
}

// wordLength is how many letters the word has that letters begin with: 0 at a space, 1 where words are not set apart.
func wordLength(letters []rune) int {
	for i, letter := range letters {
		switch {
		case letter == ' ':
			return i
		case apart(letter):
			return max(i, 1)
		}
	}
	return len(letters)
}

// apart tells signs of scripts that put no spaces between words.
func apart(letter rune) bool {
	return letter >= 0x0e00 && unicode.In(letter, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// near adds the pairs of a word's beginning with those before it, and puts it among them.
func (r *reading) near(before *[reach]uint32, begins uint32) {
	for _, other := range before {
		if other != 0 {
			r.add(hash(seedOfNear^other, rune(begins)))
		}
	}
	copy(before[1:], before[:])
	before[0] = begins
}

// parts adds all sequences of letters within words, a space being the edge of a word.
func (r *reading) parts(letters []rune) {
	for i := range letters {
		h := uint32(seedOfParts)
		for n, letter := range letters[i:min(i+longest, len(letters))] {
			h = (h ^ uint32(letter)) * prime
			if n+1 >= shortest {
				r.add(finish(h))
			}
			if n > 0 && letter == ' ' {
				break
			}
		}
	}
}

func (r *reading) add(feature uint32) {
	r.features[r.n] = feature
	r.n++
}

// hash is FNV-1a by whole letters, finished as Murmur3 is.
func hash(h uint32, letters ...rune) uint32 {
	for _, letter := range letters {
		h = (h ^ uint32(letter)) * prime
	}
	return finish(h)
}

func finish(h uint32) uint32 {
	h = (h ^ h>>16) * scramble
	h = (h ^ h>>13) * scrambleMore
	return h ^ h>>16
}
