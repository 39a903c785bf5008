// The hours of the day that a question is about.
package dialogs

import (
	"strings"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/days"
)

// day is the day that words of the customer's name.
func (t *turn) day(words string) days.Named { return t.w.days.Read(words, t.w.Shop.Clock(t.in.At)) }

// dateOnly says whether the customer's words are a date in figures, both parts of two: 1/5 and 10/10 are marks as well.
func (t *turn) dateOnly() bool {
	asked := t.day(t.in.Text)
	day, month := asked.Day.Day(), int(asked.Day.Month())
	return asked.Alone && asked.Dated && day != month && len(t.in.Text) >= len("25.12")
}

// onDay makes a question that names a day, and is not surely about anything else, one about the hours: where it says
// nothing but the day, or is nearest to the entry that tells them.
func (t *turn) onDay(p *answers.Part) {
	asked := t.day(p.Words)
	feast := asked.Feast && asked.Alone // its words are in other entries too
	if p.Sure && !feast || !asked.Known && !asked.Feast {
		return
	}
	if len(p.Near) > 0 && strings.Contains(p.Near[0].Text, answers.Hours) {
		p.Sure, p.Match = true, p.Near[0]
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
