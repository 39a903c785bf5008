// What looks personal, whoever writes it. The patterns read folded texts. Better a price too many is hidden than one
// telephone number too few: it is shown again in the answer.
package mask

import (
	"regexp"
	"strings"
)

const (
	leastDigits = 6 // of a number that may tell who somebody is
	leastPhone  = 7
	leastCard   = 12
	mostCard    = 19
)

var (
	email  = regexp.MustCompile(`[\p{L}\p{N}._%+'-]+ ?(?:@|\(at\)|\[at\]) ?[\p{L}\p{N}-]+(?:[.。][\p{L}\p{N}-]+)+`)
	spoken = regexp.MustCompile(`[\p{L}\p{N}._%+'-]+ ?(?:@|\(at\)|\[at\]| at ) ?[\p{L}\p{N}-]+(?: ?(?:\(dot\)|\[dot\]| dot ) ?[\p{L}\p{N}-]+)+`) // anna [at] mail [dot] com
	iban   = regexp.MustCompile(`\b[a-z]{2}[0-9]{2}[ -]?[a-z0-9]{2}`)
	handle = regexp.MustCompile(`@[a-z0-9_]{4,32}`)
	link   = regexp.MustCompile(`(?:https?://|www\.|t\.me/)[^\s<>"']+`)

	// digits of one number have at most three signs between them
	digits = regexp.MustCompile(`\+?\(?[0-9](?:[\s()./·–—‑_-]{0,3}[0-9])*`)
)

// contacts are addresses of the net.
func contacts(text string) (spans []span) {
	spans = append(spans, all(email, text, Email)...)
	spans = append(spans, all(spoken, text, Email)...)
	spans = append(spans, all(link, text, Link)...)
	return append(spans, all(handle, text, Name)...)
}

func all(form *regexp.Regexp, text string, kind Kind) (spans []span) {
	for _, at := range form.FindAllStringIndex(text, -1) {
		spans = append(spans, span{at[0], at[1], kind})
	}
	return spans
}

// numbers are telephone numbers, cards and others that are long.
func numbers(text string) (spans []span) {
	for _, at := range digits.FindAllStringIndex(text, -1) {
		bare := strings.Map(func(r rune) rune {
			if '0' <= r && r <= '9' {
				return r
			}
			return -1
		}, text[at[0]:at[1]])
		switch n := len(bare); {
		case n < leastDigits:
			continue
		case n >= leastCard && n <= mostCard && luhn(bare):
			spans = append(spans, span{at[0], at[1], Card})
		case n >= leastPhone:
			spans = append(spans, span{at[0], at[1], Phone})
		default:
			spans = append(spans, span{at[0], at[1], Number})
		}
	}
	return spans
}

// An IBAN's length (ISO 13616).
const (
	leastAccount = 15
	mostAccount  = 34
)

// accounts are IBANs, written together or in groups. The first length at which the check digits are right is its: words may follow.
func accounts(text string) (spans []span) {
	for _, at := range iban.FindAllStringIndex(text, -1) {
		var bare []byte
		end := 0
		for i := at[0]; i < len(text) && len(bare) < mostAccount; i++ {
			c := text[i]
			switch {
			case alphanumeric(c):
				bare = append(bare, c)
			case (c == ' ' || c == '-') && text[i-1] != c:
				continue
			default:
				i = len(text)
				continue
			}
			if ends := i+1 == len(text) || !alphanumeric(text[i+1]); ends && len(bare) >= leastAccount && mod97(bare) == 1 {
				end = i + 1
				break
			}
		}
		if end > 0 {
			spans = append(spans, span{at[0], end, Account})
		}
	}
	return spans
}

// alphanumeric says so of a sign of a folded text.
func alphanumeric(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' }

// mod97 is the rest of an IBAN by 97, its first four signs put last and letters as 10 to 35; 1: the check digits are right.
func mod97(bare []byte) (rest int) {
	for i := range bare {
		switch c := bare[(i+4)%len(bare)]; {
		case c <= '9':
			rest = (rest*10 + int(c-'0')) % 97
		default:
			rest = (rest*100 + int(c-'a') + 10) % 97
		}
	}
	return rest
}

// luhn says whether the check digit of a card's number is right (ISO/IEC 7812).
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// Where people live, and how they say what they are called, in the five languages.
var (
	streets = []*regexp.Regexp{
		regexp.MustCompile(`\b[0-9]{1,5}[a-z]?,? (?:[a-z']+ ){1,4}(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|square|sq|court|ct|way|close|terrace)\b(?:,? (?:flat|apt|apartment|unit|no)\.? ?[0-9]+[a-z]?)?`),
		regexp.MustCompile(`\bp\.? ?o\.? ?box ?[0-9]+`),
		regexp.MustCompile(`\b[a-z]{1,2}[0-9][a-z0-9]? [0-9][a-z]{2}\b`), // a British postcode
		regexp.MustCompile(`\p{Cyrillic}[\p{Cyrillic}-]{2,30} (?:ул\.?|улица|улице|проспект|пр-т|переулок|пер\.|шоссе|бульвар),? ?(?:дом|д\.?)? ?[0-9]+\p{L}?(?:,? ?(?:к|корп|кв|квартира)\.? ?[0-9]+)*`),
		regexp.MustCompile(`\b(?:flat|apt|apartment|unit)\.? ?[0-9]+[a-z]?\b`),
		regexp.MustCompile(`\b(?:calle|avenida|avda\.?|plaza|carrera|paseo|camino|c/) ?[\p{L} ]{2,40}?,? ?(?:n[uº°.o]* ?)?[0-9]+[a-z]?(?:,? ?[0-9]+ ?[ºª°o]? ?[a-z]?\b)?`),
		regexp.MustCompile(`(?:улиц\p{L}{1,2}|ул\.?|проспект\p{L}{0,2}|пр-т|переул\p{L}{1,3}|пер\.|шоссе|набережн\p{L}{1,3}|бульвар\p{L}{0,2}) ?[\p{L}-]{2,30}(?: [\p{L}-]{2,30})?,? ?(?:дом|д\.?)? ?[0-9]+[\p{L}]?(?:[/-][0-9]+)*(?:,? ?(?:к|корп|кв|квартира)\.? ?[0-9]+)*`),
		regexp.MustCompile(`[\p{Han}]{1,12}(?:路|街|道|巷|弄|胡同)[\p{Han}]{0,3}[0-9一二三四五六七八九十百]+(?:号|弄)(?:[0-9一二三四五六七八九十]+(?:号|楼|室|单元|栋|层))*`),
		regexp.MustCompile(`شارع [\p{L}]+(?: [\p{L}]+)?,?،? ?(?:رقم|بناية|عمارة|منزل|بيت|مبنى|المبنى|شقة)? ?[0-9]+(?:[,،]? ?(?:شقة|طابق|الطابق|دور|الدور) ?[0-9]+)*`),
	}
	introduced = []*regexp.Regexp{
		regexp.MustCompile(`\b(?:my name is|my name's|me llamo|mi nombre es)\s+(\p{L}[\p{L}'-]*(?: \p{L}[\p{L}'-]*)?)`),
		regexp.MustCompile(`(?:меня зовут|мое имя|моя фамилия)\s+(\p{L}[\p{L}-]*(?: \p{L}[\p{L}-]*)?)`),
		regexp.MustCompile(`(?:我叫|我的名字是|我的名字叫|我姓)\s?(\p{Han}{1,3})`),
		regexp.MustCompile(`(?:اسمي|ادعى)\s+(?:هو )?(\p{L}+(?: \p{L}+)?)`),
	}
)

// places are addresses of houses, and names that somebody says are theirs.
func places(text string) (spans []span) {
	for _, form := range streets {
		spans = append(spans, all(form, text, Address)...)
	}
	for _, form := range introduced {
		for _, at := range form.FindAllStringSubmatchIndex(text, -1) {
			spans = append(spans, span{at[2], at[3], Name})
		}
	}
	return spans
}
