// Telegram's HTML: what is shown, which parts are marked, and the exact words of its refusals.

package sandbox

//lint:file-ignore ST1005 the errors are Telegram's words, capitals and all

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// tags are the allowed ones and the entity they make; code, pre, span and blockquote need a closer look.
var tags = map[string]string{
	"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "a": "text_link", "code": "code", "pre": "pre",
	"blockquote": "blockquote", "tg-spoiler": "spoiler", "span": "spoiler", "tg-emoji": "custom_emoji",
}

// parser walks over the text once. Offsets in errors are bytes, in entities UTF-16 units.
type parser struct {
	in       string
	at       int
	out      []byte
	units    int // of out
	open     []openTag
	entities []Entity
}

type openTag struct {
	name, argument string
	units          int // where it began
}

// parseHTML gives the plain text and its entities.
func parseHTML(text string) (string, []Entity, error) {
	p := parser{in: text, out: make([]byte, 0, len(text))}
	for p.at < len(p.in) {
		switch p.in[p.at] {
		case '&':
			p.reference()
		case '<':
			if err := p.tag(); err != nil {
				return "", nil, err
			}
		default:
			p.letter()
		}
	}
	if n := len(p.open); n != 0 {
		return "", nil, fmt.Errorf("Can't find end tag corresponding to start tag %q", p.open[n-1].name)
	}
	sortEntities(p.entities)
	return string(p.out), p.entities, nil
}

func (p *parser) letter() {
	r, size := utf8.DecodeRuneInString(p.in[p.at:])
	p.at += size
	p.put(r)
}

func (p *parser) put(r rune) {
	if r = clean(r); r >= 0 {
		p.out = utf8.AppendRune(p.out, r)
		p.units += units(r)
	}
}

// units is how many UTF-16 units a rune takes.
func units(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

// reference reads &lt; &#60; &#x3c; and leaves any other ampersand as it stands.
func (p *parser) reference() {
	r, size := decodeReference(p.in[p.at:])
	if size == 0 {
		p.letter()
		return
	}
	p.at += size
	p.put(r)
}

var references = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"'}

// decodeReference reads the character reference that text begins with; size 0: there is none.
func decodeReference(text string) (r rune, size int) {
	rest, numeric := strings.CutPrefix(text, "&#")
	if !numeric {
		name := letters(text[1:])
		if r = references[name]; r == 0 {
			return 0, 0
		}
		return r, skipSemicolon(text, 1+len(name))
	}
	base, from, digits := 10, 2, "0123456789"
	if strings.HasPrefix(rest, "x") {
		base, from, digits = 16, 3, "0123456789abcdefABCDEF"
	}
	end := from
	for end < len(text) && strings.IndexByte(digits, text[end]) >= 0 {
		end++
	}
	n, err := strconv.ParseUint(text[from:end], base, 32)
	if err != nil || n == 0 || n >= 0x10ffff || !utf8.ValidRune(rune(n)) || end >= 10 {
		return 0, 0
	}
	return rune(n), skipSemicolon(text, end)
}

// letters are the ASCII letters that text begins with: all of them are the name of a reference, so &lt3 is one and
// &ltd is none.
func letters(text string) string {
	for i := range len(text) {
		if b := text[i] | 0x20; b < 'a' || b > 'z' {
			return text[:i]
		}
	}
	return text
}

// skipSemicolon: Telegram takes references without one too.
func skipSemicolon(text string, end int) int {
	if end < len(text) && text[end] == ';' {
		end++
	}
	return end
}

func (p *parser) tag() error {
	if strings.HasPrefix(p.in[p.at:], "</") {
		return p.endTag()
	}
	return p.startTag()
}

func (p *parser) startTag() error {
	begin := p.at
	p.at++
	name := strings.ToLower(p.until(" \t\r\n\f\v>"))
	if p.done() {
		return fmt.Errorf("Unclosed start tag at byte offset %d", begin)
	}
	if tags[name] == "" {
		return fmt.Errorf("Unsupported start tag %q at byte offset %d", name, begin)
	}
	argument := ""
	for p.spaces(); !p.done() && p.in[p.at] != '>'; p.spaces() {
		attribute, value, err := p.attribute(name, begin)
		if err != nil {
			return err
		}
		argument = cmp.Or(argumentOf(name, attribute, value), argument)
	}
	if p.done() {
		return fmt.Errorf("Unclosed start tag at byte offset %d", begin)
	}
	p.at++
	if name == "span" && argument != "spoiler" {
		return fmt.Errorf(`Tag "span" must have class "tg-spoiler" at byte offset %d`, begin)
	}
	p.open = append(p.open, openTag{name, argument, p.units})
	return nil
}

// attribute reads one name="value"; only blockquote's expandable needs no value.
func (p *parser) attribute(tag string, begin int) (name, value string, err error) {
	name = strings.ToLower(p.until(" \t\r\n\f\v=>"))
	if name == "" {
		return "", "", fmt.Errorf("Empty attribute name in the tag %q at byte offset %d", tag, begin)
	}
	p.spaces()
	if p.done() || p.in[p.at] != '=' {
		if tag == "blockquote" && name == "expandable" {
			return name, "", nil
		}
		return "", "", fmt.Errorf("Expected equal sign in declaration of an attribute of the tag %q at byte offset %d", tag, begin)
	}
	p.at++
	p.spaces()
	if p.done() {
		return "", "", fmt.Errorf("Unclosed start tag at byte offset %d", begin)
	}
	if quote := p.in[p.at]; quote == '"' || quote == '\'' {
		return name, p.quoted(quote), nil
	}
	return p.token(name)
}

func (p *parser) token(name string) (string, string, error) {
	from := p.at
	for !p.done() && isNameByte(p.in[p.at]) {
		p.at++
	}
	if !p.done() && p.in[p.at] != '>' && !isSpace(p.in[p.at]) {
		return "", "", fmt.Errorf("Unexpected end of name token at byte offset %d", from)
	}
	return name, strings.ToLower(p.in[from:p.at]), nil
}

func (p *parser) quoted(quote byte) string {
	var value []byte
	for p.at++; !p.done() && p.in[p.at] != quote; {
		if p.in[p.at] == '&' {
			if r, size := decodeReference(p.in[p.at:]); size != 0 {
				value = utf8.AppendRune(value, r)
				p.at += size
				continue
			}
		}
		value = append(value, p.in[p.at])
		p.at++
	}
	if !p.done() {
		p.at++
	}
	return string(value)
}

// argumentOf keeps of an attribute what its tag uses.
func argumentOf(tag, attribute, value string) string {
	switch tag + " " + attribute {
	case "a href", "tg-emoji emoji-id":
		return value
	case "code class":
		language, _ := strings.CutPrefix(value, "language-")
		if language != value {
			return language
		}
	case "span class":
		if class, ok := strings.CutPrefix(value, "tg-"); ok {
			return class
		}
	case "blockquote expandable":
		return "expandable"
	}
	return ""
}

func (p *parser) endTag() error {
	begin := p.at
	if len(p.open) == 0 {
		return fmt.Errorf("Unexpected end tag at byte offset %d", begin)
	}
	p.at += len("</")
	name := strings.ToLower(p.until(" \t\r\n\f\v>"))
	p.spaces()
	if p.done() || p.in[p.at] != '>' {
		return fmt.Errorf("Unclosed end tag at byte offset %d", begin)
	}
	p.at++
	last := p.open[len(p.open)-1]
	if name != "" && name != last.name {
		return fmt.Errorf(`Unmatched end tag at byte offset %d, expected "</%s>", found "</%s>"`, begin, last.name, name)
	}
	p.open = p.open[:len(p.open)-1]
	if id, ok := integer(last.argument); last.name == "tg-emoji" && p.units > last.units && (!ok || id == 0) {
		return errors.New("Invalid custom emoji identifier specified")
	}
	p.close(last)
	return nil
}

// close makes the entity of a tag that ended; an empty one marks nothing.
func (p *parser) close(tag openTag) {
	e := Entity{Type: tags[tag.name], Offset: tag.units, Length: p.units - tag.units}
	if e.Length == 0 {
		return
	}
	switch tag.name {
	case "a":
		if e.URL = tag.argument; e.URL == "" {
			return // Telegram takes the words themselves for the address, and drops them here as they are none
		}
	case "tg-emoji":
		e.EmojiID = tag.argument
	case "blockquote":
		if tag.argument != "" {
			e.Type = "expandable_blockquote"
		}
	case "code":
		e.Language = tag.argument // moves to a pre around it
	case "pre":
		e.Language = p.takeCode(e)
	}
	p.entities = append(p.entities, e)
}

// takeCode removes the code that fills exactly the pre that just ended, and gives its language.
func (p *parser) takeCode(pre Entity) string {
	n := len(p.entities) - 1
	if n < 0 || p.entities[n].Type != "code" || p.entities[n].Offset != pre.Offset || p.entities[n].Length != pre.Length {
		return ""
	}
	language := p.entities[n].Language
	if language != "" {
		p.entities = p.entities[:n]
	}
	return language
}

func sortEntities(all []Entity) {
	for i := range all {
		if all[i].Type == "code" {
			all[i].Language = ""
		}
	}
	slices.SortStableFunc(all, func(a, b Entity) int {
		return cmp.Or(cmp.Compare(a.Offset, b.Offset), cmp.Compare(b.Length, a.Length))
	})
}

func (p *parser) done() bool { return p.at >= len(p.in) }

func (p *parser) spaces() {
	for !p.done() && isSpace(p.in[p.at]) {
		p.at++
	}
}

// until reads up to one of the stops, or the end.
func (p *parser) until(stops string) string {
	from := p.at
	for !p.done() && strings.IndexByte(stops, p.in[p.at]) < 0 {
		p.at++
	}
	return p.in[from:p.at]
}

func isSpace(b byte) bool { return b == ' ' || '\t' <= b && b <= '\r' }

func isNameByte(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || b == '.' || b == '-'
}
