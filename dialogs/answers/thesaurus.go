// Words that mean the same: who asks for a pup finds what is said of dogs, in whatever language; and words of other matters,
// by which a question shows that it is none for the shop.
package answers

import (
	_ "embed" // for thesaurus.txt
	"slices"
	"strings"

	"guanxi/locales"
)

//go:embed thesaurus.txt
var thesaurusText string

// thesaurus tells what words mean: senses, by their features.
type thesaurus struct {
	stems   map[uint64][]uint64 // by the feature of a stem
	signs   map[string][]uint64 // by a word of Chinese
	longest int                 // of those, in signs
}

// columns of thesaurus.txt are in these languages.
var thesaurusLanguages = []string{"en", "es", "ru", "zh", "ar"}

// meanings is the thesaurus; a line of the file is a sense.
var meanings = func() *thesaurus {
	t := &thesaurus{stems: map[uint64][]uint64{}, signs: map[string][]uint64{}}
	for line := range strings.Lines(thesaurusText) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		sense := ofWord([]rune(line))
		for i, column := range strings.Split(line, "|") {
			for word := range strings.FieldsSeq(column) {
				t.add(word, thesaurusLanguages[i], sense)
			}
		}
	}
	return t
}()

// add has a word mean something more.
func (t *thesaurus) add(text, lang string, sense uint64) {
	for _, w := range wordsOf(locales.Fold(text), lang) {
		signs := string(w.letters)
		switch {
		case w.kind == run:
			t.signs[signs] = append(t.signs[signs], sense)
			t.longest = max(t.longest, len(w.letters))
		case w.kind == telling && !slices.Contains(t.stems[w.stem], sense):
			t.stems[w.stem] = append(t.stems[w.stem], sense)
		}
	}
}

// each goes through the words that it knows, with what each may mean. Of a run of Chinese the longest words count.
func (t *thesaurus) each(words []word, yield func(senses []uint64)) {
	for _, w := range words {
		if senses := t.stems[w.stem]; w.kind == telling && senses != nil {
			yield(senses)
		}
		if w.kind != run {
			continue
		}
		for left := w.letters; len(left) > 0; {
			n := min(t.longest, len(left))
			for n > 0 && t.signs[string(left[:n])] == nil {
				n--
			}
			if n > 0 {
				yield(t.signs[string(left[:n])])
			}
			left = left[max(n, 1):]
		}
	}
}

// beside counts the words of a question that mean something which an entry and its kin do not say, and those of them that
// mean something which no entry says.
func (x *Index) beside(words []word, entry int) (beside, strange int) {
	meanings.each(words, func(senses []uint64) {
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
