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

// Chosen on testdata/tuned.txt, where a wrong answer counted twice a needless "I do not know".
const (
	enough   = 0.30 // the least score that answers: higher sends more customers to a person
	nearest  = 0.6  // of the score comes from the nearest phrasing, the rest from all that the entry says
	surprise = 0.5  // of its full weight counts a feature never heard: customers add words of their own
	talk     = 0.9  // small talk has to be this much nearer than an entry
)

// New indexes entries; fallback is the language in which every entry has its answer.
func New(entries []Entry, fallback string) *Index {
	x := &Index{entries: entries, fallback: fallback, features: map[uint64]known{}}
	var sets [][]feature
	for i, e := range entries {
		for _, lang := range slices.Sorted(maps.Keys(e.Title)) {
			sets = append(sets, x.add(i, e.Title[lang], 0))
		}
		for _, lang := range slices.Sorted(maps.Keys(e.Questions)) {
			for _, question := range e.Questions[lang] {
				sets = append(sets, x.add(i, question, 0))
			}
		}
		for _, lang := range slices.Sorted(maps.Keys(e.Answer)) {
			sets = append(sets, x.add(i, strings.ReplaceAll(e.Answer[lang], Hours, ""), math.Inf(1)))
		}
	}
	for _, text := range smallTalk() {
		sets = append(sets, x.add(len(entries), text, 0))
	}
	x.weigh(sets)
	return x
}

// add makes a text a phrase of entry i.
func (x *Index) add(i int, text string, length float64) []feature {
	set := featuresOf(text)
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

// Find returns the entry that answers a question, in a language where it has it. It returns false where none is near
// enough; the Match then has only the score, for the record.
func (x *Index) Find(query, lang string) (Match, bool) {
	best, score := x.rank(query)
	if score < enough || best == len(x.entries) {
		return Match{Score: score}, false
	}
	e := x.entries[best]
	return Match{e.ID, in(e.Title, lang, x.fallback), in(e.Answer, lang, x.fallback), score}, true
}

// Entry returns the entry with an id, in a language where it has it.
func (x *Index) Entry(id, lang string) (Match, bool) {
	i := slices.IndexFunc(x.entries, func(e Entry) bool { return e.ID == id })
	if i < 0 {
		return Match{}, false
	}
	e := x.entries[i]
	return Match{e.ID, in(e.Title, lang, x.fallback), in(e.Answer, lang, x.fallback), 1}, true
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

// rank returns the best entry, len(entries) for small talk, and its score.
func (x *Index) rank(query string) (best int, score float64) {
	near := make([]float64, len(x.phrases))     // by phrase: its product with the query
	said := make([]float64, len(x.entries)+1)   // by entry: how much of the query it says somewhere
	cosine := make([]float64, len(x.entries)+1) // by entry: of its nearest phrase
	total := 0.0
	for _, f := range featuresOf(query) {
		k, ok := x.features[f.hash]
		if !ok {
			total += f.share * x.unheard
			continue
		}
		weight, last := f.share*k.weight, -1
		total += weight
		for _, p := range k.phrases {
			near[p] += weight
			if e := x.phrases[p].entry; e != last {
				said[e] += weight
				last = e
			}
		}
	}
	if total == 0 {
		return len(x.entries), 0
	}
	for i, p := range x.phrases {
		if near[i] > 0 {
			cosine[p.entry] = max(cosine[p.entry], near[i]/(p.length*math.Sqrt(total)))
		}
	}
	for i := range cosine {
		s := nearest*cosine[i] + (1-nearest)*said[i]/total
		if i == len(x.entries) {
			s *= talk
		}
		if s > score {
			best, score = i, s
		}
	}
	return best, min(score, 1)
}
