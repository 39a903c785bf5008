// Where everything stands.
package graph

import (
	"cmp"
	"slices"
)

// Distances, in pixels.
const (
	margin   = 24.0
	nearby   = 18.0 // between neighbours of a rank
	loopRoom = 24.0 // from a box to the label of a line that comes back to it
	loopGap  = 3.0  // between such labels
	minGap   = 20.0 // between ranks
	maxGap   = 44.0
	portStep = 18.0 // between lines that leave a box
	rounds   = 80   // of relaxing; the picture no longer changes visibly after some 40
)

func (l *layout) place() {
	for _, rank := range l.ranks {
		x := 0.0
		for i, p := range rank {
			if i > 0 {
				x += distance(rank[i-1], p)
			}
			p.x = x
		}
		shift(rank, -x/2)
	}
	for round := range rounds {
		l.relax(round%2 == 0, round >= rounds/2)
	}
	l.columns()
	l.rows()
}

func shift(parts []*part, by float64) {
	for _, p := range parts {
		p.x += by
	}
}

// distance is that of the middles of two neighbours.
func distance(left, right *part) float64 { return left.w/2 + left.loop + nearby + right.w/2 }

// relax draws every part to the middle of its neighbours: those on the rank before, or both sides'.
func (l *layout) relax(down, both bool) {
	for i := range l.ranks {
		rank := l.ranks[i]
		if !down {
			rank = l.ranks[len(l.ranks)-1-i]
		}
		want, weight := make([]float64, len(rank)), make([]float64, len(rank))
		for j, p := range rank {
			want[j], weight[j] = p.wish(down || both, !down || both)
		}
		settle(rank, want, weight)
	}
}

// wish is where a part would like to be, and how much. One without neighbours there would like to stay.
func (p *part) wish(up, down bool) (x, weight float64) {
	add := func(ties []*tie, side func(*tie) float64) {
		for _, t := range ties {
			x += t.weight * side(t)
			weight += t.weight
		}
	}
	if up {
		add(p.up, func(t *tie) float64 { return t.above.x })
	}
	if down {
		add(p.down, func(t *tie) float64 { return t.below.x })
	}
	if weight == 0 {
		return p.x, 0.01
	}
	return x / weight, weight
}

// settle brings the parts of a rank as near to their wishes as their order and distances let it, in least squares: less
// their distances the places must not fall, so neighbours whose wishes do are pooled at their mean.
func settle(rank []*part, want, weight []float64) {
	type pool struct {
		x, weight float64
		n         int
	}
	var pools []pool
	offset := make([]float64, len(rank))
	for i := range rank {
		if i > 0 {
			offset[i] = offset[i-1] + distance(rank[i-1], rank[i])
		}
		next := pool{want[i] - offset[i], weight[i], 1}
		for len(pools) > 0 && pools[len(pools)-1].x > next.x {
			last := pools[len(pools)-1]
			pools = pools[:len(pools)-1]
			sum := last.weight + next.weight
			next = pool{(last.x*last.weight + next.x*next.weight) / sum, sum, last.n + next.n}
		}
		pools = append(pools, next)
	}
	i := 0
	for _, p := range pools {
		for range p.n {
			rank[i].x = p.x + offset[i]
			i++
		}
	}
}

// columns moves everything to the right of the margin.
func (l *layout) columns() {
	left, right := 0.0, 0.0
	for i, rank := range l.ranks {
		for j, p := range rank {
			if from := p.x - p.w/2; i+j == 0 || from < left {
				left = from
			}
			if to := p.x + p.w/2 + p.loop; i+j == 0 || to > right {
				right = to
			}
		}
	}
	for _, rank := range l.ranks {
		shift(rank, margin-left)
	}
	l.width = right - left + 2*margin
}

// rows puts rank under rank, the further apart the farther lines have to go sideways between them.
func (l *layout) rows() {
	y := margin
	for i, rank := range l.ranks {
		height, sideways := 0.0, 0.0
		for _, p := range rank {
			height = max(height, p.h, p.loopsHeight())
			for _, t := range p.up {
				sideways = max(sideways, t.above.x-p.x, p.x-t.above.x)
			}
		}
		if i > 0 {
			y += min(maxGap, minGap+sideways/6)
		}
		for _, p := range rank {
			p.y = y
			if p.box == nil || p.box.small() {
				p.y += (height - p.h) / 2
			}
		}
		y += height
	}
	l.height = y + margin
}

// small boxes stand in the middle of their rank.
func (b *Box) small() bool { return b.Kind != Step && b.Kind != Action && b.Kind != Staff }

// port is where a tie touches the part: lines spread along the edge of a box in the order of their other ends.
func (p *part) port(of *tie, ties []*tie, other func(*tie) float64) float64 {
	if p.box == nil || p.box.Kind == Junction || p.box.Kind == End || len(ties) < 2 {
		return p.x
	}
	sorted := slices.Clone(ties)
	slices.SortStableFunc(sorted, func(a, b *tie) int { return cmp.Compare(other(a), other(b)) })
	step := min(portStep, (p.w-24)/float64(len(ties)))
	return p.x + step*(float64(slices.Index(sorted, of))-float64(len(ties)-1)/2)
}

// outX and inX are where a tie leaves the part above and enters the one below.
func (t *tie) outX() float64 {
	return t.above.port(t, t.above.down, func(t *tie) float64 { return t.below.x })
}

func (t *tie) inX() float64 {
	return t.below.port(t, t.below.up, func(t *tie) float64 { return t.above.x })
}
