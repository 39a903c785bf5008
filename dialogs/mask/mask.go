// Package mask puts signs in the place of what tells who somebody is, and takes them away again: what leaves the machine
// names nobody. It is pure.
package mask

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Kind says what a sign stands for: that much a model may know.
type Kind string

// What is hidden.
const (
	Name    Kind = "NAME"
	Phone   Kind = "PHONE"
	Email   Kind = "EMAIL"
	Card    Kind = "CARD"
	Account Kind = "ACCOUNT" // of a bank: an IBAN
	Address Kind = "ADDRESS"
	Number  Kind = "NUMBER" // another one of six digits or more
	Link    Kind = "LINK"
	Text    Kind = "TEXT" // words that look like a sign themselves
)

// Sign is the form of all signs, as [PHONE_1].
var Sign = regexp.MustCompile(`\[(?:NAME|PHONE|EMAIL|CARD|ACCOUNT|ADDRESS|NUMBER|LINK|TEXT)_([0-9]{1,6})\]`)

// Mask remembers what it hid. One is for one call of a model, for the same words have the same sign throughout it.
type Mask struct {
	names  []name
	signs  map[string]string // by what they stand for
	hidden map[string]string // by sign
}

// New returns a mask that hides, beside what looks personal anywhere, the names of people that are known: of the customer
// and of staff, with their words each.
func New(names ...string) *Mask {
	return &Mask{names: namesOf(names), signs: map[string]string{}, hidden: map[string]string{}}
}

// Hide returns a text with signs for what is personal in it.
func (m *Mask) Hide(text string) string {
	var b strings.Builder
	at := 0
	for _, s := range m.personal(text) {
		b.WriteString(text[at:s.from])
		b.WriteString(m.sign(s.kind, text[s.from:s.to]))
		at = s.to
	}
	b.WriteString(text[at:])
	return b.String()
}

// Show returns a text with what its signs stand for. A sign that hides nothing stays.
func (m *Mask) Show(text string) string {
	return Sign.ReplaceAllStringFunc(text, func(sign string) string { return cmp.Or(m.hidden[sign], sign) })
}

func (m *Mask) sign(kind Kind, words string) string {
	sign, ok := m.signs[words]
	if !ok {
		sign = fmt.Sprintf("[%s_%s]", kind, strconv.Itoa(len(m.signs)+1))
		m.signs[words], m.hidden[sign] = sign, words
	}
	return sign
}

// span is a part of a text, in bytes.
type span struct {
	from, to int
	kind     Kind
}

// personal finds what is personal in a text, in order; what overlaps is one.
func (m *Mask) personal(text string) []span {
	var spans []span
	for _, at := range Sign.FindAllStringIndex(text, -1) {
		spans = append(spans, span{at[0], at[1], Text})
	}
	f := newFolded(text)
	scripts := f.scripts()
	for _, s := range slices.Concat(contacts(f.text), numbers(f.text), accounts(f.text), addresses(&f, scripts), people(&f, scripts), m.named(f.text)) {
		if s.from < s.to {
			spans = append(spans, span{f.starts[s.from], f.ends[s.to-1], s.kind})
		}
	}
	slices.SortStableFunc(spans, func(a, b span) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to)) })
	var apart []span
	for _, s := range spans {
		if n := len(apart); n > 0 && s.from < apart[n-1].to {
			apart[n-1].to = max(apart[n-1].to, s.to)
			continue
		}
		apart = append(apart, s)
	}
	return apart
}
