// What is asked about a product without its name, for it was spoken of before: "how much is it?", "and 200 g?"
package dialogs

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/phrases"
	"guanxi/dialogs/products"
)

// money is how answers write amounts.
var money = regexp.MustCompile(`(?i)\p{Sc}|\beuros?\b|\beur\b|dollar|pound|dólar|libra|евро|рубл|доллар|欧元|美元|人民币|\d元|يورو|دولار|درهم|ريال`)

// priced answers a question for a price, for what is left, or for an amount, of what the customer was last told of; where
// there was nothing, a price is asked of all there is.
func (t *turn) priced() bool {
	what, much := t.bare(t.in.Text)
	if what == "" {
		return false
	}
	if t.in.History == nil {
		t.Recall = true
		return true
	}
	entries := t.things(what)
	if len(entries) == 0 || much.units > 0 && !strings.HasPrefix(entries[0], ofProduct+":") { // packs of nothing
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
	lacking := false
	for _, entry := range entries {
		p, _ := t.w.shelf.find(strings.TrimPrefix(entry, ofProduct+":"))
		lacking = lacking || t.lackingOf(p, much)
		lines = append(lines, t.line(p, what, much))
		t.event("question", entry, t.in.Text)
	}
	t.s.Last = short(t.in.Text, lastWords)
	rows := [][]Button{{t.wayBack()}}
	if t.w.call != "" && !t.staffed() && lacking {
		rows = append(rows, []Button{{Label: t.text("engine-human", nil), Data: t.w.call}})
	}
	t.show(strings.Join(lines, "\n"), rows)
	return true
}

// bare is what a text asks for without saying of what: a price, what is left, or an amount, which is a price too; empty:
// something else.
func (t *turn) bare(text string) (what string, much amount) {
	if !t.w.sells() {
		return "", amount{}
	}
	if what = t.w.phrases.Heard(text); what == phrases.Price || what == phrases.Stock {
		return what, amount{}
	}
	if much, rest := t.w.amountIn(text); much.some() && t.w.small(rest) {
		if _, _, timed := t.w.clock.Read(text, t.w.days); timed { // "at seven"
			return "", amount{}
		}
		return phrases.Price, much
	}
	return "", amount{}
}

// line tells of a product in short what is asked.
func (t *turn) line(p products.Product, what string, much amount) string {
	args := t.factsOf(p)
	switch sum := t.sum(p, much); {
	case p.Stock == 0 || t.gone(ofProduct+":"+p.ID):
		return t.text("product-line-gone", args)
	case sum != "":
		return sum
	case much.some():
		return t.text("product-by", args)
	case what == phrases.Stock:
		return t.text("product-there", args)
	}
	return t.text("product-line", args)
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
	if what == phrases.Price {
		return []string{ofCategory + ":" + everything}
	}
	return nil
}

func (t *turn) thingsOf(topic, what string) (entries []string) {
	match, there := t.today().Entry(topic, t.lang())
	switch kind, _, shelf := strings.Cut(topic, ":"); {
	case !there:
		return nil
	case shelf && (kind == ofProduct || what == phrases.Price):
		return []string{topic}
	}
	for _, p := range t.w.shelf.products {
		if p.Knowledge == topic {
			entries = append(entries, ofProduct+":"+p.ID)
		}
	}
	if entries == nil && what == phrases.Price && money.MatchString(match.Text) {
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
	what, much := t.bare(p.Words)
	if what == "" || p.Sure && !much.some() {
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

// weighed is the product in place of the entry that tells of it alone, where a price of some of it is asked that can be
// reckoned.
func (t *turn) weighed(match answers.Match, words string) answers.Match {
	much := t.amount(words)
	if !much.some() || strings.Contains(match.ID, ":") {
		return match
	}
	entries := t.thingsOf(match.ID, phrases.Stock)
	if len(entries) != 1 {
		return match
	}
	p, _ := t.w.shelf.find(strings.TrimPrefix(entries[0], ofProduct+":"))
	if other, there := t.today().Entry(entries[0], t.lang()); there && t.sum(p, much) != "" {
		return other
	}
	return match
}
