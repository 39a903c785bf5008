// Numbers, and what they count: a price stays a price, and a percentage one.
package grounded

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// figure is a number and the kind of thing that it counts.
type figure struct {
	value string // digits, with a point before a fraction
	kind  rune   // of money: its currency's sign; of a hundred: %; else 0
}

// kinds are what tells, in any language, what a number counts: three euros are not three roubles.
var kinds = []struct {
	kind          rune
	after, before string // regular expressions
}{
	{'%', `[%％٪]|percent|per cent|процент|por ciento|في المئة|بالمئة|بالمائة|في المائة`, `百分之`},
	{'€', `€|eur\b|euro|евро|欧元|歐元|يورو`, `€|eur`},
	{'$', `(?:us ?)?\$|usd|(?:us )?dollar|d[oó]lar|доллар|美元|美金|دولار`, `\$|usd`},
	{'£', `£|gbp|pound|libra|фунт|英镑|جنيه`, `£|gbp`},
	{'¥', `[¥￥]|cny|rmb|jpy|yuan|yen\b|юан|иен|人民币|日元|元|块|يوان`, `[¥￥]|cny|rmb|jpy`},
	{'₽', `₽|rub|rur|руб|卢布|روبل`, `₽|rub`},
	{'د', `aed|dirham|дирхам|迪拉姆|درهم`, `aed`},
	{'﷼', `﷼|sar\b|riyal|риял|里亚尔|ريال`, `﷼|sar`},
	{'₴', `₴|uah|гривн`, `₴|uah`},
	{'₸', `₸|kzt|тенге`, `₸|kzt`},
	{'₹', `₹|inr\b|rupee|rupia|рупи`, `₹|inr`},
	{'₺', `₺|lira|лир`, `₺`},
	{'₩', `₩|krw`, `₩|krw`},
}

var number = regexp.MustCompile(`\p{Nd}+(?:[.,٫٬']\p{Nd}+)*`)

// kindly compiles the kinds, a group each, as what stands after a number and before it, when they are first asked for.
var kindly = sync.OnceValues(func() (counts, counted *regexp.Regexp) {
	var after, before []string
	for _, k := range kinds {
		after, before = append(after, "("+k.after+")"), append(before, "("+k.before+")")
	}
	const space = `[\s\x{a0}\x{202f}]*`
	return regexp.MustCompile(`^` + space + `(?i:` + strings.Join(after, "|") + `)`), regexp.MustCompile(`(?i:` + strings.Join(before, "|") + `)` + space + `$`)
})

// figures are the numbers in a text.
func figures(text string) (all []figure) {
	counts, counted := kindly()
	for _, at := range number.FindAllStringIndex(text, -1) {
		f := figure{value: plainly(text[at[0]:at[1]]), kind: kindOf(counts.FindStringSubmatch(text[at[1]:]))}
		if f.kind == 0 {
			f.kind = kindOf(counted.FindStringSubmatch(text[:at[0]]))
		}
		all = append(all, f)
	}
	return all
}

// kindOf is the kind whose group was found; 0: none was.
func kindOf(groups []string) rune {
	for i, k := range kinds {
		if len(groups) > 0 && groups[i+1] != "" {
			return k.kind
		}
	}
	return 0
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
