// What is done about a question: it is answered, or the customer is asked which of a few entries they mean, or the shop does
// not know. An honest "I do not know" is better than another's answer.
package answers

import (
	"math"
	"slices"
	"strings"

	"guanxi/locales"
)

// Part is one question of a message, and what the shop knows of it: the entry that answers it, else those that the customer
// may mean, if there are any.
type Part struct {
	Words string // the customer's
	Sure  bool
	Match Match   // answers, where Sure; else it has only the score, for the record
	Near  []Match // what is nearest, best first, at most three
}

const (
	sure    = 0.6  // the least probability that answers: a wrong answer costs more than a tap on what may be meant
	maybe   = 0.22 // the least probability of what the customer may mean, else they are not asked
	beside  = 0.05 // the least of what else they may mean
	maxNear = 3

	doubtful = sure - 0.01  // the most of a word or two that ask nothing and are like no phrasing: "you guys rock" wants no rock tea
	unlike   = maybe - 0.01 // the most of an entry that is like the words in nothing but a word of its answer

	sayingIt = 0.9 // the least probability of an entry of which a phrasing differs in nothing but words such as "the"
)

// Find returns the entry that answers a question, in a language where it has it. It returns false where none is near
// enough; the Match then has only the score, for the record.
func (x *Index) Find(query, lang string) (Match, bool) {
	p := x.part(query, lang)
	return p.Match, p.Sure
}

// part finds what one question asks for.
func (x *Index) part(text, lang string) Part {
	found, score := x.look(text, lang)
	p := Part{Words: text, Match: Match{Score: score}}
	if score >= sure {
		p.Sure, p.Match = true, x.match(found[0].entry, score, lang)
	}
	for _, c := range found {
		if c.entry < len(x.entries) && score >= maybe && c.score >= beside && len(p.Near) < maxNear {
			p.Near = append(p.Near, x.match(c.entry, c.score, lang))
		}
	}
	return p
}

// look ranks the entries for one question; their scores are how probably each is asked for, and so is that of the first,
// which is returned too. One word such as "the" asks for nothing, and nothing is asked by small talk.
func (x *Index) look(text, lang string) ([]candidate, float64) {
	folded := x.polite.strip(locales.Fold(text))
	if question, ok := x.called[folded]; ok {
		folded = question
	}
	switch i, ok := x.own.of(folded); {
	case ok && i == len(x.entries):
		return nil, 0
	case ok && folded != "" && !x.off(i):
		return []candidate{{entry: i, score: 1}}, 1
	}
	words := x.understood(folded, lang)
	if !says(words) {
		return nil, 0
	}
	found, all := x.rank(words, ranked)
	if len(found) == 0 || found[0].entry == len(x.entries) {
		return nil, 0
	}
	i, ok := x.core.of(gist(words))
	if ok = ok && i >= 0; ok && (x.entries[i].shelved() || len(found) > 1 && found[1].entry == i) {
		found = first(i, found)
	}
	p := x.probability(words, found, all)
	switch thin := found[0].thin(); {
	case ok && (i == found[0].entry || x.kin(i, found[0].entry)):
		p = max(p, sayingIt)
	case thin && found[0].stray():
		p = min(p, unlike)
	case thin && few(words) && !marked(text) && !Asks(text) && !acting.MatchString(opening(text)):
		p = min(p, doubtful)
	}
	best := found[0].score
	for i := range found {
		found[i].score = p * math.Exp(found[i].score-best)
	}
	return found, p
}

// thin says whether an entry has little of a question but words that stand somewhere in it: no phrasing is much like it. The
// bounds are those of the questions of tuned.txt and of the shop that are short.
func (c *candidate) thin() bool { return c.near < 0.2 || c.near < 0.35 && c.apart < -0.2 }

// stray says whether a question is like no phrasing at all, and what was learned speaks against the entry, too.
func (c *candidate) stray() bool { return c.near < 0.05 && c.apart < -0.6 }

// few says whether at most two words say anything, or a few signs of Chinese.
func few(words []word) bool {
	n := 0
	for _, w := range words {
		switch w.kind {
		case telling:
			n += 2
		case run:
			n += len(w.letters)
		}
	}
	return n <= 4
}

// marked says whether a text has the mark of a question.
func marked(text string) bool { return strings.ContainsAny(text, "?？؟") }

// first puts an entry before the other candidates, where it is one: who says its name, or no more than a phrasing of it, asks
// for it rather than for what has more to say of that word. "adress" is where the shop is, not where an order goes.
func first(entry int, found []candidate) []candidate {
	at := slices.IndexFunc(found, func(c candidate) bool { return c.entry == entry })
	if at < 0 {
		return found
	}
	named := found[at]
	named.score = found[0].score
	return slices.Insert(slices.Delete(found, at, at+1), 0, named)
}

// wordy says whether a text is more than a word.
func wordy(text string) bool {
	words := wordsOf(locales.Fold(text), "")
	return len(words) > 1 || len(words) == 1 && words[0].kind == run && len(words[0].letters) > 2
}

// says tells whether there is enough in words to ask for anything: two of the commonest, two signs of Chinese, or one word.
func says(words []word) bool {
	enough := 0
	for _, w := range words {
		switch w.kind {
		case dull:
			enough++
		case run:
			for _, r := range w.letters {
				if !stopCharacter(r) {
					enough++
				}
			}
		default:
			enough += 2
		}
	}
	return enough >= 2
}

// kin says whether two entries are about the same.
func (x *Index) kin(i, j int) bool {
	if max(i, j) == len(x.entries) {
		return false
	}
	a, b := &x.entries[i], &x.entries[j]
	return a.About == b.ID || b.About == a.ID || a.About != "" && a.About == b.About
}

// Ask finds what each question of a message asks for: one part, or several where each is known to be a question of its
// own. There is at least one.
func (x *Index) Ask(message, lang string) []Part {
	q := &asked{x, lang, map[string]Part{}}
	whole := q.part(message)
	pieces := split(message)
	if len(pieces) < 2 || whole.Sure && whole.Match.Score >= certain && !slices.ContainsFunc(pieces[1:], piece.second) {
		return []Part{whole}
	}
	parts := q.parts(pieces)
	known := slices.ContainsFunc(parts, func(p Part) bool { return p.Sure || len(p.Near) > 0 && len(parts) > 1 && !whole.Sure })
	if !known || len(parts) == 1 && (whole.Sure || !parts[0].Sure) {
		return []Part{whole}
	}
	return parts
}

// asked is a message that is being taken apart. It looks nothing up twice.
type asked struct {
	x    *Index
	lang string
	seen map[string]Part
}

func (q *asked) part(text string) Part {
	p, ok := q.seen[text]
	if !ok {
		p = q.x.part(text, q.lang)
		q.seen[text] = p
	}
	return p
}

// parts are the questions among the pieces of a message, none of them left out: what is answered by an entry that answers
// another, or is likest to, is said with it.
func (q *asked) parts(pieces []piece) (parts []Part) {
	before, last := "", Part{}
	for _, piece := range q.clauses(pieces) {
		p := q.inContext(piece, before)
		if q.x.bare(piece.text()) {
			p = Part{Words: p.Words, Sure: last.Sure, Match: last.Match}
		}
		before, last = piece.text(), p
		same := slices.IndexFunc(parts, func(o Part) bool { return p.Sure && o.Match.ID == p.Match.ID })
		switch {
		case same >= 0:
			parts[same].Words += " " + p.Words // it may be about another day
		case p.Sure || piece.asks && wordy(before) && q.x.says(before):
			parts = append(parts, p)
		}
	}
	return slices.DeleteFunc(parts, func(p Part) bool {
		return !p.Sure && len(p.Near) > 0 && slices.ContainsFunc(parts, func(o Part) bool { return o.Sure && o.Match.ID == p.Near[0].ID })
	})
}

// inContext finds what a piece asks for, by itself or with what goes before it: "how long does it take?"
func (q *asked) inContext(piece piece, before string) Part {
	p := q.part(piece.text())
	if p.Sure && p.Match.Score >= firm || before == "" || !piece.asks {
		return p.firmly()
	}
	both := q.part(before + " " + piece.text())
	if p.Sure && len(both.Near) > 0 && both.Near[0].ID == p.Match.ID {
		return p
	}
	p = p.firmly()
	leans := slices.ContainsFunc(p.Near, func(m Match) bool { return m.ID == both.Match.ID })
	if both.Sure && (leans || len(p.Near) == 0 && !q.x.Telling(piece.text())) {
		p.Sure, p.Match = true, both.Match
	}
	slices.SortStableFunc(p.Near, func(a, b Match) int { return rankIn(both.Near, a) - rankIn(both.Near, b) })
	return p
}

// rankIn is where an entry stands among matches, at their end where it does not.
func rankIn(matches []Match, m Match) int {
	for i := range matches {
		if matches[i].ID == m.ID {
			return i
		}
	}
	return len(matches)
}

// firmly is a part that is not sure where it is barely so.
func (p Part) firmly() Part {
	if p.Sure && p.Match.Score < firm {
		p.Sure, p.Match = false, Match{Score: p.Match.Score}
	}
	return p
}

// bare says whether a text asks of what was named before it.
func (x *Index) bare(text string) bool { return x.referring[x.polite.strip(locales.Fold(text))] }

// says tells whether a text is more than courtesies.
func (x *Index) says(text string) bool { return x.polite.strip(locales.Fold(text)) != "" }

// thing says whether a part is answered by something that the shop sells.
func (x *Index) thing(p Part) bool {
	return p.Sure && (strings.Contains(p.Match.ID, ":") || slices.ContainsFunc(x.entries, func(e Entry) bool { return e.About == p.Match.ID }))
}

// informative says whether there is anything in a text that could be asked for by itself.
func (x *Index) informative(text string) bool {
	if _, ok := x.called[x.polite.strip(locales.Fold(text))]; ok {
		return true
	}
	return !refers.MatchString(text) && !x.bare(text) && x.Telling(text)
}

// Telling says whether a text has a word that says something, courtesies apart.
func (x *Index) Telling(text string) bool {
	for _, w := range wordsOf(x.polite.strip(locales.Fold(text)), x.fallback) {
		if w.kind != dull && slices.ContainsFunc(w.letters, func(r rune) bool { return !stopCharacter(r) }) {
			return true
		}
	}
	return false
}

// Knows says whether a word of a text, spelt as it is, is one that the entries say. A name seldom is.
func (x *Index) Knows(text, lang string) bool {
	for _, f := range appendForms(nil, wordsOf(x.polite.strip(locales.Fold(text)), lang)) {
		if _, heard := x.features.of(f.hash); heard && f.share == 1 && kindOf(f.hash) == ofWords {
			return true
		}
	}
	return false
}
