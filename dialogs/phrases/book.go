package phrases

import (
	"iter"
	"slices"
)

const (
	maxUnits  = 16 // of a message that a phrase can be all of: more say something of their own
	maxPhrase = 12 // units of the longest phrase
)

// Book is the phrases of some lists.
type Book struct {
	in    *Lexicon
	lists []uint16 // by their places in it; of two that have a phrase, the first counts
}

// Means is the list of a phrase, in units joined by spaces; "" where none has it.
func (b Book) Means(phrase string) string {
	if b.in == nil {
		return ""
	}
	having := b.in.having(phrase)
	if len(having) == 0 { // of most that customers write
		return ""
	}
	for _, list := range b.lists {
		if slices.Contains(having, list) {
			return b.in.lists[list]
		}
	}
	return ""
}

// Places yields where phrases of some lists stand in a text: from one unit to before another.
func (b Book) Places(s Said, lists ...string) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		n := len(s.spans)
		for i := range n {
			for j := i + 1; j <= min(n, i+maxPhrase); j++ {
				if list := b.Means(s.Phrase(i, j)); list != "" && slices.Contains(lists, list) && !yield(i, j) {
					return
				}
			}
		}
	}
}

// Mentions says whether a phrase of one of the lists stands anywhere in a text.
func (b Book) Mentions(text string, lists ...string) bool {
	for range b.Places(Of(text), lists...) {
		return true
	}
	return false
}

// First is the list of the longest phrase at the head of a text, "" where none is there.
func (b Book) First(s Said) string {
	for j := min(len(s.spans), maxPhrase); j > 0; j-- {
		if list := b.Means(s.Phrase(0, j)); list != "" {
			return list
		}
	}
	return ""
}

// Opening returns where the phrase of a list ends that begins a text, in units, with nothing before it but what may lead to
// it; 0: none does. The longest counts.
func (b Book) Opening(s Said, list string) int {
	n := len(s.spans)
	for i := range min(n, maxPhrase) {
		for j := min(n, i+maxPhrase); j > i; j-- {
			if b.Means(s.Phrase(i, j)) == list && (i == 0 || b.leads(Of(s.Phrase(0, i)))) {
				return j
			}
		}
	}
	return 0
}

// leading are the lists of what may stand before a phrase that opens a text.
var leading = []string{Hello, Filler, Person}

func (b Book) leads(s Said) bool {
	lists := b.Cover(s)
	return lists != nil && !slices.ContainsFunc(lists, func(list string) bool { return !slices.Contains(leading, list) })
}

// Cover returns the lists of the fewest phrases that make up all of a text, nil where none do.
func (b Book) Cover(s Said) []string {
	n := len(s.spans)
	if n > maxUnits {
		return nil
	}
	type way struct {
		phrases, from int // 0 phrases: there is no way here
		list          string
	}
	var best [maxUnits + 1]way
	for i := range n {
		if i > 0 && best[i].phrases == 0 {
			continue
		}
		for j := min(n, i+maxPhrase); j > i; j-- {
			list := b.Means(s.Phrase(i, j))
			if count := best[i].phrases + 1; list != "" && list != still && (best[j].phrases == 0 || count < best[j].phrases) {
				best[j] = way{count, i, list}
			}
		}
	}
	if best[n].phrases == 0 {
		return nil
	}
	var lists []string
	for at := n; at > 0; at = best[at].from {
		lists = append(lists, best[at].list)
	}
	slices.Reverse(lists)
	return lists
}
