// Which numbers in customers' words may be amounts, and how decimals are read.
package dialogs

import (
	"regexp"
	"strconv"
	"strings"

	"guanxi/dialogs/phrases"
)

// Letters that no language of ours has stand in words for what joins digits and else would part them into several numbers.
const (
	point = "ʘ" // of 1.5
	joint = "ǂ" // of 10:30, 2-3 and $20
)

// figure is a number in digits with all that joins it to others, and the sign of what is paid.
var figure = regexp.MustCompile(`(\p{Sc}\s*)?\p{Nd}+(\s*[-−–—~～]\s*\p{Nd}+|[.,:/٫٬．，：]\p{Nd}+)*(\s*\p{Sc})?`)

// decimal has the point between the digits of a number.
var decimal = regexp.MustCompile(`^(\d+)[.,٫．，](\d+)$`)

// below is a number with its sign: of -3 packs nothing is reckoned.
var below = regexp.MustCompile(`(^|\s)[-−–]\p{Nd}`)

// marks are what is no digit in such a number.
var marks = regexp.MustCompile(`\D+`)

// paid is how words for what is paid begin: 20 euros are no count.
var paid = regexp.MustCompile(`^(?:euros?\b|eur\b|usd\b|bucks\b|dollar|pound|quid\b|dolar|dólar|libra|pavos\b|евро|рубл|доллар|долл|欧元|美元|人民币|元|块钱|يورو|دولار|درهم|ريال)`)

// wordsOf is a text in words, where numbers that are not whole are joined.
func wordsOf(text string) []string { return phrases.Words(phrases.Fold(jointed(text))) }

// jointed is a text in which signs that are lost as words, and make another number of digits, are letters.
func jointed(text string) string {
	return figure.ReplaceAllStringFunc(text, func(said string) string {
		switch said = phrases.Digits(said); {
		case said == "1/2": // "1/2 kilo" is some of one by its name
			return said
		case decimal.MatchString(said):
			return decimal.ReplaceAllString(said, "${1}"+point+"${2}")
		}
		if strings.Trim(said, "0123456789") == "" {
			return said
		}
		return marks.ReplaceAllLiteralString(said, joint)
	})
}

// parted is such words as they may have been written.
func parted(words string) string {
	words = strings.ReplaceAll(strings.ReplaceAll(words, " "+point+" ", "."), joint, " ")
	return strings.Join(strings.Fields(words), " ")
}

// number is the whole number from 1 to maxPacks that begins at a word, and of how many words that is; none where it is
// but a part of one, or money.
func (w *World) number(words []string, i int) (n, length int) {
	thousandths, length := w.thousandths(words, i)
	n = thousandths / 1000
	if length == 0 || thousandths%1000 > 0 || length > 1 && words[i+1] == point || n < 1 || n > maxPacks {
		return 0, 0
	}
	next := words[i+length:]
	if paid.MatchString(phrases.Unparted(next[:min(len(next), 2)])) {
		return 0, 0
	}
	return n, length
}

// thousandths is the number, in thousandths, that begins at a word, and of how many words that is; none where it is but a part
// of one. With three digits behind it a point may part thousands, unless a nought is before it.
func (w *World) thousandths(words []string, i int) (much, length int) {
	n, length := w.numerals.First(words[i:])
	if length == 0 || n < 0 || n > 1e5 || i > 0 && (phrases.Countable(words[i-1]) || joins(words[i-1])) {
		return 0, 0
	}
	next := words[i+length:]
	switch {
	case len(next) == 0 || next[0] != point && next[0] != joint:
		return n * 1000, length
	case next[0] == joint || len(next) < 2 || len(next[1]) > 3 || len(next[1]) == 3 && n > 0:
		return 0, 0
	}
	behind, err := strconv.Atoi((next[1] + "00")[:3])
	if err != nil {
		return 0, 0
	}
	return n*1000 + behind, length + 2
}

func joins(word string) bool { return word == point || word == joint }
