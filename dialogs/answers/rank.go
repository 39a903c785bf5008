// How near the entries are to a question: by words and parts of words to their nearest phrasing, and by how much of what
// the question is about they speak of.
package answers

import (
	"cmp"
	"math"
	"slices"
)

// candidate is an entry that may answer.
type candidate struct {
	entry int     // len(entries) for small talk
	score float64 // 0 to 1
}

// Chosen on testdata/tuned.txt, and on the shop's own phrasings asked of an index without them, where a wrong answer counted
// twice a needless "I do not know".
const (
	nearest  = 0.6  // of the likeness comes from the nearest phrasing, the rest from all that the entry says
	surprise = 0.5  // of its full weight counts a feature never heard: customers add words of their own
	talk     = 0.9  // small talk has to be this much nearer than an entry
	likely   = 0.3  // of the score comes from likeness alone, the rest as far as the words of the question are covered
	asAnswer = 0.5  // counts a word that an entry has only in its answer
	asSign   = 0.35 // counts a Chinese character without its neighbours
	asForm   = 0.9  // counts another form of a word, besides how like that is
	ranked   = 8    // candidates that are held against each other
)

// understood are the words of a question, the misspelt ones put right. It is guessed where not one word that says what is
// asked was known as it stood.
func (x *Index) understood(folded string) (words [][]rune, guessed bool) {
	words = wordsOf(folded)
	put, known := false, false
	for i, word := range words {
		if !stopWords[string(word)] && !slices.ContainsFunc(word, han) && !slices.ContainsFunc(word, digit) {
			if _, ok := x.features[hash(mark(word))]; ok {
				known = true
				continue
			}
			words[i] = x.spelling.spelt(word)
			put = put || !slices.Equal(words[i], word)
		}
	}
	return words, put && !known
}

func digit(r rune) bool { return '0' <= r && r <= '9' }

// rank returns the entries nearest to a question, best first.
func (x *Index) rank(words [][]rune) []candidate {
	covered := x.coverage(words)
	var best []candidate
	for i, score := range x.likeness(words) {
		if score > 0 && covered[i] > 0 {
			best = append(best, candidate{i, score * (likely + (1-likely)*covered[i])})
		}
	}
	slices.SortStableFunc(best, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	return best[:min(len(best), ranked)]
}

// likeness is how like the entries are to the words of a question.
func (x *Index) likeness(words [][]rune) []float64 {
	near := make([]float64, len(x.phrases))     // by phrase: its product with the query
	said := make([]float64, len(x.entries)+1)   // by entry: how much of the query it says somewhere
	cosine := make([]float64, len(x.entries)+1) // by entry: of its nearest phrase
	total := 0.0
	for _, f := range featuresOf(words) {
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
		return nil
	}
	for i, p := range x.phrases {
		if near[i] > 0 {
			cosine[p.entry] = max(cosine[p.entry], near[i]/(p.length*math.Sqrt(total)))
		}
	}
	for i := range cosine {
		cosine[i] = min(1, nearest*cosine[i]+(1-nearest)*said[i]/total)
	}
	cosine[len(x.entries)] *= talk
	return cosine
}

// coverage is how much of the informative words of a question the entries have.
func (x *Index) coverage(words [][]rune) []float64 {
	c := coverage{x: x, of: make([]float64, len(x.entries)+1), now: make([]float64, len(x.entries)+1)}
	for _, word := range words {
		switch {
		case stopWords[string(word)]:
		case slices.ContainsFunc(word, han):
			c.run(word)
		default:
			c.word(word)
		}
	}
	if c.total == 0 {
		for _, word := range words {
			if stopWords[string(word)] {
				c.have(hash(word), 1)
				c.count()
			}
		}
	}
	for i := range c.of {
		c.of[i] /= max(c.total, 1e-9)
	}
	return c.of
}

// coverage is being counted, word by word.
type coverage struct {
	x       *Index
	of      []float64 // by entry: the weight of the words that it has
	total   float64   // of all words
	now     []float64 // by entry: how well it has the word under way
	touched []int
	weight  float64 // of the word under way, 0 while nobody has it
}

// word counts a word.
func (c *coverage) word(word []rune) {
	c.have(hash(mark(word)), 1)
	c.x.spelling.forms(word, func(form []rune, likeness float64) { c.have(hash(mark(form)), asForm*likeness) })
	c.count()
}

// run counts the characters of a run of Chinese, each by the pairs that it is in.
func (c *coverage) run(run []rune) {
	for i, r := range run {
		if stopCharacter(r) {
			continue
		}
		if han(r) {
			c.have(hash(run[i:i+1]), asSign)
		}
		if i > 0 {
			c.have(hash(run[i-1:i+1]), 1)
		}
		if i+1 < len(run) {
			c.have(hash(run[i:i+2]), 1)
		}
		c.count()
	}
}

// have notes that entries have a feature.
func (c *coverage) have(feature uint64, much float64) {
	k, ok := c.x.features[feature]
	if !ok {
		return
	}
	if c.weight == 0 {
		c.weight = k.weight
	}
	for _, p := range k.phrases {
		at, much := c.x.phrases[p], much
		if math.IsInf(at.length, 1) {
			much *= asAnswer
		}
		if c.now[at.entry] == 0 {
			c.touched = append(c.touched, at.entry)
		}
		c.now[at.entry] = max(c.now[at.entry], much)
	}
}

// count ends a word.
func (c *coverage) count() {
	if c.weight == 0 {
		c.weight = c.x.unheard
	}
	for _, e := range c.touched {
		c.of[e] += c.weight * c.now[e]
		c.now[e] = 0
	}
	c.total += c.weight
	c.touched, c.weight = c.touched[:0], 0
}
