// Several amounts in one message, each of something else: "200 g of Longjing and 100 g of Da Hong Pao" costs so much.
package dialogs

import (
	"slices"
	"strings"

	"guanxi/dialogs/phrases"
	"guanxi/dialogs/products"
	"guanxi/locales"
)

// joinWords is the list of words between two things that are wanted: and, plus.
const joinWords = "join-words"

// maxWanted is how many things of one message are reckoned.
const maxWanted = 8

// item is so much of something.
type item struct {
	product products.Product
	much    amount
}

// basket tells who names several things and how much of each what each costs, and what all do.
func (t *turn) basket() bool {
	if !t.w.sells() {
		return false
	}
	pieces := t.w.joined(t.in.Text)
	if len(pieces) < 2 || len(pieces) > maxWanted {
		return false
	}
	var all []item
	for _, piece := range pieces {
		match, much, ok := t.orders(piece)
		of := t.thingsOf(match.ID, phrases.Stock)
		if !ok || len(of) != 1 {
			return false
		}
		p, _ := t.w.shelf.find(strings.TrimPrefix(of[0], ofProduct+":"))
		all = append(all, item{p, much})
	}
	t.s.Heard, t.s.Last = t.in.Message, short(t.in.Text, lastWords)
	t.reckon(all)
	return true
}

// reckon tells what each costs, and together, where each has a price for so much and there is enough of it.
func (t *turn) reckon(all []item) {
	var lines []string
	total, whole, lacking := products.Price(0), true, false
	for _, one := range all {
		units := t.units(one.product, one.much)
		total += one.product.Price * products.Price(units)
		lacking = lacking || t.lackingOf(one.product, one.much)
		whole = whole && units > 0 && one.product.Stock != 0 && !t.gone(ofProduct+":"+one.product.ID)
		lines = append(lines, t.line(one.product, phrases.Price, one.much))
		t.event("question", ofProduct+":"+one.product.ID, t.in.Text)
	}
	if whole && !lacking {
		lines = append(lines, t.text("product-total", locales.Args{"Sum": total.In(t.lang(), t.w.Shop.Currency)}))
	}
	rows := [][]Button{{t.wayBack()}}
	if t.w.call != "" && !t.staffed() && lacking {
		rows = append(rows, []Button{{Label: t.text("engine-human", nil), Data: t.w.call}})
	}
	t.show(strings.Join(lines, "\n"), rows)
}

// joined parts a text at what joins things. In Arabic "and" is written in one word with the amount after it.
func (w *World) joined(text string) (pieces []string) {
	text = strings.Map(func(r rune) rune {
		if strings.ContainsRune(",，、;；+&\n", r) {
			return '\n'
		}
		return r
	}, text)
	for line := range strings.Lines(text) {
		var piece []string
		for _, word := range phrases.Words(phrases.Fold(line)) {
			rest, and := strings.CutPrefix(word, "و")
			and = and && (rest == "" || w.amounts(rest))
			if and || w.lists[joinWords][word] == joinWords {
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
