package desk

import (
	"slices"
	"strconv"
	"strings"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/locales"
)

// heldData begins the callback data of the buttons that decide what becomes of held messages:
// desk.held:CUSTOMER:WRITER:CHOICE.
const heldData = "desk.held:"

// choices are what a writer can do with a message that somebody else's claim holds, with their buttons.
var choices = []struct{ choice, label string }{
	{"send", "desk-send"}, {"take", "desk-take"}, {"drop", "desk-drop"},
}

// decided are the words for what was done with it.
var decided = map[string]string{"send": "desk-sent", "take": "desk-taken", "drop": "desk-dropped"}

// hold keeps a message back and asks its writer what to do.
func (s *step) hold() {
	if len(s.t.Held) >= maxHeld {
		s.answer("desk-held-full")
		return
	}
	own, _ := s.heldBy(s.act.Who)
	s.t.Held = append(slices.Clone(s.t.Held), Held{
		Message: s.act.Message, Quote: s.quoted(), Album: s.act.Album, By: s.act.Who, Words: clip(s.act.Text, lineUnits), Media: s.act.Media,
	})
	if !s.taken() {
		s.reply(s.earlier())
		return
	}
	if len(own) > 0 { // the question stands already, and is about all of them
		if s.act.Album == "" || s.act.Album != own[len(own)-1].Album {
			s.answer("desk-held-too")
		}
		return
	}
	ask := s.note("desk-held", locales.Args{"Holder": s.t.Name})
	ask.Reply = s.act.Message
	for _, c := range choices {
		ask.Buttons = append(ask.Buttons, s.choice(s.act.Who, c.choice, c.label))
	}
	s.Items = append(s.Items, ask)
}

// choice is a button by which a writer decides; 0: whoever presses it, of their own messages.
func (s *step) choice(writer int64, choice, label string) []dialogs.Button {
	data := heldData + string(s.s.Customer.ID) + ":" + strconv.FormatInt(writer, 36) + ":" + choice
	return []dialogs.Button{{Label: s.text(label, nil), Data: data}}
}

// earlier says that a message waits though nobody has the conversation: it must not come before what its writer did not
// decide about while somebody had.
func (s *step) earlier() outbox.Item {
	ask := s.note("desk-held-earlier", nil)
	ask.Buttons = [][]dialogs.Button{s.choice(s.act.Who, "take", "desk-send-own"), s.choice(s.act.Who, "drop", "desk-drop")}
	return ask
}

// decide does with the held messages of a writer what they chose.
func (s *step) decide(said string) {
	by, choice, _ := strings.Cut(said, ":")
	writer, err := strconv.ParseInt(by, 36, 64)
	if err != nil || decided[choice] == "" {
		return
	}
	if writer == 0 {
		writer = s.act.Who
	}
	own, others := s.heldBy(writer)
	if writer != s.act.Who || len(own) == 0 {
		s.Toast = s.text("desk-not-yours", nil)
		return
	}
	s.t.Held = others
	done := s.note(decided[choice], locales.Args{"Name": s.act.Name})
	done.Edit = s.act.Message
	s.Items = append(s.Items, done)
	if choice == "drop" {
		return
	}
	if choice == "take" {
		if s.taken() {
			s.audit("taken", s.t.Name)
		}
		s.t.Holder, s.t.Name = s.act.Who, s.act.Name
	}
	for _, h := range own {
		s.send(h)
	}
}

// holdsUp says whether a message of somebody's waits: a colleague has the conversation, or what they wrote before waits.
func (s *step) holdsUp() bool {
	own, _ := s.heldBy(s.act.Who)
	return s.Group != 0 && (s.taken() || len(own) > 0)
}

// heldBy are the held messages of a writer, and those of others.
func (s *step) heldBy(writer int64) (own, others []Held) {
	for _, h := range s.t.Held {
		if h.By == writer {
			own = append(own, h)
		} else {
			others = append(others, h)
		}
	}
	return own, others
}
