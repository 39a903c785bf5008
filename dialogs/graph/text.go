// How wide words are, and where they break. No font is at hand, so widths are those of common sans-serif fonts, taken
// rather too wide than too narrow.
package graph

import (
	"strings"
	"unicode"
)

// Sizes of letters in pixels, and of lines.
const (
	titleSize  = 13.0
	textSize   = 12.0
	labelSize  = 11.5
	noteSize   = 10.5
	lineHeight = 1.36 // of the size
)

// block is wrapped text.
type block struct {
	lines []string
	rtl   bool
	w     float64
}

// wrap breaks text into at most so many lines, none wider than a width; what is cut off shows as an ellipsis.
func wrap(text string, size, width float64, atMost int) block {
	b := block{rtl: rightToLeft(text)}
	rest := strings.Join(strings.Fields(text), " ")
	for rest != "" {
		n := breakAt(rest, size, width)
		if len(b.lines) == atMost-1 && n < len(rest) {
			b.lines = append(b.lines, cut(rest, size, width))
			break
		}
		b.lines = append(b.lines, strings.TrimSpace(rest[:n]))
		rest = strings.TrimSpace(rest[n:])
	}
	for _, line := range b.lines {
		b.w = max(b.w, measure(line, size))
	}
	return b
}

// separator stands between labels on one line; it ends lines and begins none.
const separator = " · "

// breakAt is after how many bytes a text breaks: at a space or beside an ideograph, else anywhere.
func breakAt(text string, size, width float64) int {
	w, allowed := 0.0, 0
	var before rune
	for i, r := range text {
		if i > 0 && (r == ' ' && !strings.HasPrefix(text[i:], separator) || ideograph(r) && !closing(r) || ideograph(before) && !closing(r)) {
			allowed = i
		}
		if w += em(r) * size; w > width && i > 0 && r != ' ' {
			if allowed > 0 {
				return allowed
			}
			return i
		}
		before = r
	}
	return len(text)
}

func cut(text string, size, width float64) string {
	w := size
	for i, r := range text {
		if w += em(r) * size; w > width {
			return strings.TrimSpace(text[:i]) + "…"
		}
	}
	return text
}

func measure(text string, size float64) float64 {
	w := 0.0
	for _, r := range text {
		w += em(r) * size
	}
	return w
}

// em is the width of a letter as a part of the size.
func em(r rune) float64 {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case ideograph(r) || r >= 0x1f000 || r >= 0x2600 && r < 0x27c0:
		return 1.05
	case strings.ContainsRune("ijlI.,:;!|'’ ()[]-", r):
		return 0.34
	case strings.ContainsRune("mwMW@%—…", r):
		return 0.95
	case unicode.In(r, unicode.Cyrillic):
		return 0.64
	case unicode.IsUpper(r):
		return 0.7
	}
	return 0.58
}

// ideograph tells letters between which a line may break.
func ideograph(r rune) bool {
	return r >= 0x2e80 && r < 0xa4d0 || r >= 0xac00 && r < 0xd7b0 || r >= 0xf900 && r < 0xfb00 || r >= 0xff00 && r < 0xff61
}

// closing tells marks that begin no line.
func closing(r rune) bool {
	return strings.ContainsRune("，。！？、：；）」』”’…·.,!?:;)", r)
}

// rightToLeft tells by the first letter how a text runs.
func rightToLeft(text string) bool {
	for _, r := range text {
		if unicode.IsLetter(r) {
			return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
		}
	}
	return false
}
