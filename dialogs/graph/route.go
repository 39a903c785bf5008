// Where lines run.
package graph

import (
	"fmt"
	"strings"
)

const (
	tip       = 9.0 // straight before an arrow's head
	clearance = 7.0 // of lines from what they pass
	samples   = 40  // of a curve, to see what it would run over
)

// leg is a piece of a line: a curve that leaves and arrives upright.
type leg struct{ x1, y1, x2, y2 float64 }

// at is a point of the leg, t from 0 to 1.
func (g leg) at(t float64) (x, y float64) {
	s := 1 - t
	middle := (g.y1 + g.y2) / 2
	a, b, c, d := s*s*s, 3*s*s*t, 3*s*t*t, t*t*t
	return (a+b)*g.x1 + (c+d)*g.x2, a*g.y1 + (b+c)*middle + d*g.y2
}

// route leads a line from rank to rank through the gaps, where no box stands. Bends are cut short wherever the way is
// free.
func (l *layout) route(n *line) []leg {
	var legs []leg
	for from := 0; from < len(n.ties); {
		to := from + 1
		next := l.leg(n, from, to)
		for far := to + 1; far <= len(n.ties) && n.parts[far-1].w == 0; far++ {
			if longer := l.leg(n, from, far); l.free(longer, n.parts[from].rank+1, n.parts[far].rank) {
				to, next = far, longer
			}
		}
		legs = append(legs, next)
		from = to
	}
	return legs
}

// leg joins two parts of a line in one curve.
func (l *layout) leg(n *line, from, to int) leg {
	g := leg{
		n.ties[from].outX(), l.bottom(n.parts[from].rank),
		n.ties[to-1].inX(), l.top(n.parts[to].rank),
	}
	if from == 0 && n.reversed {
		g.y1 += tip
	}
	if to == len(n.ties) && !n.reversed {
		g.y2 -= tip
	}
	return g
}

// free tells whether a leg runs over nothing on the ranks from first up to last, last excluded.
func (l *layout) free(g leg, first, last int) bool {
	for i := range samples + 1 {
		x, y := g.at(float64(i) / samples)
		for _, rank := range l.ranks[first:last] {
			for _, p := range rank {
				if p.w > 0 && x > p.x-p.w/2-clearance && x < p.x+p.w/2+p.loop+clearance && y > p.y-clearance && y < p.y+p.h+clearance {
					return false
				}
			}
		}
	}
	return true
}

// path writes legs, with upright lines between them.
func (n *line) path(legs []leg) string {
	var path strings.Builder
	fmt.Fprintf(&path, "M%.1f %.1f", legs[0].x1, n.parts[0].y+n.parts[0].h)
	for _, g := range legs {
		middle := (g.y1 + g.y2) / 2
		fmt.Fprintf(&path, " V%.1f C%.1f %.1f %.1f %.1f %.1f %.1f", g.y1, g.x1, middle, g.x2, middle, g.x2, g.y2)
	}
	fmt.Fprintf(&path, " V%.1f", n.parts[len(n.parts)-1].y)
	return path.String()
}

// around leads a line from the right of a box to its labels and back.
func (n *line) around() string {
	box := n.parts[0]
	right := box.x + box.w/2
	out := right + (loopRoom-2)/0.75 // so that the curve comes up to the label
	upper, lower := box.y+box.h*0.25, box.y+box.h*0.75
	return fmt.Sprintf("M%.1f %.1f C%.1f %.1f %.1f %.1f %.1f %.1f H%.1f", right, upper, out, upper, out, lower, right+tip, lower, right)
}

// top and bottom are the bounds of a rank.
func (l *layout) top(rank int) float64 {
	top := l.height
	for _, p := range l.ranks[rank] {
		top = min(top, p.y)
	}
	return top
}

func (l *layout) bottom(rank int) float64 {
	bottom := 0.0
	for _, p := range l.ranks[rank] {
		bottom = max(bottom, p.y+p.h)
	}
	return bottom
}
