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

// firm is the least score of what does not read like a question by itself.
const firm = 0.6

// piece is a part of a sentence that may be a question of its own.
type piece struct {
	sentence string
	from, to int  // of it
	asks     bool // it reads like a question
	verb     bool // it begins with a verb, as a second question does: ¿cuánto cuesta el envío y abrís el domingo?
	marked   bool // its sentence ends in a question mark
	link     link // what stands before it
}

// second says whether a piece may be a second question of its sentence.
func (p piece) second() bool { return p.link == and && (p.asks || p.verb) }

func (p piece) text() string { return strings.TrimSpace(p.sentence[p.from:p.to]) }

// link is what parts a piece from the one before it.
type link uint8

const (
	sentence link = iota // what goes before is over
	comma
	and
	nothing // but it begins as questions do
	space   // between signs of Chinese, which has none within a sentence
)

const (
	maxPieces = 24 // of a message: who writes more tells a story
	maxSplit  = 600
)

var (
	sentenceEnd = regexp.MustCompile(`[?？؟!！。…;；\n]+|\.(?:\s|$)`)

	// Between clauses. In Arabic "and" is written in one word with the next. What is caught opens the next clause. A vertical
	// tab stands for a space between signs of Chinese.
	clauseEnd = regexp.MustCompile(`(?i)[,，、،]|\v+|\s(?:and|also|plus|y|e|и|а также|а ещё|а еще|а|также|ещё|еще|además|también|وأيضا|وأيضًا|كذلك)\s|另外|还有|以及|顺便问|和|跟|\sو|\s(how much |how long |how do |what time |where |when |do you |can i |are you |is there |во сколько |сколько |где |когда |есть ли |можно ли |a qué hora |cuánto |dónde |cuándo |tenéis |كم |متى |أين |وين |هل )`)

	asking = regexp.MustCompile(`(?i)^(?:(?:how|what|when|where|who)(?:['’]?s)?|which|why|do|does|did|is|are|can|could|will|сколько|когда|где|как|какой|какая|какие|какое|можно|есть|почему|кто|куда|откуда|во сколько|до скольки|cuánto|cuanto|cuánta|cuánto|cuándo|cuando|dónde|donde|cómo|como|qué|que|cuál|cual|puedo|podéis|se puede|hay|tenéis|tienen|a qué|كم|متى|أين|اين|وين|كيف|هل|ما|بكم|لماذا|من أين)(?:[\s?¿؟]|$)|[吗嗎]|[几幾]點|几点|[几幾][号號]|多少|多久|什[么麼]|怎[么麼]|哪|能不能|可不可以|是不是|有[没沒]有|(?:有|能|会|可以|卖|送|收|支持).{1,10}(?:没|没有|不|么|嘛)$`)
)

// acting finds what begins with what a shop does, or the customer may: of one who is asked, or named just before.
var acting = regexp.MustCompile(`(?i)^(?:(?:(?:you|we|i|u)\s+)?(?:open|close|accept|take|deliver|ship|sell|offer|serve|allow|have|can)|\p{L}{2,}(?:[áa]is|[ée]is|ís)|abren?|cierran?|aceptan?|env[ií]an?|venden?|tienen?|sirven?|hacen?|se puede[ns]?|puede[ns]?|está[ns]?|(?:(?:вы|у вас)\s+)?\p{L}{2,}[еи]те(?:сь)?|\p{L}{2,}\s+ли|вы\s+\p{L}{2,}|у вас|принимают(?:ся)?|работает|открыты?|ت\p{L}{2,}ون|يمكن(?:ني|نا)?|بإمكاني|أقدر|عندكم|لديكم|[يت]وجد|فيه)\s`)

// headless finds words that open a question and ask for nothing alone: how late, until what time.
var headless = regexp.MustCompile(`(?i)^(?:(?:and|so|but|until|till|since|from|at|up to)\s+)*(?:how (?:late|early|long|soon|often|many|much)|(?:what|which) (?:time|times|hours|days?)|when)$|^(?:(?:y|pero|hasta|desde|a|de)\s+)*(?:(?:qué|que) (?:hora|horas|días?)|cuándo|cuando|cuánto(?: tiempo)?|cuanto(?: tiempo)?)$|^(?:(?:а|и|до|с|во)\s+)*(?:сколько|скольки|когда|как (?:долго|поздно))$|^(?:(?:إلى|الى|حتى|لحد)\s+)?(?:متى|كم(?: ساعة)?|أي ساعة)$`)

// Asks says whether a text reads like a question by how it begins, or in Chinese by its words.
func Asks(text string) bool { return asking.MatchString(opening(text)) }

// refers finds what points at the words before: such a clause is no question by itself.
var refers = regexp.MustCompile(`(?i)(?:^|[\s¿])(?:it|they|them|this|that|those|one|это|этот|его|её|ее|их|он|она|они|eso|esto|ellos|ellas|هذا|هذه|ذلك|منه|منها|هي|هو)(?:[\s?؟]|$)|它|这个|那个|这款`)

// comparing finds a question about two things together.
var comparing = regexp.MustCompile(`(?i)(?:^|\s)(?:between|entre|между|بين)\s|区别|不同|哪个`)

// split cuts a message at the ends of sentences and between clauses.
func split(message string) (pieces []piece) {
	if len(message) > maxSplit {
		return nil
	}
	from := 0
	over := func(to int, end string) {
		if text := message[from:to] + strings.TrimSpace(end); locales.Fold(text) != "" {
			pieces = append(pieces, clausesOf(text, strings.ContainsAny(end, "?？؟"))...)
		}
	}
	for _, at := range sentenceEnd.FindAllStringIndex(message, -1) {
		over(at[0], message[at[0]:at[1]])
		from = at[1]
	}
	over(len(message), "")
	if len(pieces) > maxPieces {
		return nil
	}
	return pieces
}

// clausesOf cuts a sentence between its clauses; marked says that it ends in a question mark.
func clausesOf(text string, marked bool) (pieces []piece) {
	from, before, spaced := 0, sentence, spacesMarked(text)
	clause := func(to int) {
		if part := strings.TrimSpace(text[from:to]); locales.Fold(part) != "" {
			if len(pieces) == 0 {
				before = sentence
			}
			pieces = append(pieces, piece{text, from, to, asking.MatchString(opening(part)), acting.MatchString(opening(part)), marked, before})
		}
	}
	for {
		at := clauseEnd.FindStringSubmatchIndex(spaced[from:])
		if at == nil {
			break
		}
		end := spaced[from+at[0] : from+at[1]]
		to, next := from+at[0], from+at[1]
		if at[2] >= 0 {
			next = from + at[2]
		}
		clause(to)
		from, before = next, and
		switch {
		case at[2] >= 0:
			before = nothing
		case end[0] == '\v':
			before = space
		case strings.ContainsAny(end, ",，、،"):
			before = comma
		}
	}
	clause(len(text))
	return pieces
}

// hanSpace finds spaces that stand between signs of Chinese.
var hanSpace = regexp.MustCompile(`\p{Han}[ \x{3000}]+\p{Han}`)

// spacesMarked is a text of the same length with a vertical tab for each byte of a space between signs of Chinese.
func spacesMarked(text string) string {
	marked := []byte(text)
	for from := 0; ; {
		at := hanSpace.FindStringIndex(text[from:])
		if at == nil {
			return string(marked)
		}
		_, head := utf8.DecodeRuneInString(text[from+at[0]:])
		_, tail := utf8.DecodeLastRuneInString(text[:from+at[1]])
		for i := from + at[0] + head; i < from+at[1]-tail; i++ {
			marked[i] = '\v'
		}
		from += at[1] - tail
	}
}

// opening is a text from its first letter on: ¿, quotes and brackets aside.
func opening(text string) string {
	return strings.TrimLeftFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// clauses joins pieces of a sentence again that are no questions of their own.
func (q *asked) clauses(pieces []piece) (apart []piece) {
	for _, next := range pieces {
		if n := len(apart); n > 0 && next.link != sentence && !q.two(apart[n-1], next) {
			apart[n-1].to = next.to
			apart[n-1].asks = apart[n-1].asks || next.asks
			continue
		}
		apart = append(apart, next)
	}
	for i := range apart {
		last := i == len(apart)-1 || apart[i+1].link == sentence
		apart[i].asks = apart[i].asks || apart[i].marked && last
	}
	return apart
}

// two says whether two clauses are questions of their own: each is answered by an entry of its own, or both read like
// questions, one is answered, and together they ask for nothing better.
func (q *asked) two(a, b piece) bool {
	if b.link == nothing && headless.MatchString(opening(a.text())) {
		return false
	}
	first, second := q.part(a.text()), q.part(b.text())
	if b.link == space { // it may as well stand between words of one question
		return a.asks && b.asks && first.Sure && second.Sure && min(first.Match.Score, second.Match.Score) >= firm && first.Match.ID != second.Match.ID &&
			q.x.informative(a.text()) && q.x.informative(b.text()) && !comparing.MatchString(a.sentence)
	}
	if q.x.thing(first) && q.x.thing(second) {
		return b.link != nothing && first.Match.ID != second.Match.ID && !comparing.MatchString(a.sentence)
	}
	if q.x.bare(b.text()) {
		return first.Sure && first.Match.Score >= firm
	}
	if !b.asks && (!b.verb || b.link != and) || b.link == nothing && !a.asks || !q.x.informative(a.text()) || !q.x.informative(b.text()) {
		return false
	}
	if first.Sure && second.Sure && min(first.Match.Score, second.Match.Score) >= firm {
		return first.Match.ID != second.Match.ID
	}
	known, better := max(first.Match.Score, second.Match.Score), q.part(a.sentence[a.from:b.to]).Match.Score
	return a.asks && b.asks && (b.link == and || b.link == comma && !cyrillic(b.text())) && known >= firm && better < known
}

// cyrillic says whether a text is written so. A comma there stands before every subordinate clause.
func cyrillic(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) })
}

// courtesies are folded phrases, by themselves: hello, thanks, please.
type courtesies struct{ numbering }

// longest is how many bytes of a phrase are looked for.
const longest = 80

func newCourtesies(phrases []string) (all courtesies) {
	for _, phrase := range phrases {
		if folded := locales.Fold(phrase); folded != "" && len(folded) <= longest {
			all.add(textHash(folded))
		}
	}
	return all
}

func (c *courtesies) has(text string) bool {
	_, ok := c.of(textHash(text))
	return ok
}

// strip takes courtesies away from both ends of a folded text, the longest first.
func (c *courtesies) strip(folded string) string {
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

func (c *courtesies) cut(folded string) string {
	for n := min(longest, len(folded)); n > 0; n-- {
		if between(folded, n) && c.has(folded[:n]) {
			return folded[n:]
		}
		if m := len(folded) - n; between(folded, m) && c.has(folded[m:]) {
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
