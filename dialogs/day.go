// Which day a question is about: today, Sunday, 25 December, as customers write it in any language.
package dialogs

import (
	"strconv"
	"strings"
	"time"

	"guanxi/dialogs/phrases"

	"guanxi/dialogs/answers"
	"guanxi/locales"
)

// The keys of the words for days and months, in order; each holds phrases.
var (
	nearWords    = [...]string{"day-words-today", "day-words-tomorrow", "day-words-after"}
	weekdayWords = [...]string{"weekday-words-7", "weekday-words-1", "weekday-words-2", "weekday-words-3", "weekday-words-4",
		"weekday-words-5", "weekday-words-6"} // by time.Weekday
	monthWords = [...]string{"month-words-1", "month-words-2", "month-words-3", "month-words-4", "month-words-5", "month-words-6",
		"month-words-7", "month-words-8", "month-words-9", "month-words-10", "month-words-11", "month-words-12"}
)

// besideDay is the list of small words around a day that add nothing.
const besideDay = "day-words-beside"

// The lists of what stands right before and right behind the mere number of a day.
const (
	beforeNumber = "day-words-before"
	behindNumber = "day-words-behind"
)

// dayKind says in which way a word names a day; a later one counts for more.
type dayKind uint8

const (
	beside      dayKind = iota
	near                // n days from today
	weekday             // a time.Weekday
	ofDay               // stands at the number of a day: 25th
	eitherFeast         // Christmas, which is on one of two days
	month               // a time.Month, which needs a number beside it
	feast               // one of feasts
	moving              // a feast whose day is not known ahead
	holiday             // a holiday, whichever
)

// dayWord is what a phrase means.
type dayWord struct {
	kind dayKind
	n    int
}

// dayWords are the phrases of all languages: their words, parted by spaces, to what they mean.
type dayWords map[string]dayWord

const maxDayPhrase = 4 // words of the longest phrase

func newDayWords(texts *locales.Catalogue) dayWords {
	d := dayWords{}
	add := func(key string, kind dayKind, n int) {
		for _, lang := range texts.Languages() {
			for _, phrase := range texts.List(lang, key) {
				d[strings.Join(phrases.Words(phrase), " ")] = dayWord{kind, n}
			}
		}
	}
	add(besideDay, beside, 0)
	for n, key := range nearWords {
		add(key, near, n)
	}
	for n, key := range weekdayWords {
		add(key, weekday, n)
	}
	for n, key := range monthWords {
		add(key, month, n+1)
	}
	for n, key := range feastWords {
		add(key, feast, n)
	}
	add(eitherWords, eitherFeast, 0)
	add(movingWords, moving, 0)
	add(generalWords, holiday, 0)
	add(beforeNumber, ofDay, -1)
	add(behindNumber, ofDay, 1)
	return d
}

// named is what a text says of a day.
type named struct {
	base  time.Time // midnight in UTC of the day of the question
	day   time.Time // the same of the day that is asked about
	other time.Time // the same of a later day that may be meant as well; zero: there is none
	today bool      // it is the day of the question
	dated bool      // it is named by its date, or as a feast
	feast bool      // a feast is named, or holidays whichever
	vague bool      // of a feast that nobody can tell the day of
	known bool      // it names one day, and no second one
	alone bool      // it says nothing else
}

// read finds the day that a text names, seen from a moment on the shop's clock. A date without its year is the next one.
func (d dayWords) read(text string, now time.Time) named {
	year, m, today := now.Date()
	base := time.Date(year, m, today, 0, 0, 0, 0, time.UTC)
	found := named{base: base, alone: true}
	best := beside
	day, rest, ok := figured(text, base)
	if ok {
		best, found.day, found.dated, found.known = month, day, true, true
		text = rest
	}
	words := phrases.Words(phrases.Fold(text))
	for i := 0; i < len(words); {
		word, length := d.longest(words[i:])
		day, other, ok := time.Time{}, time.Time{}, false
		switch {
		case length == 0:
		case word.kind == near:
			day, ok = base.AddDate(0, 0, word.n), true
		case word.kind == weekday:
			day, ok = base.AddDate(0, 0, (word.n-int(base.Weekday())+7)%7), true
		case word.kind == ofDay:
			day, ok = ofMonth(words, i, i+length, word.n, base)
		case word.kind == eitherFeast:
			day, other = christmases(base)
			ok, found.feast = true, true
		case word.kind == month:
			day, ok = dated(words, i, i+length, time.Month(word.n), base)
		case word.kind == feast:
			day, ok = nextFeast(word.n, base)
			found.feast, found.vague = true, found.vague || !ok
		case word.kind > feast:
			found.feast, found.vague = true, found.vague || word.kind == moving
		}
		switch {
		case ok && word.kind > best:
			best, found.day, found.other, found.dated, found.known = word.kind, day, other, word.kind >= ofDay, true
		case ok && word.kind == best && !day.Equal(found.day):
			found.known = false // two of them: the whole week is wanted
		case !ok && (length == 0 || word.kind > beside && word.kind <= month && word.kind != ofDay) && !countable(words[i]):
			found.alone = false
		}
		i += max(length, 1)
	}
	found.alone = found.alone && (found.known || found.feast)
	found.known = found.known && !found.vague
	found.today = found.known && found.day.Equal(base)
	return found
}

// longest is the phrase with which words begin, and how many of them it takes. In Arabic "and" is written in one word with
// the first.
func (d dayWords) longest(words []string) (dayWord, int) {
	for _, first := range []string{words[0], strings.TrimPrefix(words[0], "و")} {
		for n := min(maxDayPhrase, len(words)); n > 0; n-- {
			if word, ok := d[strings.Join(append([]string{first}, words[1:n]...), " ")]; ok {
				return word, n
			}
		}
	}
	return dayWord{}, 0
}

// ofMonth is the next day of the number that stands before or behind the words from one to another: the 25th.
func ofMonth(words []string, from, to, side int, base time.Time) (time.Time, bool) {
	i := to
	if side > 0 {
		i = from - 1
	}
	if i < 0 || i >= len(words) || len(words[i]) > 2 {
		return time.Time{}, false
	}
	n, _ := strconv.Atoi(words[i])
	for ahead := range 3 { // one of three months has 31 days
		day := time.Date(base.Year(), base.Month()+time.Month(ahead), n, 0, 0, 0, 0, time.UTC)
		if n > 0 && day.Day() == n && !day.Before(base) {
			return day, true
		}
	}
	return time.Time{}, false
}

// dated is the next day of a month whose number stands beside its name, before it or after it.
func dated(words []string, from, to int, m time.Month, base time.Time) (time.Time, bool) {
	number := func(i int) int {
		if i < 0 || i >= len(words) || len(words[i]) > 2 {
			return 0
		}
		n, _ := strconv.Atoi(words[i]) // 0 where it is none
		return n
	}
	n := 0
	for _, i := range []int{to, from - 1, from - 2, from - 3, to + 1} { // December 25, 25 December, 25 de diciembre, 25th of December, December the 25th
		if n = number(i); n != 0 {
			break
		}
	}
	return nextDate(n, m, base)
}

// nextDate is the next day of a date.
func nextDate(n int, m time.Month, base time.Time) (time.Time, bool) {
	for year := base.Year(); year < base.Year()+8; year++ { // 29 February comes every fourth
		day := time.Date(year, m, n, 0, 0, 0, 0, time.UTC)
		if day.Day() == n && day.Month() == m && !day.Before(base) {
			return day, true
		}
	}
	return time.Time{}, false
}

// countable says whether a word may be the number of a day, or what is written behind one.
func countable(word string) bool {
	n, err := strconv.Atoi(word)
	return err == nil && n > 0
}

// day is the day that words of the customer's name.
func (t *turn) day(words string) named { return t.w.days.read(words, t.w.Shop.Clock(t.in.At)) }

// dateOnly says whether the customer's words are a date in figures, both parts of two: 1/5 and 10/10 are marks as well.
func (t *turn) dateOnly() bool {
	asked := t.day(t.in.Text)
	day, month := asked.day.Day(), int(asked.day.Month())
	return asked.alone && asked.dated && day != month && len(t.in.Text) >= len("25.12")
}

// onDay makes a question that names a day, and is not surely about anything else, one about the hours: where it says
// nothing but the day, or is nearest to the entry that tells them.
func (t *turn) onDay(p *answers.Part) {
	asked := t.day(p.Words)
	feast := asked.feast && asked.alone // its words are in other entries too
	if p.Sure && !feast || !asked.known && !asked.feast {
		return
	}
	if len(p.Near) > 0 && strings.Contains(p.Near[0].Text, answers.Hours) {
		p.Sure, p.Match = true, p.Near[0]
		return
	}
	for _, e := range t.w.knowledge {
		match, ok := t.today().Entry(e.ID, t.lang())
		if asked.alone && ok && strings.Contains(match.Text, answers.Hours) {
			p.Sure, p.Match = true, match
			return
		}
	}
}
