// Which day a question is about: today, Sunday, 25 December, as customers write it in any language.
package dialogs

import (
	"strconv"
	"strings"
	"time"

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

// dayKind says in which way a word names a day; a later one counts for more.
type dayKind uint8

const (
	beside  dayKind = iota
	near            // n days from today
	weekday         // a time.Weekday
	month           // a time.Month, which needs a number beside it
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
				d[strings.Join(numberWords(phrase), " ")] = dayWord{kind, n}
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
	return d
}

// named is what a text says of a day.
type named struct {
	day   time.Time // midnight in UTC
	today bool      // it is the day of the question
	dated bool      // it is named by its date
	known bool      // it names one day, and no second one
	alone bool      // it says nothing else
}

// read finds the day that a text names, seen from a moment on the shop's clock. A date without its year is the next one.
func (d dayWords) read(text string, now time.Time) named {
	words := numberWords(fold(text))
	year, m, today := now.Date()
	base := time.Date(year, m, today, 0, 0, 0, 0, time.UTC)
	found := named{alone: true}
	best := beside
	for i := 0; i < len(words); {
		word, length := d.longest(words[i:])
		day, ok := time.Time{}, false
		switch {
		case length > 0 && word.kind == near:
			day, ok = base.AddDate(0, 0, word.n), true
		case length > 0 && word.kind == weekday:
			day, ok = base.AddDate(0, 0, (word.n-int(base.Weekday())+7)%7), true
		case length > 0 && word.kind == month:
			day, ok = dated(words, i, i+length, time.Month(word.n), base)
		}
		switch {
		case ok && word.kind > best:
			best, found.day, found.dated, found.known = word.kind, day, word.kind == month, true
		case ok && word.kind == best && !day.Equal(found.day):
			found.known = false // two of them: the whole week is wanted
		case !ok && (length == 0 || word.kind != beside) && !ordinal(words[i]):
			found.alone = false
		}
		i += max(length, 1)
	}
	found.alone = found.alone && found.known
	found.today = found.known && found.day.Equal(base)
	return found
}

// longest is the phrase with which words begin, and how many of them it takes.
func (d dayWords) longest(words []string) (dayWord, int) {
	for n := min(maxDayPhrase, len(words)); n > 0; n-- {
		if word, ok := d[strings.Join(words[:n], " ")]; ok {
			return word, n
		}
	}
	return dayWord{}, 0
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
	for year := base.Year(); year < base.Year()+8; year++ { // 29 February comes every fourth
		day := time.Date(year, m, n, 0, 0, 0, 0, time.UTC)
		if day.Day() == n && day.Month() == m && !day.Before(base) {
			return day, true
		}
	}
	return time.Time{}, false
}

// ordinal says whether a word may be the number of a day, or what is written behind one.
func ordinal(word string) bool {
	n, err := strconv.Atoi(word)
	return err == nil && n > 0
}

// day is the day that words of the customer's name.
func (t *turn) day(words string) named { return t.w.days.read(words, t.w.Shop.Clock(t.in.At)) }

// onDay makes a question that names a day, and is not surely about anything else, one about the hours: where it says
// nothing but the day, or is nearest to the entry that tells them.
func (t *turn) onDay(p *answers.Part) {
	asked := t.day(p.Words)
	if p.Sure || !asked.known {
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
