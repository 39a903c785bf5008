package desk

import (
	"slices"
	"strings"
	"unicode"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/dialogs/grounded"
	"guanxi/locales"
	"guanxi/profile"
)

// commands are what staff can write in the group, as Telegram lists them: the name, and the text that says what for.
var commands = []dialogs.Command{
	{Name: "close", Text: "desk-lists-close"}, {Name: "handback", Text: "desk-lists-handback"}, {Name: "card", Text: "desk-lists-card"},
	{Name: "note", Text: "desk-lists-note"}, {Name: "undo", Text: "desk-lists-undo"}, {Name: "sale", Text: "desk-lists-sale"},
	{Name: "observe", Text: "desk-lists-observe"}, {Name: "complaint", Text: "desk-lists-complaint"},
	{Name: grounded.Translate, Text: "desk-lists-translate"}, {Name: "teach", Text: "desk-lists-teach"},
	{Name: "find", Text: "desk-lists-find"}, {Name: "to", Text: "desk-lists-to"}, {Name: "mute", Text: "desk-lists-mute"},
	{Name: "ban", Text: "desk-lists-ban"}, {Name: "help", Text: "desk-lists-help"},
}

// carriedOut is what they do in a customer's topic. The desk finds and writes to customers in any topic.
var carriedOut = map[string]func(*step, string){
	"close": (*step).finish, "handback": (*step).handBack, "card": (*step).showCard, "note": (*step).keep, "undo": (*step).undo,
	"sale": (*step).sale, "observe": (*step).observe, "complaint": (*step).file, grounded.Translate: (*step).interpret,
	"teach": (*step).teach, "mute": (*step).mute, "ban": (*step).ban, "help": (*step).help,
}

// worded are those that do something with the words behind them, so that they can be the caption of a photo or a file.
var worded = []string{"note", "sale", "complaint"}

// Commands says whether a text is one of staff's commands, for a customer or to find one.
func Commands(text string) bool {
	name, _ := command(text)
	return lists(commands, name)
}

func (s *step) command(name, rest string) {
	if do := carriedOut[name]; do != nil {
		do(s, rest)
		return
	}
	s.answer("desk-command-unknown")
}

// finish ends the conversation; the customer is asked for stars.
func (s *step) finish(string) { s.part(doBack) }

// handBack gives it back to the bot, and the customer is asked for nothing.
func (s *step) handBack(string) { s.part(doQuiet) }

func (s *step) part(how string) {
	switch {
	case s.t.Opened == 0 && !s.s.Session.Staffed():
		s.answer("desk-closed-already")
	case s.colleagues():
		s.sure(how)
	default:
		s.end(how == doBack)
	}
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

// lists says whether there is a command of a name among some.
func lists(of []dialogs.Command, name string) bool {
	return slices.ContainsFunc(of, func(c dialogs.Command) bool { return c.Name == name })
}

// known says whether there is one of staff's or the owner's.
func known(name string) bool { return lists(commands, name) || lists(ownerCommands, name) }

// Slip returns the command that a text was meant to be which begins like one and is none: "/ note", "\\note", "/note：";
// empty: it begins like none.
func Slip(text string) string {
	if name, _ := command(text); known(name) || Inside(text) {
		return ""
	}
	rest := strings.TrimLeft(text, "/／\\＼ \u00a0\u3000")
	if rest == text || strings.HasPrefix(text, " ") {
		return ""
	}
	if end := strings.IndexFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
		rest = rest[:end]
	}
	if rest = strings.ToLower(rest); known(rest) {
		return rest
	}
	return ""
}

// slipped tells who meant a command how it is written. It stands in no words: they would go to the customer.
func (s *step) slipped(name string) {
	if s.act.Media != "" {
		s.keepInside()
	}
	s.reply(s.note("desk-command-slip", locales.Args{"Command": "/" + name}))
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
