// Under each answer stand two buttons by which the customer says whether it helped.
package dialogs

import (
	"slices"
	"strings"

	"guanxi/dialogs/answers"
)

// verdict is the kind of event that a thumb becomes: its value is good or bad and the entry, as "good:hours"; its round
// is the moment of the answer, so that of one answer the last verdict counts.
const verdict = "verdict"

// give shows an answer, and under it where it comes from and the thumbs.
func (t *turn) give(match answers.Match, words string) {
	t.s.Last = short(words, lastWords)
	t.event("question", match.ID, words)
	t.title = match.Title
	t.served(match.ID)
	repeated := t.again // its picture stands above
	if t.again {
		t.again = false
		match.Text = t.text("answer-repeated", nil) + "\n\n" + match.Text
	}
	source, thumbs := "answer-source", [][]Button(nil)
	if at := t.w.starts[onAnswered]; at != nil {
		source, thumbs = at.Say, about(subject{at: t.in.At.Unix(), entry: match.ID}, at.buttons[t.lang()])
	}
	rows := append(t.leading(match.ID), thumbs...)
	if strings.Contains(match.Text, answers.Hours) && t.day(words).Vague && t.w.call != "" && !t.staffed() {
		rows = append(rows, []Button{{Label: t.text("engine-human", nil), Data: t.w.call}})
	}
	t.show(t.filled(match.Text, words)+"\n\n"+t.text(source, t.facts(source)), rows)
	if !repeated {
		t.pictured(match.ID)
	}
}

// filled is an answer with what it tells of the moment. One that tells the hours tells those of the day that is asked
// about, and no others, unless that is a date and the shop has not said which dates are not like their weekday.
func (t *turn) filled(answer, words string) string {
	if strings.Contains(answer, answers.Hours) {
		if told := t.hoursOn(answer, words); told != "" {
			return told
		}
	}
	return strings.ReplaceAll(answer, answers.Hours, t.w.Shop.open.Tell(t.in.At).In(t.w.Texts, t.lang()))
}

// hoursOn is an answer for the day and the time that the customer's words name; empty: they name none. Of a feast
// whose day is not known, or of several days, it is what holds in general, without the hours of today.
func (t *turn) hoursOn(answer, words string) string {
	asked := t.day(words)
	switch {
	case asked.Known:
		told := t.w.Shop.open.On(asked.Day, t.w.Texts, t.lang())
		if asked.timed {
			told = t.w.Shop.open.At(asked.Day, asked.minutes, t.w.Texts, t.lang()) + "\n" + told
		}
		if !asked.Other.IsZero() {
			told += "\n" + t.w.Shop.open.On(asked.Other, t.w.Texts, t.lang())
		}
		if asked.Today && !asked.timed {
			return t.filled(answers.Hours, "") + "\n" + told
		}
		if !asked.Dated || len(t.w.Shop.Holidays) > 0 {
			return told
		}
		return told + "\n\n" + general(answer)
	case asked.Vague:
		return t.text("feast-unsure", nil) + "\n" + general(answer)
	case asked.Feast || asked.Dated:
		return general(answer)
	}
	return ""
}

// general is an answer without the hours of today, unless there is nothing else in it.
func general(answer string) string {
	return strings.TrimSpace(strings.ReplaceAll(answer, answers.Hours, ""))
}

// judged takes a thumb. It leaves the flow under way alone: the answer may be an old one.
func (t *turn) judged(at *step, c *choice) {
	if c.next == nil || t.staffed() || t.pressed.taken {
		t.Toast = t.thanked()
	} else {
		t.say(c.next.Say, c.next.buttons[t.lang()])
	}
	t.s.Served = 0
	if c.next == nil && !t.w.answers.Worry(t.pressed.entry) {
		t.helped, t.s.Served = true, enough
		t.askConsent()
	}
	if !t.pressed.taken { // after what else is said: that would be written into the answer
		t.Events = append(t.Events, t.dated(verdict, c.Value+":"+t.pressed.entry, t.pressed.at))
		t.Messages = slices.Insert(t.Messages, 0, Message{Edit: t.in.Message, Buttons: t.marked(at, c)})
	}
}

// thanked is the toast for a thumb.
func (t *turn) thanked() string {
	return t.text(t.reword("answer-thanks"), nil)
}

// thumbs says whether buttons are those under an answer, which ask for nothing.
func (w *World) thumbs(buttons [][]Button) bool {
	at := w.starts[onAnswered]
	return at != nil && strings.HasPrefix(buttons[len(buttons)-1][0].Data, at.name+":")
}

// marked are the thumbs with one chosen; the other still works.
func (t *turn) marked(at *step, c *choice) [][]Button {
	subject := subject{at: t.pressed.at, entry: t.pressed.entry}
	rows := append(t.leading(subject.entry), about(subject, at.buttons[t.lang()])...)
	chosen := at.name + ":" + c.Value + subject.String()
	for _, row := range rows {
		for i := range row {
			if row[i].Data == chosen {
				row[i].Label += " ✓"
				row[i].Data += "+"
			}
		}
	}
	return rows
}
