// How large boxes and labels are.
package graph

// Limits of what is written in a box or on a label.
const (
	boxWidth   = 216.0 // of the text
	boxLines   = 3
	labelWidth = 150.0
	labelLines = 6
	paddingX   = 12.0
	paddingY   = 9.0
)

// boxPart measures a box.
func boxPart(b *Box) *part {
	p := &part{box: b}
	switch b.Kind {
	case End:
		p.w, p.h = 16, 16
	case Junction:
		p.w, p.h = 10, 10
	case Start, From, Foreign:
		p.words = wrap(b.Title, textSize, boxWidth, boxLines)
		p.w = p.words.w + 2*paddingX
		p.h = float64(len(p.words.lines))*textSize*lineHeight + paddingY
	default:
		p.words = wrap(b.Text, textSize, boxWidth, boxLines)
		p.w = max(p.words.w, bold*measure(b.Title, titleSize), measure(b.Note, noteSize)) + 2*paddingX
		p.h = titleSize*lineHeight + float64(len(p.words.lines))*textSize*lineHeight + 2*paddingY
		if b.Note != "" {
			p.h += noteSize * lineHeight
		}
	}
	return p
}

// bold letters are wider.
const bold = 1.08

// labelPart measures a label.
func labelPart(a *Arrow) *part {
	p := &part{arrow: a, words: wrap(a.Label, labelSize, labelWidth, labelLines)}
	if a.Label != "" {
		p.w, p.h = p.words.w+16, float64(len(p.words.lines))*labelSize*lineHeight+7
	}
	return p
}
