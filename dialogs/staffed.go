// What passes between a customer and the staff who have their conversation. It has a place of its own beside the flow
// that the customer is in: commands and old buttons work meanwhile, and where their flow is over the customer is with
// staff again. Only a way back, staff's close or the time ends it.
package dialogs

import (
	"cmp"
	"time"

	"guanxi/dialogs/phrases"
	"guanxi/locales"
)

// staffed says whether staff have the conversation.
func (t *turn) staffed() bool { return t.s.Staffed() }

// returns takes words that give the customer back to the bot where something else was asked or told since.
func (t *turn) returns(at *step) bool {
	talk := t.talk()
	if talk == nil || at == talk || at != nil && !at.Open {
		return false
	}
	c := t.spelt(talk, t.in.Text)
	if c == nil {
		return false
	}
	t.choose(talk, c)
	return true
}

// talk is the step of the conversation with staff, or nil. Where the shop's flows no longer have it, the customer is told.
func (t *turn) talk() *step {
	if !t.staffed() {
		return nil
	}
	if at := t.w.steps[t.s.Talk]; at != nil && at.Relay {
		return at
	}
	t.hush()
	t.say("engine-gone", nil)
	return nil
}

// join makes a step the conversation with staff.
func (t *turn) join(at *step) {
	t.s.Talk, t.s.Quiet, t.s.Spoken = at.name, 0, minute(t.in.At)
	switch {
	case at == t.w.starts[onStaff]:
	case t.in.Kind == Wake: // the bot spoke up by itself
		t.s.Spoken -= silence
	default:
		t.s.Spoken -= silence - called
	}
	if at.After > 0 {
		t.s.Quiet = t.due(at).Unix()
	}
}

// hush ends the conversation with staff without a word.
func (t *turn) hush() { t.s.Talk, t.s.Quiet, t.s.Spoken = "", 0, 0 }

// stays keeps a customer who comes anew, as people do who look for the bot's chat again, with the staff whom they have: the
// greeting's menu would take what they write next. It is false for one whom nobody has.
func (t *turn) stays() bool {
	talk := t.talk()
	if talk == nil {
		return false
	}
	was := *t.s
	t.s.leave()
	t.unfinished(was)
	if talk == t.w.starts[onStaff] { // they have answered
		t.ask(talk)
		return true
	}
	t.say("human-already", t.buttonsOf(talk))
	return true
}

// already tells a customer who asks for a person, and has one, that they have. What they came to say of it goes to staff, and
// that they ask again does where no answer is due to them: staff have answered all they know of.
func (t *turn) already(at *step) {
	switch stars := t.s.picked("rating"); {
	case stars != "" || t.s.Kept != nil:
		t.handOff()
	case !t.s.Awaits:
		if t.s.Step == "" { // what they wrote last has gone to staff
			t.s.Last = ""
		}
		t.handOff()
	}
	t.s.leave()
	t.s.Spoken = minute(t.in.At)
	t.say("human-already", at.buttons[t.lang()])
}

func (t *turn) onStaff() {
	if t.c.Blocked {
		t.effect(Effect{Undelivered: &Undelivered{Why: "blocked", Message: t.in.Message}})
		return
	}
	talk := t.w.starts[onStaff]
	if !t.staffed() {
		t.ask(talk)
	}
	t.join(talk) // their answer begins the time of quiet anew
	t.s.Awaits = false
	t.turnToStaff()
	if t.in.Message == 0 { // words that lie in no chat: a draft
		t.Messages = append(t.Messages, Message{Text: locales.Escape(t.in.Text), By: t.in.By, Quote: t.in.Quote})
		return
	}
	t.Messages = append(t.Messages, Message{Copy: &Copy{Chat: t.in.From, Message: t.in.Message}, Album: t.in.Album, By: t.in.By, Quote: t.in.Quote})
}

// onStaffEdit changes what the customer was shown of an answer.
func (t *turn) onStaffEdit() {
	switch {
	case t.c.Blocked:
		t.effect(Effect{Undelivered: &Undelivered{Why: "blocked"}})
	case t.in.Message == 0:
		t.effect(Effect{Undelivered: &Undelivered{Why: "edit"}})
	default:
		t.Messages = append(t.Messages, Message{Edit: t.in.Message, Text: cmp.Or(t.in.HTML, locales.Escape(t.in.Text)), Caption: t.in.Media != ""})
	}
}

// onUnshown has both sides know that something did not get through.
func (t *turn) onUnshown() {
	t.effect(Effect{Undelivered: &Undelivered{Why: "unshown"}})
	if !t.c.Blocked {
		t.say("media-unshown", nil)
	}
}

// turnToStaff has what is written from here on go to staff, not to the question that is open beside: its buttons stay.
func (t *turn) turnToStaff() {
	if t.s.Step != "" {
		t.s.Tries = max(t.s.Tries, 1)
	}
}

func (t *turn) onHandBack() {
	if !t.staffed() {
		if t.s.Awaits {
			t.effect(Effect{Returned: &Returned{By: "staff"}})
		}
		return
	}
	start := t.w.starts[onReturn]
	switch answered := t.s.Talk == t.w.starts[onStaff].name; {
	case !answered:
		start = cmp.Or(t.w.starts[onUnserved], start)
	case !t.in.Unasked:
		start = cmp.Or(t.w.starts[onServed], start)
	}
	t.hush()
	t.begin(start)
	t.effect(Effect{Returned: &Returned{By: "staff"}})
}

func (t *turn) onBlocked() {
	if t.staffed() {
		t.effect(Effect{Undelivered: &Undelivered{Why: "blocked"}})
	}
	t.c.Blocked = true
	was := *t.s
	t.hush()
	t.s.leave()
	t.unfinished(was) // they may have complained and gone: staff are to read it
	t.Messages = nil
}

// awaits notes by what staff are shown whether an answer of theirs is due, as their ticket does.
func (t *turn) awaits(e Effect) {
	switch {
	case t.c.Barred: // staff are shown nothing of theirs
	case e.HandOff != nil, e.Relay != nil && !e.Relay.Closing, e.Undelivered != nil && e.Undelivered.Why == "refused":
		t.s.Awaits = true
	case e.Progress != nil && !e.Progress.ByCustomer: // staff moved a complaint, and have seen the rest
		t.s.Awaits = false
	case e.Returned != nil && e.Returned.By == "nobody":
	case e.Returned != nil, e.Undelivered != nil && e.Undelivered.Why == "blocked":
		t.s.Awaits = false
	}
}

// awaited tells whether an answer of staff's is due.
func (t *turn) awaited() string {
	if t.s.Awaits {
		return opened
	}
	return done
}

// onQuiet moves the conversation with staff on when its time has come. A flow beside it is not disturbed.
func (t *turn) onQuiet() {
	t.s.Quiet = 0
	at := t.talk()
	switch {
	case at == nil || at.After == 0: // the shop's flows have changed
	case at.then != nil && at.then.Relay:
		t.join(at.then)
		t.ask(at.then)
	default:
		by := "time"
		if t.s.Awaits || at != t.w.starts[onStaff] {
			by = "nobody"
		}
		t.effect(Effect{Returned: &Returned{By: by}})
		t.hush()
		t.begin(at.then)
	}
}

func (t *turn) relay() {
	t.turnToStaff()
	t.s.Last = short(t.in.Text, lastWords)
	in := &t.in
	t.effect(Effect{Relay: &Relay{
		Message: in.Message, Media: in.Media, Words: in.Text, Album: in.Album, Edited: in.Kind == Edit,
		Closing: t.closing(),
	}})
	t.s.Passed = in.Album != "" && in.Kind == Media
	t.receipt()
}

// thereWords is the list of phrases that ask whether anybody is there.
const thereWords = "choice-words-there"

// whereWords is the list of phrases that ask where the shop is, unless a person is waited for: they are in that list, too.
const whereWords = "choice-words-located"

// waitsFor tells a customer who asks whether anybody is there that their request for a person stands, and when the shop is
// open. Where staff have the conversation, they read it instead.
func (t *turn) waitsFor(at *step) bool {
	if !t.s.Awaits || t.left != nil || t.staffed() || at != nil && !at.Open {
		return false
	}
	t.say("human-stands", nil)
	return true
}

// silence is how long the customer may have heard nothing in the conversation with staff until what they write is met with
// a word of the bot's: that it arrived, and the way back. In minutes.
const silence = 120

// called is the same for what is written first after a person was called and nobody has come: the bot has only said that
// one may write on.
const called = 5

// minute is a time in Unix minutes.
func minute(at time.Time) uint32 { return uint32(at.Unix() / 60) }

// receipt tells the customer that what they wrote has arrived, where nobody has said anything for long. Thanks and changed
// words wait for nothing.
func (t *turn) receipt() {
	talk := t.w.steps[t.s.Talk]
	if talk == nil || t.in.Kind == Edit || t.closing() || t.c.Blocked || minute(t.in.At)-t.s.Spoken < silence {
		return
	}
	t.s.Spoken = minute(t.in.At)
	t.say("human-passed", talk.buttons[t.lang()])
}

// closing says whether what the customer sent wants no answer of anybody: thanks, a goodbye, 👍, a sticker. A yes or no in
// words may answer what staff asked.
func (t *turn) closing() bool {
	in := &t.in
	switch {
	case in.Kind == Edit:
		return false
	case in.Media == "sticker":
		return true
	case in.Media != "" && in.Media != "animation":
		return false
	case !hasWords(in.Text):
		means := phrases.Sign(in.Text)
		return in.Media != "" || means == phrases.Thanks || means == phrases.Praise || means == phrases.Yes
	}
	heard := t.w.phrases.Heard(in.Text)
	return heard == phrases.Thanks || heard == phrases.Praise || heard == phrases.Bye
}
