package dialogs

import (
	"strings"
	"time"
	"unicode"

	"guanxi/locales"
	"guanxi/profile"
)

const (
	maxTries    = 3              // unusable answers in a row before a person is offered
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

// Turn takes one input of a customer and decides. It changes nothing it is given.
func Turn(w *World, s State, in Input) Result {
	t := turn{w: w, in: in, Result: Result{State: s}}
	t.s, t.c = &t.State.Session, &t.State.Customer
	t.s.Picks = append([]Pick(nil), s.Session.Picks...)
	t.s.Seq++
	t.meet()
	switch in.Kind {
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
	case Refused:
		t.effect(Effect{Undelivered: &Undelivered{Why: "refused"}})
	case HandBack:
		t.onHandBack()
	case Appointed:
		t.s.leave()
		t.say("desk-claimed", nil)
	case Parted:
		t.say("desk-gone", nil)
	case Blocked:
		t.onBlocked()
	case Unblocked:
		t.c.Blocked = false
	}
	return t.Result
}

// turn is one Turn in the making.
type turn struct {
	Result
	w      *World
	s      *Session
	c      *profile.Customer
	in     Input
	number string // of the complaint that the turn is about
	helped bool   // the turn was of use to the customer
}

// meet keeps what Telegram tells of the customer with their input.
func (t *turn) meet() {
	in, c := &t.in, t.c
	if in.Chat == 0 { // a timer or staff: not the customer
		return
	}
	now := in.At.Unix()
	if c.Since == 0 {
		c.Since = now
	}
	c.Chat, c.LastSeen = in.Chat, now
	c.Blocked = in.Kind == Blocked
	if in.Name != "" {
		c.Name, c.Username = in.Name, in.Username
	}
	if !c.Chosen && (in.Language != "" || c.Language == "") {
		c.Language = t.w.Texts.Match(in.Language)
	}
}

func (t *turn) onWords() {
	if name, isCommand := command(t.in.Text); isCommand {
		t.onCommand(name)
		return
	}
	t.listen()
	defer t.askConsent()
	defer t.offerLanguage()
	at := t.here()
	switch {
	case at == nil && t.escaped():
	case at == nil:
		t.begin(t.w.starts[onWords])
	case t.typed(at):
	case at.Relay:
		t.relay()
	case t.escaped():
	case at.Words != "":
		t.kept(at)
		t.answered(at, "", t.in.Text)
		t.enter(at.words)
	default:
		t.mistyped(at)
	}
}

func (t *turn) onCommand(name string) {
	t.arrive(name)
	start, known := t.w.starts[name]
	if !known {
		start = t.w.starts[onLost]
	}
	if !t.hasPerson(start) {
		t.takeBack()
		t.begin(start)
	}
}

// here returns the step that waits for the customer. Where the shop's flows no longer have it, the customer is told
// and goes on; where they come back after a day, they begin anew.
func (t *turn) here() *step {
	if t.s.Step == "" {
		return nil
	}
	at, ok := t.w.steps[t.s.Step]
	switch {
	case !ok || !at.waits():
		t.s.leave()
		t.say("engine-gone", nil)
		return nil
	case !at.Relay && t.in.At.Sub(time.Unix(t.s.Asked, 0)) > sessionLife:
		t.s.leave()
		return nil
	}
	return at
}

// typed takes a choice that was typed instead of pressed.
func (t *turn) typed(at *step) bool {
	said := fold(t.in.Text)
	for _, lang := range []string{t.lang(), t.c.Language} { // the buttons may have been shown in either
		if i, ok := at.typed[lang][said]; ok {
			t.choose(at, &at.Choices[i])
			return true
		}
	}
	return false
}

// escaped takes the ways out that are open in every step, when they are the whole message, in whatever language.
func (t *turn) escaped() bool {
	said := locales.Fold(t.in.Text)
	switch {
	case t.w.phrases[onPerson][said]:
		t.begin(t.w.starts[onPerson])
	case t.w.phrases[onLost][said]:
		t.begin(t.w.starts[onLost])
	case t.w.phrases[cancel][said]:
		t.s.leave()
		t.say("engine-cancelled", nil)
		t.enter(t.w.starts[onLost])
	default:
		return false
	}
	return true
}

// mistyped answers a question in between and asks again; after some tries it offers a person instead.
func (t *turn) mistyped(at *step) {
	if strings.ContainsFunc(t.in.Text, unicode.IsLetter) && t.known() {
		t.ask(at)
		return
	}
	t.s.Tries++
	if t.s.Tries >= maxTries {
		t.begin(t.w.starts[onStuck])
		return
	}
	t.say("engine-tap", nil)
	t.ask(at)
}

func (t *turn) onPress() {
	name, value, _ := strings.Cut(t.in.Data, ":")
	at, ok := t.w.steps[name]
	var c *choice
	if ok {
		c = at.choice(value)
	}
	current := t.s.Step == name
	if c == nil || !current && !at.Open {
		t.Toast = t.text("engine-stale", nil)
		return
	}
	if !current {
		if t.hasPerson(c.next) {
			return
		}
		t.takeBack()
		t.s.leave()
	}
	if current && !at.Open && !at.Relay { // a menu stays, and of a long talk the beginning
		t.replace(t.in.Message)
	}
	t.choose(at, c)
}

// choose takes a choice of a step, pressed or typed.
func (t *turn) choose(at *step, c *choice) {
	t.answered(at, c.Value, "")
	if at.Record != "" {
		t.s.pick(at.Record, c.Value)
		if len(t.s.Picks) == 1 { // what was said before was about something else
			t.s.Last = ""
		}
	}
	if at.Relay { // the way out of a conversation with staff
		t.takeBack()
		t.s.leave()
	}
	t.enter(c.next)
}

// answered records what a step was told.
func (t *turn) answered(at *step, value, words string) {
	t.s.Tries = 0
	if words != "" {
		t.s.Last = short(words, lastWords)
	}
	if at.Record == "" {
		return
	}
	t.event(at.Record, value, words)
}

func (t *turn) onMedia() {
	at := t.here()
	switch {
	case at == nil:
		t.begin(t.w.starts[onWords])
	case at.Relay:
		t.relay()
	case at.Words != "":
		t.kept(at)
		t.answered(at, t.in.Media, t.in.Text)
		t.enter(at.words)
	default:
		t.mistyped(at)
	}
}

// onEdit shows staff a changed message as a new one; the bot itself does not answer twice.
func (t *turn) onEdit() {
	if t.s.Staffed {
		t.relay()
	}
}

func (t *turn) onWake() {
	if t.s.Due == 0 || t.in.At.Unix() < t.s.Due {
		return
	}
	at := t.w.steps[t.s.Step]
	if at == nil || at.After == 0 { // the shop's flows have changed
		t.s.leave()
		t.say("engine-gone", nil)
		return
	}
	t.s.Due = 0
	if at.Relay && (at.then == nil || !at.then.Relay) {
		t.effect(Effect{Returned: &Returned{By: "time"}})
	}
	t.enter(at.then)
}

// begin leaves the flow under way and enters another.
func (t *turn) begin(at *step) {
	t.s.leave()
	t.enter(at)
}

// enter goes from step to step until one waits or the flow ends. The checker has refused circles without an input.
func (t *turn) enter(at *step) {
	for at != nil {
		switch {
		case at.do != nil:
			at = at.on[at.do(t)]
		case at.waits():
			t.wait(at)
			return
		default:
			t.say(at.Say, nil)
			at = at.next
		}
	}
	t.s.leave()
}

// wait asks a step's question and waits there.
func (t *turn) wait(at *step) {
	t.stay(at)
	t.ask(at)
}

// stay waits at a step without a word.
func (t *turn) stay(at *step) {
	t.s.Step, t.s.Asked, t.s.Due, t.s.Tries = at.name, t.in.At.Unix(), 0, 0
	t.s.Staffed = at.Relay
	if at.After > 0 {
		t.s.Due = t.due(at).Unix()
	}
}

// due is when a step stops waiting. Where the shop opens no more, its open time passes like any other.
func (t *turn) due(at *step) time.Time {
	if at.InHours {
		if due, ok := t.w.Shop.open.After(t.in.At, at.After); ok {
			return due
		}
	}
	return t.in.At.Add(at.After)
}

// ask shows a step's text and buttons.
func (t *turn) ask(at *step) {
	if at.Say == "" {
		return
	}
	t.say(at.Say, at.buttons[t.lang()])
}

func (t *turn) effect(e Effect) { t.Effects = append(t.Effects, e) }

func (t *turn) event(kind, value, words string) {
	t.Events = append(t.Events, profile.Event{Kind: kind, At: t.in.At.Unix(), Value: value, Words: short(words, eventWords)})
}

func (t *turn) text(key string, args locales.Args) string {
	return t.w.Texts.Text(t.lang(), key, args)
}
