// How near the entries are to a question: how like their phrasings are to it, and how much of it they say anywhere.
package answers

import (
	"math"
	"slices"
	"unicode"

	"guanxi/locales"
)

// candidate is an entry that may answer.
type candidate struct {
	entry int     // len(entries) for small talk
	score float64 // e to its power is how likely the entry is, beside the others
	likeness
}

// likeness is what the score is made of.
type likeness struct {
	near  float64    // the mean of the cosines of its two nearest phrasings with the question, by words and by parts alike
	says  [2]float64 // how much of the question's words it says, 0 to 1, and of their parts
	apart float64    // how much more it is like the phrasings of what it is about than like others, as learned: about -1 to 1
}

// weights say how much each likeness tells.
type weights likeness

// Chosen with the entries' own phrasings asked of an index that lacks them, and with training examples of other trades, by
// the greatest likelihood of the right entry. In English the stems tell much; signs and languages rich in forms are told
// by parts of words.
var (
	ofLatin  = weights{7, [2]float64{3.6, 4}, 2}
	ofOthers = weights{6.5, [2]float64{2.4, 6}, 2}
)

const (
	talk   = 0.9 // of its score has small talk: it has to be this much nearer than an entry
	ranked = 8   // candidates that are held against each other
)

// scratch is what one question needs for a moment.
type scratch struct {
	set     []feature
	near    [2][]float32 // by phrase: its product with the question, by words and by parts
	touched []int32      // phrases of which one is not 0
	entries []likeness
	nearest []float64 // by entry: the cosine of its nearest phrasing
	heard   []int32   // the numbers of its features, as far as entries have them
	values  []float32 // of these
	apart   []float32 // by what entries are about
	best    []candidate
}

func (x *Index) newScratch() *scratch {
	return &scratch{near: [2][]float32{make([]float32, len(x.phrases)), make([]float32, len(x.phrases))}, entries: make([]likeness, len(x.entries)+1), nearest: make([]float64, len(x.entries)+1)}
}

// take is a scratch that no other question has; give makes it free again.
func (x *Index) take() *scratch {
	select {
	case s := <-x.free:
		return s
	default:
		return x.newScratch()
	}
}

func (x *Index) give(s *scratch) {
	select {
	case x.free <- s:
	default:
	}
}

// understood are the words of a question, the misspelt ones put right.
func (x *Index) understood(folded, lang string) []word {
	words := wordsOf(folded, lang)
	for i, w := range words {
		if w.kind != telling || slices.ContainsFunc(w.letters, digit) {
			continue
		}
		if _, heard := x.features.of(w.stem); !heard && meanings().of(w.stem) == nil {
			right := w.letters
			if lang == "es" {
				right = x.byEar(right)
			}
			if slices.Equal(right, w.letters) {
				right = x.spelling.spelt(right)
			}
			if !slices.Equal(right, w.letters) {
				words[i] = newWord(right, lang)
			}
		}
	}
	return words
}

func digit(r rune) bool { return '0' <= r && r <= '9' }

// Rank returns the ids of the entries nearest to a question, best first, at most n, whether they answer it or not.
func (x *Index) Rank(question, lang string, n int) (ids []string) {
	words := x.understood(x.polite.strip(locales.Fold(question)), lang)
	found, _ := x.rank(words, n)
	for _, c := range found {
		if c.entry < len(x.entries) {
			ids = append(ids, x.entries[c.entry].ID)
		}
	}
	return ids
}

// rank returns the entries nearest to a question, best first, at most n, and how likely all entries are together.
func (x *Index) rank(words []word, n int) (found []candidate, all float64) {
	if len(words) == 0 {
		return nil, 0
	}
	s := x.take()
	defer x.give(s)
	s.set = once(appendFeatures(s.set[:0], words))
	x.compare(s)
	x.listen(s)
	w := ofOthers
	if unicode.Is(unicode.Latin, words[0].letters[0]) {
		w = ofLatin
	}
	best := s.best[:0]
	for i, like := range s.entries {
		if like.says == [2]float64{} {
			all++
			continue
		}
		if i < len(x.entries) {
			like.apart = float64(s.apart[x.about[i]])
		}
		c := candidate{i, w.near*like.near + w.says[ofWords]*like.says[ofWords] + w.says[ofParts]*like.says[ofParts] + w.apart*like.apart, like}
		s.entries[i] = likeness{}
		if x.off(i) {
			continue
		}
		all += math.Exp(c.score)
		best = insert(best, c, n)
	}
	s.best = best
	return slices.Clone(best), all
}

// insert keeps the n best candidates in order; of two that are alike, the earlier goes first.
func insert(best []candidate, c candidate, n int) []candidate {
	at := len(best)
	for at > 0 && best[at-1].score < c.score {
		at--
	}
	if at == n {
		return best
	}
	return slices.Insert(best, at, c)[:min(len(best)+1, n)]
}

// compare holds the features of a question against all entries.
func (x *Index) compare(s *scratch) {
	s.heard = s.heard[:0]
	var total, square [2]float64 // of the question's weights, by words and by parts
	for _, f := range s.set {
		kind := kindOf(f.hash)
		n, ok := x.features.of(f.hash)
		if !ok {
			weight := float64(f.share) * x.unheard
			total[kind] += weight
			square[kind] += weight * weight
			continue
		}
		s.heard = append(s.heard, n)
		weight := f.share * x.weights[n]
		total[kind] += float64(weight)
		square[kind] += float64(weight) * float64(weight)
		near, other, last := s.near[kind], s.near[1-kind], int32(-1)
		for _, p := range x.having.at(n) {
			if near[p] == 0 && other[p] == 0 {
				s.touched = append(s.touched, p)
			}
			near[p] += weight * weight
			if e := x.phrases[p].entry; e != last {
				s.entries[e].says[kind] += float64(weight)
				last = e
			}
		}
		for _, e := range x.answering.at(n) {
			s.entries[e.entry].says[kind] += float64(weight * e.much)
		}
	}
	x.gather(s, total, square)
}

// gather makes likenesses of what was added up, and clears the phrases.
func (x *Index) gather(s *scratch, total, square [2]float64) {
	length := [2]float64{math.Sqrt(square[0]), math.Sqrt(square[1])}
	for _, i := range s.touched {
		p, cosines := &x.phrases[i], 0.0
		for kind := range 2 {
			if n := s.near[kind][i]; n > 0 {
				cosines += float64(n) / (float64(p.length[kind]) * length[kind])
			}
			s.near[kind][i] = 0
		}
		cosine, e := cosines/2, p.entry
		first := s.nearest[e]
		s.nearest[e] = max(first, cosine)
		s.entries[e].near = max(s.entries[e].near, min(first, cosine)) // of the second, until all are seen
	}
	s.touched = s.touched[:0]
	for i := range s.entries {
		e := &s.entries[i]
		e.near = (s.nearest[i] + e.near) / 2
		for kind := range 2 {
			e.says[kind] /= max(total[kind], 1e-9)
		}
	}
	like := talk * s.nearest[len(x.entries)] // its phrases have nothing to do with each other
	s.entries[len(x.entries)] = likeness{near: like / 2, says: [2]float64{like, like}}
	clear(s.nearest)
}
