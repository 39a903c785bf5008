// What somebody who can read, a person or a language model, should look at to answer a question.
package answers

import (
	"cmp"
	"slices"

	"guanxi/locales"
)

// Shortlist returns the ids of the entries nearest to a message, or to a question in it, best first, at most n.
func (x *Index) Shortlist(message string, n int) (ids []string) {
	var all []candidate
	texts := []string{message}
	for _, p := range split(message) {
		texts = append(texts, p.text())
	}
	for _, text := range texts {
		words := x.understood(x.polite.strip(locales.Fold(text)), x.fallback)
		if says(words) {
			found, _ := x.rank(words, ranked)
			all = append(all, found...)
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	for _, c := range all {
		if c.entry < len(x.entries) && !slices.Contains(ids, x.entries[c.entry].ID) && len(ids) < n {
			ids = append(ids, x.entries[c.entry].ID)
		}
	}
	return ids
}

// Of returns the entry with an id as it stands in the shop's folder.
func (x *Index) Of(id string) (Entry, bool) {
	i := slices.IndexFunc(x.entries, func(e Entry) bool { return e.ID == id })
	if i < 0 {
		return Entry{}, false
	}
	return x.entries[i], true
}

// Entries are all entries. Nobody changes them.
func (x *Index) Entries() []Entry { return x.entries }

// Common says whether a word is part of any text and says nothing by itself.
func Common(word string) bool { return stopWords[string(plain([]rune(locales.Fold(word))))] }

// Stem is a folded word without the endings of a language.
func Stem(word, lang string) string {
	letters := plain([]rune(word))
	if len(letters) == 0 { // of signs alone, such as a hamza
		return word
	}
	return string(stemOf(letters, lang))
}
