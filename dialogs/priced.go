// What something costs that was spoken of last: "how much is it?"
package dialogs

import (
	"slices"
	"strings"
	"time"

	"guanxi/dialogs/answers"
)

// priced answers a bare question for a price: of the product that the customer was last told of, or where there was none, of
// what there is.
func (t *turn) priced() bool {
	entries := t.meant()
	if len(entries) == 0 || t.Recall {
		return t.Recall
	}
	t.s.Heard = t.in.Message
	if strings.HasPrefix(entries[0], ofCategory) {
		t.giveOne(answers.Match{ID: entries[0]}, t.in.Text)
		return true
	}
	var lines []string
	for _, entry := range entries {
		p, _ := t.w.shelf.find(strings.TrimPrefix(entry, ofProduct+":"))
		line := "product-line"
		if p.Stock == 0 {
			line = "product-line-gone"
		}
		lines = append(lines, t.text(line, t.factsOf(p)))
		t.event("question", entry, t.in.Text)
	}
	t.s.Last = short(t.in.Text, lastWords)
	t.show(strings.Join(lines, "\n"), [][]Button{{t.wayBack()}})
	return true
}

// meant are the products, or the category, whose prices are asked for without a name; none, where something else is. It may
// have the turn taken again with what has happened.
func (t *turn) meant() (entries []string) {
	if !t.w.sells() || t.w.phrases.heard(t.in.Text) != saysPrice {
		return nil
	}
	if t.in.History == nil {
		t.Recall = true
		return nil
	}
	topic := t.topic()
	if _, there := t.w.answers.Entry(topic, t.lang()); !there { // or not any more
		topic = ofCategory + ":" + everything
	}
	if strings.Contains(topic, ":") {
		return []string{topic}
	}
	for _, p := range t.w.shelf.products {
		if p.Knowledge == topic {
			entries = append(entries, ofProduct+":"+p.ID)
		}
	}
	return entries
}

// topic is the entry that answered the customer lately, or the product that they looked at.
func (t *turn) topic() string {
	for _, e := range slices.Backward(t.in.History.Last) {
		topic := ""
		switch e.Kind {
		case "question":
			topic = e.Value
		case "browse":
			if p, ok := t.w.shelf.find(strings.TrimPrefix(e.Value, "more.")); ok {
				topic = ofProduct + ":" + p.ID
			}
		}
		if topic != "" {
			if t.in.At.Sub(time.Unix(e.At, 0)) > topical {
				return ""
			}
			return topic
		}
	}
	return ""
}
