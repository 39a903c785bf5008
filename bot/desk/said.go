// What staff write in a topic: to the customer, or among themselves.
package desk

import (
	"slices"
	"strings"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
)

// said sends a message of staff's to the customer, unless it is a command, meant for colleagues, or somebody else has
// the conversation.
func (s *step) said() {
	switch name, rest := command(s.act.Text); {
	case Slip(s.act.Text) != "":
		s.slipped(Slip(s.act.Text))
	case name != "" && s.act.Media == "":
		s.command(name, rest)
	case name != "":
		s.caption(name, rest)
	case Inside(s.act.Text): // whatever it answers
		s.keepInside()
	case s.explained() != 0:
		s.refused(s.explained(), s.act.Text)
	case s.t.Lesson != nil && s.replies(s.which()):
		s.propose(append([]string{s.act.Text}, s.t.Lesson.Questions...))
	case s.inside(), s.act.Album != "" && s.act.Album == s.t.Apart:
		s.keepInside()
	case s.t.Banned:
		s.answer("desk-banned-still")
	case s.holdsUp():
		s.hold()
	default:
		s.send(Held{Message: s.act.Message, Quote: s.quoted(), Album: s.act.Album, Words: s.act.Text, Media: s.act.Media})
	}
}

// caption does what the caption of a photo or a file says. What it stands under stays among staff.
func (s *step) caption(name, rest string) {
	s.keepInside()
	if !slices.Contains(worded, name) {
		s.answer("desk-command-media")
		return
	}
	s.command(name, rest)
}

// inside says whether a message stays among staff: it has a line that begins with //, or it answers a colleague,
// something of the bot's that is not the customer's, or what its writer kept inside before.
func (s *step) inside() bool {
	switch {
	case Inside(s.act.Text):
		return true
	case s.act.ReplyTo == 0:
		return false
	case s.act.Replied == s.act.Who:
		return !s.went()
	}
	return s.Group != 0 && (s.act.Replied != 0 || s.quoted() == 0) // a colleague's answer is a colleague's too
}

// went says whether the message of their own that somebody answers is one for the customer. Where the owner answers alone
// it names whom it is for, so that it went unless it says otherwise itself.
func (s *step) went() bool {
	if s.Group == 0 {
		return !Apart(s.act.RepliedText)
	}
	return s.quoted() != 0 ||
		slices.ContainsFunc(s.t.Sent, func(m Sent) bool { return slices.Contains(m.all(), s.act.ReplyTo) }) ||
		slices.ContainsFunc(s.t.Held, func(h Held) bool { return h.Message == s.act.ReplyTo })
}

// Apart says whether a text never goes to a customer: it is for staff alone, or a command, or meant to be one.
func Apart(text string) bool {
	name, _ := command(text)
	return name != "" || Inside(text) || Slip(text) != ""
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
	s.t.said(Sent{By: s.act.Who, Message: h.Message, Album: h.Album, At: s.act.At.Unix(), In: s.act.Group})
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
