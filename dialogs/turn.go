// A turn: what it takes, what it makes, and what is heard with any input.
package dialogs

import (
	"time"

	"guanxi/dialogs/answers"
	"guanxi/locales"
	"guanxi/profile"
)

const (
	maxTries    = 3              // unusable answers in a row before a person is offered
	patience    = 2              // words to one question that are no choice of it; then they are taken as they are
	sessionLife = 24 * time.Hour // after this, words begin anew instead of continuing the flow
	eventWords  = 1000           // bytes of the customer's words kept with an event: the last 30 are read with each turn
	lastWords   = 120            // bytes of the customer's last words kept for staff
)

// Result is what a turn decides.
type Result struct {
	State    State
	Events   []profile.Event
	Messages []Message
	Effects  []Effect
	Draw     bool   // the turn wants a number: take it again with Input.Number
	Recall   bool   // the turn wants what has happened: take it again with Input.History
	Toast    string // the answer to a press, shown over the chat; may be empty
}

// Turn takes one input of a customer and decides. It changes nothing it is given. Where it would say what was said last,
// it decides again in other words.
func Turn(w *World, s State, in Input) Result {
	r := decide(w, s, in, false)
	if !r.Draw && !r.Recall && repeats(&s.Session, &r) {
		r = decide(w, s, in, true)
	}
	r.State.Session.First, r.State.Session.Said = saidOf(&s.Session, &r)
	r.State.Session.fit()
	return r
}

func decide(w *World, s State, in Input, again bool) Result {
	t := turn{w: w, in: in, again: again, Result: Result{State: s}}
	t.s, t.c = &t.State.Session, &t.State.Customer
	t.s.Picks = append([]Pick(nil), s.Session.Picks...)
	if in.Kind != Wake && in.Kind != Consulted && in.Kind != Heard { // those are not of anybody's doing
		t.s.Seq++
	}
	t.migrate()
	t.meet()
	t.handle()
	t.withoutPerson()
	return t.Result
}

// handle has each kind of input dealt with.
func (t *turn) handle() {
	switch t.in.Kind {
	case Words:
		t.onWords()
	case Press:
		t.onPress()
	case Media:
		t.onMedia()
	case Edit:
		t.onEdit()
	case Wake:
		t.onWake()
	case Staff:
		t.onStaff()
	case Moved:
		t.onMoved()
	case Reacted:
		t.onReacted()
	case StaffEdit:
		t.onStaffEdit()
	case Unshown:
		t.onUnshown()
	case Refused:
		t.onRefused()
	case HandBack:
		t.onHandBack()
	case Appointed:
		t.onAppointed()
	case Filed:
		t.onFiled()
	case Barred:
		t.onBarred()
	case Blocked:
		t.onBlocked()
	case Heard:
		t.onHeard()
	case Consulted:
		t.onConsulted()
	case Unblocked:
		t.c.Blocked = false
	case Unanswered:
		t.s.Awaits = !t.c.Barred
	}
}

// onRefused tells staff that what they wrote could not be delivered.
func (t *turn) onRefused() {
	why := "refused"
	if t.c.Blocked {
		why = "blocked"
	}
	t.effect(Effect{Undelivered: &Undelivered{Why: why, Message: t.in.Message}})
}

// onAppointed tells a customer that the bot is theirs now: nobody answers them any more.
func (t *turn) onAppointed() {
	t.hush()
	t.s.leave()
	t.s.Awaits = false
	t.say("desk-claimed", nil)
}

// migrate moves a conversation with staff out of the place where sessions once kept it.
func (t *turn) migrate() {
	if at := t.w.steps[t.s.Step]; at != nil && at.Relay {
		t.s.Talk, t.s.Quiet, t.s.Step, t.s.Due = t.s.Step, t.s.Due, "", 0
	}
}

// turn is one Turn in the making.
type turn struct {
	Result
	w         *World
	s         *Session
	c         *profile.Customer
	in        Input
	lone      amount          // how much is asked for by a number alone before the name of what is sold
	helped    bool            // the turn was of use to the customer
	number    string          // of the complaint that the turn is about
	title     string          // of the entry that answers
	pressed   subject         // of the button that was pressed
	chosen    string          // the value of the choice taken
	asker     *step           // the question that it answers
	near      []answers.Match // what the customer may mean
	asked     bool            // the customer was asked last whether to keep to the language that they write
	reminded  bool            // the open question was asked again last
	settling  bool            // they were asked last, beside the flow under way, whether a complaint is settled
	lost      uint8           // their words in a row, before these, that no answer was found to
	again     bool            // the next text would be what was said last: other words are wanted
	heard     string          // what the customer's words mean as a whole: a list of phrases; empty: something of their own
	left      *step           // the question that the customer comes back to after a long time
	onto      *step           // where an action leads that its outcomes do not name
	captioned bool            // words that came with something else were answered
	offline   bool            // no language model is asked, or not any more
	unclear   bool            // a language model saw nothing that answers
	met       bool            // what is told was met with regret when it came
	away      time.Duration   // how long the customer was silent before
}

// meet keeps what Telegram tells of the customer with their input.
func (t *turn) meet() {
	in, c := &t.in, t.c
	t.lost = t.s.Lost
	if in.Chat == 0 { // a timer or staff: not the customer
		return
	}
	t.asked, t.s.Keeps = t.s.Keeps, false
	t.reminded, t.s.Reminded = t.s.Reminded, false
	t.settling, t.s.Settling = t.s.Settling, false
	t.s.Lost = 0
	now := in.At.Unix()
	if c.Since == 0 {
		c.Since = now
	}
	if c.LastSeen != 0 {
		t.away = in.At.Sub(time.Unix(c.LastSeen, 0))
		if t.away > sessionLife {
			t.s.Unread = nil
		}
	}
	c.Chat, c.LastSeen = in.Chat, now
	c.Blocked = in.Kind == Blocked
	if in.Name != "" {
		if c.Name != "" && c.Name != in.Name {
			c.Namesake = 0 // others may go by the new name
		}
		c.Name, c.Username = in.Name, in.Username
	}
	if !c.Chosen && (in.Language != "" || c.Language == "") {
		c.Language = t.w.Texts.Match(in.Language)
	}
}

func (t *turn) effect(e Effect) {
	t.Effects = append(t.Effects, e)
	t.awaits(e)
}

func (t *turn) event(kind, value, words string) {
	t.Events = append(t.Events, profile.Event{Kind: kind, At: t.in.At.Unix(), Value: value, Words: short(words, eventWords)})
}

// dated is an event of a round of questions.
func (t *turn) dated(kind, value string, round int64) profile.Event {
	return profile.Event{Kind: kind, At: t.in.At.Unix(), Value: value, Round: round}
}

func (t *turn) text(key string, args locales.Args) string {
	return t.w.Texts.Text(t.lang(), t.alone(key), args)
}
