package dialogs

import (
	"slices"
	"strings"
	"time"

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

// Turn takes one input of a customer and decides. It changes nothing it is given. Where it would say what was said last,
// it decides again in other words.
func Turn(w *World, s State, in Input) Result {
	r := decide(w, s, in, false)
	if !r.Draw && !r.Recall && repeats(s.Session.Said, &r) {
		r = decide(w, s, in, true)
	}
	r.State.Session.Said = lastSaid(s.Session.Said, &r)
	r.State.Session.fit()
	return r
}

func decide(w *World, s State, in Input, again bool) Result {
	t := turn{w: w, in: in, again: again, Result: Result{State: s}}
	t.s, t.c = &t.State.Session, &t.State.Customer
	t.s.Picks = append([]Pick(nil), s.Session.Picks...)
	t.s.Seq++
	t.apart()
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
	case Reacted:
		t.onReacted()
	case StaffEdit:
		t.onStaffEdit()
	case Unshown:
		t.onUnshown()
	case Refused:
		t.effect(Effect{Undelivered: &Undelivered{Why: "refused", Message: t.in.Message}})
	case HandBack:
		t.onHandBack()
	case Appointed:
		t.hush()
		t.s.leave()
		t.say("desk-claimed", nil)
	case Filed:
		t.onFiled()
	case Alerted:
		t.say(in.Text, nil)
	case Barred:
		t.onBarred()
	case Blocked:
		t.onBlocked()
	case Unblocked:
		t.c.Blocked = false
	}
	return t.Result
}

// apart moves a conversation with staff out of the place where sessions once kept it.
func (t *turn) apart() {
	if at := t.w.steps[t.s.Step]; at != nil && at.Relay {
		t.s.Talk, t.s.Quiet, t.s.Step, t.s.Due = t.s.Step, t.s.Due, "", 0
	}
}

// turn is one Turn in the making.
type turn struct {
	Result
	w       *World
	s       *Session
	c       *profile.Customer
	in      Input
	helped  bool          // the turn was of use to the customer
	number  string        // of the complaint that the turn is about
	title   string        // of the entry that answers
	pressed subject       // of the button that was pressed
	chosen  string        // the value of the choice taken
	again   bool          // the next text would be what was said last: other words are wanted
	heard   string        // what the customer's words mean as a whole: a list of phrases; empty: something of their own
	left    *step         // the question that the customer comes back to after a long time
	onto    *step         // where an action leads that its outcomes do not name
	away    time.Duration // how long the customer was silent before
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
	if c.LastSeen != 0 {
		t.away = in.At.Sub(time.Unix(c.LastSeen, 0))
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
	t.heard = t.w.phrases.heard(t.in.Text)
	switch {
	case t.typed(at):
	case at != nil && at.Relay:
		t.relay()
	case t.ownTalk(at):
		t.say("desk-hint", nil)
	case t.escaped():
	case t.staffed() && !at.asks():
		t.relay()
	case t.left != nil:
		t.cameBack()
	case !at.expects(t.heard) && t.courteous(at):
	case at == nil:
		t.begin(t.w.starts[onWords])
	case at.Words != "":
		t.told(at)
	default:
		t.mistyped(at)
	}
}

// asks says whether a step is about words of the customer's own, rather than a menu that takes questions too.
func (s *step) asks() bool { return s.Words != "" && (!s.Open || s.Questions != "") }

// expects says whether what is courtesy elsewhere is an answer here.
func (s *step) expects(list string) bool { return s != nil && s.Also != "" && s.Also == list }

// told takes words or media that answer a step.
func (t *turn) told(at *step) {
	t.kept(at)
	t.answered(at, t.in.Media, t.in.Text)
	t.enter(at.words)
	if at.Keep && t.w.phrases.mentions(t.in.Text, saysPerson, saysStaff) {
		t.offerPerson()
	}
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

func (t *turn) onCommand(name string) {
	t.arrive(name)
	start, known := t.w.starts[name]
	if !known {
		start = t.w.starts[onLost]
	}
	t.begin(start)
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
	case t.in.At.Sub(time.Unix(t.s.Asked, 0)) <= sessionLife:
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
	said := fold(t.in.Text)
	for _, lang := range []string{t.lang(), t.c.Language} { // the buttons may have been shown in either
		if i, ok := at.typed[lang][said]; ok {
			t.choose(at, &at.Choices[i])
			return true
		}
	}
	for i := range at.Choices {
		if also := at.Choices[i].Also; also != "" && also == t.heard {
			t.choose(at, &at.Choices[i])
			return true
		}
	}
	return t.counted(at)
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
		t.ask(at)
		return
	}
	t.s.Tries++
	switch {
	case t.s.Tries >= maxTries:
		t.begin(t.w.starts[onStuck])
		return
	default:
		t.say("engine-tap", nil)
	}
	t.ask(at)
}

func (t *turn) onPress() {
	name, value, _ := strings.Cut(t.in.Data, ":")
	value, subject, _ := strings.Cut(value, "@")
	t.pressed = readSubject(subject)
	at, ok := t.w.steps[name]
	var c *choice
	if ok {
		c = at.choice(value)
	}
	current := t.s.Step == name || ok && at.Relay && t.staffed()
	if c == nil || !current && !at.Open {
		t.stale()
		return
	}
	if !current && c.Beside {
		t.beside(c)
		return
	}
	if at == t.w.starts[onAnswered] {
		t.judged(at, c)
		return
	}
	if !current && c.next != t.w.starts[onPerson] { // a person gets what was said so far
		t.s.leave()
	}
	if current && !at.Open && !at.Relay || at.Trail || at.lasts() { // a menu stays, and of a long talk the beginning
		t.replace(t.in.Message)
	}
	t.choose(at, c)
}

// stale answers a button whose question is over; after a long time it also shows what there is instead.
func (t *turn) stale() {
	t.Toast = t.text(t.reword("engine-stale"), nil)
	if t.away > sessionLife && !t.staffed() {
		t.begin(t.w.starts[onLost])
	}
}

// beside takes a choice that has nothing to do with what is under way, and leaves that as it is.
func (t *turn) beside(c *choice) {
	was := *t.s
	t.replace(t.in.Message)
	t.enter(c.next)
	*t.s = was
}

// choose takes a choice of a step, pressed or typed.
func (t *turn) choose(at *step, c *choice) {
	t.chosen = c.Value
	if at.Trail && t.pressed.at != 0 {
		t.s.Round = t.pressed.at
	}
	t.answered(at, c.Value, "")
	if at.records(c.Value) {
		t.s.pick(at.Record, c.Value)
		if len(t.s.Picks) == 1 { // what was said before was about something else
			t.s.Last = ""
		}
	}
	t.trail()
	if at.Relay { // the way out of a conversation with staff
		t.effect(Effect{Returned: &Returned{By: "customer"}})
		t.hush()
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
	if !at.records(value) {
		return
	}
	t.Events = append(t.Events, t.dated(at.Record, value, t.s.Round))
	t.Events[len(t.Events)-1].Words = short(words, eventWords)
	if t.s.Round == 0 {
		t.s.Round = t.in.At.Unix()
	}
}

func (t *turn) onWake() {
	now := t.in.At.Unix()
	if t.s.Quiet != 0 && now >= t.s.Quiet {
		t.onQuiet()
	}
	if t.s.Due == 0 || now < t.s.Due {
		return
	}
	at := t.w.steps[t.s.Step]
	if at == nil || at.After == 0 { // the shop's flows have changed
		t.s.leave()
		t.say("engine-gone", nil)
		return
	}
	t.s.Due = 0
	t.enter(at.then)
}

// begin leaves the flow under way and enters another. A person gets what was said so far.
func (t *turn) begin(at *step) {
	if at == nil || at != t.w.starts[onPerson] {
		t.s.leave()
	}
	t.enter(at)
}

// enter goes from step to step until one waits or the flow ends. The checker has refused circles without an input.
func (t *turn) enter(at *step) {
	for at != nil {
		talk := t.talk()
		switch {
		case talk != nil && at == t.w.starts[onPerson]:
			t.already(talk)
			return
		case at.do != nil:
			at = at.on[at.do(t)]
			if t.onto != nil {
				at, t.onto = t.onto, nil
			}
		case at.waits() && !t.barred(at):
			t.wait(at)
			return
		case at.waits():
			at = nil
		default:
			t.ask(at)
			at = at.next
		}
	}
	t.s.leave()
}

// wait asks a step's question and waits there.
func (t *turn) wait(at *step) {
	if at.Relay {
		t.s.leave()
		t.join(at)
	} else {
		t.stay(at)
	}
	t.ask(at)
}

// stay waits at a step without a word.
func (t *turn) stay(at *step) {
	t.s.Step, t.s.Asked, t.s.Due, t.s.Tries = at.name, t.in.At.Unix(), 0, 0
	if at.Open {
		t.s.Picks, t.s.Left = nil, ""
	}
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
	t.say(at.Say, t.buttonsOf(at))
}

func (t *turn) effect(e Effect) { t.Effects = append(t.Effects, e) }

func (t *turn) event(kind, value, words string) {
	t.Events = append(t.Events, profile.Event{Kind: kind, At: t.in.At.Unix(), Value: value, Words: short(words, eventWords)})
}

// dated is an event of a round of questions.
func (t *turn) dated(kind, value string, round int64) profile.Event {
	return profile.Event{Kind: kind, At: t.in.At.Unix(), Value: value, Round: round}
}

func (t *turn) text(key string, args locales.Args) string {
	return t.w.Texts.Text(t.lang(), key, args)
}
