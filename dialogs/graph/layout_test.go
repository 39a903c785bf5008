package graph

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"guanxi/deploy/shop"
	"guanxi/dialogs"
)

// graphs are the shipped flows in every language, and many of no meaning.
func graphs(t *testing.T) []Graph {
	t.Helper()
	all, err := everyGraph()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// everyGraph is made once: reading the shop takes seconds under the race detector.
var everyGraph = sync.OnceValues(func() ([]Graph, error) {
	world, err := dialogs.Load(shop.FS)
	if err != nil {
		return nil, err
	}
	var all []Graph
	for _, lang := range world.Texts.Languages() {
		for _, g := range Flows(world.Outlines(lang)) {
			g.Name += "." + lang
			all = append(all, g)
		}
	}
	draw := rand.New(rand.NewPCG(1, 2))
	for i := range 60 {
		all = append(all, random(draw, fmt.Sprintf("random %d", i)))
	}
	return all, nil
})

// random is a graph with circles, arrows from boxes to themselves, and pieces apart.
func random(draw *rand.Rand, name string) Graph {
	kinds := []Kind{Step, Action, Staff, Start, Foreign, End, Junction}
	texts := []string{"", "short", "欢迎光临，请问有什么可以帮您？我们随时为您服务，欢迎再来。", "كيف كانت زيارتكم؟ تكفي لمسة واحدة.", "a text that is long enough to be broken into several lines of a box"}
	g := Graph{Name: name}
	n := 1 + draw.IntN(14)
	for i := range n {
		g.Boxes = append(g.Boxes, Box{ID: fmt.Sprint(i), Kind: kinds[draw.IntN(len(kinds))], Title: fmt.Sprintf("box-%d", i), Text: texts[draw.IntN(len(texts))]})
	}
	for range draw.IntN(2 * n) {
		g.Arrows = append(g.Arrows, Arrow{From: fmt.Sprint(draw.IntN(n)), To: fmt.Sprint(draw.IntN(n)), Label: texts[draw.IntN(len(texts))], Style: Button})
	}
	return g
}

func TestNothingOverlaps(t *testing.T) {
	for _, g := range graphs(t) {
		l := lay(&g)
		var all []*part
		for _, rank := range l.ranks {
			for _, p := range rank {
				if p.w > 0 {
					all = append(all, p)
				}
			}
		}
		for _, n := range l.loops {
			if n.parts[1].w > 0 {
				all = append(all, n.parts[1])
			}
		}
		for i, p := range all {
			if p.x-p.w/2 < 0 || p.y < 0 || p.x+p.w/2 > l.width || p.y+p.h > l.height {
				t.Errorf("%s: %s is outside the picture", g.Name, p)
			}
			for _, q := range all[i+1:] {
				if p.x+p.w/2 > q.x-q.w/2 && q.x+q.w/2 > p.x-p.w/2 && p.y+p.h > q.y && q.y+q.h > p.y {
					t.Errorf("%s: %s overlaps %s", g.Name, p, q)
				}
			}
		}
	}
}

func (p *part) String() string {
	if p.box != nil {
		return "box " + p.box.ID
	}
	return "label " + p.arrow.Label
}

// TestLinesPassBoxes holds that no line runs over a box or a label that is not its own.
func TestLinesPassBoxes(t *testing.T) {
	for _, g := range graphs(t) {
		l := lay(&g)
		for _, n := range l.lines {
			for _, g := range l.route(n) {
				for i := range samples + 1 {
					x, y := g.at(float64(i) / samples)
					for _, rank := range l.ranks {
						for _, p := range rank {
							if p.w > 0 && x > p.x-p.w/2 && x < p.x+p.w/2 && y > p.y && y < p.y+p.h {
								t.Errorf("the line from %s to %s runs over %s", n.arrow.From, n.arrow.To, p)
							}
						}
					}
				}
			}
		}
	}
}

// TestEveryArrowIsDrawn holds that each arrow is a line from the one box to the other, rank by rank, with its label.
func TestEveryArrowIsDrawn(t *testing.T) {
	for _, g := range graphs(t) {
		l := lay(&g)
		if len(l.lines)+len(l.loops) != len(g.Arrows) {
			t.Errorf("%s: %d lines and %d loops for %d arrows", g.Name, len(l.lines), len(l.loops), len(g.Arrows))
		}
		for _, n := range l.lines {
			from, to := n.parts[0], n.parts[len(n.parts)-1]
			if n.reversed {
				from, to = to, from
			}
			if from.box.ID != n.arrow.From || to.box.ID != n.arrow.To {
				t.Errorf("%s: a line leads from %s to %s, its arrow from %s to %s", g.Name, from.box.ID, to.box.ID, n.arrow.From, n.arrow.To)
			}
			labelled := n.arrow.Label == ""
			for i, p := range n.parts {
				labelled = labelled || p.arrow == n.arrow
				if i > 0 && p.rank != n.parts[i-1].rank+1 {
					t.Errorf("%s: a line jumps from rank %d to %d", g.Name, n.parts[i-1].rank, p.rank)
				}
			}
			if !labelled {
				t.Errorf("%s: no label %q", g.Name, n.arrow.Label)
			}
		}
	}
}

func TestSamePictureEachTime(t *testing.T) {
	for _, g := range graphs(t) {
		first := SVG([]Graph{g})
		for range 3 {
			if SVG([]Graph{g}) != first {
				t.Fatalf("%s is drawn in several ways", g.Name)
			}
		}
	}
}
