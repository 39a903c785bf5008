// Package graph draws flows: as Mermaid text, and as SVG by a layered layout of its own. It is pure.
//
// The layout is Sugiyama's in five steps: circles are opened (rank.go), boxes get a rank each, what stands on one rank
// is ordered so that few lines cross (order.go), then everything gets its place (place.go) and is written (svg.go).
// Labels are laid out like boxes on ranks of their own, so that they overlap nothing.
package graph

// Kind says what a box is.
type Kind string

// The kinds of boxes.
const (
	Step     Kind = "step"     // says something
	Action   Kind = "action"   // does something
	Staff    Kind = "staff"    // staff talk there
	Start    Kind = "start"    // what brings a customer there
	From     Kind = "from"     // flows that lead there
	Foreign  Kind = "foreign"  // a step of another flow
	End      Kind = "end"      // the flow is over
	Junction Kind = "junction" // several steps go on alike from here
)

// Box is one thing in a picture.
type Box struct {
	ID    string // within its graph
	Kind  Kind
	Title string
	Text  string // plain; wrapped and cut when drawn
	Note  string // small, under the text
	Step  string // flow.step; empty where the box is none
}

// Arrow leads from a box to a box.
type Arrow struct {
	From, To string // ids
	Label    string // plain; may be empty
	Style    Style
}

// Style says what a label is.
type Style string

// The styles of arrows.
const (
	Plain  Style = "plain"  // goes on by itself
	Button Style = "button" // the label is what customers press
	Remark Style = "remark" // the label tells what happens
	Timed  Style = "timed"  // goes on when time has passed
)

// Graph is one flow to be drawn.
type Graph struct {
	Name   string
	Boxes  []Box
	Arrows []Arrow
}
