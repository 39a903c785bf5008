// What is said around an hour, and of which half of the day it then is: until nine, after eight, still open at eight.
package days

import (
	"strings"

	"guanxi/dialogs/phrases"
	"guanxi/locales"
)

// The keys of what is said around an hour, 0, or anywhere beside one: up to it, and at it or after it late in the day.
const (
	untilWords = "clock-words-until"
	laterHours = "clock-words-later"
)

// latest is the last bare hour that is the evening's after such words; who asks about after ten may mean either.
const latest = 9

// Hour is a time of day that a text names.
type Hour struct {
	Minutes int
	Bound   bool // it only bounds what is asked about: whether a shop is open at that very minute is no answer
}

// form is what stands before an hour and behind it, as spaced has it; a loose one stands anywhere.
type form struct {
	before, behind string
	loose          bool
}

// around are the forms of a list.
type around []form

func newAround(texts *locales.Catalogue, key string) (all around) {
	for _, lang := range texts.Languages() {
		for _, said := range texts.List(lang, key) {
			before, behind, bound := strings.Cut(said, "0")
			all = append(all, form{spaced(before), spaced(behind), !bound})
		}
	}
	return all
}

// has says whether one of the forms is in a text with an hour between two parts of it.
func (a around) has(before, behind string) bool {
	before, behind = spaced(before), spaced(behind)
	for _, f := range a {
		if f.loose && (strings.Contains(before, f.before) || strings.Contains(behind, f.before)) ||
			!f.loose && strings.HasSuffix(before, f.before) && strings.HasPrefix(behind, f.behind) {
			return true
		}
	}
	return false
}

// spaced is a text folded, with spaces around each of its words and at both ends.
func spaced(text string) string {
	words := phrases.Words(locales.Fold(text))
	if len(words) == 0 {
		return " "
	}
	return " " + strings.Join(words, " ") + " "
}

// placed is an hour by what is said around it; plain says that the half of the day, or a number of 24, is said too.
func (c Clock) placed(hour, minute int, plain bool, before, behind string) Hour {
	until, later := c.until.has(before, behind), c.later.has(before, behind)
	if later && !plain && hour <= latest {
		hour += 12
	}
	return Hour{hour*60 + minute, until || later && hour < 12}
}
