// The parts of a graph that no arrow joins.
package graph

// components takes a graph apart; the pieces and all in them keep their order.
func components(g Graph) []Graph {
	piece := map[string]int{}
	neighbours := map[string][]string{}
	for _, a := range g.Arrows {
		neighbours[a.From] = append(neighbours[a.From], a.To)
		neighbours[a.To] = append(neighbours[a.To], a.From)
	}
	var pieces []Graph
	var visit func(string)
	visit = func(id string) {
		if _, known := piece[id]; known {
			return
		}
		piece[id] = len(pieces) - 1
		for _, next := range neighbours[id] {
			visit(next)
		}
	}
	for _, b := range g.Boxes {
		if _, known := piece[b.ID]; !known {
			pieces = append(pieces, Graph{Name: g.Name})
			visit(b.ID)
		}
	}
	for _, b := range g.Boxes {
		at := &pieces[piece[b.ID]]
		at.Boxes = append(at.Boxes, b)
	}
	for _, a := range g.Arrows {
		at := &pieces[piece[a.From]]
		at.Arrows = append(at.Arrows, a)
	}
	return pieces
}
