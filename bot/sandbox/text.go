// The words of a message: parsed, trimmed and measured as Telegram does.

package sandbox

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	textLimit    = 4096 // UTF-16 units after entity parsing
	captionLimit = 1024
)

// words reads a text or caption into m.
func (c *call) words(m *Message, field, entities string, limit int) *failure {
	m.Text, m.ParseMode = c.text(field), c.text("parse_mode")
	switch strings.ToLower(m.ParseMode) {
	case "":
		m.Plain = m.Text
		if err := c.decode(entities, "entities", &m.Entities); err != nil {
			return err
		}
		for _, e := range m.Entities {
			if end := e.Offset + e.Length; end > length(m.Plain) {
				return bad("entity beginning at UTF-16 offset %d ends after the end of the text at UTF-16 offset %d", e.Offset, end)
			}
		}
		if m.Entities == nil { // else they would have to move
			m.Plain = strings.Map(clean, m.Plain)
		}
	case "html":
		var err error
		if m.Plain, m.Entities, err = parseHTML(m.Text); err != nil {
			return bad("can't parse entities: %v", err)
		}
	case "markdown", "markdownv2":
		return bad("the sandbox reads no %s, only HTML", m.ParseMode)
	default:
		return bad("unsupported parse_mode")
	}
	trim(m)
	return measure(m.Text, m.Plain, field, limit)
}

// clean is what Telegram makes of a rune: nothing (negative) of what turns or stacks other letters, a space of what
// controls.
func clean(r rune) rune {
	switch {
	case r == '\r', 0x2028 <= r && r <= 0x202e, r == 0x333, r == 0x33f, r == 0x30a:
		return -1
	case r < ' ' && r != '\n':
		return ' '
	}
	return r
}

func measure(given, plain, field string, limit int) *failure {
	n := length(plain)
	switch {
	case field == "text" && given == "":
		return bad("message text is empty")
	case field == "text" && n == 0:
		return bad("text must be non-empty")
	case n > limit && field == "text":
		return bad("message is too long")
	case n > limit:
		return bad("message caption is too long")
	}
	return nil
}

// trim drops the white space around the text, as Telegram does, and moves or cuts the entities accordingly.
func trim(m *Message) {
	left := strings.TrimLeftFunc(m.Plain, unicode.IsSpace)
	cut := length(m.Plain[:len(m.Plain)-len(left)])
	if left == m.Plain && left == strings.TrimRightFunc(left, unicode.IsSpace) {
		return
	}
	m.Plain = strings.TrimRightFunc(left, unicode.IsSpace)
	end := length(m.Plain)
	var kept []Entity
	for _, e := range m.Entities {
		from, to := max(e.Offset-cut, 0), min(e.Offset+e.Length-cut, end)
		if e.Offset, e.Length = from, to-from; e.Length > 0 {
			kept = append(kept, e)
		}
	}
	m.Entities = kept
}

// length counts UTF-16 units.
func length(text string) int {
	n := 0
	for _, r := range text {
		n += units(r)
	}
	return n
}

// commands marks /words as a customer's app does.
func commands(text string) []Entity {
	var found []Entity
	at := 0 // UTF-16 units
	before := ' '
	for i, r := range text {
		if r == '/' && !isWordRune(before) && before != '/' {
			if n := commandLength(text[i+1:]); n > 0 {
				found = append(found, Entity{Type: "bot_command", Offset: at, Length: n + 1})
			}
		}
		before = r
		at += units(r)
	}
	return found
}

// commandLength is the bytes of the command that text begins with, a bot's name included; commands are ASCII.
func commandLength(text string) int {
	name := asciiWord(text)
	if name == 0 || name > 64 {
		return 0
	}
	if strings.HasPrefix(text[name:], "@") {
		if bot := asciiWord(text[name+1:]); bot > 0 {
			return name + 1 + bot
		}
	}
	if r, _ := utf8.DecodeRuneInString(text[name:]); isWordRune(r) || r == '/' {
		return 0
	}
	return name
}

func asciiWord(text string) int {
	for i := range len(text) {
		if b := text[i]; b >= utf8.RuneSelf || !isWordRune(rune(b)) {
			return i
		}
	}
	return len(text)
}

func isWordRune(r rune) bool {
	return r == '_' || r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
