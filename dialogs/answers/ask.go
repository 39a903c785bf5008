// What is done about a question: it is answered, or the customer is asked which of a few entries they mean, or the shop does
// not know. An honest "I do not know" is better than another's answer.
package answers

import (
	"slices"

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

// Chosen as those of rank are.
const (
	sure    = 0.46 // the least score, with the lead over the next, that answers: higher asks more customers what they mean
	least   = 0.22 // the least score that answers, whatever the lead
	lead    = 0.5  // counts the part of its score by which the best is ahead of the next
	maybe   = 0.27 // the least score of what the customer may mean
	beside  = 0.5  // of the best score, at least, have the others that the customer may mean
	maxNear = 3
)

// Find returns the entry that answers a question, in a language where it has it. It returns false where none is near
// enough; the Match then has only the score, for the record.
func (x *Index) Find(query, lang string) (Match, bool) {
	p := x.part(query, lang)
	return p.Match, p.Sure
}

// part finds what one question asks for.
func (x *Index) part(text, lang string) Part {
	found, score := x.look(text)
	p := Part{Words: text, Match: Match{Score: score}}
	if len(found) == 0 || found[0].entry == len(x.entries) {
		return p
	}
	if score >= sure && found[0].score >= least {
		p.Sure, p.Match = true, x.match(found[0].entry, score, lang)
	}
	for _, c := range found {
		if c.entry < len(x.entries) && c.score >= max(maybe, beside*found[0].score) && len(p.Near) < maxNear {
			p.Near = append(p.Near, x.match(c.entry, c.score, lang))
		}
	}
	return p
}

// look ranks the entries for one question, and says how sure the first is. One word such as "the" asks for nothing.
func (x *Index) look(text string) ([]candidate, float64) {
	words, guessed := x.understood(x.polite.strip(locales.Fold(text)))
	if !says(words) {
		return nil, 0
	}
	found := slices.DeleteFunc(x.rank(words), func(c candidate) bool { return x.off(c.entry) })
	if len(found) == 0 {
		return nil, 0
	}
	ahead := 1.0
	for _, c := range found[1:] {
		if !x.kin(found[0].entry, c.entry) {
			ahead = 1 - c.score/found[0].score
			break
		}
	}
	if guessed {
		return found, min(maybe, found[0].score)
	}
	return found, min(1, found[0].score+lead*ahead)
}

// wordy says whether a text is more than a word.
func wordy(text string) bool {
	words := wordsOf(locales.Fold(text))
	return len(words) > 1 || len(words) == 1 && slices.ContainsFunc(words[0], han) && len(words[0]) > 2
}

// says tells whether there is enough in words to ask for anything: two of the commonest, two signs of Chinese, or one word.
func says(words [][]rune) bool {
	enough := 0
	for _, word := range words {
		switch {
		case stopWords[string(word)]:
			enough++
		case slices.ContainsFunc(word, han):
			for _, r := range word {
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
	if len(pieces) < 2 || whole.Sure && whole.Match.Score >= certain {
		return []Part{whole}
	}
	parts := q.parts(pieces)
	known := slices.ContainsFunc(parts, func(p Part) bool { return p.Sure })
	if !known || len(parts) == 1 && whole.Sure {
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

// parts are the questions among the pieces of a message: those that are answered by entries of their own, and those that
// plainly ask for something else.
func (q *asked) parts(pieces []piece) (parts []Part) {
	for _, piece := range q.clauses(pieces) {
		p := q.part(piece.text)
		if p.Match.Score < firm && p.Sure {
			p.Sure, p.Match = false, Match{Score: p.Match.Score}
		}
		again := p.Sure && slices.ContainsFunc(parts, func(q Part) bool { return q.Match.ID == p.Match.ID })
		if !again && (p.Sure || piece.asks && wordy(piece.text) && q.x.informative(piece.text)) {
			parts = append(parts, p)
		}
	}
	return slices.DeleteFunc(parts, func(p Part) bool { return !p.Sure && near(p, parts) })
}

// near says whether an unsure part may mean what another is answered by.
func near(p Part, parts []Part) bool {
	return slices.ContainsFunc(parts, func(q Part) bool {
		return q.Sure && slices.ContainsFunc(p.Near, func(m Match) bool { return m.ID == q.Match.ID })
	})
}

// informative says whether there is anything in a text that could be asked for by itself.
func (x *Index) informative(text string) bool {
	if refers.MatchString(text) {
		return false
	}
	for _, word := range wordsOf(x.polite.strip(locales.Fold(text))) {
		if !stopWords[string(word)] && slices.ContainsFunc(word, func(r rune) bool { return !stopCharacter(r) }) {
			return true
		}
	}
	return false
}
