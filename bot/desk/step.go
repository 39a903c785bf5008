package desk

import (
	"slices"
	"strings"
	"time"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/dialogs/grounded"
	"guanxi/locales"
	"guanxi/profile"
)

// Kind says what an Act is.
type Kind uint8

// The kinds of acts.
const (
	Said     Kind = iota // a message in the topic
	Edited               // a message in the topic was changed
	Pressed              // a button in the topic
	Closed               // the topic was closed by hand
	Reopened             // and opened again
	Placed               // the topic is there: Group, Thread
	Lost                 // the topic is gone
	Locked               // the topic is closed to the bot
	Noted                // something that means nothing to the customer: a service message
	Wanted               // somebody writes to the customer first
	Left                 // Who is none of the staff any more
	Shifted              // somebody else answers for the shop now
	Queued               // what staff see is behind, or no more: Queue
	Offered              // a language model was asked for Data about Said, and said Help
)

// Act is what staff did in a customer's topic, or what became of the topic.
type Act struct {
	Kind    Kind
	At      time.Time
	Group   int64  // the chat: of who answers alone, the owner's
	Thread  int    // Placed, and where it was Said
	Icon    string // Placed: the topic's
	Who     int64
	Name    string
	Speaks  string // the language of their app, as Telegram tells it; empty: it does not
	Message int    // in Group
	Text    string // or a caption; Placed: the topic's name
	HTML    string // of an edit: Text with its marks; empty: it has none
	Media   string // what it is besides words; empty: nothing
	Album   string // what it shares with others that were sent together
	Data    string // of the button

	ReplyTo int   // the message answered to; 0: none
	Replied int64 // who of the staff wrote it; 0: the bot

	RepliedText string
	Sent        time.Time // Edited: when the message was, by Telegram's clock
	Waiting     []int     // Lost, Shifted: the customer's messages that were not shown yet
	Since       int64     // and when that was so, Unix seconds

	Queue *Queue // Queued; nil: nobody waits

	Help *grounded.Helped // Offered; nil: it said nothing that can be used
	Said []grounded.Said  // Offered
}

// Outcome is what staff's act, or what happened to the customer, comes to at the desk.
type Outcome struct {
	Ticket Ticket
	Inputs []dialogs.Input // for the customer, in this order
	Events []profile.Event
	Undone []profile.Event // that were written down in error
	Items  []outbox.Item
	Audit  []Audit
	Taught []Taught
	Unsaid []int          // messages of staff's that the customer has not
	Toast  string         // the answer to a press
	Help   *grounded.Help // a language model is to be asked; its answer is an act of kind Offered
}

// Step takes one act of staff's in a customer's topic and decides. It changes nothing it is given.
func Step(v Topic, act Act) Outcome {
	s := step{Topic: v, act: act, Outcome: Outcome{Ticket: v.Ticket}}
	s.t = &s.Outcome.Ticket
	switch act.Kind {
	case Said:
		s.said()
	case Edited:
		s.edited()
	case Pressed:
		s.pressed()
	case Closed:
		s.t.Shut = true
		s.end(true)
	case Reopened:
		s.t.Shut = false
	case Placed:
		s.placed()
	case Lost:
		s.lost()
	case Locked:
		s.t.Shut = false
		s.Items = append(s.Items, outbox.Item{Chat: outbox.Desk, Lead: true, Topic: &outbox.Topic{Reopen: true}})
	case Wanted:
		s.wanted()
	case Left:
		s.left()
	case Shifted:
		s.shifted()
	case Offered:
		s.offer()
	}
	if s.Group == 0 { // the owner alone answers
		for i := range s.Items {
			s.Items[i].Within = s.act.Group
		}
	}
	return s.Outcome
}

// step is one Step in the making.
type step struct {
	Topic
	Outcome
	act Act
	t   *Ticket // as it will be
}

// placed notes which topic the customer has. One that was made for a card has it; else, in a new group, it comes first.
func (s *step) placed() {
	if s.t.Asked != s.act.Group {
		s.introduce()
	}
	if s.t.Group != s.act.Group {
		s.t.away()
	}
	s.t.Group, s.t.Thread, s.t.Asked, s.t.Shut = s.act.Group, s.act.Thread, s.act.Group, false
	s.t.Title, s.t.Icon = s.act.Text, s.act.Icon
}

// lost forgets a topic that is gone. What waits for it goes into a new one, behind a card.
func (s *step) lost() {
	if !s.t.In(s.act.Group) {
		return
	}
	s.t.Thread, s.t.Title, s.t.Icon, s.t.Shut = 0, "", "", false
	for _, message := range s.act.About(s.t) { // what was on its way went with the topic
		if !slices.ContainsFunc(s.Pairs, func(p outbox.Pair) bool { return p.Message == message }) && s.t.unsay(message) {
			s.t.Stands--
			s.Unsaid = append(s.Unsaid, message)
		}
	}
	s.t.waitAgain()
	s.t.away()
	s.Talk = s.Talk.Without(s.Unsaid...)
	s.Talk.Lines = slices.DeleteFunc(slices.Clone(s.Talk.Lines), func(l Line) bool { return s.act.follows(l) })
	s.introduce()
}

// introduce puts the card first in a topic that is made again, and below it what it cannot show.
func (s *step) introduce() {
	card := s.card("")
	card.Lead = true
	s.Items = append(append(s.Items, card), s.again()...)
}

// follows says whether a line of a customer's was not shown yet: it waited, or came behind those that did.
func (a *Act) follows(l Line) bool {
	if l.Staff || len(a.Waiting) == 0 {
		return false
	}
	return slices.Contains(a.Waiting, l.Message) || l.Message > slices.Max(a.Waiting) && l.At >= a.Since
}

// wanted opens the topic of a customer to whom somebody wants to write first.
func (s *step) wanted() {
	if s.Group == 0 { // an answer to the card is the first word
		s.audit("wanted", "")
		s.showCard("")
		return
	}
	told := outbox.Item{Chat: outbox.Desk, General: true, Place: s.act.Thread, Reply: s.act.Message}
	args := locales.Args{"Name": s.name()}
	switch {
	case s.s.Customer.Blocked:
		told.Text = s.text("desk-to-blocked", args)
	case s.t.In(s.act.Group):
		told.Text = s.text("desk-to-open", args) + "\n" + link(s.t.Group, s.t.Thread, locales.Escape(s.t.Title))
	default:
		told.Text = s.text("desk-to-opens", args)
		card := s.card("")
		card.First = true
		s.t.Asked = s.act.Group
		s.Items = append(s.Items, card)
	}
	s.audit("wanted", "")
	if s.t.Opened == 0 && !s.s.Customer.Blocked {
		s.t.Opened, s.t.Holder, s.t.Name = s.act.At.Unix(), s.act.Who, s.act.Name
	}
	s.Items = append(s.Items, told)
}

// said sends a message of staff's to the customer, unless it is a command, meant for colleagues, or somebody else has
// the conversation.
func (s *step) said() {
	switch name, rest := command(s.act.Text); {
	case name != "" && s.act.Media == "":
		s.command(name, rest)
	case s.explained() != 0:
		s.refused(s.explained(), s.act.Text, s.act.ReplyTo)
	case s.t.Lesson != nil && s.replies(s.which()):
		s.propose(append([]string{s.act.Text}, s.t.Lesson.Questions...))
	case s.inside(), s.act.Album != "" && s.act.Album == s.t.Apart:
		s.keepInside()
	case s.t.Banned:
		s.answer("desk-banned-still")
	case s.Group != 0 && s.t.Holder != 0 && s.t.Holder != s.act.Who:
		s.hold()
	default:
		s.send(Held{Message: s.act.Message, Quote: s.quoted(), Album: s.act.Album, Words: s.act.Text, Media: s.act.Media})
	}
}

// inside says whether a message stays among staff: it has a line that begins with //, or it answers a colleague or
// something of the bot's that is not the customer's.
func (s *step) inside() bool {
	return Inside(s.act.Text) || s.Group != 0 && s.act.ReplyTo != 0 && s.act.Replied != s.act.Who && s.quoted() == 0
}

// Inside says whether a text is for staff alone: a line of it begins with //.
func Inside(text string) bool {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "//") || strings.HasPrefix(line, "／／") {
			return true
		}
	}
	return false
}

// Kept is the mark on such a message.
func Kept(chat int64, message int) outbox.Item {
	return outbox.Item{Chat: chat, Edit: message, React: keptSign}
}

// send has a message of staff's copied to the customer. Who sends has the conversation.
func (s *step) send(h Held) {
	if s.t.Holder == 0 && s.Group != 0 { // the owner alone has them all
		s.t.Holder, s.t.Name = s.act.Who, s.act.Name
	}
	if s.t.Opened == 0 {
		s.t.Opened = s.act.At.Unix()
	}
	if s.t.Waiting != 0 {
		s.t.Waited, s.t.Stands = s.t.Waiting, 0
	}
	s.t.Stands++
	s.t.said(s.act.Who, h.Message, h.Album)
	s.t.Waiting, s.t.Met = 0, true
	s.input(dialogs.Input{
		Kind: dialogs.Staff, Message: h.Message, Album: h.Album, From: s.act.Group, By: s.act.Who, Quote: h.Quote, Text: h.Words, Media: h.Media,
	})
}

func (s *step) input(in dialogs.Input) {
	in.At = s.act.At
	s.Inputs = append(s.Inputs, in)
}

// quoted is the customer's message, in their chat, that a message of staff's answers; 0: none.
func (s *step) quoted() int {
	for _, p := range slices.Backward(s.Pairs) {
		if p.Message == s.act.ReplyTo {
			return p.Theirs
		}
	}
	return 0
}

// mark puts a sign on the message that the act is about.
func (s *step) mark(sign string) {
	s.Items = append(s.Items, outbox.Item{Chat: outbox.Desk, Edit: s.act.Message, React: sign})
}

// keptSign is what staff see on a message that stayed among them.
const keptSign = "✍"

// answer tells the writer of the message something about it.
func (s *step) answer(key string) {
	s.reply(s.note(key, nil))
}

func (s *step) reply(note outbox.Item) {
	note.Reply = s.act.Message
	s.Items = append(s.Items, note)
}

// left ends what somebody of the staff had in the ticket. A customer whom they had waits again: nobody else looks here.
func (s *step) left() {
	if s.t.Holder == s.act.Who && s.t.Opened != 0 {
		s.t.Waiting = s.act.At.Unix()
		s.Items = append(s.Items, s.note("desk-left", locales.Args{"Name": s.t.Name}))
	}
	s.t.leave(s.act.Who)
}

// end closes the ticket and gives the customer back to the bot, which asks how it was, or does not.
func (s *step) end(asked bool) {
	s.t.close()
	if s.s.Session.Staffed() {
		s.input(dialogs.Input{Kind: dialogs.HandBack, Unasked: !asked})
	}
}

// pressed takes a button of a card.
func (s *step) pressed() {
	if _, ok := HandsBack(s.act.Data); ok {
		s.end(true)
		return
	}
	if _, number, state, ok := MovesCase(s.act.Data); ok {
		s.move(number, state)
		return
	}
	if _, number, why, ok := Refuses(s.act.Data); ok {
		s.refuse(number, why)
		return
	}
	if _, what, ok := Does(s.act.Data); ok {
		s.does(what)
		return
	}
	if _, what, ok := Observes(s.act.Data); ok {
		s.observed(what)
		return
	}
	if _, what, ok := Helps(s.act.Data); ok {
		s.assist(what)
		return
	}
	if _, what, ok := Teaches(s.act.Data); ok {
		s.lesson(what)
		return
	}
	if _, what, ok := Unnotes(s.act.Data); ok {
		s.unnote(what)
		return
	}
	if _, ok := showsCard(s.act.Data); ok {
		s.showCard("")
		return
	}
	s.decide()
}

// Named returns the customer whom a press of staff's names.
func Named(data string) (profile.CustomerID, bool) {
	if id, ok := HandsBack(data); ok {
		return id, true
	}
	if id, _, _, ok := MovesCase(data); ok {
		return id, true
	}
	if id, _, ok := Observes(data); ok {
		return id, true
	}
	if id, _, ok := Does(data); ok {
		return id, true
	}
	if id, _, ok := Helps(data); ok {
		return id, true
	}
	if id, _, ok := Teaches(data); ok {
		return id, true
	}
	if id, _, ok := Unnotes(data); ok {
		return id, true
	}
	if id, ok := showsCard(data); ok {
		return id, true
	}
	if id, _, _, ok := Refuses(data); ok {
		return id, true
	}
	id, _, _, ok := Decides(data)
	return id, ok
}

// command returns the command of a text without its slash, and what follows it.
func command(text string) (name, rest string) {
	word, rest, _ := strings.Cut(text, " ")
	if first, more, ok := strings.Cut(word, "\n"); ok {
		word, rest = first, strings.TrimSpace(more+" "+rest)
	}
	word, ok := strings.CutPrefix(word, "/")
	if !ok || word == "" || strings.HasPrefix(word, "/") {
		return "", ""
	}
	word, _, _ = strings.Cut(word, "@")
	return strings.ToLower(word), strings.TrimSpace(rest)
}
