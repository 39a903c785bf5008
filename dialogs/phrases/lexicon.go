package phrases

import (
	"hash/maphash"
	"iter"
	"slices"
	"strings"

	"guanxi/locales"
)

// Lexicon has the phrases of all lists in all languages, each with the lists that have it. It keeps a hash of each phrase
// instead of the phrase.
type Lexicon struct {
	lists []string          // the first is none
	sets  [][]uint16        // of lists, by their places; those of one list stand at its own place
	of    map[uint64]uint16 // by a phrase's Key, its set
}

// NewLexicon takes the phrases from the catalogues. Names are what the shop calls itself and its bot: they mean nothing
// by themselves. Of two languages that mean different things by one phrase everywhere, the first counts.
func NewLexicon(texts *locales.Catalogue, names ...string) *Lexicon {
	l := &Lexicon{lists: append([]string{""}, texts.Lists()...), of: map[uint64]uint16{}}
	for place := range l.lists {
		l.sets = append(l.sets, []uint16{uint16(place)})
	}
	l.sets[0] = nil
	if filler := slices.Index(l.lists, Filler); filler > 0 {
		for _, name := range names {
			l.add(Of(name).text, uint16(filler))
		}
	}
	for phrase, list := range l.told(texts, true) {
		if len(l.having(phrase)) == 0 {
			l.add(phrase, list)
		}
	}
	for phrase, list := range l.told(texts, false) {
		l.add(phrase, list)
	}
	return l
}

// told yields the phrases of the lists that mean something everywhere, or of the others, one language after the other.
func (l *Lexicon) told(texts *locales.Catalogue, everywhere bool) iter.Seq2[string, uint16] {
	return func(yield func(string, uint16) bool) {
		for _, lang := range texts.Languages() {
			for place, list := range l.lists {
				if strings.HasPrefix(list, Everywhere) != everywhere {
					continue
				}
				for _, phrase := range texts.List(lang, list) {
					if !yield(apart(phrase), uint16(place)) {
						return
					}
				}
			}
		}
	}
}

// add has a list have a phrase.
func (l *Lexicon) add(phrase string, list uint16) {
	key := Key(phrase)
	set := l.of[key]
	switch {
	case phrase == "" || slices.Contains(l.sets[set], list):
		return
	case set == 0:
		l.of[key] = list
		return
	}
	more := append(slices.Clone(l.sets[set]), list)
	at := slices.IndexFunc(l.sets, func(s []uint16) bool { return slices.Equal(s, more) })
	if at < 0 {
		at, l.sets = len(l.sets), append(l.sets, more)
	}
	l.of[key] = uint16(at)
}

// having are the lists that have a phrase.
func (l *Lexicon) having(phrase string) []uint16 { return l.sets[l.of[Key(phrase)]] }

// Book is that of some lists. Where several have a phrase, it means the first of them.
func (l *Lexicon) Book(lists ...string) Book {
	b := Book{in: l}
	for _, list := range lists {
		if place := slices.Index(l.lists, list); place > 0 {
			b.lists = append(b.lists, uint16(place))
		}
	}
	return b
}

var seed = maphash.MakeSeed()

// Key stands for words that are only looked up, in less memory than they take. Among 20,000 phrases, one of a billion
// other texts has the key of a phrase once in a million times.
func Key(words string) uint64 { return maphash.String(seed, words) }
