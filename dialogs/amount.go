// How much of something customers ask for: in grams, or in packs of whatever it is sold by.
package dialogs

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/phrases"
	"guanxi/dialogs/products"
	"guanxi/locales"
)

// The lists of words for units of weight, for what is sold by the piece, and for two of them in one word.
const (
	gramWords = "weight-words-gram"
	kiloWords = "weight-words-kilo"
	jinWords  = "weight-words-jin" // the pound of the Chinese mainland

	moreWords    = "weight-words-more"  // a kilo and a half
	wholeWords   = "weight-words-whole" // a kilo, though no number stands before it
	halfWords    = "weight-words-half"  // half a kilo, number and all
	quarterWords = "weight-words-quarter"
	overWords    = "weight-words-over" // two kilos and a half

	packWords = "pack-words"
	pairWords = "pair-words"
)

// maxPacks is the largest number of packs that is reckoned: a longer one may be an order's.
const maxPacks = 999

// amount is how much is asked for, in grams or in units of sale; zero: nothing is said of it.
type amount struct{ grams, units int }

func (a amount) some() bool { return a != amount{} }

// The grams of units of weight, and of what is some of one by its name alone.
var (
	unitWeights = map[string]int{gramWords: 1, jinWords: 500, kiloWords: 1000}
	partWeights = map[string]int{moreWords: 1500, wholeWords: 1000, halfWords: 500, quarterWords: 250}
)

// newWeights has the grams of the phrases of some lists.
func newWeights(texts *locales.Catalogue, lists map[string]int) map[string]int {
	weights := map[string]int{}
	for key, grams := range lists {
		for _, lang := range texts.Languages() {
			for _, phrase := range texts.List(lang, key) {
				weights[strings.Join(phrases.Words(phrase), " ")] = grams
			}
		}
	}
	return weights
}

// newPacks has the words for packs, with how many each is: 0 where a number stands before it.
func newPacks(texts *locales.Catalogue) map[string]int {
	packs := map[string]int{}
	for key, units := range map[string]int{packWords: 0, pairWords: 2} {
		for _, lang := range texts.Languages() {
			for _, phrase := range texts.List(lang, key) {
				packs[strings.Join(phrases.Words(phrases.Fold(phrase)), " ")] = units
			}
		}
	}
	return packs
}

// amountIn is the first weight in a text, else how many packs, and the words around it.
func (w *World) amountIn(text string) (much amount, rest []string) {
	words := wordsOf(text)
	if below.MatchString(text) {
		return amount{}, words
	}
	if grams, rest := w.weight(words); grams > 0 {
		return amount{grams: grams}, rest
	}
	units, rest := w.count(words)
	return amount{units: units}, rest
}

// amount is how much the customer's words ask for.
func (t *turn) amount(words string) amount {
	if t.lone.some() {
		return t.lone
	}
	much, _ := t.w.amountIn(words)
	return much
}

// weight is the first weight in words, in grams, times the packs of so much, and the words around it; 0 where there is
// none, or its number cannot be told.
func (w *World) weight(words []string) (grams int, rest []string) {
	for i := range words {
		grams, length := w.portion(words[i:])
		if grams == 0 || slices.ContainsFunc(words[:i], w.numeral) {
			grams, length = w.measure(words, i)
		}
		if grams > 0 {
			packs, rest := w.times(slices.Concat(words[:i], words[i+length:]), i)
			return grams * packs, rest
		}
	}
	return 0, words
}

// measure is the weight that begins at a word, a number and a unit, and of how many words that is: "200 g".
func (w *World) measure(words []string, i int) (grams, length int) {
	thousandths, length := w.thousandths(words, i)
	if thousandths < 1 || thousandths > 1e8 {
		return 0, 0
	}
	next := words[i+length:]
	for of := min(len(next), longestUnit); of > 0; of-- {
		unit := w.weights[strings.Join(next[:of], " ")]
		if unit == 0 {
			continue
		}
		much, over := thousandths*unit, w.over(next[of:])
		if over > 0 {
			much += 500 * unit
		}
		if much%1000 > 0 { // less than grams
			return 0, 0
		}
		return much / 1000, length + of + over
	}
	return 0, 0
}

// over is of how many words "and a half" is with which words begin.
func (w *World) over(words []string) int {
	for n := min(len(words), longestOver); n > 0; n-- {
		if w.lists[overWords].Means(strings.Join(words[:n], " ")) != "" {
			return n
		}
	}
	return 0
}

// times is how many packs of a weight are wanted that stood among words before the one at, and the words without them:
// "2 packs of 50 g", "two 50 g packs". One, where nothing is said of it there.
func (w *World) times(words []string, at int) (packs int, rest []string) {
	for i := range words {
		units, length := w.packed(words, i)
		end := i + length
		if units > 0 && end >= at-1 && i <= at {
			return units, slices.Concat(words[:i], words[end:])
		}
	}
	return 1, words
}

// portion is the weight with whose name words begin, number and all, and of how many words that is: "half a kilo".
func (w *World) portion(words []string) (grams, length int) {
	for length := min(len(words), longestPortion); length > 0; length-- {
		grams := w.portions[strings.Join(words[:length], " ")]
		if over := w.over(words[length:]); grams == partWeights[wholeWords] && over > 0 {
			return partWeights[moreWords], length + over
		}
		if grams > 0 {
			return grams, length
		}
	}
	return 0, 0
}

// numeral says whether a word is a number: of "one and a half kilo" nothing is reckoned.
func (w *World) numeral(word string) bool {
	n, length := w.numerals.First([]string{word})
	return length > 0 && n > 0
}

// longestPortion is of how many words the name of such a weight is at most.
const longestPortion = 5

// longestUnit is of how many words, or signs of Chinese, the name of a unit of weight is at most, longestOver "and a half".
const longestUnit, longestOver = 2, 3

// count is how many packs words name, and the words around it: "3 packs", or a number beside which nothing else is said,
// as in "two, please".
func (w *World) count(words []string) (units int, rest []string) {
	for i := range words {
		if units, length := w.packed(words, i); units > 0 {
			return units, slices.Concat(words[:i], words[i+length:])
		}
		n, length := w.number(words, i)
		if length == 0 {
			continue
		}
		if rest := slices.Concat(words[:i], words[i+length:]); w.small(rest) {
			return n, rest
		}
	}
	return 0, words
}

// packed is how many packs are named at a word, and in how many words.
func (w *World) packed(words []string, i int) (units, length int) {
	if units := w.packs[words[i]]; units > 0 {
		return units, 1
	}
	n, length := w.number(words, i)
	if length == 0 || i+length == len(words) {
		return 0, 0
	}
	each, pack := w.packs[words[i+length]]
	if !pack {
		return 0, 0
	}
	return n * max(each, 1), length + 1
}

// heading is the number that a text begins with as an amount, in units of sale, and the words after it.
func (w *World) heading(text string) (much amount, rest []string) {
	words := w.bared(wordsOf(text))
	if len(words) == 0 || below.MatchString(text) {
		return amount{}, nil
	}
	n, length := w.number(words, 0)
	if length == 0 {
		return amount{}, nil
	}
	return amount{units: n}, words[length:]
}

// small says whether words are but what stands around an amount: courtesies, "and", or the question what it costs.
func (w *World) small(words []string) bool {
	words = words[w.days.Small(words):]
	if len(words) == 0 {
		return true
	}
	lists := w.phrases.Cover(phrases.Of(strings.Join(words, " ")))
	aside := func(list string) bool {
		return slices.Contains([]string{phrases.Filler, phrases.Price, phrases.Yes, phrases.Hello}, list)
	}
	return lists != nil && !slices.ContainsFunc(lists, func(list string) bool { return !aside(list) })
}

// maxAside is how many words stand before an amount, and behind it, at most: who says more tells something. It bounds what
// a long text costs.
const maxAside = 12

// bared is words without those around them that stand around an amount.
func (w *World) bared(words []string) []string {
	for n := min(len(words), maxAside); n > 0; n-- {
		if w.small(words[:n]) {
			words = words[n:]
			break
		}
	}
	for i := max(0, len(words)-maxAside); i < len(words); i++ {
		if w.small(words[i:]) {
			return words[:i]
		}
	}
	return words
}

// ordered answers who names an amount and, besides courtesies, what they want so much of alone: "3 kg of dianhong".
func (t *turn) ordered() bool {
	match, much, ok := t.orders(t.in.Text)
	if !ok {
		return false
	}
	t.lone, t.s.Heard = much, t.in.Message
	t.giveOne(match, t.in.Text)
	return true
}

// orders is what a text names an amount of, and how much; it is false where the text says more, or less.
func (t *turn) orders(text string) (answers.Match, amount, bool) {
	much, rest := t.w.amountIn(text)
	lone := !much.some()
	if lone { // "2 longjing"
		much, rest = t.w.heading(text)
	}
	if !t.w.sells() || !much.some() {
		return answers.Match{}, amount{}, false
	}
	name := phrases.Unparted(t.w.bared(rest))
	match, ok := t.today().Find(name, t.lang())
	if joined, named := t.joined(name, match.Score); named {
		match, ok, name = joined, true, strings.ReplaceAll(name, " ", "")
	}
	form := !lone && !strings.Contains(name, " ") && !strings.ContainsFunc(name, func(r rune) bool { return unicode.Is(unicode.Han, r) }) // "дяньхуна"
	if !ok || !form && match.Score < plainly || t.w.vague(match) || !strings.Contains(match.ID, ":") && len(t.thingsOf(match.ID, phrases.Stock)) == 0 {
		return answers.Match{}, amount{}, false
	}
	return match, much, true
}

// maxJoined is how many words may be a name that is written in one.
const maxJoined = 3

// joined is what has the name that a text is in one word, where that is likelier than a score: "dian hong".
func (t *turn) joined(text string, score float64) (answers.Match, bool) {
	words := strings.Fields(text)
	if len(words) < 2 || len(words) > maxJoined {
		return answers.Match{}, false
	}
	whole := strings.Join(words, "")
	match, ok := t.today().Find(whole, t.lang())
	named := strings.HasPrefix(locales.Fold(whole), strings.ReplaceAll(locales.Fold(match.Title), " ", ""))
	return match, ok && named && match.Score > score
}

// rejoin takes a name in several words for the one that the shop writes in one.
func (t *turn) rejoin(p *answers.Part) {
	if match, ok := t.joined(p.Words, max(p.Match.Score, plainly)); ok {
		p.Sure, p.Match = true, match
	}
}

// units is an amount of a product in units of its sale; 0 where grams are no whole ones.
func (t *turn) units(p products.Product, much amount) int {
	if unit, _ := t.w.weight(wordsOf(t.spoken(p.Unit))); much.grams > 0 && unit > 0 && much.grams%unit == 0 {
		return much.grams / unit
	}
	return much.units
}

// lackingOf says whether there is something of a product, but less than is asked for.
func (t *turn) lackingOf(p products.Product, much amount) bool {
	return p.Stock != products.Unlimited && p.Stock > 0 && p.Stock < t.units(p, much)
}

// sum is what some of a product costs, or that there is not as much; empty where the grams are no whole units.
func (t *turn) sum(p products.Product, much amount) string {
	units, args := t.units(p, much), t.factsOf(p)
	switch {
	case units == 0:
		return ""
	case t.lackingOf(p, much):
		return t.text("product-short", args)
	}
	args["Units"], args["Sum"] = strconv.Itoa(units), (p.Price*products.Price(units)).In(t.lang(), t.w.Shop.Currency)
	return t.text("product-sum", args)
}
