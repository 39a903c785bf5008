// Words that mean the same: who asks for a pup finds what is said of dogs, in whatever language; and words of other matters,
// by which a question shows that it is none for the shop.
package answers

import (
	_ "embed" // for thesaurus.txt
	"slices"
	"strings"
	"sync"

	"guanxi/locales"
)

//go:embed thesaurus.txt
var thesaurusText string

// thesaurus tells what words mean: senses, by their features.
type thesaurus struct {
	words   numbering     // stems by their features, words of Chinese by their hashes
	senses  lists[uint64] // by word
	longest int           // word of Chinese, in signs
}

// columns of thesaurus.txt are in these languages.
var thesaurusLanguages = []string{"en", "es", "ru", "zh", "ar"}

// meanings is the thesaurus, made for who first asks.
var meanings = sync.OnceValue(newThesaurus)

// newThesaurus reads the file, of which a line is a sense.
func newThesaurus() *thesaurus {
	t := &thesaurus{}
	type meaning struct {
		word  int32
		sense uint64
	}
	var all []meaning
	for line := range strings.Lines(thesaurusText) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		sense := ofWord([]rune(line))
		var words []int32
		for i, column := range strings.Split(line, "|") {
			words = t.add(words, column, thesaurusLanguages[i])
		}
		slices.Sort(words)
		for _, word := range slices.Compact(words) {
			all = append(all, meaning{word, sense})
		}
	}
	t.senses = newLists(len(t.words.hashes), func(put func(int32, uint64)) {
		for _, m := range all {
			put(m.word, m.sense)
		}
	})
	return t
}

// add appends the numbers of the words of a text that say something.
func (t *thesaurus) add(added []int32, text, lang string) []int32 {
	for _, w := range wordsOf(locales.Fold(text), lang) {
		switch w.kind {
		case run:
			added = append(added, t.words.add(hash(w.letters)))
			t.longest = max(t.longest, len(w.letters))
		case telling:
			added = append(added, t.words.add(w.stem))
		}
	}
	return added
}

// of are the senses of a word, none where it is not known.
func (t *thesaurus) of(word uint64) []uint64 {
	if n, ok := t.words.of(word); ok {
		return t.senses.at(n)
	}
	return nil
}

// each goes through the words that it knows, with what each may mean. Of a run of Chinese the longest words count.
func (t *thesaurus) each(words []word, yield func(senses []uint64)) {
	for _, w := range words {
		if w.kind == telling {
			if senses := t.of(w.stem); senses != nil {
				yield(senses)
			}
		}
		if w.kind != run {
			continue
		}
		for left := w.letters; len(left) > 0; {
			n := min(t.longest, len(left))
			for n > 0 && t.of(hash(left[:n])) == nil {
				n--
			}
			if n > 0 {
				yield(t.of(hash(left[:n])))
			}
			left = left[max(n, 1):]
		}
	}
}

// beside counts the words of a question that mean something which an entry and its kin do not say, and those of them that
// mean something which no entry says.
func (x *Index) beside(words []word, entry int) (beside, strange int) {
	meanings().each(words, func(senses []uint64) {
		heard := false
		for _, sense := range senses {
			f, ok := x.features.of(sense)
			if !ok {
				continue
			}
			if heard = true; x.has(entry, f) {
				return
			}
		}
		if beside++; !heard {
			strange++
		}
	})
	return beside, strange
}

// has says whether an entry or its kin have a feature.
func (x *Index) has(entry int, feature int32) bool {
	of := func(e int32) bool { return int(e) == entry || x.kin(int(e), entry) }
	return slices.ContainsFunc(x.having.at(feature), func(p int32) bool { return of(x.phrases[p].entry) }) ||
		slices.ContainsFunc(x.answering.at(feature), func(s saying) bool { return of(s.entry) })
}
