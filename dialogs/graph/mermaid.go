// The picture as Mermaid text, which many editors and sites draw.
package graph

import (
	"fmt"
	"strings"
	"unicode"
)

// Mermaid writes the graphs as one chart, with lines from flow to flow where both ends are in it.
func Mermaid(graphs []Graph) string {
	m := mermaid{whole: len(graphs) > 1, ids: map[string]string{}, taken: map[string]bool{}, steps: map[string]bool{}}
	for _, g := range graphs {
		for _, b := range g.Boxes {
			if b.Step != "" && b.Kind != Foreign {
				m.steps[b.Step] = true
			}
		}
	}
	m.out.WriteString("flowchart TD\n")
	for _, g := range graphs {
		m.boxes(g)
	}
	for _, g := range graphs {
		m.arrows(g)
	}
	m.out.WriteString(mermaidStyles)
	return m.out.String()
}

const mermaidStyles = `  classDef step fill:#ffffff,stroke:#2f6f83
  classDef action fill:#fff7e3,stroke:#bd8b2a
  classDef staff fill:#e9f5ec,stroke:#3f8a58
  classDef start fill:#1f4e5f,stroke:#1f4e5f,color:#ffffff
  classDef from stroke-dasharray:4 3
  classDef foreign stroke-dasharray:4 3
  classDef end_ stroke:#8a4b4b
  classDef junction fill:#7c8f96,stroke:#7c8f96
`

type mermaid struct {
	out   strings.Builder
	whole bool              // lines from other flows are drawn themselves
	ids   map[string]string // of boxes, by graph and box
	taken map[string]bool
	steps map[string]bool // drawn in one of the graphs
}

// shapes are the brackets around a box's words.
var shapes = map[Kind][2]string{
	Step: {`["`, `"]`}, Action: {`{{"`, `"}}`}, Staff: {`["`, `"]`}, Start: {`(["`, `"])`},
	From: {`["`, `"]`}, Foreign: {`["`, `"]`}, End: {`((("`, `")))`}, Junction: {`(("`, `"))`},
}

func (m *mermaid) boxes(g Graph) {
	fmt.Fprintf(&m.out, "  subgraph %s[\"%s\"]\n", m.name("flow "+g.Name), quoted(g.Name))
	for _, b := range g.Boxes {
		if m.whole && b.Kind == From {
			continue
		}
		if m.elsewhere(b) {
			m.ids[g.Name+" "+b.ID] = m.id(b.Step)
			continue
		}
		id, shape, class := m.boxID(g, b), shapes[b.Kind], string(b.Kind)
		if b.Kind == End {
			class = "end_" // end is a word of Mermaid's
		}
		fmt.Fprintf(&m.out, "    %s%s%s%s:::%s\n", id, shape[0], inside(b), shape[1], class)
	}
	m.out.WriteString("  end\n")
}

// elsewhere tells another flow's step that is drawn itself.
func (m *mermaid) elsewhere(b Box) bool { return b.Kind == Foreign && m.steps[b.Step] }

func (m *mermaid) boxID(g Graph, b Box) string {
	key := g.Name + " " + b.ID
	if b.Step != "" && b.Kind != Foreign {
		m.ids[key] = m.id(b.Step)
	} else {
		m.ids[key] = m.name(key)
	}
	return m.ids[key]
}

// id is the name of a step, the same from wherever it is named.
func (m *mermaid) id(step string) string {
	key := "step " + step
	if m.ids[key] == "" {
		m.ids[key] = m.name(step)
	}
	return m.ids[key]
}

// name makes a name of letters and digits that is not taken.
func (m *mermaid) name(from string) string {
	name := strings.Map(func(r rune) rune {
		if r < 0x80 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return '_'
	}, "s_"+from)
	for m.taken[name] {
		name += "_"
	}
	m.taken[name] = true
	return name
}

func inside(b Box) string {
	switch {
	case b.Kind == End || b.Kind == Junction:
		return "&nbsp;" // a box without words is no box to Mermaid
	case b.Kind == Start || b.Kind == From || b.Kind == Foreign:
		return quoted(b.Title)
	}
	parts := []string{"<b>" + quoted(b.Title) + "</b>"}
	for _, line := range wrap(b.Text, textSize, boxWidth, boxLines).lines {
		parts = append(parts, quoted(line))
	}
	if b.Note != "" {
		parts = append(parts, "<i>"+quoted(b.Note)+"</i>")
	}
	return strings.Join(parts, "<br/>")
}

func (m *mermaid) arrows(g Graph) {
	for _, a := range g.Arrows {
		from, drawn := m.ids[g.Name+" "+a.From]
		if !drawn {
			continue
		}
		line := "-->"
		if a.Style == Timed {
			line = "-.->"
		}
		if a.Label != "" {
			line += `|"` + quoted(a.Label) + `"|`
		}
		fmt.Fprintf(&m.out, "  %s %s %s\n", from, line, m.ids[g.Name+" "+a.To])
	}
}

var mermaidQuoter = strings.NewReplacer(
	"#", "#35;", "&", "#amp;", "<", "#lt;", ">", "#gt;", `"`, "#quot;", "`", "#96;", "\n", " ",
)

// quoted writes the signs that Mermaid or its HTML would read as their numbers.
func quoted(text string) string { return mermaidQuoter.Replace(text) }
