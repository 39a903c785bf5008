// The parts that a layout places, and the way from a graph to their places.
package graph

import "slices"

// part is a box, a label, or a bend where a line passes a rank.
type part struct {
	box   *Box   // nil: a label or a bend
	arrow *Arrow // of a label
	words block

	w, h float64
	loop float64 // room at the right for lines that come back to the box, with their labels

	loops []*part // those labels

	rank int
	x, y float64 // the middle of the top
	up   []*tie
	down []*tie
}

// tie is a piece of a line between neighbouring ranks.
type tie struct {
	above, below *part
	weight       float64 // how much the layout wants it straight
}

// line is an arrow on its way, from its upper end to its lower one.
type line struct {
	arrow    *Arrow
	parts    []*part
	ties     []*tie
	reversed bool // it leads upwards
}

// layout is a graph with everything in its place.
type layout struct {
	boxes  []*part
	byID   map[string]*part
	ranks  [][]*part
	lines  []*line
	loops  []*line // from a box to itself: their parts are the box and the label
	width  float64
	height float64
}

// lay puts a graph in its place. The same graph always gets the same picture.
func lay(g *Graph) *layout {
	l := &layout{byID: map[string]*part{}}
	for i := range g.Boxes {
		p := boxPart(&g.Boxes[i])
		l.boxes = append(l.boxes, p)
		l.byID[p.box.ID] = p
	}
	for i := range g.Arrows {
		l.line(&g.Arrows[i])
	}
	l.open()
	l.rank()
	l.split()
	l.order()
	l.place()
	for _, p := range l.boxes {
		p.placeLoops()
	}
	return l
}

func (l *layout) line(a *Arrow) {
	from, to := l.byID[a.From], l.byID[a.To]
	if from == nil || to == nil { // nothing to draw it between
		return
	}
	if from != to {
		l.lines = append(l.lines, &line{arrow: a, parts: []*part{from, to}})
		return
	}
	label := labelPart(a)
	from.loop = max(from.loop, loopRoom+label.w)
	from.loops = append(from.loops, label)
	l.loops = append(l.loops, &line{arrow: a, parts: []*part{from, label}})
}

// loopsHeight is that of the labels at the right of a box, one under the other.
func (p *part) loopsHeight() (height float64) {
	for _, label := range p.loops {
		height += label.h + loopGap
	}
	return max(0, height-loopGap)
}

// placeLoops puts those labels in the middle of the box's height; a box at the top of its rank has no room above.
func (p *part) placeLoops() {
	y := p.y + (p.h-p.loopsHeight())/2
	if !p.box.small() {
		y = max(y, p.y)
	}
	for _, label := range p.loops {
		label.x, label.y = p.x+p.w/2+loopRoom+label.w/2, y
		y += label.h + loopGap
	}
}

// open turns lines around so that they make no circles: those that lead back to where a walk from the starts came by.
func (l *layout) open() {
	out := map[*part][]*line{}
	for _, n := range l.lines {
		out[n.parts[0]] = append(out[n.parts[0]], n)
	}
	const walking, left = 1, 2
	state := map[*part]int{}
	var back []*line
	var visit func(*part)
	visit = func(p *part) {
		state[p] = walking
		for _, n := range out[p] {
			switch state[n.parts[1]] {
			case 0:
				visit(n.parts[1])
			case walking:
				back = append(back, n)
			}
		}
		state[p] = left
	}
	for _, p := range l.boxes {
		if state[p] == 0 {
			visit(p)
		}
	}
	for _, n := range back {
		slices.Reverse(n.parts)
		n.reversed = true
	}
}

// apart is how many ranks the ends of a line are apart at least: one lies between, for its label.
const apart = 2

// rank puts every box below those that lead to it, and then as near to its neighbours as it may be.
func (l *layout) rank() {
	for changed := true; changed; {
		changed = false
		for _, n := range l.lines {
			if lowest := n.parts[0].rank + apart; n.parts[1].rank < lowest {
				n.parts[1].rank, changed = lowest, true
			}
		}
	}
	for range l.boxes {
		if !l.tighten() {
			return
		}
	}
}

// tighten moves boxes that more lines leave than enter down to what they lead to.
func (l *layout) tighten() (moved bool) {
	for _, p := range l.boxes {
		in, out, room := 0, 0, 1<<30
		for _, n := range l.lines {
			switch p {
			case n.parts[0]:
				out++
				room = min(room, n.parts[1].rank-apart)
			case n.parts[1]:
				in++
			}
		}
		if out > in && room > p.rank {
			p.rank, moved = room, true
		}
	}
	return moved
}

// Weights of ties, after dot's: what bends most visibly is kept straightest.
const (
	weightBoxes = 1
	weightLabel = 2
	weightBends = 8
)

// split gives each line a part on every rank that it passes: its label at the end where it leaves, and bends.
func (l *layout) split() {
	height := 0
	for _, p := range l.boxes {
		height = max(height, p.rank+1)
	}
	l.ranks = make([][]*part, height)
	for _, p := range l.boxes {
		l.ranks[p.rank] = append(l.ranks[p.rank], p)
	}
	for _, n := range l.lines {
		first, last := n.parts[0], n.parts[1]
		n.parts = []*part{first}
		labelled := first.rank + 1
		if n.reversed {
			labelled = last.rank - 1
		}
		for rank := first.rank + 1; rank < last.rank; rank++ {
			p := &part{rank: rank}
			if rank == labelled && n.arrow.Label != "" {
				p = labelPart(n.arrow)
				p.rank = rank
			}
			l.ranks[rank] = append(l.ranks[rank], p)
			n.parts = append(n.parts, p)
		}
		n.parts = append(n.parts, last)
		n.tie()
	}
}

func (n *line) tie() {
	for i := range len(n.parts) - 1 {
		t := &tie{above: n.parts[i], below: n.parts[i+1], weight: weightBends}
		switch {
		case t.above.box != nil && t.below.box != nil:
			t.weight = weightBoxes
		case t.above.box != nil || t.below.box != nil:
			t.weight = weightLabel
		}
		t.above.down = append(t.above.down, t)
		t.below.up = append(t.below.up, t)
		n.ties = append(n.ties, t)
	}
}
