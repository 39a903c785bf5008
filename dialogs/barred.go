// What is said to a customer whose messages staff do not take: nobody offers them a person.
package dialogs

import (
	"slices"
	"strings"
)

// onBarred tells the customer that staff take no more messages of theirs, or that they do again.
func (t *turn) onBarred() {
	if barred := t.in.Number != 0; t.c.Barred != barred {
		if t.c.Barred = barred; barred {
			t.hush()
			t.s.Awaits = false
			t.say("human-barred", nil)
			if at := t.question(); at != nil && !at.Open { // else the answer to it would be taken for a question
				t.ask(at)
				return
			}
			t.s.leave()
			return
		}
		t.say("human-unbarred", nil)
	}
}

// barred keeps a customer out of a conversation that nobody would have with them.
func (t *turn) barred(at *step) bool {
	if at.Relay && t.c.Barred {
		t.say("human-barred", nil)
		return true
	}
	return false
}

// personal are the texts that offer a person, or promise that somebody reads, with what they come to without.
var personal = map[string]string{
	"complain-filed": "complain-filed-alone", "complain-filed-left": "complain-filed-alone", "complain-passed": "complain-added",
	"complain-reopened": "complain-reopened-alone", "complain-retaken": "complain-retaken-alone", "complain-sorry": "complain-sorry-alone",
	"suggest-sent": "suggest-alone", "suggest-praised": "suggest-alone",
	"answer-unknown": "talk-alone", "answer-lost": "talk-alone", "answer-no-more": "talk-alone", "answer-sorry": "talk-alone",
	"answer-media": "talk-alone", "media-place": "talk-alone", "media-card": "talk-alone", "media-strange": "talk-alone",
	"engine-person-offer": "talk-alone", "complain-upset": "talk-alone-sorry", "complain-grief": "talk-alone-sorry",
	"talk-despair": "talk-despair-alone", "talk-bot": "talk-bot-alone", "complain-why-none": "talk-alone-sorry",
	"answer-part": "answer-part-alone", "answer-part-near": "answer-part-near-alone", "feast-unsure": "feast-unsure-alone",
	"product-short": "product-short-alone", "welcome-hello": "welcome-hello-alone", "welcome-hello-nameless": "welcome-hello-alone",
}

// alone is the key of a text for this customer.
func (t *turn) alone(key string) string {
	if other := personal[key]; t.c.Barred && other != "" {
		return other
	}
	return key
}

// spares returns where a question leads that asks this customer for nothing but whether they want a person, as if they did
// not; nil: it asks for something else.
func (t *turn) spares(at *step) *step {
	person := t.w.starts[onPerson]
	if !t.c.Barred || person == nil || at.Open || len(at.Choices) != 2 {
		return nil
	}
	for i, c := range at.Choices {
		if c.next == person {
			return at.Choices[1-i].next
		}
	}
	return nil
}

// withoutPerson takes the buttons away that call a person whom the customer cannot have.
func (t *turn) withoutPerson() {
	if !t.c.Barred {
		return
	}
	for i := range t.Messages {
		var rows [][]Button
		for _, row := range t.Messages[i].Buttons {
			if row = slices.DeleteFunc(slices.Clone(row), func(b Button) bool { return t.w.calls(b.Data) }); len(row) > 0 {
				rows = append(rows, row)
			}
		}
		t.Messages[i].Buttons = rows
	}
}

// calls says whether a button calls a person.
func (w *World) calls(data string) bool {
	name, value, _ := strings.Cut(data, ":")
	at := w.steps[name]
	if at == nil || w.starts[onPerson] == nil {
		return false
	}
	c := at.choice(value)
	return c != nil && c.next == w.starts[onPerson]
}
