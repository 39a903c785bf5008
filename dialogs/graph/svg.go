// The picture as SVG.
package graph

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// heading is the height of a flow's name above its picture.
const heading = 44.0

// Between pictures of parts that no line joins, and how wide a row of them may become.
const (
	aside  = 20.0
	atMost = 1500.0
)

// SVG draws the graphs one under the other.
func SVG(graphs []Graph) string {
	width, y := 0.0, 0.0
	var body strings.Builder
	for _, g := range graphs {
		fmt.Fprintf(&body, "<text class=\"flow\" x=\"%.1f\" y=\"%.1f\">%s</text>\n", margin, y+34, escape(g.Name))
		y += heading
		x, deepest := 0.0, 0.0
		for _, part := range components(g) {
			l := lay(&part)
			if x > 0 && x+l.width > atMost {
				x, y, deepest = 0, y+deepest, 0
			}
			fmt.Fprintf(&body, "<g transform=\"translate(%.1f %.1f)\">\n", x, y)
			l.write(&body)
			body.WriteString("</g>\n")
			width, deepest = max(width, x+l.width), max(deepest, l.height)
			x += l.width + aside - margin
		}
		y += deepest
	}
	var out strings.Builder
	fmt.Fprintf(&out, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f">`+"\n", width, y, width, y)
	out.WriteString(head)
	fmt.Fprintf(&out, `<rect class="paper" width="%.0f" height="%.0f"/>`+"\n", width, y)
	out.WriteString(body.String())
	out.WriteString("</svg>\n")
	return out.String()
}

const head = `<style>
text { font-family: system-ui, "Noto Sans", "Noto Sans CJK SC", "Noto Sans Arabic", "DejaVu Sans", sans-serif; fill: #2b2b2b; }
.paper { fill: #fbfaf7; }
.flow { font-size: 21px; font-weight: 600; fill: #1f4e5f; }
.title { font-size: 13px; font-weight: 600; fill: #1f4e5f; }
.text { font-size: 12px; }
.note { font-size: 10.5px; font-style: italic; fill: #6b6b6b; }
.box { fill: #ffffff; stroke: #2f6f83; stroke-width: 1.3; }
.action { fill: #fff7e3; stroke: #bd8b2a; }
.staff { fill: #e9f5ec; stroke: #3f8a58; }
.start { fill: #1f4e5f; stroke: none; }
.start-text { font-size: 12px; font-weight: 600; fill: #ffffff; }
.from, .foreign { fill: #fbfaf7; stroke: #8a8a8a; stroke-width: 1.2; stroke-dasharray: 4 3; }
.far { font-size: 12px; fill: #5c5c5c; }
.end { fill: none; stroke: #8a4b4b; stroke-width: 1.6; }
.dot { fill: #8a4b4b; }
.junction { fill: #7c8f96; }
.line { fill: none; stroke: #7c8f96; stroke-width: 1.3; }
.timed { stroke-dasharray: 5 4; }
.button { fill: #eef4f6; stroke: #b9ccd3; }
.remark { fill: #fbfaf7; }
.label { font-size: 11.5px; }
.remark-text { font-size: 11.5px; font-style: italic; fill: #5c5c5c; }
</style>
<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 1 L10 5 L0 9 z" fill="#7c8f96"/></marker></defs>
`

// write draws the lines first, so that labels stand over them.
func (l *layout) write(out *strings.Builder) {
	for _, n := range l.lines {
		writeLine(out, n, n.path(l.route(n)))
	}
	for _, n := range l.loops {
		if n.parts[1] == n.parts[0].loops[0] { // several labels share one line
			writeLine(out, n, n.around())
		}
	}
	for _, n := range append(l.lines, l.loops...) {
		for _, p := range n.parts {
			if p.arrow != nil && p.w > 0 {
				p.writeLabel(out)
			}
		}
	}
	for _, p := range l.boxes {
		p.writeBox(out)
	}
}

func writeLine(out *strings.Builder, n *line, path string) {
	class, tip := "line", `marker-end="url(#tip)"`
	if n.arrow.Style == Timed {
		class += " timed"
	}
	if n.reversed {
		tip = `marker-start="url(#tip)"`
	}
	if below := n.parts[len(n.parts)-1].box; below != nil && below.Kind == Junction && !n.reversed { // no place to arrive at
		tip = ""
	}
	fmt.Fprintf(out, "<path class=\"%s\" %s d=\"%s\"/>\n", class, tip, path)
}

func (p *part) writeLabel(out *strings.Builder) {
	class, text := "remark", "remark-text"
	if p.arrow.Style == Button {
		class, text = "button", "label"
	}
	fmt.Fprintf(out, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"7\"/>\n", class, p.x-p.w/2, p.y, p.w, p.h)
	writeLines(out, text, p.words, labelSize, p.x, p.y+3.5, true, p.w)
}

func (p *part) writeBox(out *strings.Builder) {
	b := p.box
	switch b.Kind {
	case End:
		fmt.Fprintf(out, "<circle class=\"end\" cx=\"%.1f\" cy=\"%.1f\" r=\"7\"/><circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.6\"/>\n", p.x, p.y+8, p.x, p.y+8)
	case Junction:
		fmt.Fprintf(out, "<circle class=\"junction\" cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\"/>\n", p.x, p.y+5)
	case Start, From, Foreign:
		class, text, round := string(b.Kind), "far", 6.0
		if b.Kind == Start {
			text, round = "start-text", p.h/2
		}
		p.writeRect(out, class, min(round, 14))
		writeLines(out, text, p.words, textSize, p.x, p.y+paddingY/2, true, p.w)
	default:
		p.writeRect(out, "box "+string(b.Kind), 8)
		y := p.y + paddingY
		writeLines(out, "title", block{lines: []string{b.Title}}, titleSize, p.x, y, true, p.w)
		y += titleSize * lineHeight
		writeLines(out, "text", p.words, textSize, p.x, y, false, p.w)
		y += float64(len(p.words.lines)) * textSize * lineHeight
		if b.Note != "" {
			writeLines(out, "note", block{lines: []string{b.Note}}, noteSize, p.x, y, true, p.w)
		}
	}
}

func (p *part) writeRect(out *strings.Builder, class string, round float64) {
	fmt.Fprintf(out, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.1f\"/>\n", class, p.x-p.w/2, p.y, p.w, p.h, round)
}

// writeLines writes a block under y: in the middle of x, or from the side on which its script begins.
func writeLines(out *strings.Builder, class string, b block, size, x, y float64, middle bool, width float64) {
	direction, anchor := "ltr", "middle"
	if b.rtl {
		direction = "rtl"
	}
	if !middle {
		anchor = "start"
		x -= width/2 - paddingX
		if b.rtl {
			x += width - 2*paddingX
		}
	}
	for i, line := range b.lines {
		baseline := y + size*lineHeight*float64(i) + size*1.05
		fmt.Fprintf(out, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" direction=\"%s\">%s</text>\n", class, x, baseline, anchor, direction, escape(line))
	}
}

func escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}
