// A text's marks, as Telegram tells of them beside it, put into the text as Telegram's HTML.
package telegram

import (
	"cmp"
	"slices"
	"strings"

	"guanxi/locales"
)

type wireEntity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"` // UTF-16 units
	Length   int    `json:"length"`
	URL      string `json:"url"`
	Language string `json:"language"`
}

// maxMarks is how many entities a message has at most (Telegram).
const maxMarks = 100

// tags are the elements of the entities that mark; others, such as addresses, Telegram finds again by itself.
var tags = map[string]string{
	"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler", "code": "code", "pre": "pre",
	"blockquote": "blockquote", "expandable_blockquote": "blockquote", "text_link": "a",
}

// opening is the tag that begins the entity.
func (e *wireEntity) opening() string {
	switch e.Type {
	case "text_link":
		return `<a href="` + locales.Escape(e.URL) + `">`
	case "expandable_blockquote":
		return "<blockquote expandable>"
	}
	return "<" + tags[e.Type] + ">"
}

// marked is a text with its marks, "" where it has none. Of marks that overlap without one holding the other, the later
// ends with the earlier.
func marked(text string, entities []wireEntity) string {
	marks := slices.DeleteFunc(slices.Clone(entities[:min(len(entities), maxMarks)]), func(e wireEntity) bool {
		return tags[e.Type] == "" || e.Length <= 0 || e.Offset < 0 || e.Type == "text_link" && e.URL == ""
	})
	if len(marks) == 0 {
		return ""
	}
	slices.SortStableFunc(marks, func(a, b wireEntity) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(b.Length, a.Length))
	})
	var b strings.Builder
	type open struct {
		tag string
		end int
	}
	var stack []open
	closeUntil := func(at int) {
		for n := len(stack); n > 0 && stack[n-1].end <= at; n = len(stack) {
			b.WriteString("</" + stack[n-1].tag + ">")
			stack = stack[:n-1]
		}
	}
	at := 0 // UTF-16 units
	for _, r := range text {
		closeUntil(at)
		for len(marks) > 0 && marks[0].Offset <= at {
			e := marks[0]
			marks = marks[1:]
			end := e.Offset + e.Length
			if n := len(stack); n > 0 {
				end = min(end, stack[n-1].end)
			}
			if end > at {
				b.WriteString(e.opening())
				stack = append(stack, open{tags[e.Type], end})
			}
		}
		b.WriteString(locales.Escape(string(r)))
		if at++; r > 0xFFFF {
			at++
		}
	}
	closeUntil(1 << 30)
	return b.String()
}
