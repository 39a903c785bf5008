// What of a message is looked at: its letters by script, and the features of its words.
package tongue

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// script is a way of writing. Chinese characters and Japanese kana are one.
type script int8

const (
	latin script = iota
	cyrillic
	arabic
	han
	foreign // any other: no language of ours
	scripts
	none script = -1 // no letter
)

// The bounds of the work that a message can ask for.
const (
	maxFeatures = 900 // about 160 letters: more tells nothing new
	maxWord     = 24  // letters
	longestPart = 5
)

// feature is a word or a part of one, as the place of its weights.
type feature struct {
	script script
	title  bool
	index  uint16
}

// reading is a message taken apart. A title is a word with a capital within a sentence: it may be the name of anything,
// in any language.
type reading struct {
	plain, titles [scripts]int // letters; a Chinese character counts for three
	features      [maxFeatures]feature
	n             int
	title         bool // the word being read is one
	begun         bool // the sentence has begun
}

// few is how many letters outside titles are enough to make titles count for less.
const few = 4

// titleWeight is what a title counts, where a plain word counts 4.
func (r *reading) titleWeight() int {
	sum := 0
	for _, n := range r.plain {
		sum += n
	}
	if sum < few {
		return 4
	}
	return 1
}

// share is how much is written in a script, in quarters of a letter.
func (r *reading) share(s script) int {
	return 4*r.plain[s] + r.titleWeight()*r.titles[s]
}

// read takes a message apart: what is between spaces, without links, addresses and commands.
func (r *reading) read(message string) {
	for field := range strings.FieldsSeq(message) {
		if r.n == maxFeatures {
			return
		}
		if !isAddress(field) {
			r.readField(field)
		}
		r.begun = r.begun && strings.IndexByte(".!?", field[len(field)-1]) < 0
	}
}

// isAddress tells links, e-mails, @names, /commands, #tags and host names.
func isAddress(field string) bool {
	if strings.IndexByte("/@#", field[0]) >= 0 || strings.IndexByte(field, '@') >= 0 || strings.Contains(field, "://") {
		return true
	}
	dot := strings.IndexByte(field, '.')
	return dot > 0 && dot+2 < len(field) && isASCIILetter(field[dot-1]) && isASCIILetter(field[dot+1]) && isASCIILetter(field[dot+2])
}

func isASCIILetter(b byte) bool {
	return 'a' <= b|0x20 && b|0x20 <= 'z'
}

// readField splits a field where its script changes or a sign stands.
func (r *reading) readField(field string) {
	var word [maxWord]rune
	n, in := 0, none
	for i := 0; i < len(field); {
		letter, size := utf8.DecodeRuneInString(field[i:])
		i += size
		s := scriptOf(letter)
		switch {
		case s == none && (unicode.Is(unicode.Mn, letter) || letter == 'ـ'):
			continue // vowel signs and tatweel, accents written apart
		case s == none && n > 0 && (letter == '\'' || letter == '’') && in == latin:
			letter, s = '\'', latin
		case n > 0 && (s != in || s == han && n == maxWord): // Chinese has no spaces
			r.word(word[:n], in)
			n = 0
		}
		if r.n == maxFeatures {
			return
		}
		if n == 0 {
			r.title = r.begun && isTitle(field[i-size:])
		}
		in = s
		if s != none && n < maxWord {
			word[n] = unicode.ToLower(letter)
			n++
		}
	}
	if n > 0 {
		r.word(word[:n], in)
	}
}

// isTitle tells a capital that a small letter follows.
func isTitle(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	second, _ := utf8.DecodeRuneInString(word[size:])
	return unicode.IsUpper(first) && unicode.IsLower(second)
}

// word adds a word's features.
func (r *reading) word(word []rune, s script) {
	r.begun = true
	length := len(word)
	if s == han {
		length *= 3
	}
	if r.title {
		r.titles[s] += length
	} else {
		r.plain[s] += length
	}
	switch s {
	case foreign:
	case han:
		r.parts(word, s, 2)
	default:
		r.add(s, hash(hash(seed, '='), word...))
		var framed [maxWord + 2]rune
		framed[0], framed[len(word)+1] = '_', '_'
		copy(framed[1:], word)
		r.parts(framed[:len(word)+2], s, longestPart)
	}
}

// parts adds each sequence of up to longest letters.
func (r *reading) parts(word []rune, s script, longest int) {
	for i := range word {
		h := seed
		for _, letter := range word[i:min(i+longest, len(word))] {
			h = hash(h, letter)
			r.add(s, h)
		}
	}
}

func (r *reading) add(s script, h uint32) {
	if r.n < maxFeatures {
		r.features[r.n] = feature{s, r.title, uint16(h * 0x9E3779B1 >> (32 - bits[s]))}
		r.n++
	}
}

const seed uint32 = 2166136261

// hash goes on with FNV-1a by whole letters.
func hash(h uint32, letters ...rune) uint32 {
	for _, letter := range letters {
		h = (h ^ uint32(letter)) * 16777619
	}
	return h
}

// scriptOf returns the script of a letter, none for any other sign.
func scriptOf(letter rune) script {
	switch {
	case letter < 0x80:
		if isASCIILetter(byte(letter)) {
			return latin
		}
		return none
	case letter < 0xC0:
		return none
	case letter < 0x250:
		if letter == '×' || letter == '÷' {
			return none
		}
		return latin
	case letter >= 0x400 && letter < 0x530:
		return cyrillic
	case !unicode.IsLetter(letter):
		return none
	case letter >= 0x600 && letter < 0x780, letter >= 0xFB50 && letter < 0xFEFF:
		return arabic
	case letter >= 0x3005 && letter < 0x3130, letter >= 0x3400 && letter < 0xA000, letter >= 0x20000 && letter < 0x33480:
		return han
	case letter >= 0x1E00 && letter < 0x1F00:
		return latin // Vietnamese
	}
	return foreign
}
