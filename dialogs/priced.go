// What is asked about a product without its name, for it was spoken of before: "how much is it?", "and 200 g?"
package dialogs

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/products"
	"guanxi/locales"
)

// The lists of words for units of weight.
const (
	gramWords = "weight-words-gram"
	kiloWords = "weight-words-kilo"
)

// money is how answers write amounts.
var money = regexp.MustCompile(`(?i)\p{Sc}|\beuros?\b|\beur\b|dollar|pound|dólar|libra|евро|рубл|доллар|欧元|美元|人民币|\d元|يورو|دولار|درهم|ريال`)

// priced answers a question for a price, for what is left, or for an amount, of what the customer was last told of; where
// there was nothing, a price is asked of all there is.
func (t *turn) priced() bool {
	what, grams := t.bare(t.in.Text)
	if what == "" {
		return false
	}
	if t.in.History == nil {
		t.Recall = true
		return true
	}
	entries := t.things(what)
	if len(entries) == 0 {
		return false
	}
	t.s.Heard = t.in.Message
	if !strings.HasPrefix(entries[0], ofProduct+":") {
		match, there := t.today().Entry(entries[0], t.lang())
		if !there {
			match = answers.Match{ID: entries[0], Score: 1}
		}
		t.giveOne(match, t.in.Text)
		return true
	}
	var lines []string
	for _, entry := range entries {
		p, _ := t.w.shelf.find(strings.TrimPrefix(entry, ofProduct+":"))
		lines = append(lines, t.line(p, what, grams))
		t.event("question", entry, t.in.Text)
	}
	t.s.Last = short(t.in.Text, lastWords)
	t.show(strings.Join(lines, "\n"), [][]Button{{t.wayBack()}})
	return true
}

// bare is what a text asks for without saying of what: a price, what is left, or an amount in grams, which is a price too;
// empty: something else.
func (t *turn) bare(text string) (what string, grams int) {
	if !t.w.sells() {
		return "", 0
	}
	if what = t.w.phrases.heard(text); what == saysPrice || what == saysStock {
		return what, 0
	}
	grams, rest := t.w.weight(text)
	for grams > 0 && len(rest) > 0 {
		word, n := t.w.days.longest(rest)
		if n == 0 || word.kind != beside {
			break
		}
		rest = rest[n:]
	}
	if grams > 0 && (len(rest) == 0 || t.w.phrases.heard(strings.Join(rest, " ")) == saysPrice) {
		return saysPrice, grams
	}
	return "", 0
}

func newWeights(texts *locales.Catalogue) map[string]int {
	weights := map[string]int{}
	for key, grams := range map[string]int{gramWords: 1, kiloWords: 1000} {
		for _, lang := range texts.Languages() {
			for _, phrase := range texts.List(lang, key) {
				weights[strings.Join(numberWords(phrase), " ")] = grams
			}
		}
	}
	return weights
}

// weight is the first weight in a text, in grams, and the words around it; 0 where there is none, or several numbers stand
// beside each other.
func (w *World) weight(text string) (grams int, rest []string) {
	words := numberWords(fold(text))
	for i := 1; i < len(words); i++ {
		n, err := strconv.Atoi(words[i-1])
		much := w.weights[words[i]]
		if err != nil || n < 1 || n > 1e5 || much == 0 || i > 1 && countable(words[i-2]) {
			continue
		}
		return n * much, append(slices.Clone(words[:i-1]), words[i+1:]...)
	}
	return 0, words
}

// line tells of a product in short what is asked.
func (t *turn) line(p products.Product, what string, grams int) string {
	args := t.factsOf(p)
	switch sum := t.sum(p, grams); {
	case p.Stock == 0 || t.gone(ofProduct+":"+p.ID):
		return t.text("product-line-gone", args)
	case sum != "":
		return sum
	case grams > 0:
		return t.text("product-by", args)
	case what == saysStock:
		return t.text("product-there", args)
	}
	return t.text("product-line", args)
}

// sum is what some grams of a product cost that is sold by weight; empty where they are no whole units.
func (t *turn) sum(p products.Product, grams int) string {
	unit, _ := t.w.weight(t.spoken(p.Unit))
	if grams == 0 || unit == 0 || grams%unit != 0 || p.Stock != products.Unlimited && p.Stock*unit < grams {
		return ""
	}
	args := t.factsOf(p)
	args["Units"], args["Sum"] = strconv.Itoa(grams/unit), (p.Price*products.Price(grams/unit)).In(t.lang(), t.w.Shop.Currency)
	return t.text("product-sum", args)
}

// things are what a question without a name is about: the products, the category, or for a price the entry that tells
// one, of which the customer heard last.
func (t *turn) things(what string) []string {
	for _, e := range slices.Backward(t.in.History.Last) {
		if t.in.At.Sub(time.Unix(e.At, 0)) > topical {
			break
		}
		if about := t.thingsOf(topicOf(t.w, e.Kind, e.Value), what); len(about) > 0 {
			return about
		}
	}
	if what == saysPrice {
		return []string{ofCategory + ":" + everything}
	}
	return nil
}

func (t *turn) thingsOf(topic, what string) (entries []string) {
	match, there := t.today().Entry(topic, t.lang())
	switch kind, _, shelf := strings.Cut(topic, ":"); {
	case !there:
		return nil
	case shelf && (kind == ofProduct || what == saysPrice):
		return []string{topic}
	}
	for _, p := range t.w.shelf.products {
		if p.Knowledge == topic {
			entries = append(entries, ofProduct+":"+p.ID)
		}
	}
	if entries == nil && what == saysPrice && money.MatchString(match.Text) {
		return []string{topic}
	}
	return entries
}

// topicOf is the entry, or the product, of which an event tells that the customer was told.
func topicOf(w *World, kind, value string) string {
	switch kind {
	case "question":
		return value
	case "browse":
		if p, ok := w.shelf.find(strings.TrimPrefix(value, "more.")); ok {
			return ofProduct + ":" + p.ID
		}
	}
	return ""
}

// topic is the entry that answered the customer lately, or the product that they looked at.
func (t *turn) topic() string {
	for _, e := range slices.Backward(t.in.History.Last) {
		if topic := topicOf(t.w, e.Kind, e.Value); topic != "" {
			if t.in.At.Sub(time.Unix(e.At, 0)) > topical {
				return ""
			}
			return topic
		}
	}
	return ""
}

// byContext finds what a question without a name asks for that stands among others: what those before it in the message
// are about, or those before the message. It is false where the turn is to be taken again with what has happened.
func (t *turn) byContext(p *answers.Part, before []answers.Part) bool {
	what, grams := t.bare(p.Words)
	if what == "" || p.Sure && grams == 0 {
		return true
	}
	if t.in.History == nil {
		t.Recall = true
		return false
	}
	var about []string
	for _, other := range before {
		if things := t.thingsOf(other.Match.ID, what); other.Sure && len(things) > 0 {
			about = things
		}
	}
	if len(about) == 0 {
		about = t.things(what)
	}
	*p = answers.Part{Words: p.Words}
	if len(about) == 1 && !strings.HasPrefix(about[0], ofCategory) {
		p.Match, p.Sure = t.today().Entry(about[0], t.lang())
	}
	return true
}

// weighed is the product in place of the entry that tells of it alone, where a price of some grams is asked that can be
// reckoned.
func (t *turn) weighed(match answers.Match, words string) answers.Match {
	grams, _ := t.w.weight(words)
	if grams == 0 || strings.Contains(match.ID, ":") {
		return match
	}
	entries := t.thingsOf(match.ID, saysStock)
	if len(entries) != 1 {
		return match
	}
	p, _ := t.w.shelf.find(strings.TrimPrefix(entries[0], ofProduct+":"))
	if other, there := t.today().Entry(entries[0], t.lang()); there && t.sum(p, grams) != "" {
		return other
	}
	return match
}
