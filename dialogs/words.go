// What a customer writes, and what it means where they are.
package dialogs

import (
	"slices"
	"time"

	"guanxi/dialogs/phrases"
	"guanxi/locales"
	"guanxi/profile"
)

func (t *turn) onWords() {
	if name, isCommand := command(t.in.Text); isCommand {
		t.onCommand(name)
		return
	}
	t.ownWords()
}

// ownWords takes words that are no command.
func (t *turn) ownWords() {
	t.respell()
	t.listen()
	if t.despairs() {
		return
	}
	t.heed()
	defer t.askConsent()
	defer t.offerLanguage()
	at := t.here()
	there := t.means(at)
	switch {
	case t.settles(at), t.typed(at), t.returns(at), t.keepsTongue(at), t.inquired(at):
	case there && t.waitsFor(at):
	case at != nil && at.Relay && t.heard != phrases.Stop: // that is for the bot, as /stop is
		t.relay()
	case t.ownTalk(at):
		t.say("desk-hint", nil)
	case t.choosesTongue(at), t.escaped(at):
	case t.staffed() && !at.asks():
		t.relay()
	case t.withdraws(at), t.asksWhy(at), t.named(at), t.lauds(at):
	case t.left != nil:
		t.cameBack()
	case t.tellsNothing(at):
		t.ask(at)
	case t.tellsMore(at):
	case !at.expects(t.heard) && t.courteous(at):
	case t.doubted(at):
	case at == nil || t.aside(at):
		t.begin(t.w.starts[onWords])
	case t.between(at):
	case at.Words != "":
		t.told(at)
	default:
		t.mistyped(at)
	}
}

// means finds out what the customer's words mean as a whole, and says whether they ask if somebody is there.
func (t *turn) means(at *step) (there bool) {
	t.heard = t.w.phrases.Heard(t.in.Text)
	if t.heard == "" && t.w.phrases.Heard(numbersOf.ReplaceAllString(phrases.Fold(t.in.Text), " ")) == phrases.Status {
		t.heard = phrases.Status // "where is my complaint C-1042"
	}
	if t.heard == "" && t.w.refusals.Refuses(t.in.Text) {
		t.heard = phrases.Stop
	}
	if t.heard == phrases.Praise && t.w.phrases.Means(t.said().String()) != phrases.Praise && t.w.mentions(t.in.Text, wishWords) {
		t.heard = "" // "I want great tea"
	}
	if t.heard == phrases.Waiting {
		t.heard = ""
		if at != t.w.starts[onSolved] && (t.s.Awaits || slices.ContainsFunc(t.c.Cases, profile.Case.Open)) {
			t.heard = phrases.Status
		}
	}
	if t.heard == "" && t.asksNews(at) {
		t.heard = phrases.Status
	}
	if t.heard == "" && (t.thanksSomebody() || t.spared()) {
		t.heard = phrases.Thanks
	}
	located := !t.s.Awaits && !t.staffed() && t.left == nil && (at == nil || at.Open) && t.w.choices[whereWords].Heard(t.in.Text) == whereWords
	there = !located && t.w.choices[thereWords].Heard(t.in.Text) == thereWords
	if there {
		t.heard = phrases.Hello
	}
	return there
}

// within says whether an open step still takes words.
func (t *turn) within(at *step) bool { return t.in.At.Sub(time.Unix(t.s.Asked, 0)) <= at.Within }

// told takes words or media that answer a step, or the one that is ahead.
func (t *turn) told(at *step) {
	next := at.words
	if t.in.Kind == Words && t.s.Odd < patience && len(at.Choices) > 0 {
		t.s.Odd++
	}
	settled := at.otherwise != nil && t.s.Odd == patience
	if settled {
		next = at.otherwise
	}
	at = t.takes(at, settled || at.otherwise == nil)
	harmed := at.Keep && at.Record != suggestion && !at.Open && !t.met && t.harmed()
	if harmed {
		t.say(sorry, nil)
		t.say(care, nil)
	}
	t.enter(next)
	if harmed || at.Keep && t.w.phrases.Mentions(t.in.Text, phrases.Person, phrases.Staff) {
		t.offerPerson()
	}
}

// takes records words or media that answer a step, as its choice for words too where that is so, and returns whose answer
// they are: its own or of the one ahead.
func (t *turn) takes(at *step, as bool) *step {
	if c := at.choice(at.As); c != nil && as {
		t.answered(at, c.Value, "")
		t.s.pick(at.Record, c.Value)
	}
	at = at.teller()
	t.kept(at)
	if !at.Open || at.Within > 0 { // of others, such as a menu, a question is no answer
		t.answered(at, t.in.Media, t.in.Text)
	}
	return at
}

// offerPerson puts a button that calls a person under what the turn says, unless one stands there: somebody is spoken of, and
// perhaps wanted.
func (t *turn) offerPerson() {
	n := len(t.Messages)
	if n == 0 || t.staffed() || t.w.call == "" {
		return
	}
	last := &t.Messages[n-1]
	if slices.ContainsFunc(slices.Concat(last.Buttons...), func(b Button) bool { return t.w.calls(b.Data) }) {
		return
	}
	last.Buttons = append(slices.Clone(last.Buttons), []Button{{Label: t.text("engine-human", nil), Data: t.w.call}})
}

// here returns the step that waits for the customer's words: the question that is open, or else the conversation with
// staff. Where the shop's flows no longer have it, the customer is told and goes on; where they come back to a question
// after a day, it is kept as left.
func (t *turn) here() *step {
	at := t.question()
	if at == nil || t.staffed() && t.s.Tries > 0 {
		if talk := t.talk(); talk != nil {
			return talk
		}
	}
	return at
}

func (t *turn) question() *step {
	if t.s.Step == "" {
		return nil
	}
	at, ok := t.w.steps[t.s.Step]
	switch {
	case !ok || !at.waits() || at.Relay:
		t.s.leave()
		t.say("engine-gone", nil)
		return nil
	case t.in.At.Sub(time.Unix(t.s.Asked, 0)) <= max(sessionLife, at.Within):
		return at
	case at.Open || t.staffed() || at == t.w.starts[onLeft]:
		t.s.leave()
	default:
		t.left = at
	}
	return nil
}

// typed takes a choice that was typed instead of pressed, by its label or by a phrase that means it.
func (t *turn) typed(at *step) bool {
	if at == nil {
		return false
	}
	if c := t.spelt(at, t.in.Text); c != nil {
		t.choose(at, c)
		return true
	}
	return t.telling(at) || t.counted(at) || t.corrected(at)
}

// escaped takes the ways out that are open in every step, when they are the whole message, in whatever language. A mere
// stop ends what is under way; with nothing under way, it is meant as everywhere: no offers any more.
func (t *turn) escaped(at *step) bool {
	if (at == nil || at.Open) && t.left == nil && t.heard == phrases.Cancel && t.w.plainly(stopWords, t.in.Text) {
		t.heard = phrases.Stop
	}
	switch t.heard {
	case phrases.Person:
		t.begin(t.w.starts[onPerson])
	case phrases.Menu:
		t.begin(t.w.starts[onLost])
	case phrases.Cancel:
		if !t.withdraws(at) {
			t.cancel()
		}
	case phrases.Stop:
		t.begin(t.w.starts[phrases.Stop])
	default:
		return false
	}
	return true
}

// cancel leaves the flow under way: for the conversation with staff, or for the menu.
func (t *turn) cancel() {
	t.s.leave()
	t.say("engine-cancelled", nil)
	if !t.staffed() {
		t.enter(t.w.starts[onLost])
	}
}

// wondered says of a question in between that it has no answer, or what it may mean, and offers a person. What is asked
// stays open: those buttons need nothing of the session.
func (t *turn) wondered() {
	t.event("question", "", t.in.Text)
	t.s.Last = short(t.in.Text, lastWords)
	key, rows := "answer-unknown", [][]Button(nil)
	if t.s.Tries > 1 {
		key += again
	}
	for _, m := range t.near {
		key = "answer-unsure"
		rows = append(rows, []Button{{Label: t.w.answers.Label(m.ID, t.lang(), locales.MaxLabel), Data: goData + suggestedValue + m.ID}})
	}
	t.say(key, rows)
	t.offerPerson()
}

// mistyped answers a question in between and asks again; after some tries it offers a person instead.
func (t *turn) mistyped(at *step) {
	if t.in.Kind == Words && t.known() { // a caption is no question
		t.putBy()
		t.remind(at)
		return
	}
	t.s.Tries++
	t.putBy()
	asks := t.in.Kind == Words && t.questions() && hasWords(t.in.Text) && !t.staffed()
	if !asks && !t.light() {
		t.unread()
	}
	switch {
	case t.s.Tries >= maxTries:
		t.begin(t.w.starts[onStuck])
		return
	case asks:
		t.wondered()
	default:
		t.say("engine-tap", nil)
	}
	t.remind(at)
}
