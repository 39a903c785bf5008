// Which known words a word of a customer's stands for: itself, the word that it misspells, and other forms of it.
package answers

import (
	"cmp"
	"slices"
	"sort"
)

// vocabulary has the words that the phrasings say, Chinese apart: its signs need no spelling. They stand by first letter and
// length.
type vocabulary struct{ lists[rune] }

// Limits of likeness.
const (
	spellable = 5 // letters of the shortest word that is taken for misspelt
	twice     = 9 // letters of the shortest that may have two slips
)

func newVocabulary(known map[string]bool) vocabulary {
	words := make([][]rune, 0, len(known))
	for word := range known {
		words = append(words, []rune(word))
	}
	slices.SortFunc(words, func(a, b []rune) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(len(a), len(b)), slices.Compare(a, b))
	})
	return vocabulary{newLists(len(words), func(put func(int32, rune)) {
		for i, word := range words {
			for _, letter := range word {
				put(int32(i), letter)
			}
		}
	})}
}

// from is the place of the first word that begins with a letter and is at least so long.
func (v *vocabulary) from(first rune, length int) int32 {
	return int32(sort.Search(v.len(), func(i int) bool {
		word := v.at(int32(i))
		return cmp.Or(cmp.Compare(word[0], first), cmp.Compare(len(word), length)) >= 0
	}))
}

// place is where a word stands that is known.
func (v *vocabulary) place(word string) int {
	letters := []rune(word)
	i := v.from(letters[0], len(letters))
	for !slices.Equal(v.at(i), letters) {
		i++
	}
	return int(i)
}

// spelt is the known word that a word misspells, the word itself where there is none or it is too short to tell.
func (v *vocabulary) spelt(word []rune) []rune {
	if len(word) < spellable {
		return word
	}
	slips := 1
	if len(word) >= twice {
		slips = 2
	}
	best := word
	for i, end := v.from(word[0], len(word)-slips), v.from(word[0], len(word)+slips+1); i < end; i++ {
		known := v.at(i)
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
