// Which known words a word of a customer's stands for: itself, the word that it misspells, and other forms of it.
package answers

import (
	"cmp"
	"slices"
)

// vocabulary has the words that the phrasings say, Chinese apart: its signs need no spelling.
type vocabulary struct {
	words  [][]rune        // by first letter and length
	starts map[rune][2]int // where the words with a first letter stand
}

// Limits of likeness.
const (
	spellable = 5 // letters of the shortest word that is taken for misspelt
	twice     = 9 // letters of the shortest that may have two slips
)

func newVocabulary(known map[string]bool) vocabulary {
	v := vocabulary{starts: map[rune][2]int{}}
	for word := range known {
		v.words = append(v.words, []rune(word))
	}
	slices.SortFunc(v.words, func(a, b []rune) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(len(a), len(b)), slices.Compare(a, b))
	})
	for i, word := range v.words {
		span, seen := v.starts[word[0]]
		if !seen {
			span[0] = i
		}
		span[1] = i + 1
		v.starts[word[0]] = span
	}
	return v
}

// near yields the known words that begin like a word and are from less to more letters longer.
func (v vocabulary) near(word []rune, less, more int) [][]rune {
	span := v.starts[word[0]]
	words := v.words[span[0]:span[1]]
	at := func(length int) int {
		i, _ := slices.BinarySearchFunc(words, length, func(w []rune, n int) int { return cmp.Compare(len(w), n) })
		return i
	}
	return words[at(len(word)-less):at(len(word)+more+1)]
}

// spelt is the known word that a word misspells, the word itself where there is none or it is too short to tell.
func (v vocabulary) spelt(word []rune) []rune {
	if len(word) < spellable {
		return word
	}
	slips := 1
	if len(word) >= twice {
		slips = 2
	}
	best := word
	for _, known := range v.near(word, slips, slips) {
		if n := slipsBetween(word, known, slips); n <= slips && len(known) >= spellable-1 {
			best, slips = known, n-1
		}
	}
	return best
}

// slipsBetween counts the letters put in, left out, changed or swapped with their neighbour that make one word of another,
// or is more than most.
func slipsBetween(a, b []rune, most int) int {
	const longest = 32
	if len(a) > longest || len(b) > longest {
		return most + 1
	}
	var rows [3][longest + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		least := row[0]
		for j := range b {
			n := min(last[j+1], row[j]) + 1
			if a[i] == b[j] {
				n = min(n, last[j])
			} else {
				n = min(n, last[j]+1)
			}
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				n = min(n, before[j-1]+1)
			}
			row[j+1] = n
			least = min(least, n)
		}
		if least > most+1 {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
