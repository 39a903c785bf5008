package desk

import (
	"slices"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/profile"
)

// commands are what staff can write in a customer's topic, by name.
var commands = map[string]func(*step, string){
	"close":    (*step).finish,
	"handback": (*step).finish,
	"card":     (*step).showCard,
	"note":     (*step).keep,
	"mute":     (*step).mute,
	"ban":      (*step).ban,
	"undo":     (*step).undo,
	"help":     (*step).help,

	"sale":      (*step).sale,
	"observe":   (*step).observe,
	"complaint": (*step).file,
	"teach":     (*step).teach,
}

func (s *step) command(name, rest string) {
	if do, ok := commands[name]; ok {
		do(s, rest)
		return
	}
	s.answer("desk-command-unknown")
}

// finish ends the conversation.
func (s *step) finish(string) {
	if s.t.Opened == 0 && !s.s.Session.Staffed() {
		s.answer("desk-closed-already")
		return
	}
	s.end()
}

func (s *step) showCard(string) { s.Items = append(s.Items, s.card("")) }

// keep writes a note down: it stays with the customer and is on every card.
func (s *step) keep(words string) {
	if words == "" {
		s.answer("desk-note-empty")
		return
	}
	s.record(profile.Event{Kind: "note", Words: clip(words, maxNote)})
	s.mark(keptSign)
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

// edited changes the customer's copy of a message that staff changed.
func (s *step) edited() {
	for _, p := range s.Pairs {
		if p.Staff && s.act.Text != "" {
			s.input(dialogs.Input{Kind: dialogs.StaffEdit, Message: p.Theirs, Text: s.act.Text, Media: s.act.Media})
		}
	}
}

// undoTime is how long Telegram lets a bot delete its messages, in seconds.
const undoTime = 48 * 60 * 60

// undo takes back what the writer sent last, or what they answer with the command.
func (s *step) undo(string) {
	var undone bool
	for _, p := range s.Pairs {
		if !p.Staff || p.By != s.act.Who || s.act.At.Unix()-p.At >= undoTime {
			continue
		}
		undone = true
		s.Items = append(s.Items,
			outbox.Item{Chat: s.s.Customer.Chat, Edit: p.Theirs, Delete: true},
			outbox.Item{Chat: outbox.Desk, Edit: p.Message, Delete: true})
	}
	if undone {
		if slices.Contains(s.act.About(s.t), s.t.Last) {
			s.t.Last, s.t.With, s.t.Album = 0, nil, ""
		}
		s.audit("undone", "")
	}
	s.answer(either(undone, "desk-undone", "desk-undo-nothing"))
}

func (s *step) help(string) { s.answer("desk-help") }
