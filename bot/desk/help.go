package desk

import (
	"cmp"
	"hash/fnv"
	"slices"
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
	maxShown  = 6      // messages that are summed up and translated
	maxTalk   = 2000   // and how long they are together, in UTF-16 units
)

var helpLabels = []struct{ what, label string }{
	{grounded.Draft, "desk-draft"}, {grounded.Summary, "desk-summary"}, {grounded.Translate, "desk-translate"},
}

// Interprets says whether staff want something translated.
func Interprets(text string) bool {
	name, _ := command(text)
	return name == grounded.Translate
}

// helpers are the buttons of a card, where a model is there to help.
func (v view) helpers() (row []dialogs.Button) {
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
	if strings.HasPrefix(what, sendDraft) {
		s.sendDraft(what)
		return
	}
	s.Toast = s.text(s.ask(what), nil)
}

// ask asks a model about the conversation, or about some words of staff's, and returns the text that says whether it is asked.
func (s *step) ask(what string, words ...grounded.Said) string {
	talk, open := s.conversation()
	if words != nil {
		talk = words
	}
	switch {
	case !s.Helped:
		return "desk-help-none"
	case len(talk) == 0:
		return "desk-help-empty"
	}
	s.Help = &grounded.Help{What: what, Talk: talk, Customer: s.s.Speaks(), Staff: s.lang, Question: &grounded.Question{Words: open}}
	return "desk-help-wait"
}

// interpret asks for staff's own words in the customer's language; without any, for the conversation.
func (s *step) interpret(words string) {
	if locales.Units(words) > grounded.MaxSaid {
		s.reply(s.note("desk-translate-long", locales.Args{"Number": grounded.MaxSaid}))
		return
	}
	var own []grounded.Said
	if words != "" {
		own = []grounded.Said{{From: grounded.By(true), Text: words}}
	}
	if told := s.ask(grounded.Translate, own...); s.Help == nil {
		s.answer(told)
		return
	}
	s.Help.Under = s.act.Message
	s.mark(readSign)
}

// readSign is what staff see on a command that takes a while.
const readSign = "👀"

// before is how long before they asked for a person a customer's words may be that are still to be answered, in seconds.
const before = 3600

// conversation is what the customer and staff said last, and what the customer asked and told the bot, as it came; open is
// what of it waits for an answer of staff's.
func (s *step) conversation() (talk []grounded.Said, open string) {
	var all []Line
	for _, e := range s.History.Last {
		if e.By == 0 && e.Words != "" && told(e.Kind) {
			all = append(all, Line{At: e.At, Words: e.Words})
		}
	}
	all = append(all, s.Talk.Lines...)
	all = slices.DeleteFunc(all, func(l Line) bool { return l.Words == "" })
	slices.SortStableFunc(all, func(a, b Line) int { return cmp.Compare(a.At, b.At) })
	first, units := len(all), 0
	for ; first > max(0, len(all)-maxShown); first-- {
		if units += locales.Units(all[first-1].Words); units > maxTalk {
			break
		}
	}
	var waits []string
	for _, l := range all[first:] {
		talk = append(talk, grounded.Said{From: grounded.By(l.Staff), Text: l.Words})
		switch {
		case l.Staff:
			waits = nil
		case l.Message != 0, !s.answered(l.Words) && l.At >= s.t.Opened-before:
			waits = append(waits, l.Words)
		}
	}
	if waits == nil && len(talk) > 0 {
		waits = []string{talk[len(talk)-1].Text}
	}
	return talk, strings.Join(waits, "\n")
}

// told says whether the words of an event of that kind are the customer's own to the shop.
func told(kind string) bool {
	return strings.HasPrefix(kind, "complaint") || slices.Contains([]string{"question", "suggestion", "correction", "rating-words", "service-words"}, kind)
}

// answered says whether the bot answered a question.
func (s *step) answered(words string) bool {
	return slices.ContainsFunc(s.History.Last, func(e profile.Event) bool { return e.Kind == "question" && e.Words == words && e.Value != "" })
}

// offer shows staff what the model said. It answers nothing that came meanwhile: they see what it is about.
func (s *step) offer() {
	h := s.act.Help
	if h == nil {
		s.show(s.note("desk-help-failed", nil))
		return
	}
	switch s.act.Data {
	case grounded.Draft:
		s.offerDraft(h)
	case grounded.Summary:
		s.show(s.note("desk-help-summary", locales.Args{"Words": h.Text}))
	case grounded.Translate:
		s.offerTranslation(h)
	}
}

// show adds what the bot says of the customer. In the owner's chat, where all customers are, it says of whom, and an answer
// to it goes to them.
func (s *step) show(it outbox.Item) {
	if s.Group == 0 {
		it.Text, it.Answers = "<b>"+locales.Escape(s.name())+"</b>\n"+it.Text, it.Edit == 0
	}
	s.Items = append(s.Items, it)
}

// offerDraft shows a draft with where it is from.
func (s *step) offerDraft(h *grounded.Helped) {
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
	s.toSend(s.text("desk-help-draft", nil), h.Text, about)
}

// toSend shows words that a tap copies, between what is said of them, with the button that sends them.
func (s *step) toSend(before, words, after string) {
	s.t.Drafted = words
	it := outbox.Item{
		Chat: outbox.Desk, Text: strings.TrimSpace(before + "\n\n<code>" + locales.Escape(words) + "</code>\n\n" + after), Reply: s.act.Message,
		Buttons: [][]dialogs.Button{{{Label: s.text("desk-help-send", nil), Data: helpData + string(s.s.Customer.ID) + ":" + sending(words)}}},
	}
	s.show(it)
}

// offerTranslation shows each message with its translation under it. What staff said last can be sent as translated.
func (s *step) offerTranslation(h *grounded.Helped) {
	var parts []string
	talk := s.act.Said[:min(len(s.act.Said), len(h.Lines))]
	last := ""
	for i, said := range talk {
		line, staff := h.Lines[i], said.From == grounded.By(true)
		sign := "👤 "
		if staff {
			sign = "💬 "
		}
		shown := sign + "<i>" + locales.Escape(clip(oneLine(said.Text), lineUnits)) + "</i>"
		switch {
		case line == said.Text && locales.Units(line) <= lineUnits: // it was in that language
		case staff && i == len(talk)-1:
			last = line
			continue
		default:
			shown += "\n" + locales.Escape(line)
		}
		parts = append(parts, shown)
	}
	for len(parts) > 1 && locales.Units(strings.Join(parts, "\n\n")) > locales.MaxText-100 { // room for a name
		parts = parts[1:]
	}
	if len(parts) > 0 {
		s.show(outbox.Item{Chat: outbox.Desk, Text: "🌐 " + strings.Join(parts, "\n\n"), Reply: s.act.Message})
	}
	if last != "" {
		s.toSend(s.text("desk-help-translated", locales.Args{"Language": s.texts.Name(s.s.Speaks())}), last, "")
	}
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
	s.show(done)
}
