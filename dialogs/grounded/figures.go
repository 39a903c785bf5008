// Numbers, and what they count: a price stays a price, and a percentage one.
package grounded

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// figure is a number and the kind of thing that it counts.
type figure struct {
	value string // digits, with a point before a fraction
	kind  rune   // of money: €; of a hundred: %; else 0
}

const (
	money   = `€$£¥￥₽₴₸₹₺₩﷼`
	percent = `%％٪`
)

var (
	number  = regexp.MustCompile(`\p{Nd}+(?:[.,٫٬']\p{Nd}+)*`)
	counts  = regexp.MustCompile(`^[\s\x{a0}\x{202f}]*(?i:(` + `[` + money + `]|eur\b|euro|usd|dollar|rub|rur|руб|евро|доллар|欧元|歐元|美元|元|块|يورو|دولار|درهم|ريال)|([` + percent + `]|percent|per cent|процент|por ciento|في المئة|بالمئة|بالمائة|في المائة))`)
	counted = regexp.MustCompile(`(?i:([` + money + `]|eur|usd|rub)|(百分之))[\s\x{a0}\x{202f}]*$`)
)

// figures are the numbers in a text.
func figures(text string) (all []figure) {
	for _, at := range number.FindAllStringIndex(text, -1) {
		f := figure{value: plainly(text[at[0]:at[1]])}
		after, before := counts.FindStringSubmatch(text[at[1]:]), counted.FindStringSubmatch(text[:at[0]])
		switch {
		case after != nil && after[1] != "", after == nil && before != nil && before[1] != "":
			f.kind = '€'
		case after != nil, before != nil && before[2] != "":
			f.kind = '%'
		}
		all = append(all, f)
	}
	return all
}

// among says whether a number is one of those known: as what it is, or without a word of what it counts.
func (f figure) among(known []figure) bool {
	return slices.ContainsFunc(known, func(k figure) bool { return k.value == f.value && (k.kind == f.kind || f.kind == 0) })
}

// plainly writes a number in one way: 1,299.50 and 1.299,50 as 1299.50, 09 as 9.
func plainly(number string) string {
	var b strings.Builder
	last := strings.LastIndexFunc(number, func(r rune) bool { return !unicode.IsDigit(r) })
	for i, r := range number {
		switch {
		case unicode.IsDigit(r):
			b.WriteRune(ascii(r))
		case i == last && len([]rune(number[i:])) != 4: // three digits behind it: thousands
			b.WriteByte('.')
		}
	}
	return strings.TrimLeft(b.String(), "0")
}

// ascii turns a decimal digit of any script into 0-9.
func ascii(r rune) rune {
	value := rune(0)
	for r >= 0x80 && unicode.IsDigit(r-value-1) && value < 9 {
		value++
	}
	if r < 0x80 {
		return r
	}
	return '0' + value
}
