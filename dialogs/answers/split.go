// Where one message asks several things.
package answers

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"guanxi/locales"
)

// certain is the score of a message that nearly is an entry's own phrasing: it is not taken apart.
const certain = 0.95

// firm is the least score of each of several questions.
const firm = 0.6

// piece is a part of a message that may be a question of its own.
type piece struct {
	text  string
	asks  bool // it reads like a question
	opens bool // it opens a sentence: what goes before is over
	comma bool // only a comma is before it
}

const (
	maxPieces = 12 // of a message: who writes more tells a story
	maxSplit  = 600
)

var (
	sentenceEnd = regexp.MustCompile(`[?？؟!！。…;；\n]+|\.(?:\s|$)`)

	// Between clauses. In Arabic "and" is written in one word with the next, which must be one that opens a question.
	clauseEnd = regexp.MustCompile(`(?i)[,，、،]|\s(?:and|also|plus|y|e|и|а также|а ещё|а еще|а|также|ещё|еще|además|también|وأيضا|وأيضًا|كذلك)\s|另外|以及|顺便问|\sو(?:هل|كم|متى|كيف|أين|اين|بكم|ما|أي|من)(?:\s|$)`)

	asking = regexp.MustCompile(`(?i)^(?:how|what|when|where|which|who|why|do|does|did|is|are|can|could|will|сколько|когда|где|как|какой|какая|какие|какое|можно|есть|почему|кто|куда|откуда|во сколько|до скольки|cuánto|cuanto|cuándo|cuando|dónde|donde|cómo|como|qué|que|cuál|cual|puedo|podéis|hay|tenéis|a qué|كم|متى|أين|اين|كيف|هل|ما|بكم|لماذا)(?:[\s?¿؟]|$)|吗|几点|几号|多少|什么|怎么|哪|能不能|可不可以|有没有`)
)

// refers finds what points at the words before: such a clause is no question by itself.
var refers = regexp.MustCompile(`(?i)(?:^|[\s¿])(?:it|they|them|this|that|those|one|это|этот|его|её|ее|их|он|она|они|eso|esto|ellos|ellas|هذا|هذه|ذلك|منه|منها|هي|هو)(?:[\s?؟]|$)|它|这个|那个|这款`)

// split cuts a message at the ends of sentences and between clauses.
func split(message string) (pieces []piece) {
	if len(message) > maxSplit {
		return nil
	}
	from := 0
	sentence := func(to int, end string) {
		if text := message[from:to] + strings.TrimSpace(end); locales.Fold(text) != "" {
			pieces = append(pieces, clausesOf(text, strings.ContainsAny(end, "?？؟"))...)
		}
	}
	for _, at := range sentenceEnd.FindAllStringIndex(message, -1) {
		sentence(at[0], message[at[0]:at[1]])
		from = at[1]
	}
	sentence(len(message), "")
	if len(pieces) > maxPieces {
		return nil
	}
	return pieces
}

// clausesOf cuts a sentence between its clauses; asks says that it ends in a question mark.
func clausesOf(sentence string, asks bool) (pieces []piece) {
	from, comma := 0, false
	clause := func(to int) {
		if text := strings.TrimSpace(sentence[from:to]); locales.Fold(text) != "" {
			pieces = append(pieces, piece{text, asking.MatchString(opening(text)), len(pieces) == 0, comma})
		}
	}
	for _, at := range clauseEnd.FindAllStringIndex(sentence, -1) {
		end := at[1]
		if joined := strings.TrimLeftFunc(sentence[at[0]:at[1]], unicode.IsSpace); strings.HasPrefix(joined, "و") && utf8.RuneCountInString(joined) < 6 {
			end = at[1] - len(joined) + len("و")
		}
		clause(at[0])
		from, comma = end, strings.ContainsAny(sentence[at[0]:at[1]], ",，、،")
	}
	clause(len(sentence))
	if len(pieces) == 1 && asks {
		pieces[0].asks = true
	}
	return pieces
}

// opening is a text from its first letter on: ¿, quotes and brackets aside.
func opening(text string) string {
	return strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// clauses joins pieces of a sentence again that are no questions of their own: each is kept apart only where it and what goes
// before it are answered by entries of their own, or both read like questions and one is answered.
func (q *asked) clauses(pieces []piece) (apart []piece) {
	for _, next := range pieces {
		if n := len(apart); n > 0 && !next.opens && !q.two(apart[n-1], next) {
			apart[n-1].text += ", " + next.text
			apart[n-1].asks = apart[n-1].asks || next.asks
			continue
		}
		apart = append(apart, next)
	}
	return apart
}

// two says whether two clauses are questions of their own.
func (q *asked) two(a, b piece) bool {
	first, second := q.part(a.text), q.part(b.text)
	one, other := first.Sure && first.Match.Score >= firm, second.Sure && second.Match.Score >= firm
	switch {
	case !b.asks || !q.x.informative(a.text) || !q.x.informative(b.text):
		return false
	case one && other:
		return first.Match.ID != second.Match.ID
	case !one && !other, !a.asks, b.comma:
		return false
	}
	return !q.part(a.text + ", " + b.text).Sure
}

// courtesies are folded phrases, by themselves: hello, thanks, please.
type courtesies map[string]bool

// longest is how many bytes of a phrase are looked for.
const longest = 80

func newCourtesies(phrases []string) courtesies {
	all := courtesies{}
	for _, phrase := range phrases {
		if folded := locales.Fold(phrase); folded != "" && len(folded) <= longest {
			all[folded] = true
		}
	}
	return all
}

// strip takes courtesies away from both ends of a folded text, the longest first.
func (c courtesies) strip(folded string) string {
	for {
		rest := strings.TrimSpace(c.cut(folded))
		if rest == folded {
			return folded
		}
		folded = rest
	}
}

// sign is how many bytes a sign of Chinese has.
const sign = 3

func (c courtesies) cut(folded string) string {
	for n := min(longest, len(folded)); n > 0; n-- {
		if between(folded, n) && c[folded[:n]] {
			return folded[n:]
		}
		if m := len(folded) - n; between(folded, m) && c[folded[m:]] {
			return folded[:m]
		}
	}
	return folded
}

// between says whether a word ends at a place in a text. In Chinese, a sign alone at either end may be half a word.
func between(text string, at int) bool {
	if at == 0 || at == len(text) || text[at] == ' ' || text[at-1] == ' ' {
		return true
	}
	if text[at] < utf8.RuneSelf || !utf8.RuneStart(text[at]) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return han(before) && han(after) && at > sign && len(text)-at > sign
}
