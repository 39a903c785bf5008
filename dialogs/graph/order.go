// In which order the parts of a rank stand, so that few lines cross.
package graph

import (
	"cmp"
	"slices"
)

// sweeps is how often the ranks are ordered by their neighbours, down and up; more changes little.
const sweeps = 12

// order begins with the order of a walk from the top, in which no branch crosses another, and betters it.
func (l *layout) order() {
	l.walk()
	best, fewest := l.copyRanks(), l.crossings()
	for sweep := range 2 * sweeps {
		l.sweep(sweep%2 == 0)
		l.swap()
		if n := l.crossings(); n < fewest {
			best, fewest = l.copyRanks(), n
		}
		if fewest == 0 {
			break
		}
	}
	l.ranks = best
}

func (l *layout) walk() {
	seen := map[*part]bool{}
	ranks := make([][]*part, len(l.ranks))
	var visit func(*part)
	visit = func(p *part) {
		if seen[p] {
			return
		}
		seen[p] = true
		ranks[p.rank] = append(ranks[p.rank], p)
		for _, t := range p.down {
			visit(t.below)
		}
	}
	for _, rank := range l.ranks {
		for _, p := range rank {
			if len(p.up) == 0 {
				visit(p)
			}
		}
	}
	l.ranks = ranks
}

func (l *layout) copyRanks() [][]*part {
	ranks := make([][]*part, len(l.ranks))
	for i := range ranks {
		ranks[i] = slices.Clone(l.ranks[i])
	}
	return ranks
}

// sweep orders each rank by the middle of its neighbours on the rank before, downwards or upwards.
func (l *layout) sweep(down bool) {
	place := map[*part]float64{}
	for i := range l.ranks {
		rank := l.ranks[i]
		if !down {
			rank = l.ranks[len(l.ranks)-1-i]
		}
		key := map[*part]float64{}
		for at, p := range rank {
			key[p] = float64(at)
			if neighbours := p.neighbours(down); len(neighbours) > 0 {
				sum := 0.0
				for _, q := range neighbours {
					sum += place[q]
				}
				key[p] = sum / float64(len(neighbours))
			}
		}
		slices.SortStableFunc(rank, func(a, b *part) int { return cmp.Compare(key[a], key[b]) })
		for at, p := range rank {
			place[p] = float64(at)
		}
	}
}

// neighbours are the parts above, or below.
func (p *part) neighbours(above bool) []*part {
	var all []*part
	if above {
		for _, t := range p.up {
			all = append(all, t.above)
		}
		return all
	}
	for _, t := range p.down {
		all = append(all, t.below)
	}
	return all
}

// swap exchanges neighbours of a rank wherever that leaves fewer crossings.
func (l *layout) swap() {
	place := l.places()
	for better := true; better; {
		better = false
		for _, rank := range l.ranks {
			for i := range len(rank) - 1 {
				a, b := rank[i], rank[i+1]
				if between(a, b, place) > between(b, a, place) {
					rank[i], rank[i+1] = b, a
					place[a], place[b] = i+1, i
					better = true
				}
			}
		}
	}
}

func (l *layout) places() map[*part]int {
	place := map[*part]int{}
	for _, rank := range l.ranks {
		for i, p := range rank {
			place[p] = i
		}
	}
	return place
}

// between counts the crossings among the lines of two parts of a rank, a standing left of b.
func between(a, b *part, place map[*part]int) int {
	n := 0
	for _, s := range a.up {
		for _, t := range b.up {
			if place[s.above] > place[t.above] {
				n++
			}
		}
	}
	for _, s := range a.down {
		for _, t := range b.down {
			if place[s.below] > place[t.below] {
				n++
			}
		}
	}
	return n
}

func (l *layout) crossings() int {
	place, n := l.places(), 0
	for _, rank := range l.ranks {
		for i, a := range rank {
			for _, b := range rank[i+1:] {
				for _, s := range a.down {
					for _, t := range b.down {
						if place[s.below] > place[t.below] {
							n++
						}
					}
				}
			}
		}
	}
	return n
}
