// Package days reads which day and time of day words name, in any language: today, Sunday, 25 December, at nine.
package days

import (
	"strings"
	"time"

	"guanxi/dialogs/phrases"
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

// nextWords are the words beside a weekday that is not today's, weekWords those beside one of the next week, Monday to Sunday, and
// laterWords those that some say of the one and some of the other.
const (
	nextWords  = "day-words-next"
	laterWords = "day-words-next-or-later"
	weekWords  = "day-words-next-week"
)

// besideDay is the list of small words around a day that add nothing.
const besideDay = "day-words-beside"

// The lists of what stands right before and right behind the mere number of a day.
const (
	beforeNumber = "day-words-before"
	behindNumber = "day-words-behind"
)

// kind says in which way a word names a day; a later one counts for more.
type kind uint8

const (
	beside      kind = iota
	next             // of a weekday: not today
	nextOrLater      // of a weekday: not today, and of those left in this week perhaps that of the next
	nextWeek         // of a weekday: in the week after this one
	near             // n days from today
	weekday          // a time.Weekday
	ofDay            // stands at the number of a day: 25th
	eitherFeast      // Christmas, which is on one of two days
	month            // a time.Month, which needs a number beside it
	feast            // one of feasts
	moving           // a feast whose day is not known ahead
	holiday          // a holiday, whichever
)

// meaning is what a phrase means.
type meaning struct {
	kind kind
	n    int
}

// Words are the phrases of all languages: their words, parted by spaces, to what they mean.
type Words map[string]meaning

const maxDayPhrase = 4 // words of the longest phrase

// NewWords reads them from the catalogues.
func NewWords(texts *locales.Catalogue) Words {
	d := Words{}
	add := func(key string, kind kind, n int) {
		for _, lang := range texts.Languages() {
			for _, phrase := range texts.List(lang, key) {
				d[strings.Join(phrases.Words(phrase), " ")] = meaning{kind, n}
			}
		}
	}
	add(besideDay, beside, 0)
	add(nextWords, next, 0)
	add(laterWords, nextOrLater, 0)
	add(weekWords, nextWeek, 0)
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

// Named is what a text says of a day.
type Named struct {
	Base  time.Time // midnight in UTC of the day of the question
	Day   time.Time // the same of the day that is asked about
	Other time.Time // the same of a later day that may be meant as well; zero: there is none
	Today bool      // it is the day of the question
	Dated bool      // it is named by its date, or as a feast
	Feast bool      // a feast is named, or holidays whichever
	Vague bool      // of a feast that nobody can tell the day of
	Known bool      // it names one day, and no second one
	Plain bool      // it says nothing but days and small words
	Alone bool      // it names one, or a feast, and says nothing else
}

// Read finds the day that a text names, seen from a moment on the shop's clock. A date without its year is the next one.
func (d Words) Read(text string, now time.Time) Named {
	year, m, today := now.Date()
	base := time.Date(year, m, today, 0, 0, 0, 0, time.UTC)
	found := Named{Base: base, Plain: true}
	best, later := beside, beside
	day, rest, ok := figured(text, base)
	if ok {
		best, found.Day, found.Dated, found.Known = month, day, true, true
		text = rest
	}
	words := phrases.Words(phrases.Fold(text))
	for i := 0; i < len(words); {
		word, length := d.longest(words[i:])
		day, other, ok := time.Time{}, time.Time{}, false
		switch {
		case length == 0:
		case word.kind == next, word.kind == nextOrLater, word.kind == nextWeek && (length > 1 || d.weekday(words[i+length:])):
			later = max(later, word.kind)
		case word.kind == near:
			day, ok = base.AddDate(0, 0, word.n), true
		case word.kind == weekday:
			day, ok = base.AddDate(0, 0, (word.n-int(base.Weekday())+7)%7), true
		case word.kind == ofDay:
			day, ok = ofMonth(words, i, i+length, word.n, base)
		case word.kind == eitherFeast:
			day, other = christmases(base)
			ok, found.Feast = true, true
		case word.kind == month:
			day, ok = dated(words, i, i+length, time.Month(word.n), base)
		case word.kind == feast:
			day, ok = nextFeast(word.n, base)
			found.Feast, found.Vague = true, found.Vague || !ok
		case word.kind > feast:
			found.Feast, found.Vague = true, found.Vague || word.kind == moving
		}
		switch {
		case ok && word.kind > best:
			best, found.Day, found.Other, found.Dated, found.Known = word.kind, day, other, word.kind >= ofDay, true
		case ok && word.kind == best && !day.Equal(found.Day):
			found.Known = false // two of them: the whole week is wanted
		case !ok && (length == 0 || word.kind > nextWeek && word.kind <= month && word.kind != ofDay) && !phrases.Countable(words[i]):
			found.Plain = false
		}
		i += max(length, 1)
	}
	if best == weekday {
		if later == nextOrLater && found.Day.After(base) && !found.Day.After(sunday(base)) {
			found.Other = found.Day.AddDate(0, 0, 7)
		}
		found.Day = found.Day.AddDate(0, 0, ahead(base, found.Day, later))
	}
	found.Alone = found.Plain && (found.Known || found.Feast)
	found.Known = found.Known && !found.Vague
	found.Today = found.Known && found.Day.Equal(base)
	return found
}

// Instead is a text with another word in place of those that name a day or a feast, and of what is beside them to say which; false:
// it names none so. Of a date the month is left.
func (d Words) Instead(text, day string) (string, bool) {
	var told []string
	put := false
	for words := phrases.Words(phrases.Fold(text)); len(words) > 0; {
		word, length := d.longest(words)
		names := length > 0 && word.kind != beside && word.kind != ofDay && word.kind != month
		if names && !put {
			told = append(told, phrases.Words(day)...)
			put = true
		}
		if !names {
			told = append(told, words[:max(length, 1)]...)
		}
		words = words[max(length, 1):]
	}
	return phrases.Unparted(told), put
}

// In says whether a text names a day of any kind.
func (d Words) In(text string) bool {
	for words := phrases.Words(phrases.Fold(text)); len(words) > 0; {
		word, length := d.longest(words)
		if length > 0 && (word.kind == near || word.kind == weekday) {
			return true
		}
		words = words[max(length, 1):]
	}
	return false
}

// ahead is by how many a weekday that is the next of its name is later, where it is to be another day than today, or in the
// next week.
func ahead(base, day time.Time, later kind) int {
	if later > beside && day.Equal(base) || later == nextWeek && !day.After(sunday(base)) {
		return 7
	}
	return 0
}

// sunday is the last day of the week of a day.
func sunday(day time.Time) time.Time { return day.AddDate(0, 0, (7-int(day.Weekday()))%7) }

// weekday says whether words begin with the name of one.
func (d Words) weekday(words []string) bool {
	if len(words) == 0 {
		return false
	}
	word, length := d.longest(words)
	return length > 0 && word.kind == weekday
}

// dates says whether a text goes on with the name of a month, so that a number before it is a day's.
func (d Words) dates(text string) bool {
	words := phrases.Words(phrases.Fold(text))
	words = words[d.Small(words):]
	if len(words) == 0 {
		return false
	}
	word, length := d.longest(words)
	return length > 0 && word.kind == month
}

// Small is how many words at the head of some add nothing to a day: "on the".
func (d Words) Small(words []string) int {
	n := 0
	for n < len(words) {
		word, length := d.longest(words[n:])
		if length == 0 || word.kind != beside {
			break
		}
		n += length
	}
	return n
}

// longest is the phrase with which words begin, and how many of them it takes. In Arabic "and" is written in one word with
// the first.
func (d Words) longest(words []string) (meaning, int) {
	for _, first := range []string{words[0], strings.TrimPrefix(words[0], "و")} {
		for n := min(maxDayPhrase, len(words)); n > 0; n-- {
			if word, ok := d[strings.Join(append([]string{first}, words[1:n]...), " ")]; ok {
				return word, n
			}
		}
	}
	return meaning{}, 0
}
