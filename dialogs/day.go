// The hours of the day that a question is about.
package dialogs

import (
	"strings"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/days"
	"guanxi/dialogs/phrases"
)

// moment is the day and the time of day that words name.
type moment struct {
	days.Named
	timed   bool // whether the shop is open at the minute is asked
	minutes int
}

// day is the day, and the time, that words of the customer's name. A time without a day is one of today.
func (t *turn) day(words string) moment {
	at, rest, timed := t.w.clock.Read(words, t.w.days)
	found := moment{t.w.days.Read(rest, t.w.Shop.Clock(t.in.At)), timed && !at.Bound, at.Minutes}
	if timed && !found.Known && !found.Feast && !found.Dated {
		found.Day, found.Known, found.Alone = found.Base, true, found.Plain
	}
	return found
}

// dateOnly says whether the customer's words are a date in figures, both parts of two: 1/5 and 10/10 are marks as well.
func (t *turn) dateOnly() bool {
	asked := t.day(t.in.Text)
	day, month := asked.Day.Day(), int(asked.Day.Month())
	return asked.Alone && asked.Dated && day != month && len(t.in.Text) >= len("25.12")
}

// onDay makes a question that names a day, and is not surely about anything else, one about the hours: where it says
// nothing but the day, or is nearest to the entry that tells them. One that goes on from the last is about what answered that.
func (t *turn) onDay(p *answers.Part, sequel bool) {
	asked := t.day(p.Words)
	_, own := t.w.topics[phrases.Of(p.Words).Key()]
	bare := asked.Alone && (asked.Feast || !sequel && !own) // its words may be in other entries too
	if p.Sure && !bare || !asked.Known && !asked.Feast {
		return
	}
	if len(p.Near) > 0 && strings.Contains(p.Near[0].Text, answers.Hours) {
		p.Sure, p.Match = true, p.Near[0]
		return
	}
	if match, ok := t.asToday(p.Words); ok {
		p.Sure, p.Match = true, match
		return
	}
	for _, e := range t.w.knowledge {
		match, ok := t.today().Entry(e.ID, t.lang())
		if asked.Alone && ok && strings.Contains(match.Text, answers.Hours) {
			p.Sure, p.Match = true, match
			return
		}
	}
}

// todayWords is the list of words for today.
const todayWords = "day-words-today"

// asToday is the entry that tells the hours, where it surely answers the same question about today: no shop has phrasings for
// every feast.
func (t *turn) asToday(words string) (answers.Match, bool) {
	question, ok := t.w.days.Instead(words, t.w.Texts.List(t.lang(), todayWords)[0])
	if !ok {
		return answers.Match{}, false
	}
	match, ok := t.today().Find(question, t.lang())
	return match, ok && strings.Contains(match.Text, answers.Hours)
}
