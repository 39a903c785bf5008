// What of a text is compared: stems of its words, and parts of words by which forms and misspellings are alike.
package answers

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
)

// feature is a stem or a part of a word, and how much of its weight it brings.
type feature struct {
	hash  uint64
	share float32
}

// What a feature is by: its hash is even or odd.
const (
	ofWords = iota
	ofParts
)

func kindOf(hash uint64) int { return int(hash & 1) }

func ofWord(letters []rune) uint64 { return hash(letters) &^ 1 }

func ofPart(letters []rune) uint64 { return hash(letters) | 1 }

const (
	stopWord  = 0.3 // of its weight brings a word such as "the", and each part of it
	aSense    = 0.7 // and what a word means, as others do
	leastPart = 3   // letters of the shortest part of a word, its marked beginning and end counted
	mostPart  = 4
)

// maxRunes bounds the work that one question can ask for: 400 are about 1,000 features.
const maxRunes = 400

// appendFeatures appends the features of words, and of what they mean, each as often as it occurs, by hash.
func appendFeatures(set []feature, words []word) []feature {
	meanings().each(words, func(senses []uint64) {
		for _, sense := range senses {
			set = append(set, feature{sense, aSense})
		}
	})
	return appendForms(set, words)
}

// appendForms appends the features of words alone.
func appendForms(set []feature, words []word) []feature {
	for _, w := range words {
		switch w.kind {
		case run:
			set = appendRun(set, w.letters)
		case dull:
			set = appendWord(set, w, stopWord)
		default:
			set = appendWord(set, w, 1)
		}
	}
	slices.SortFunc(set, func(a, b feature) int {
		if a.hash == b.hash {
			return cmp.Compare(b.share, a.share)
		}
		return cmp.Compare(a.hash, b.hash)
	})
	return set
}

// once leaves each feature once, with its greatest share.
func once(set []feature) []feature {
	return slices.CompactFunc(set, func(a, b feature) bool { return a.hash == b.hash })
}

// appendWord adds the stem of a word, and the parts of the word.
func appendWord(set []feature, w word, share float32) []feature {
	set = append(set, feature{w.stem, share})
	var room [64]rune
	marked := append(append(append(room[:0], '^'), w.letters...), '$')
	for n := leastPart; n <= mostPart; n++ {
		for i := range len(marked) - n + 1 {
			set = append(set, feature{ofPart(marked[i : i+n]), share})
		}
	}
	return set
}

// appendRun adds the characters of a run of Chinese or Japanese, their pairs, which stand for words, and what three say.
func appendRun(set []feature, run []rune) []feature {
	for i, r := range run {
		share, dull := float32(1), stopCharacter(r)
		if dull {
			share = stopWord
		}
		set = append(set, feature{ofPart(run[i : i+1]), share})
		if i > 0 {
			if share = 1; dull && stopCharacter(run[i-1]) {
				share = stopWord
			}
			set = append(set, feature{ofWord(run[i-1 : i+1]), share})
		}
		if i > 1 {
			set = append(set, feature{ofPart(run[i-2 : i+1]), 1})
		}
	}
	return set
}

// stemHash is the feature of a word's stem; no signs within a run have it.
func stemHash(word []rune, lang string) uint64 { return ofWord(stemOf(word, lang)) ^ 1<<63 }

// stemOf is a word without its endings. Latin letters do not tell whose endings they are, so there the language does; in
// languages that are not here a word is its own stem.
func stemOf(word []rune, lang string) []rune {
	var strip func(*snowballstem.Env) bool
	switch first := word[0]; {
	case unicode.Is(unicode.Cyrillic, first):
		strip = russian.Stem
	case unicode.Is(unicode.Arabic, first):
		strip = arabic.Stem
	case !unicode.Is(unicode.Latin, first):
		return word
	case lang == "en":
		strip = english.Stem
	case lang == "es":
		strip = spanish.Stem
	default:
		return word
	}
	env := snowballstem.NewEnv(string(word))
	strip(env)
	if left := env.Current(); left != "" {
		return []rune(left)
	}
	return word
}

// gist is what words say without those that say nothing.
func gist(words []word) string {
	var b strings.Builder
	for _, w := range words {
		if w.kind == dull {
			continue
		}
		for _, r := range w.letters {
			if !stopCharacter(r) && r != '什' {
				b.WriteRune(r)
			}
		}
		b.WriteByte(' ')
	}
	return strings.TrimSpace(b.String())
}

func stopCharacter(r rune) bool { return strings.ContainsRune(stopCharacters, r) }

func han(r rune) bool { return unicode.Is(unicode.Han, r) }

// hash is FNV-1a over runes, 64 bits: no two features of a shop clash, nor do two of its texts.
func hash(runes []rune) uint64 {
	h := uint64(basis)
	for _, r := range runes {
		h = (h ^ uint64(r)) * prime
	}
	return h
}

// textHash is the hash of the runes of a text.
func textHash(text string) uint64 {
	h := uint64(basis)
	for _, r := range text {
		h = (h ^ uint64(r)) * prime
	}
	return h
}

// The constants of FNV-1a.
const (
	basis = 14695981039346656037
	prime = 1099511628211
)
