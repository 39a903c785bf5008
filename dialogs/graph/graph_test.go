package graph_test

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"guanxi/dialogs"
	"guanxi/dialogs/graph"
)

// outlines are two small flows: one asks, the other is where it may lead.
func outlines() []dialogs.Outline {
	choice := func(label, to string) dialogs.Way { return dialogs.Way{Kind: dialogs.ByChoice, Label: label, To: to} }
	return []dialogs.Outline{
		{
			Flow:   "rate",
			Starts: []dialogs.Way{{Kind: dialogs.ByStart, Label: "/rate", To: "rate.stars"}, {Kind: dialogs.ByStart, Label: "lost", To: "rate.stars"}},
			Places: []dialogs.Place{
				{Name: "rate.stars", Text: "<b>How</b> was it, {Name}?\nOne tap.", Ways: []dialogs.Way{
					choice("1 ★", "rate.why"), choice("2 ★", "rate.why"), choice("5 ★", ""),
				}},
				{Name: "rate.why", Text: "Tom &amp; Ada say \"why\"?", Ways: []dialogs.Way{
					{Kind: dialogs.ByWords, To: "human.call"}, {Kind: dialogs.ByTime, After: 15 * time.Minute, To: "rate.stars"},
				}},
			},
		},
		{Flow: "human", Places: []dialogs.Place{
			{Name: "human.call", Does: "call", Ways: []dialogs.Way{{Kind: dialogs.ByOutcome, Label: "done", To: "human.talk"}}},
			{Name: "human.talk", Staff: true, Ways: []dialogs.Way{choice("Back", "")}},
		}},
	}
}

func ExampleMermaid() {
	fmt.Print(graph.Mermaid(graph.Flows(outlines())[:1]))
	// Output:
	// flowchart TD
	//   subgraph s_flow_rate["rate"]
	//     s_rate__rate_stars(["/rate · nothing better known"]):::start
	//     s_rate_stars["<b>stars</b><br/>How was it, {Name}?"]:::step
	//     s_rate_rate_stars_((("&nbsp;"))):::end_
	//     s_rate_why["<b>why</b><br/>Tom #amp; Ada say #quot;why#quot;?"]:::step
	//     s_rate_rate_why_human_call["human.call"]:::foreign
	//   end
	//   s_rate__rate_stars --> s_rate_stars
	//   s_rate_stars -->|"1 ★ · 2 ★"| s_rate_why
	//   s_rate_stars -->|"5 ★"| s_rate_rate_stars_
	//   s_rate_why -->|"any words"| s_rate_rate_why_human_call
	//   s_rate_why -.->|"after 15 min"| s_rate_stars
	//   classDef step fill:#ffffff,stroke:#2f6f83
	//   classDef action fill:#fff7e3,stroke:#bd8b2a
	//   classDef staff fill:#e9f5ec,stroke:#3f8a58
	//   classDef start fill:#1f4e5f,stroke:#1f4e5f,color:#ffffff
	//   classDef from stroke-dasharray:4 3
	//   classDef foreign stroke-dasharray:4 3
	//   classDef end_ stroke:#8a4b4b
	//   classDef junction fill:#7c8f96,stroke:#7c8f96
}

// TestMermaidJoinsFlows holds that with both flows in one chart the line leads to the step itself.
func TestMermaidJoinsFlows(t *testing.T) {
	chart := graph.Mermaid(graph.Flows(outlines()))
	if !strings.Contains(chart, `s_rate_why -->|"any words"| s_human_call`+"\n") {
		t.Errorf("no line from flow to flow:\n%s", chart)
	}
	if strings.Contains(chart, ":::foreign\n") || strings.Contains(chart, ":::from\n") {
		t.Errorf("a flow that is drawn itself is drawn again as another's:\n%s", chart)
	}
}

// TestJunction holds that what several steps share is drawn once.
func TestJunction(t *testing.T) {
	ways := []dialogs.Way{{Kind: dialogs.ByChoice, Label: "a", To: ""}, {Kind: dialogs.ByChoice, Label: "b", To: "f.one"}}
	g := graph.Flows([]dialogs.Outline{{Flow: "f", Places: []dialogs.Place{{Name: "f.one", Ways: ways}, {Name: "f.two", Ways: ways}}}})[0]
	if len(g.Arrows) != 4 {
		t.Errorf("%d arrows, want two to the junction and two from it: %v", len(g.Arrows), g.Arrows)
	}
	if !slices.ContainsFunc(g.Boxes, func(b graph.Box) bool { return b.Kind == graph.Junction }) {
		t.Errorf("no junction: %v", g.Boxes)
	}
}

// TestSVGIsXML holds that whatever stands in a text comes out of the picture as it went in.
func TestSVGIsXML(t *testing.T) {
	g := graph.Graph{Name: `<f> & "g"`, Boxes: []graph.Box{{ID: "a", Kind: graph.Step, Title: "a", Text: `x < y & "z" 'w'`}, {ID: "b", Kind: graph.Foreign, Title: "مرحبا"}},
		Arrows: []graph.Arrow{{From: "a", To: "b", Label: "<b>\x01"}}}
	var texts []string
	decoder := xml.NewDecoder(strings.NewReader(graph.SVG([]graph.Graph{g})))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if text, ok := token.(xml.CharData); ok && strings.TrimSpace(string(text)) != "" {
			texts = append(texts, string(text))
		}
	}
	for _, want := range []string{`<f> & "g"`, `x < y & "z" 'w'`, "<b>\uFFFD", "مرحبا"} {
		if !slices.Contains(texts, want) {
			t.Errorf("%q is not in %q", want, texts)
		}
	}
}
