// Several amounts in one message, each of something else: "200 g of Longjing and 100 g of Da Hong Pao" costs so much.
package dialogs

import (
	"maps"
	"slices"
	"strings"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/phrases"
	"guanxi/dialogs/products"
	"guanxi/locales"
)

// joinWords is the list of words between two things that are wanted: and, plus.
const joinWords = "join-words"

// oneWords is the list of articles, which stand for one of what they are before.
const oneWords = "one-words"

// maxWanted is how many things of one message are reckoned.
const maxWanted = 8

// item is so much of something. What is not sold has but the customer's words.
type item struct {
	product products.Product
	much    amount
	unknown string
}

// basket tells who names several things and how much of each what each costs, and what all do: what is not sold
// is named, so that nobody takes the sum for that of all. What else is surely asked for beside them is answered below.
func (t *turn) basket() bool {
	if !t.w.sells() {
		return false
	}
	pieces := t.w.pieces(t.in.Text)
	if len(pieces) < 2 || len(pieces) > maxWanted {
		return false
	}
	var all []item
	var others []answers.Part
	some := false
	for _, piece := range pieces {
		one, ok := t.item(piece)
		if !ok {
			match, sure := t.today().Find(piece, t.lang())
			if !sure || match.Score < plainly || t.w.vague(match) {
				return false
			}
			others = append(others, answers.Part{Words: piece, Sure: true, Match: match})
			continue
		}
		some = some || one.unknown == "" && one.much.some()
		all = append(all, t.atLeast(one))
	}
	if !some {
		return false
	}
	t.s.Heard, t.s.Last = t.in.Message, short(t.in.Text, lastWords)
	t.reckon(all)
	for _, part := range others {
		t.event("question", part.Match.ID, part.Words)
		t.show(t.section(part))
	}
	return true
}

// item is what a piece of the customer's words wants, and how much of it, if it says so. It is false where the words are
// about something else.
func (t *turn) item(piece string) (item, bool) {
	match, much, ok := t.orders(piece)
	if of := t.thingsOf(match.ID, phrases.Stock); ok && len(of) == 1 {
		p, found := t.w.shelf.find(strings.TrimPrefix(of[0], ofProduct+":"))
		return item{product: p, much: much}, found
	}
	much, rest := t.w.amountIn(piece)
	if !much.some() {
		much, rest = t.w.heading(piece)
	}
	if !much.some() {
		much, rest = t.w.single(phrases.Words(phrases.Fold(piece)))
	}
	name := t.w.bared(rest)
	p, ok := t.sold(name)
	if !ok && len(name) == 0 && much.some() { // "one" "and a half kilo"
		return item{}, false
	}
	if !ok {
		return item{much: much, unknown: parted(piece)}, much.some() && !t.unsold(piece)
	}
	return item{product: p, much: much}, true
}

// atLeast is one of what is not sold by weight, where nothing is said of how many.
func (t *turn) atLeast(one item) item {
	if unit, _ := t.w.weight(wordsOf(t.spoken(one.product.Unit))); one.unknown == "" && !one.much.some() && unit == 0 {
		one.much.units = 1
	}
	return one
}

// unsold says whether the knowledge answers words with what is nothing to buy.
func (t *turn) unsold(words string) bool {
	match, ok := t.today().Find(words, t.lang())
	return ok && !strings.HasPrefix(match.ID, ofCategory+":") && len(t.thingsOf(match.ID, phrases.Stock)) == 0
}

// single is one of what stands after an article, and the words after it.
func (w *World) single(words []string) (much amount, rest []string) {
	for i, word := range words[:min(len(words), maxAside)] {
		if w.lists[oneWords].Means(word) != "" && w.small(words[:i]) {
			return amount{units: 1}, words[i+1:]
		}
	}
	return amount{}, words
}

// sold is the only product in whose name, in any language, each of some words stands in some form.
func (t *turn) sold(words []string) (named products.Product, ok bool) {
	name := t.stems(phrases.Unparted(words), t.lang())
	if len(name) == 0 {
		return products.Product{}, false
	}
	for _, p := range t.w.shelf.products {
		for lang, called := range p.Name {
			stems := t.stems(called, lang)
			if !slices.ContainsFunc(name, func(stem string) bool { return !slices.Contains(stems, stem) }) {
				if ok && named.ID != p.ID {
					return products.Product{}, false
				}
				named, ok = p, true
			}
		}
	}
	return named, ok
}

// stems are the stems of the words of a text that say something.
func (t *turn) stems(text, lang string) (stems []string) {
	for _, word := range phrases.Words(phrases.Fold(text)) {
		if !answers.Common(word) {
			stems = append(stems, answers.Stem(word, lang))
		}
	}
	return stems
}

// reckon tells what each costs, and together, where each has a price for so much and there is enough of it.
func (t *turn) reckon(all []item) {
	var lines []string
	total, whole, lacking := products.Price(0), true, false
	for _, one := range all {
		if one.unknown != "" {
			whole = false
			lines = append(lines, t.text("answer-part", locales.Args{"Question": short(one.unknown, quoted)}))
			t.event("question", "", one.unknown)
			continue
		}
		units := t.units(one.product, one.much)
		total += one.product.Price * products.Price(units)
		lacking = lacking || t.lackingOf(one.product, one.much)
		whole = whole && units > 0 && one.product.Stock != 0 && !t.gone(ofProduct+":"+one.product.ID)
		lines = append(lines, t.line(one.product, phrases.Price, one.much))
		t.event("question", ofProduct+":"+one.product.ID, t.in.Text)
	}
	if whole && !lacking && len(all) > 1 {
		lines = append(lines, t.text("product-total", locales.Args{"Sum": total.In(t.lang(), t.w.Shop.Currency)}))
	}
	rows := [][]Button{{t.wayBack()}}
	if t.w.call != "" && !t.staffed() && (lacking || !whole) {
		rows = append(rows, []Button{{Label: t.text("engine-human", nil), Data: t.w.call}})
	}
	t.show(strings.Join(lines, "\n"), rows)
}

// pieces parts a text at what joins things. In Arabic "and" is written in one word with the amount after it.
func (w *World) pieces(text string) (pieces []string) {
	text = strings.Map(func(r rune) rune {
		if strings.ContainsRune(",，،、;；؛+&\n", r) {
			return '\n'
		}
		return r
	}, jointed(text))
	for line := range strings.Lines(text) {
		var piece []string
		for _, word := range phrases.Words(phrases.Fold(line)) {
			rest, and := strings.CutPrefix(word, "و")
			and = and && (rest == "" || w.amounts(rest) || w.begins(rest))
			if and || w.lists[joinWords].Means(word) != "" {
				pieces = append(pieces, phrases.Unparted(piece))
				piece = nil
				word = rest
				if !and {
					word = ""
				}
			}
			if word != "" {
				piece = append(piece, word)
			}
		}
		pieces = append(pieces, phrases.Unparted(piece))
	}
	return slices.DeleteFunc(pieces, func(piece string) bool { return piece == "" || w.small(phrases.Words(piece)) })
}

// amounts says whether a word may begin an amount.
func (w *World) amounts(word string) bool {
	_, pack := w.packs[word]
	_, portion := w.portion([]string{word})
	return pack || portion > 0 || w.numeral(word) || phrases.Countable(word)
}

// begins says whether the name of a product begins with a word.
func (w *World) begins(word string) bool {
	return slices.ContainsFunc(w.shelf.products, func(p products.Product) bool {
		return slices.ContainsFunc(slices.Collect(maps.Values(p.Name)), func(name string) bool {
			return strings.HasPrefix(phrases.Fold(name)+" ", word+" ")
		})
	})
}
