package desk

import (
	"slices"
	"strings"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/dialogs/grounded"
	"guanxi/locales"
	"guanxi/profile"
)

// commands are what staff can write in the group, as Telegram lists them: the name, the text that says what for, and what
// it does in a customer's topic. The desk finds and writes to customers in any topic, so do is nil there.
var commands = []struct {
	dialogs.Command
	do func(*step, string)
}{
	{dialogs.Command{Name: "close", Text: "desk-lists-close"}, (*step).finish},
	{dialogs.Command{Name: "handback", Text: "desk-lists-handback"}, (*step).handBack},
	{dialogs.Command{Name: "card", Text: "desk-lists-card"}, (*step).showCard},
	{dialogs.Command{Name: "note", Text: "desk-lists-note"}, (*step).keep},
	{dialogs.Command{Name: "undo", Text: "desk-lists-undo"}, (*step).undo},
	{dialogs.Command{Name: "sale", Text: "desk-lists-sale"}, (*step).sale},
	{dialogs.Command{Name: "observe", Text: "desk-lists-observe"}, (*step).observe},
	{dialogs.Command{Name: "complaint", Text: "desk-lists-complaint"}, (*step).file},
	{dialogs.Command{Name: grounded.Translate, Text: "desk-lists-translate"}, (*step).interpret},
	{dialogs.Command{Name: "teach", Text: "desk-lists-teach"}, (*step).teach},
	{dialogs.Command{Name: "find", Text: "desk-lists-find"}, nil},
	{dialogs.Command{Name: "to", Text: "desk-lists-to"}, nil},
	{dialogs.Command{Name: "mute", Text: "desk-lists-mute"}, (*step).mute},
	{dialogs.Command{Name: "ban", Text: "desk-lists-ban"}, (*step).ban},
	{dialogs.Command{Name: "help", Text: "desk-lists-help"}, (*step).help},
}

// worded are those that do something with the words behind them, so that they can be the caption of a photo or a file.
var worded = []string{"note", "sale", "complaint"}

// staffCommands are those that Telegram lists in the group.
func staffCommands() (all []dialogs.Command) {
	for _, c := range commands {
		all = append(all, c.Command)
	}
	return all
}

// Commands says whether a text is one of staff's commands, for a customer or to find one.
func Commands(text string) bool {
	name, _ := command(text)
	return slices.ContainsFunc(staffCommands(), func(c dialogs.Command) bool { return c.Name == name })
}

func (s *step) command(name, rest string) {
	for _, c := range commands {
		if c.Name == name && c.do != nil {
			c.do(s, rest)
			return
		}
	}
	s.answer("desk-command-unknown")
}

// finish ends the conversation; the customer is asked for stars.
func (s *step) finish(string) { s.part(true) }

// handBack gives it back to the bot, and the customer is asked for nothing.
func (s *step) handBack(string) { s.part(false) }

func (s *step) part(asked bool) {
	if s.t.Opened == 0 && !s.s.Session.Staffed() {
		s.answer("desk-closed-already")
		return
	}
	s.end(asked)
}

func (s *step) showCard(string) { s.Items = append(s.Items, s.card("")) }

// keep writes a note down: it stays with the customer and is on every card.
func (s *step) keep(words string) {
	if words == "" {
		s.answer("desk-note-empty")
		return
	}
	noted := s.record(profile.Event{Kind: "note", Words: clip(words, maxNote)})
	s.reply(s.undoable(s.note("desk-observed", locales.Args{"What": clip(oneLine(words), lineUnits)}), noted))
}

// maxNote is a note's length in UTF-16 units: the last 30 events are read with each turn.
const maxNote = 500

// mute stops the sounds of a customer's messages, or lets them be heard again.
func (s *step) mute(string) {
	s.t.Muted = !s.t.Muted
	s.audit(either(s.t.Muted, "muted", "unmuted"), "")
	s.answer(either(s.t.Muted, "desk-muted", "desk-unmuted"))
}

// ban keeps a customer's messages from staff, or lets them through again. The customer is told.
func (s *step) ban(string) {
	s.t.Banned = !s.t.Banned
	if s.t.Banned {
		s.t.close()
	}
	s.input(dialogs.Input{Kind: dialogs.Barred, Number: map[bool]int{true: 1}[s.t.Banned]})
	s.audit(either(s.t.Banned, "banned", "unbanned"), "")
	s.answer(either(s.t.Banned, "desk-banned", "desk-unbanned"))
}

func either(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

func (s *step) help(string) {
	s.reply(outbox.Item{Chat: outbox.Desk, Text: s.spoken(s.act.Speaks).help(s.Group == 0)})
}

// spoken is the view in somebody's own language, where it is one of ours.
func (v view) spoken(tag string) view {
	lang := v.texts.Match(tag)
	if base, _, _ := strings.Cut(strings.ToLower(tag), "-"); base == lang {
		v.lang = lang
	}
	return v
}

// help is what staff can do for a customer: in their topic, or, where the owner alone answers, in reply to them.
func (v view) help(alone bool) string {
	text := v.text("desk-help", nil)
	if alone {
		_, list, _ := strings.Cut(text, "\n") // the first line is about topics
		text = v.text("desk-help-alone", nil) + "\n" + list
	}
	return text
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
