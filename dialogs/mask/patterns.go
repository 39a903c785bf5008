// What looks personal, whoever writes it. The patterns read folded texts. Better a price too many is hidden than one
// telephone number too few: it is shown again in the answer.
package mask

import (
	"slices"
	"strings"
)

const (
	leastDigits = 6 // of a number that may tell who somebody is
	leastPhone  = 7
	leastCard   = 12
	mostCard    = 19
)

var (
	email  = lazily(`[\p{L}\p{N}._%+'-]+ ?(?:@|\(at\)|\[at\]) ?[\p{L}\p{N}-]+(?:[.。][\p{L}\p{N}-]+)+`)
	spoken = lazily(`[\p{L}\p{N}._%+'-]+ ?(?:@|[(\[](?:at|arroba|собака|эт)[)\]]| (?:at|arroba|собака|собачка|ات|艾特) |艾特) ?[\p{L}\p{N}-]+(?:(?: ?[(\[](?:dot|punto|точка)[)\]] ?| (?:dot|punto|точка|دوت|نقطه|点) |点)[\p{L}\p{N}-]+|\.[\p{L}]{2,12})+`) // anna [at] mail [dot] com
	known  = lazily(`[\p{L}\p{N}._%+'-]{3,} ?(?:@ ?)?(?:gmail|googlemail|hotmail|yahoo|outlook|icloud|yandex|protonmail|qq|163|126)(?:\.| (?:dot|punto|точка) )(?:com|ru|es|net|org|cn|co|de|fr|it|me)\b`)                                             // the @ forgotten
	worded = lazily(`[〇零一二三四五六七八九幺]{7,}|(?:\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)\b[ ,.-]*){6,}|(?:(?:ноль|нуль|один|два|три|четыре|пять|шесть|семь|восемь|девять)[ ,.-]*){6,}|(?:(?:صفر|واحد|اثنان|اثنين|ثلاثه|اربعه|خمسه|سته|سبعه|ثمانيه|تسعه)[ ،,-]*){6,}`)
	iban   = lazily(`\b[a-z]{2}[0-9]{2}[ -]?[a-z0-9]{2}`)
	handle = lazily(`@[a-z0-9_]{4,32}`)
	link   = lazily(`(?:https?://|www\.|t\.me/)[^\s<>"']+`)

	// digits of one number have at most three signs between them
	digits = lazily(`\+?\(?[0-9](?:[\s()./·–—‑_-]{0,3}[0-9])*`)
)

// contacts are addresses of the net, and telephone numbers in words.
func contacts(text string) (spans []span) {
	if mentions(text, "@", "(at)", "[at]") {
		spans = append(spans, all(email, text, Email)...)
	}
	if mentions(text, "@", "(", "[", " at ", "arroba", "собак", " ات ", "艾特") {
		spans = append(spans, all(spoken, text, Email)...)
	}
	if mentions(text, "mail", "yahoo", "outlook", "icloud", "yandex", "qq", "163", "126") {
		spans = append(spans, all(known, text, Email)...)
	}
	if mentions(text, "two", "three", "five", "dos", "tres", "два", "три", "пять", "اثن", "ثلاث", "خمس", "三", "五", "七") {
		for _, at := range worded().FindAllStringIndex(text, -1) {
			spans = append(spans, span{at[0], len(strings.TrimRight(text[:at[1]], " ,.،-")), Phone})
		}
	}
	spans = append(spans, all(link, text, Link)...)
	return append(spans, all(handle, text, Name)...)
}

// mentions says whether one of some words is in a text: to search for it is quicker than for a form.
func mentions(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(text, word) })
}

func all(form form, text string, kind Kind) (spans []span) {
	for _, at := range form().FindAllStringIndex(text, -1) {
		spans = append(spans, span{at[0], at[1], kind})
	}
	return spans
}

// numbers are telephone numbers, cards and others that are long.
func numbers(text string) (spans []span) {
	for _, at := range digits().FindAllStringIndex(text, -1) {
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
	for _, at := range iban().FindAllStringIndex(text, -1) {
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
