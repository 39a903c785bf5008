// From outlines of flows to what is drawn.
package graph

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"guanxi/dialogs"
	"guanxi/locales"
)

// Flows makes a graph of each outline. All flows of a world belong together: each graph tells which others lead in.
func Flows(all []dialogs.Outline) []Graph {
	var graphs []Graph
	for _, o := range all {
		d := drafter{flow: o.Flow, ends: map[string]bool{}, Graph: Graph{Name: o.Flow}}
		d.starts(o)
		d.from(all)
		d.places(o)
		graphs = append(graphs, d.Graph)
	}
	return graphs
}

// drafter makes the graph of one flow.
type drafter struct {
	Graph
	flow string
	ends map[string]bool // boxes of ends and other flows' steps that exist
}

// triggers in words, where they are no commands.
var triggers = map[string]string{
	"words": "any words", "person": "wants a person", "staff": "staff write first", "return": "staff hand back",
	"stuck": "answers not understood", "lost": "nothing better known", "tongue": "may choose a language",
	"solved": "staff hold a complaint solved",
}

// starts draws one box for all that brings a customer to a step.
func (d *drafter) starts(o dialogs.Outline) {
	var to []string
	titles := map[string][]string{}
	for _, start := range o.Starts {
		title := start.Label
		if told, ok := triggers[title]; ok {
			title = told
		}
		if titles[start.To] == nil {
			to = append(to, start.To)
		}
		titles[start.To] = append(titles[start.To], title)
	}
	for _, step := range to {
		d.into("^"+step, Start, strings.Join(titles[step], separator), step)
	}
}

// from draws one box for all the other flows that lead to a step.
func (d *drafter) from(all []dialogs.Outline) {
	var to []string
	flows := map[string][]string{}
	for _, o := range all {
		for _, p := range o.Places {
			for _, way := range p.Ways {
				if o.Flow == d.flow || !d.own(way.To) || slices.Contains(flows[way.To], o.Flow) {
					continue
				}
				if flows[way.To] == nil {
					to = append(to, way.To)
				}
				flows[way.To] = append(flows[way.To], o.Flow)
			}
		}
	}
	for _, step := range to {
		d.into("<"+step, From, "from "+strings.Join(flows[step], separator), step)
	}
}

func (d *drafter) into(id string, kind Kind, title, step string) {
	d.Boxes = append(d.Boxes, Box{ID: id, Kind: kind, Title: title})
	d.Arrows = append(d.Arrows, Arrow{From: id, To: step, Style: Plain})
}

func (d *drafter) own(step string) bool {
	flow, _, _ := strings.Cut(step, ".")
	return flow == d.flow
}

// places draws the steps. Where several go on in just the same ways, those are drawn once, from a junction.
func (d *drafter) places(o dialogs.Outline) {
	alike := map[string]int{}
	for _, p := range o.Places {
		alike[fmt.Sprint(p.Ways)]++
	}
	junctions := map[string]string{}
	for _, p := range o.Places {
		d.Boxes = append(d.Boxes, box(p))
		key := fmt.Sprint(p.Ways)
		if alike[key] < 2 || len(p.Ways) < 2 {
			d.ways(p.Name, p.Ways)
			continue
		}
		junction, known := junctions[key]
		if !known {
			junction = fmt.Sprintf("#%d", len(junctions)+1)
			junctions[key] = junction
			d.Boxes = append(d.Boxes, Box{ID: junction, Kind: Junction})
			d.ways(junction, p.Ways)
		}
		d.Arrows = append(d.Arrows, Arrow{From: p.Name, To: junction, Style: Plain})
	}
}

func box(p dialogs.Place) Box {
	_, name, _ := strings.Cut(p.Name, ".")
	b := Box{ID: p.Name, Kind: Step, Title: name, Text: firstLine(p.Text), Step: p.Name}
	switch {
	case p.Staff:
		b.Kind, b.Note = Staff, "staff talk, the bot is silent"
	case p.Does != "":
		b.Kind, b.Note = Action, "does: "+p.Does
	}
	return b
}

// firstLine of a text, without its markup.
func firstLine(html string) string {
	text, err := locales.Plain(html)
	if err != nil {
		text = html
	}
	text, _, _ = strings.Cut(strings.TrimSpace(text), "\n")
	return text
}

// ways draws what leads from a box: one arrow for all the choices that lead to the same place.
func (d *drafter) ways(from string, ways []dialogs.Way) {
	type course struct {
		kind dialogs.WayKind
		to   string
	}
	var order []course
	labels := map[course][]string{}
	for _, way := range ways {
		c := course{way.Kind, way.To}
		if _, known := labels[c]; !known {
			order = append(order, c)
		}
		labels[c] = append(labels[c], label(way))
	}
	for _, c := range order {
		d.Arrows = append(d.Arrows, Arrow{
			From: from, To: d.target(from, c.to), Style: styles[c.kind], Label: strings.Join(labels[c], separator),
		})
	}
}

var styles = map[dialogs.WayKind]Style{
	dialogs.ByStart: Plain, dialogs.ByItself: Plain, dialogs.ByChoice: Button,
	dialogs.ByWords: Remark, dialogs.ByOutcome: Remark, dialogs.ByTime: Timed,
}

func label(way dialogs.Way) string {
	switch way.Kind {
	case dialogs.ByWords:
		return "any words"
	case dialogs.ByTime:
		return "after " + span(way.After)
	}
	return way.Label
}

// span is a time in the largest unit that tells it whole.
func span(d time.Duration) string {
	switch day := 24 * time.Hour; {
	case d == day:
		return "a day"
	case d > day && d%day == 0:
		return fmt.Sprintf("%d days", d/day)
	case d >= time.Hour && d%time.Hour == 0:
		return fmt.Sprintf("%d h", d/time.Hour)
	case d >= time.Minute && d%time.Minute == 0:
		return fmt.Sprintf("%d min", d/time.Minute)
	}
	return d.String()
}

// target returns the box that a way leads to. The end and other flows' steps get a small box for each source: one for
// all would draw lines across the whole picture.
func (d *drafter) target(from, to string) string {
	if to != "" && d.own(to) {
		return to
	}
	b := Box{ID: from + ">" + to, Kind: Foreign, Title: to, Step: to}
	if to == "" {
		b.Kind, b.Title = End, ""
	}
	if !d.ends[b.ID] {
		d.ends[b.ID] = true
		d.Boxes = append(d.Boxes, b)
	}
	return b.ID
}
