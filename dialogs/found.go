// Answers from the shop's knowledge: to one question or to several, and what the customer may mean where it is not sure.
package dialogs

import (
	"slices"
	"strings"
	"unicode"

	"guanxi/dialogs/answers"
	"guanxi/dialogs/phrases"
	"guanxi/locales"
)

const (
	maxAnswers = 3  // questions of one message that are answered
	quoted     = 80 // bytes of a question that are quoted
)

// politeness are the lists of what customers put around their questions.
var politeness = []string{phrases.Hello, phrases.Thanks, phrases.Praise, phrases.Bye, phrases.Filler, phrases.Asking}

// listed are the phrases of some lists, in all languages.
func (w *World) listed(lists ...string) (phrases []string) {
	for _, lang := range w.Texts.Languages() {
		for _, list := range lists {
			phrases = append(phrases, w.Texts.List(lang, list)...)
		}
	}
	return phrases
}

// topicsOf has the titles and phrasings of entries as they are typed.
func topicsOf(entries []answers.Entry) map[uint64]string {
	topics := map[uint64]string{}
	for _, e := range entries {
		for _, title := range e.Title {
			topics[phrases.Of(title).Key()] = e.ID
		}
		for _, questions := range e.Questions {
			for _, question := range questions {
				topics[phrases.Of(question).Key()] = e.ID
			}
		}
	}
	return topics
}

// known answers the customer's words if the shop's knowledge does. If not, near has what they may mean.
func (t *turn) known() bool {
	t.near = nil
	if !strings.ContainsFunc(t.in.Text, unicode.IsLetter) && !t.dateOnly() { // a number is no question
		return false
	}
	if t.priced() || t.extreme() || t.basket() || t.ordered() {
		return true
	}
	parts := t.w.ask(t.today(), t.in.Text, t.lang())
	if len(parts) == 0 {
		parts = []answers.Part{{Words: t.in.Text}}
	}
	if len(parts) == 1 {
		t.rejoin(&parts[0])
	}
	sequel := len(parts) == 1 && t.onward(&parts[0])
	for i := range parts {
		if t.onDay(&parts[i], sequel); len(parts) > 1 && !t.byContext(&parts[i], parts[:i]) {
			return true
		}
	}
	switch {
	case len(parts) > 1:
		t.giveAll(parts)
	case sequel && !strings.Contains(parts[0].Match.Text, answers.Hours): // which are told of another day
		t.noMore(parts[0].Match, t.in.Text)
	case parts[0].Sure:
		t.giveOne(parts[0].Match, t.in.Text)
	default:
		t.near = parts[0].Near
		return false
	}
	t.s.Heard = t.in.Message
	return true
}

// giveOne shows what a match stands for. What was said just before is said again to who asks the same again; else there is
// no more to say.
func (t *turn) giveOne(match answers.Match, words string) {
	match = t.weighed(match, words)
	switch {
	case t.again && !t.asksAgain(match, words):
		t.noMore(match, words)
		return
	case t.gone(match.ID) && !strings.HasPrefix(match.ID, ofProduct+":"): // a product says so itself
		t.notToday(match)
	case t.several(match.ID, words):
		return
	case !t.shelved(match.ID, words):
		t.give(match, words)
		return
	}
	t.s.Last = short(words, lastWords)
	t.event("question", match.ID, words)
}

// plainly is the least score of what asks for an entry in words that are plainly for it.
const plainly = 0.9

// asksAgain says whether a question is the last one again, or plainly asks for what answered that, and does not go on from
// it with something new: "and to France?"
func (t *turn) asksAgain(match answers.Match, words string) bool {
	return match.Score >= plainly && !t.goesOn(words) || phrases.Fold(words) == phrases.Fold(t.s.Last) || t.s.Last == ""
}

// noMore says that of what is asked on about no more is known than was said, and offers a person.
func (t *turn) noMore(match answers.Match, words string) {
	t.s.Last = short(t.s.Last+" "+words, lastWords)
	t.event("question", match.ID, words)
	var rows [][]Button
	if t.w.call != "" && !t.staffed() {
		rows = [][]Button{{{Label: t.text("engine-human", nil), Data: t.w.call}}}
	}
	t.say("answer-no-more", rows)
}

// giveAll answers several questions one under the other, each under its title. What has no answer is told, and what may
// have one and a person are offered.
func (t *turn) giveAll(parts []answers.Part) {
	t.s.Last = short(t.in.Text, lastWords)
	var rows, near [][]Button
	var entries []string
	given, lacking := 0, false
	for _, p := range parts {
		switch {
		case !p.Sure:
			lacking = true
			t.event("question", "", p.Words)
			near = append(near, t.lacks(p)...)
		case given == maxAnswers:
			t.show(t.text("answer-rest", nil), nil)
			given++
		case given < maxAnswers:
			given++
			entries = append(entries, p.Match.ID)
			t.event("question", p.Match.ID, p.Words)
			html, row := t.section(p)
			t.show(html, nil)
			rows = append(rows, slices.DeleteFunc(row, func(r []Button) bool { // two worries lead to one complaint
				return slices.ContainsFunc(rows, func(o []Button) bool { return o[0].Data == r[0].Data })
			})...)
		}
	}
	rows = append(rows, near...)
	if !lacking {
		t.served(entries...)
	}
	if lacking && t.w.call != "" && !t.staffed() {
		rows = append(rows, []Button{{Label: t.text("engine-human", nil), Data: t.w.call}})
	}
	if n := len(t.Messages); rows != nil && n > 0 {
		t.Messages[n-1].Buttons = rows
	}
}

// lacks tells of one of several questions that it has no answer, and returns a button for what comes nearest.
func (t *turn) lacks(p answers.Part) (row [][]Button) {
	key := "answer-part"
	if len(p.Near) > 0 {
		key = "answer-part-near"
		label := t.w.answers.Label(p.Near[0].ID, t.lang(), locales.MaxLabel)
		row = [][]Button{{{Label: label, Data: goData + suggestedValue + p.Near[0].ID}}}
	}
	t.show(t.text(key, locales.Args{"Question": short(p.Words, quoted)}), nil)
	return row
}

// section is one of several answers: its title and text, and the buttons that lead on.
func (t *turn) section(part answers.Part) (html string, rows [][]Button) {
	match := part.Match
	switch kind, id, _ := strings.Cut(match.ID, ":"); kind {
	case ofProduct:
		p, _ := t.w.shelf.find(id)
		return t.described(p, part.Words), nil
	case ofCategory:
		return "<b>" + locales.Escape(match.Title) + "</b>", [][]Button{{t.shelfButton(match.Title, "page."+id+".1")}}
	}
	if t.gone(match.ID) {
		return t.text("answer-not-today", locales.Args{"Title": match.Title}), nil
	}
	return "<b>" + locales.Escape(match.Title) + "</b>\n" + t.filled(match.Text, part.Words), t.leading(match.ID)
}

// nearest are buttons for what the customer may mean, which lead to a step.
func (t *turn) nearest(at *step) (rows [][]Button) {
	for _, match := range t.near {
		label := t.w.answers.Label(match.ID, t.lang(), locales.MaxLabel)
		alike := func(row []Button) bool { return phrases.Fold(row[0].Label) == phrases.Fold(label) }
		data := at.name + ":" + suggestedValue + match.ID
		if len(data) <= maxData && !slices.ContainsFunc(rows, alike) {
			rows = append(rows, []Button{{Label: label, Data: data}})
		}
	}
	return rows
}
