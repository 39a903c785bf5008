package profile

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// Event is a dated fact about a customer.
type Event struct {
	Kind  string `cbor:"1,keyasint,omitempty"`  // what happened, as the flow names it: rating, rating-reason, question
	At    int64  `cbor:"2,keyasint,omitempty"`  // Unix seconds
	Value string `cbor:"3,keyasint,omitempty"`  // a stable value: the stars, the choice, the entry that answered
	Words string `cbor:"4,keyasint,omitempty"`  // what the customer wrote, where they wrote
	Round int64  `cbor:"5,keyasint,omitempty"`  // when the round of questions it belongs to began, Unix seconds; 0: with it
	By    int64  `cbor:"10,keyasint,omitempty"` // who of the staff wrote it down; 0: the customer's own doing
}

// Stands says whether none of the later events takes the place of this one. A customer may answer a question of a
// round again, as by changing a rating: of the events of one kind and round the last counts.
func (e Event) Stands(later []Event) bool {
	round := cmp.Or(e.Round, e.At)
	return !slices.ContainsFunc(later, func(l Event) bool { return l.Kind == e.Kind && l.Round == round })
}

// Month counts a calendar month's (UTC) events that were folded away.
type Month struct {
	Number int            `cbor:"1,keyasint,omitempty"` // months since year 0: 12*year + month-1
	Counts map[string]int `cbor:"2,keyasint,omitempty"`
}

// keptEvents is how many events stay whole; older ones are counted by month. 30 events pack into about 1,100 bytes.
const keptEvents = 30

// History is a customer's events: the last ones whole, the older ones as counts a month.
type History struct {
	Months []Month `cbor:"1,keyasint,omitempty"`
	Last   []Event `cbor:"2,keyasint,omitempty"`
}

// With returns the history with events added in the order they happened, those beyond the last 30 folded into their
// months. It leaves h alone.
func (h History) With(events ...Event) History {
	last := append(slices.Clip(h.Last), events...)
	fold := max(len(last)-keptEvents, 0)
	if fold > 0 {
		h.Months = slices.Clone(h.Months)
	}
	for i, e := range last[:fold] {
		if e.Stands(last[i+1:]) {
			h.count(e)
		}
	}
	h.Last = last[fold:]
	return h
}

// Without returns the history without an event that was written down in error, where it is still whole. It leaves h alone.
func (h History) Without(e Event) History {
	if i := slices.Index(h.Last, e); i >= 0 {
		h.Last = slices.Delete(slices.Clone(h.Last), i, i+1)
	}
	return h
}

// count adds an event to its month. The months are the history's own; their maps are not.
func (h *History) count(e Event) {
	t := time.Unix(e.At, 0).UTC()
	number := 12*t.Year() + int(t.Month()) - 1
	for i := range h.Months {
		if m := &h.Months[i]; m.Number == number {
			m.Counts = maps.Clone(m.Counts)
			m.Counts[e.Kind]++
			return
		}
	}
	h.Months = append(h.Months, Month{Number: number, Counts: map[string]int{e.Kind: 1}})
}
