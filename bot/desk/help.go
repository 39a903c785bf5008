package desk

import (
	"hash/fnv"
	"strconv"
	"strings"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/dialogs/grounded"
	"guanxi/locales"
	"guanxi/profile"
)

// helpData begins the callback data of the buttons by which a language model helps staff: desk.help:CUSTOMER:WHAT. What is
// one of grounded's, or sends the draft: a draft goes to the customer by that button alone.
const helpData = "desk.help:"

const (
	sendDraft = "send" // and a number of the draft under which the button stands
	maxShown  = 6      // messages that are translated
)

var helpLabels = []struct{ what, label string }{
	{grounded.Draft, "desk-draft"}, {grounded.Summary, "desk-summary"}, {grounded.Translate, "desk-translate"},
}

// Helps returns which customer a press of staff's wants help with, and what.
func Helps(data string) (id profile.CustomerID, what string, ok bool) {
	rest, ok := strings.CutPrefix(data, helpData)
	name, what, cut := strings.Cut(rest, ":")
	id = profile.CustomerID(name)
	return id, what, ok && cut && id.Valid()
}

// helpers are the buttons of a card, where a model is there to help.
func (v Topic) helpers() (row []dialogs.Button) {
	if !v.Helped {
		return nil
	}
	for _, h := range helpLabels {
		row = append(row, dialogs.Button{Label: v.text(h.label, nil), Data: helpData + string(v.s.Customer.ID) + ":" + h.what})
	}
	return row
}

// assist asks a model, or sends what it drafted.
func (s *step) assist(what string) {
	switch {
	case strings.HasPrefix(what, sendDraft):
		s.sendDraft(what)
	case !s.Helped:
		s.Toast = s.text("desk-help-none", nil)
	case len(s.conversation()) == 0:
		s.Toast = s.text("desk-help-empty", nil)
	default:
		s.Toast = s.text("desk-help-wait", nil)
		s.Help = &grounded.Help{What: what, Talk: s.conversation(), Customer: s.s.Speaks(), Staff: s.lang}
	}
}

// conversation is what the customer and staff said last; before they talked, what the customer asked the bot.
func (s *step) conversation() (all []grounded.Said) {
	for _, e := range s.History.Last {
		if e.Kind == "question" && e.Words != "" && len(s.Talk.Lines) == 0 {
			all = append(all, grounded.Said{From: grounded.By(false), Text: e.Words})
		}
	}
	for _, l := range s.Talk.Lines {
		if l.Words != "" {
			all = append(all, grounded.Said{From: grounded.By(l.Staff), Text: l.Words})
		}
	}
	return all[max(0, len(all)-maxShown):]
}

// offer shows staff what the model said. It answers nothing that came meanwhile: they see what it is about.
func (s *step) offer() {
	h := s.act.Help
	if h == nil {
		s.Items = append(s.Items, s.note("desk-help-failed", nil))
		return
	}
	switch s.act.Data {
	case grounded.Draft:
		s.offerDraft(h)
	case grounded.Summary:
		s.Items = append(s.Items, s.note("desk-help-summary", locales.Args{"Words": h.Text}))
	case grounded.Translate:
		s.offerTranslation(h)
	}
}

// offerDraft shows a draft as words that a tap copies, with the button that sends it.
func (s *step) offerDraft(h *grounded.Helped) {
	s.t.Drafted = h.Text
	var titles []string
	for _, id := range h.Entries {
		if s.Title != nil && s.Title(id, s.lang) != "" {
			titles = append(titles, s.Title(id, s.lang))
		}
	}
	about := s.text("desk-help-unsourced", nil)
	if len(titles) > 0 {
		about = s.text("desk-help-sources", locales.Args{"Titles": strings.Join(titles, " · ")})
	}
	s.Items = append(s.Items, outbox.Item{
		Chat: outbox.Desk, Text: s.text("desk-help-draft", nil) + "\n\n<code>" + locales.Escape(h.Text) + "</code>\n\n" + about,
		Buttons: [][]dialogs.Button{{{Label: s.text("desk-help-send", nil), Data: helpData + string(s.s.Customer.ID) + ":" + sending(h.Text)}}},
	})
}

// offerTranslation shows each message with its translation under it.
func (s *step) offerTranslation(h *grounded.Helped) {
	var parts []string
	talk := s.act.Said
	for i, line := range h.Lines {
		if i < len(talk) {
			parts = append(parts, "<i>"+locales.Escape(clip(oneLine(talk[i].Text), lineUnits))+"</i>\n"+locales.Escape(line))
		}
	}
	s.Items = append(s.Items, outbox.Item{Chat: outbox.Desk, Text: "🌐\n" + strings.Join(parts, "\n\n")})
}

// sending is what a button asks for under a draft: of two drafts in a topic each is sent by its own button, or not at all.
func sending(draft string) string {
	sum := fnv.New32a()
	sum.Write([]byte(draft))
	return sendDraft + strconv.FormatUint(uint64(sum.Sum32()), 36)
}

// sendDraft sends the draft to the customer, in the name of who pressed. A claim is theirs who has it.
func (s *step) sendDraft(what string) {
	draft := s.t.Drafted
	switch {
	case draft == "" || what != sending(draft):
		s.Toast = s.text("desk-help-gone", nil)
		return
	case s.t.Banned:
		s.Toast = s.text("desk-banned-still", nil)
		return
	case s.t.Holder != 0 && s.t.Holder != s.act.Who:
		s.Toast = s.text("desk-help-held", locales.Args{"Name": s.t.Name})
		return
	}
	s.t.Drafted = ""
	s.send(Held{Words: draft})
	done := s.note("desk-help-sent", locales.Args{"Name": s.act.Name, "Words": draft})
	done.Edit = s.act.Message
	s.Items = append(s.Items, done)
}
