// Which entry answers a question: the simple ranking, by words and parts of words, all languages at once. What nobody
// has said before is left to a person.
package answers

import (
	"maps"
	"math"
	"slices"
	"strings"

	"guanxi/locales"
)

// Match is the entry that answers.
type Match struct {
	ID    string
	Title string
	Text  string  // Telegram's HTML
	Score float64 // 0 to 1
}

// Index ranks entries. It never changes after New, so any number of turns may ask it at once.
type Index struct {
	entries  []Entry
	fallback string // the language of what is missing in the customer's
	phrases  []phrase
	features map[uint64]known
	unheard  float64 // the weight of a feature that no phrasing has
	spelling vocabulary
	polite   courtesies
	day      string // on which it is asked, as 2026-12-01; empty: on any
}

// phrase is one phrasing of an entry: a question, a title, or its whole answer.
type phrase struct {
	entry  int     // len(entries) for small talk
	length float64 // Euclidean, of its features' weights; infinite for an answer, which is too long to be near a question
}

// known is a feature that some phrasing has.
type known struct {
	weight  float64
	phrases []int32 // ascending, so those of one entry lie together
}

// New indexes entries; fallback is the language in which every entry has its answer. Polite are phrases that customers put
// before and after their questions.
func New(entries []Entry, fallback string, polite ...string) *Index {
	x := &Index{entries: entries, fallback: fallback, features: map[uint64]known{}, polite: newCourtesies(polite)}
	words := map[string]bool{}
	var sets [][]feature
	for i, e := range entries {
		for _, lang := range slices.Sorted(maps.Keys(e.Title)) {
			sets = append(sets, x.add(words, i, e.Title[lang], 0))
		}
		for _, lang := range slices.Sorted(maps.Keys(e.Questions)) {
			for _, question := range e.Questions[lang] {
				sets = append(sets, x.add(words, i, question, 0))
			}
		}
		for _, lang := range slices.Sorted(maps.Keys(e.Answer)) {
			sets = append(sets, x.add(words, i, strings.ReplaceAll(e.Answer[lang], Hours, ""), math.Inf(1)))
		}
	}
	for _, text := range smallTalk() {
		sets = append(sets, x.add(words, len(entries), text, 0))
	}
	x.spelling = newVocabulary(words)
	x.weigh(sets)
	return x
}

// add makes a text a phrase of entry i, and its words known.
func (x *Index) add(known map[string]bool, i int, text string, length float64) []feature {
	words := wordsOf(locales.Fold(text))
	for _, word := range words {
		if !slices.ContainsFunc(word, han) {
			known[string(word)] = true
		}
	}
	set := featuresOf(words)
	for _, f := range set {
		k := x.features[f.hash]
		k.phrases = append(k.phrases, int32(len(x.phrases)))
		x.features[f.hash] = k
	}
	x.phrases = append(x.phrases, phrase{i, length})
	return set
}

// weigh gives a feature the more weight the fewer entries have it: what only one entry says is what tells it from others.
func (x *Index) weigh(sets [][]feature) {
	n := float64(len(x.entries) + 1)
	x.unheard = surprise * math.Log(1+n)
	for hash, k := range x.features {
		k.weight = math.Log(1 + n/float64(x.spread(k.phrases)))
		x.features[hash] = k
	}
	for i, set := range sets {
		sum := 0.0
		for _, f := range set {
			sum += f.share * x.features[f.hash].weight
		}
		x.phrases[i].length += math.Sqrt(sum)
	}
}

// spread counts the entries that phrases belong to.
func (x *Index) spread(phrases []int32) (entries int) {
	last := -1
	for _, p := range phrases {
		if e := x.phrases[p].entry; e != last {
			entries, last = entries+1, e
		}
	}
	return entries
}

// On is the index as it is asked on a day of the shop's, as 2026-12-01: what does not count then is not there.
func (x *Index) On(day string) *Index {
	if !slices.ContainsFunc(x.entries, func(e Entry) bool { return e.dated() }) {
		return x
	}
	today := *x
	today.day = day
	return &today
}

// off says whether the entry at a place does not count on the day of the index.
func (x *Index) off(i int) bool {
	return x.day != "" && i < len(x.entries) && !x.entries[i].on(x.day)
}

func (x *Index) match(i int, score float64, lang string) Match {
	e := x.entries[i]
	return Match{e.ID, in(e.Title, lang, x.fallback), in(e.Answer, lang, x.fallback), score}
}

// Entry returns the entry with an id, in a language where it has it.
func (x *Index) Entry(id, lang string) (Match, bool) {
	i := slices.IndexFunc(x.entries, func(e Entry) bool { return e.ID == id })
	if i < 0 || x.off(i) {
		return Match{}, false
	}
	return x.match(i, 1, lang), true
}

// Worry says whether who asks for an entry has something on their mind.
func (x *Index) Worry(id string) bool {
	return slices.ContainsFunc(x.entries, func(e Entry) bool { return e.ID == id && e.Worry })
}

// Label is what stands for an entry on a button of at most units characters: its first question, else its title, else
// the next question that fits; the title cut where none does.
func (x *Index) Label(id, lang string, units int) string {
	i := slices.IndexFunc(x.entries, func(e Entry) bool { return e.ID == id })
	if i < 0 {
		return id
	}
	e := x.entries[i]
	for _, l := range []string{lang, x.fallback} {
		wordings := slices.Clone(e.Questions[l])
		for _, wording := range slices.Insert(wordings, min(len(wordings), 1), e.Title[l]) {
			if n := locales.Units(wording); n > 0 && n <= units {
				return wording
			}
		}
	}
	title := []rune(in(e.Title, lang, x.fallback))
	return strings.TrimSpace(string(title[:min(len(title), units/2)])) + "…"
}

func in(texts map[string]string, lang, fallback string) string {
	if text := texts[lang]; text != "" {
		return text
	}
	return texts[fallback]
}
