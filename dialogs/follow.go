// "And on Sunday?": what asks on about the matter of the last question.
package dialogs

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"guanxi/dialogs/answers"
	"guanxi/locales"
)

// following opens a question that goes on from the last. In Arabic "and" is written in one word with the next.
var following = regexp.MustCompile(`(?i)^[¿\s]*(?:(?:and|what about|how about|а|и|а как|а что|y|e)\s+|那么?|还有|و)`)

// goingOn opens a question that goes on from the last, by more than the one letter of Arabic, which begins other words too.
var goingOn = regexp.MustCompile(`(?i)^[¿\s]*(?:(?:and|what about|how about|а|и|а как|а что|y|e|وماذا عن|وماذا بخصوص)\s+|那么?|还有)`)

// goesOn says whether a question goes on from the last with a word that was not in that.
func (t *turn) goesOn(words string) bool {
	opening := goingOn.FindString(words)
	if opening == "" || utf8.RuneCountInString(words) > maxFollowing {
		return false
	}
	before := strings.Fields(locales.Fold(t.s.Last))
	return slices.ContainsFunc(strings.Fields(locales.Fold(words[len(opening):])), func(word string) bool { return !slices.Contains(before, word) })
}

const (
	maxFollowing = 40        // letters of such a question: a longer one says what it is about
	fresh        = time.Hour // for how long the last question is remembered
)

// onward answers a question that says too little by itself, or nothing but a day, and goes on from the last, by what answered
// the last one; it says whether it did.
func (t *turn) onward(p *answers.Part) bool {
	text := strings.TrimSpace(p.Words)
	rest := text[len(following.FindString(text)):]
	bare := rest == text && t.day(text).Alone // "tomorrow?"
	if rest == text && !bare || p.Sure && !t.day(rest).Alone {
		return false
	}
	if t.s.Last == "" || t.away > fresh || utf8.RuneCountInString(text) > maxFollowing {
		return false
	}
	last := t.w.ask(t.today(), t.s.Last, t.lang())
	if len(last) != 1 || !last[0].Sure {
		return false
	}
	hours := strings.Contains(last[0].Match.Text, answers.Hours)
	if hours || !bare && (!t.day(rest).Alone || t.w.days.In(last[0].Match.Text)) { // of a day, what tells of none says nothing
		p.Sure, p.Match = true, last[0].Match
		return true
	}
	return false
}
