// How an index lies in memory: in few large pieces that hold no pointers, so that it is small and nobody has to look through
// it for what is in use.
package answers

import "slices"

// lists are lists of something, one after the other in one slice.
type lists[T any] struct {
	from []int32 // where each begins; one more at the end
	all  []T
}

// newLists makes n lists of all that is put into one of them by its number. It is put twice: to be counted, and to be there.
func newLists[T any](n int, all func(put func(list int32, v T))) lists[T] {
	l := lists[T]{from: make([]int32, n+1)}
	all(func(i int32, _ T) { l.from[i+1]++ })
	for i := range n {
		l.from[i+1] += l.from[i]
	}
	l.all = make([]T, l.from[n])
	next := slices.Clone(l.from)
	all(func(i int32, v T) {
		l.all[next[i]] = v
		next[i]++
	})
	return l
}

// at is the list with a number.
func (l *lists[T]) at(i int32) []T { return l.all[l.from[i]:l.from[i+1]] }

// len is how many lists there are.
func (l *lists[T]) len() int { return len(l.from) - 1 }

// numbering are given to hashes, from 0 in the order in which they come. It is a hash table with open addressing.
type numbering struct {
	hashes []uint64 // by number
	slots  []int32  // a power of two; a number and 1, or 0 where none is
}

// of is the number of a hash.
func (n *numbering) of(hash uint64) (number int32, ok bool) {
	if len(n.slots) == 0 {
		return 0, false
	}
	at := n.slot(hash)
	return n.slots[at] - 1, n.slots[at] > 0
}

// slot is where a hash has its number, or may have it.
func (n *numbering) slot(hash uint64) int {
	mask := len(n.slots) - 1
	at := int(hash^hash>>32) & mask
	for n.slots[at] > 0 && n.hashes[n.slots[at]-1] != hash {
		at = (at + 1) & mask
	}
	return at
}

// add is the number of a hash, which gets one if it has none.
func (n *numbering) add(hash uint64) int32 {
	if number, ok := n.of(hash); ok {
		return number
	}
	if n.hashes = append(n.hashes, hash); 4*len(n.hashes) > 3*len(n.slots) {
		n.slots = make([]int32, max(8, 2*len(n.slots)))
		for i, h := range n.hashes {
			n.slots[n.slot(h)] = int32(i) + 1
		}
	} else {
		n.slots[n.slot(hash)] = int32(len(n.hashes))
	}
	return int32(len(n.hashes)) - 1
}

// trim frees the room that was for more.
func (n *numbering) trim() { n.hashes = slices.Clone(n.hashes) }

// places are numbering by texts, of which only hashes are kept.
type places struct {
	texts numbering
	at    []int32
}

// of is the number that a text has.
func (p *places) of(text string) (number int, ok bool) {
	i, ok := p.texts.of(textHash(text))
	if !ok {
		return 0, false
	}
	return int(p.at[i]), true
}

// put gives a text a number unless it has one, and returns where that stands.
func (p *places) put(text string, number int) *int32 {
	i := p.texts.add(textHash(text))
	if int(i) == len(p.at) {
		p.at = append(p.at, int32(number))
	}
	return &p.at[i]
}

// trim frees the room that was for more.
func (p *places) trim() {
	p.texts.trim()
	p.at = slices.Clone(p.at)
}
