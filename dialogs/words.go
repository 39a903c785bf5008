// What a customer writes, and what it means where they are.
package dialogs

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

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
	t.heard = t.w.phrases.heard(t.in.Text)
	if t.heard == "" && t.w.phrases.heard(numbersOf.ReplaceAllString(fold(t.in.Text), " ")) == saysStatus {
		t.heard = saysStatus // "where is my complaint C-1042"
	}
	if t.heard == saysWaiting {
		t.heard = ""
		if slices.ContainsFunc(t.c.Cases, profile.Case.Open) {
			t.heard = saysStatus
		}
	}
	switch {
	case t.typed(at), t.keepsTongue(at), t.inquired(at):
	case at != nil && at.Relay && t.heard != saysStop: // that is for the bot, as /stop is
		t.relay()
	case t.ownTalk(at):
		t.say("desk-hint", nil)
	case t.choosesTongue(at), t.escaped():
	case t.staffed() && !at.asks():
		t.relay()
	case t.named(at), t.lauds(at):
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

// asks says whether a step is about words of the customer's own, rather than a menu that takes questions too.
func (s *step) asks() bool { return s.Words != "" && (!s.Open || s.Questions != "") }

// expects says whether what is courtesy elsewhere is an answer here.
func (s *step) expects(list string) bool {
	return s != nil && s.Also != "" && (s.Also == list || s.Also == saysThanks && list == saysPraise)
}

// caseNumber is the number of a complaint, folded, when it is the whole message; its letter may be Cyrillic.
var caseNumber = regexp.MustCompile(`^[cс] ?[0-9]{4,}$`)

// numbersOf finds the numbers of complaints in folded words.
var numbersOf = regexp.MustCompile(`[cс] ?[0-9]{4,}`)

// inquired tells a customer who asks for their complaints, where words of another are asked, how far they have come, and
// asks again.
func (t *turn) inquired(at *step) bool {
	if t.heard != saysStatus || at == nil || at.Words == "" || at.Open || at.Relay || t.cases() != found {
		return false
	}
	t.ask(at)
	return true
}

// named starts the flow for which the customer's words ask, or takes the choice of the menu that they are. Where a step
// wants words of their own, these are some.
func (t *turn) named(at *step) bool {
	if at != nil && at.Words != "" && !at.Open {
		return t.scolds(at)
	}
	said, menu := fold(t.in.Text), t.w.starts[onLost]
	for _, lang := range t.w.languages {
		if i, ok := menu.typed[lang][said]; ok && said != "" {
			t.s.leave()
			t.choose(menu, &menu.Choices[i])
			return true
		}
	}
	start := t.w.starts[t.heard]
	if caseNumber.MatchString(said) {
		start = t.w.starts["/status"]
	}
	if start == nil && t.opening() {
		return true
	}
	sore := t.heard == saysAngry || t.heard == saysStatus && t.w.chase.mentions(t.in.Text, chaseWords) // "nobody has called me yet"
	if (start == nil || sore) && (at == nil || at.Open && at != t.w.starts[onSolved]) && t.vents(at) {
		return true
	}
	if start == nil {
		return false
	}
	t.begin(start)
	t.s.Last = short(t.in.Text, lastWords)
	return true
}

// aside says whether words or media are not for the open step that takes some for a while: its time is over, or they ask
// something.
func (t *turn) aside(at *step) bool {
	if at.Within == 0 {
		return false
	}
	light := slices.Contains([]string{"sticker", "dice", "animation"}, t.in.Media)
	switch {
	case !t.within(at) || light:
		return true
	case t.praises():
		return t.questions() && t.surely()
	}
	return t.questions() || t.topical()
}

// praises says whether a kind word stands in the customer's words, and no sign of a question: "you have the best tea".
func (t *turn) praises() bool {
	return !strings.ContainsAny(t.in.Text, "?？؟") && t.w.kind.mentions(t.in.Text, kindWords)
}

// maxTopic is of how many words, or signs of Chinese, a topic is that is named and no more. Of three some are praise.
const maxTopic = 2

// topical says whether the customer's words are but a question of the knowledge, or the name of what it surely answers:
// "delivery cost". Of a worry they may be a part.
func (t *turn) topical() bool {
	if t.in.Kind != Words || t.complains() || t.w.phrases.mentions(t.in.Text, saysPraise, saysThanks) {
		return false
	}
	said := newSaid(locales.Fold(short(t.in.Text, eventWords)))
	if id, ok := t.w.topics[said.text]; ok {
		return !t.w.answers.Worry(id)
	}
	if len(said.spans) > maxTopic {
		return false
	}
	parts := t.today().Ask(t.in.Text, t.lang())
	return len(parts) == 1 && parts[0].Sure && !t.w.vague(parts[0].Match) && !t.w.answers.Worry(parts[0].Match.ID)
}

// questions says whether the customer's words ask something, as far as signs and words tell.
func (t *turn) questions() bool { return t.w.inquiring(t.in.Text) }

func (w *World) inquiring(words string) bool {
	return strings.ContainsAny(words, "?？؟") || w.asking.mentions(words, questionWords)
}

// between answers a question that is typed where buttons are to be tapped and words are taken too, and asks again. The
// words may be both: where they are more than the question, they are told besides; else they are kept for staff.
func (t *turn) between(at *step) bool {
	if at.Words != "" && !at.Open && (at.ahead == nil || len(at.Choices) == 0) {
		return t.beside(at)
	}
	if at.ahead == nil || len(at.Choices) == 0 || !t.questions() || !t.known() {
		return false
	}
	if t.complains() {
		t.told(at)
		return true
	}
	t.kept(at.ahead)
	t.ask(at)
	return true
}

// verbatim is the least score of what asks for an entry as good as in its own phrasings.
const verbatim = 0.995

// beside answers what is plainly a question where words of the customer's own are asked, and asks again. Where buttons are
// tapped, too, staff read it besides; where nothing but words is asked, it must be as the knowledge has it, for "could you
// open earlier?" is an idea.
func (t *turn) beside(at *step) bool {
	_, phrasing := t.w.topics[t.said().text]
	phrasing = phrasing || t.elsewhere(verbatim)
	if !phrasing && len(at.Choices) == 0 || !t.questions() || !t.elsewhere(plainly) || !t.known() {
		return false
	}
	if !phrasing {
		t.kept(at)
	}
	t.ask(at)
	return true
}

// complains says whether words speak of a grievance, or say something besides what they ask.
func (t *turn) complains() bool {
	said := 0
	for sentence := range strings.FieldsFuncSeq(t.in.Text, func(r rune) bool { return strings.ContainsRune(".!?…。！？؟\n", r) }) {
		if hasWords(sentence) && t.w.phrases.heard(sentence) == "" { // a greeting is no more than that
			said++
		}
	}
	return said > 1 || t.w.phrases.mentions(t.in.Text, saysAngry, saysStaff, saysComplain)
}

// tellsNothing says whether nothing is told where a matter is to be told that staff will read: signs alone, a laugh, or
// keys in a row.
func (t *turn) tellsNothing(at *step) bool {
	switch {
	case at == nil || at.Words == "" || !at.Keep && (at.ahead == nil || !at.ahead.Keep) || at.Open && (at.ahead == nil || !t.within(at)):
		return false
	case !hasWords(t.in.Text):
		return t.heard == "" || t.heard == saysHello || t.heard == saysAngry
	}
	return t.heard == saysLaugh || mashed(t.in.Text)
}

// rows are the letters of keyboards in their order.
const rows = "qwertyuiop asdfghjkl zxcvbnm йцукенгшщзхъ фывапролджэ ячсмитьбю ضصثقفغعهخحجد شسيبلاتنمكط"

// mashed says whether each word of a text is three or more neighbouring keys in a row, as asdf.
func mashed(text string) bool {
	for word := range strings.FieldsSeq(locales.Fold(text)) {
		if utf8.RuneCountInString(word) < 3 || !strings.Contains(rows, word) {
			return false
		}
	}
	return true
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
	t.enter(next)
	if at.Keep && t.w.phrases.mentions(t.in.Text, saysPerson, saysStaff) {
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

// offerPerson puts a button that calls a person under what the turn says: somebody is spoken of, and perhaps wanted.
func (t *turn) offerPerson() {
	n := len(t.Messages)
	if n == 0 || t.staffed() || t.w.call == "" {
		return
	}
	last := &t.Messages[n-1]
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

// escaped takes the ways out that are open in every step, when they are the whole message, in whatever language.
func (t *turn) escaped() bool {
	switch t.heard {
	case saysPerson:
		t.begin(t.w.starts[onPerson])
	case saysMenu:
		t.begin(t.w.starts[onLost])
	case saysCancel:
		t.cancel()
	case saysStop:
		t.begin(t.w.starts[saysStop])
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

// mistyped answers a question in between and asks again; after some tries it offers a person instead.
func (t *turn) mistyped(at *step) {
	if t.in.Kind == Words && t.known() { // a caption is no question
		t.putBy()
		t.ask(at)
		return
	}
	t.s.Tries++
	t.putBy()
	switch {
	case t.s.Tries >= maxTries:
		t.begin(t.w.starts[onStuck])
		return
	default:
		t.say("engine-tap", nil)
	}
	t.ask(at)
}
