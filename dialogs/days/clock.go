package days

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"guanxi/dialogs/phrases"
	"guanxi/locales"
)

// clocked finds a time of day in digits: 9pm, 21:00, 9 вечера, 晚上9点. Of a bare hour the one in the day is meant.
var clocked = regexp.MustCompile(`(?i)(早上|上午|中午|下午|晚上|傍晚)?\s*(?:(?:^|[^\p{L}])(at|till|until|by|before|after|around|(?:a|hasta|sobre|hacia|para) las?|в|во|до|после|к|около)\s+|(الساع[ةه])\s+)?(\d{1,2})(?:[:.](\d{2}))?\s*(?:(am|pm|a\.m|p\.m|h\b|hs\b|o'?clock|утра|дня|вечера|часов|час|de la mañana|de la tarde|de la noche|صباحا|مساء|点)|$|[\s?？؟!.])`)

var (
	morning   = regexp.MustCompile(`(?i)^(?:am|a\.m|утра|de la mañana|صباحا|早上|上午)$`)
	afternoon = regexp.MustCompile(`(?i)^(?:pm|p\.m|дня|вечера|de la tarde|de la noche|مساء|中午|下午|晚上|傍晚)$`)
)

// earliest is the first hour of the day that is meant by a bare number; before it the afternoon's is.
const earliest = 8

// Clock is how times of day are called in words.
type Clock struct {
	hour  *regexp.Regexp // finds the words for an hour
	hours map[string]string
	heads map[string]bool // the first words of them
	parts []part
	until around // what only bounds a time
	later around // what is said of one late in the day
}

// maxTold is how many bytes of a text are read: who says more names no time alone, and each costs.
const maxTold = 300

// part is a way to say the minutes, around an hour.
type part struct {
	form    *regexp.Regexp
	minutes int // past the hour
}

// The keys of the words for the hours 1 to 12 and for half past each of them, and of what is said around an hour, 0, that adds or
// takes minutes.
var (
	hourWords = [...]string{"hour-words-1", "hour-words-2", "hour-words-3", "hour-words-4", "hour-words-5", "hour-words-6",
		"hour-words-7", "hour-words-8", "hour-words-9", "hour-words-10", "hour-words-11", "hour-words-12"}
	halfWords = [...]string{"half-hour-words-1", "half-hour-words-2", "half-hour-words-3", "half-hour-words-4", "half-hour-words-5",
		"half-hour-words-6", "half-hour-words-7", "half-hour-words-8", "half-hour-words-9", "half-hour-words-10", "half-hour-words-11",
		"half-hour-words-12"}
	partWords = [...]string{"clock-words-half", "clock-words-quarter", "clock-words-quarter-to"}
	partOf    = [...]int{30, 15, -15}
)

// NewClock reads it from the catalogues.
func NewClock(texts *locales.Catalogue) Clock {
	c := Clock{hours: map[string]string{}, heads: map[string]bool{}, until: newAround(texts, untilWords), later: newAround(texts, laterHours)}
	for n, key := range hourWords {
		for _, lang := range texts.Languages() {
			c.call(strconv.Itoa(n+1), texts.List(lang, key))
			c.call(fmt.Sprintf("%d:30", n+1), texts.List(lang, halfWords[n]))
		}
	}
	var spaced, han []string
	for _, word := range slices.SortedFunc(maps.Keys(c.hours), func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) }) {
		if inHan(word) {
			han = append(han, word)
		} else {
			spaced = append(spaced, word)
		}
	}
	c.hour = regexp.MustCompile(`(^|[^\p{L}\p{M}])(` + strings.Join(spaced, "|") + `)($|[^\p{L}\p{M}])|(` + strings.Join(han, "|") + `)`)
	for i, key := range partWords {
		for _, lang := range texts.Languages() {
			for _, form := range texts.List(lang, key) {
				form = strings.ReplaceAll(regexp.QuoteMeta(form), "0", `(\d{1,2})`)
				c.parts = append(c.parts, part{regexp.MustCompile(form), partOf[i]})
			}
		}
	}
	return c
}

// call has words mean a time in digits. What tells a time from other numbers in Chinese is 点, which stands in half past already.
func (c Clock) call(time string, words []string) {
	for _, word := range words {
		digits := time
		if inHan(word) {
			digits += "点"
			if !strings.Contains(word, "点") {
				word += "点"
			}
		}
		c.hours[word] = digits
		head, _, _ := strings.Cut(word, " ")
		c.heads[head] = true
	}
}

// inHan says whether a word is of Chinese characters.
func inHan(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.Is(unicode.Han, first)
}

// may says whether a text may name a time: most texts do not, and looking closer takes longer.
func (c Clock) may(text string) bool {
	if len(text) > maxTold {
		return false
	}
	if strings.ContainsFunc(text, unicode.IsDigit) || strings.ContainsAny(text, "点點") {
		return true
	}
	for word := range strings.FieldsSeq(locales.Fold(text)) {
		if c.heads[word] {
			return true
		}
	}
	return false
}

// letters finds the words of a text.
var letters = regexp.MustCompile(`[\p{L}\p{M}]+`)

// figures is a text with its hours and minutes in digits.
func (c Clock) figures(text string) string {
	text = letters.ReplaceAllStringFunc(phrases.Digits(text), locales.Fold)
	text = c.hour.ReplaceAllStringFunc(text, func(said string) string {
		m := c.hour.FindStringSubmatch(said)
		digits := c.hours[m[2]+m[4]]
		if strings.HasPrefix(m[2], "ال") { // "the seventh" is an hour of the clock
			digits = "الساعة " + digits
		}
		return m[1] + digits + m[3]
	})
	for _, p := range c.parts {
		text = p.form.ReplaceAllStringFunc(text, func(said string) string {
			hour, _ := strconv.Atoi(p.form.FindStringSubmatch(said)[1])
			minutes := hour*60 + p.minutes
			if minutes < 60 { // before one o'clock
				minutes += 12 * 60
			}
			time := fmt.Sprintf("%d:%02d", minutes/60, minutes%60)
			if strings.Contains(said, "点") { // no space follows
				time += "点"
			}
			return time
		})
	}
	return text
}

// Read is the time of day that a text names, and the text around it. Days tell it from a date: at 5 May.
func (c Clock) Read(text string, days Words) (at Hour, rest string, ok bool) {
	if !c.may(text) {
		return Hour{}, text, false
	}
	told := c.figures(text)
	for _, at := range clocked.FindAllStringSubmatchIndex(told, -1) {
		group := func(n int) string {
			if at[2*n] < 0 {
				return ""
			}
			return told[at[2*n]:at[2*n+1]]
		}
		if group(1)+group(2)+group(3)+group(6) == "" && (group(5) == "" || !strings.Contains(told[at[0]:at[1]], ":")) {
			continue // a bare number
		}
		if days.dates(told[at[1]:]) { // at 25 December
			continue
		}
		hour, _ := strconv.Atoi(group(4))
		minute, _ := strconv.Atoi(group(5))
		later := afternoon.MatchString(group(1)) || afternoon.MatchString(group(6))
		early := morning.MatchString(group(1)) || morning.MatchString(group(6))
		if hour < 12 && (later || !early && hour < earliest) {
			hour += 12
		}
		if hour <= 24 && minute < 60 && hour > 0 {
			if rest = told[:at[0]] + " " + told[at[1]:]; locales.Fold(rest) == "" {
				rest = ""
			}
			before := told[:at[8]]
			for _, n := range []int{1, 3} { // in the evening, at the hour
				if group(n) != "" {
					before = told[:at[2*n]]
				}
			}
			return c.placed(hour, minute, early || later || group(4)[0] == '0', before, told[at[1]:]), rest, true
		}
	}
	return Hour{}, text, false
}
