package desk

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/locales"
	"guanxi/profile"
)

// Topic is a customer as their topic in the group shows them, with what is to be known when something happens there.
type Topic struct {
	view
	Group   int64
	Ticket  Ticket
	History profile.History
	Talk    Talk
	Boards  []outbox.CardAt // of complaints
	Pairs   []outbox.Pair   // of the message that is answered, changed or taken back, as far as there are any
	Now     time.Time
	filing  bool // what the customer complains of stands below

	Currency string                       // of the shop, ISO 4217
	Title    func(id, lang string) string // of an entry of the shop's knowledge; empty: there is none. nil: none is known
	Inquires func(words string) bool      // words ask something and are no scolding; nil: all do
}

// Topic returns a customer's topic.
func (d Desk) Topic(texts *locales.Catalogue, s *dialogs.State, t Ticket) Topic {
	return Topic{view: view{texts: texts, lang: texts.Match(d.Language), s: s, chat: d.Answering(), Shared: d.Group != 0}, Group: d.Group, Ticket: t}
}

// Privately is what an owner who answers alone sees of an effect in their chat.
// What the customer answers of theirs is answered there too.
func (v Topic) Privately(e dialogs.Effect) []outbox.Item {
	items := v.show(v.Talk, e)
	if e.Relay != nil && len(v.Pairs) > 0 && len(items) > 0 {
		items[0].Reply = v.Pairs[len(v.Pairs)-1].Message
	}
	for i := range items {
		items[i].Within = v.chat
	}
	return items
}

// Failing returns the topic for what it says of an answer that the customer has not, from the talk in which it was said.
func (v Topic) Failing(u *dialogs.Undelivered, said Talk) Topic {
	if u == nil || slices.ContainsFunc(v.Ticket.Sent, func(m Sent) bool { return slices.Contains(m.all(), u.Message) }) {
		return v // it lies in this chat, and is answered
	}
	for _, l := range said.Lines {
		if l.Staff && u.Message != 0 && (l.Message == u.Message || slices.Contains(l.More, u.Message)) {
			if v.words = clip(oneLine(l.Words), shownGist); l.Media != "" {
				v.words = strings.TrimSuffix(v.media(l.Media, 1)+" · "+v.words, " · ")
			}
		}
	}
	return v
}

// Show is what the topic shows of an effect, and what becomes of the ticket. Of a customer without a topic the card
// comes first; a ticket's first message makes a sound.
func (v Topic) Show(e dialogs.Effect) Outcome {
	out := Outcome{Ticket: v.Ticket}
	t := &out.Ticket
	switch {
	case e.Forget != nil:
		out.Items = []outbox.Item{v.forgotten(e.Forget)}
		return out
	case t.Banned, t.Shut && e.Returned != nil: // who closed the topic by hand knows
		return out
	}
	opened := t.follow(e, v.Now)
	v.filing = e.Complaint != nil && e.Complaint.Messages != nil
	out.Items = v.shown(e)
	if !t.In(v.Group) && t.Asked != v.Group {
		t.Asked = v.Group
		if out.Items = v.introduced(out.Items); e.HandOff != nil && len(out.Items) > 0 { // whoever takes over is told by a card of their own
			out.Items[0].Rest = ""
		}
	}
	if opened && !t.Muted && len(out.Items) > 0 {
		out.Items[0].First = true
	}
	if e.Progress != nil {
		out.Items = append(out.Items, v.Follow(e.Progress)...)
	}
	if t.Shut && t.Opened != 0 {
		t.Shut = false
		reopen := outbox.Item{Chat: outbox.Desk, Topic: &outbox.Topic{Reopen: true}, First: opened && !t.Muted}
		out.Items = append([]outbox.Item{reopen}, out.Items...)
	}
	return out
}

// introduced puts the card first, before what there is to show. A text goes into the card: that is one call less, and
// the customer's first words are there at once.
func (v Topic) introduced(items []outbox.Item) []outbox.Item {
	if len(items) == 0 || items[0].Text == "" || items[0].Source != nil || items[0].Edit != 0 || items[0].Reply != 0 {
		return slices.Concat([]outbox.Item{v.card("")}, v.older(), items)
	}
	card := v.card(items[0].Text)
	if locales.Units(card.Text) > locales.MaxText {
		return slices.Concat([]outbox.Item{v.card("")}, v.older(), items)
	}
	if buttons := items[0].Buttons; len(buttons) > 0 && buttons[0][0] != v.cardButtons()[0][0] {
		card.Buttons, card.Board = buttons, items[0].Board // with those of a card
	}
	card.Answers = items[0].Answers
	card.Rest = items[0].Text
	items[0] = card
	return append(items, v.older()...)
}

// shown is an effect as a topic shows it: whose it is needs no saying.
func (v Topic) shown(e dialogs.Effect) []outbox.Item {
	if e.Relay != nil {
		return []outbox.Item{v.relayed(e.Relay)}
	}
	if e.HandOff != nil {
		return v.called(e.HandOff)
	}
	return v.show(v.Talk, e)
}

// called tells that the customer wants a person. Of what the card in a private chat says it needs the first line: how to
// answer and who it is, the topic's card says.
func (v Topic) called(h *dialogs.HandOff) []outbox.Item {
	items := v.view.card(h)
	items[0].Text, _, _ = strings.Cut(items[0].Text, "\n")
	if h.Words != "" {
		items[0].Text += "\n" + v.text("desk-words", locales.Args{"Words": h.Words})
	}
	return items
}

// relayed is what the customer sent. What they changed answers its former state, which stays to be read.
func (v Topic) relayed(r *dialogs.Relay) outbox.Item {
	said := outbox.Item{
		Chat: outbox.Desk, Album: r.Album, Answers: true, Source: &dialogs.Copy{Chat: v.s.Customer.Chat, Message: r.Message},
	}
	words := locales.Escape(r.Words)
	said.Whose = "<b>" + locales.Escape(v.name()) + "</b>"
	if len(v.Pairs) > 0 {
		said.Reply = v.Pairs[len(v.Pairs)-1].Message
	}
	if r.Edited {
		words = "✏️ " + words
	}
	if r.Media == "" && locales.Units(words) <= locales.MaxText {
		said.Text = words
	} else {
		said.Copy, said.Words, said.Caption = said.Source, words, slices.Contains(captioned, r.Media)
	}
	return said
}

// captioned are the media that have a caption.
var captioned = []string{"photo", "video", "animation", "audio", "document", "voice"}

// note is a text of the bot's own in the topic.
func (v Topic) note(key string, args locales.Args) outbox.Item {
	return outbox.Item{Chat: outbox.Desk, Text: v.text(key, args)}
}

// cardEvents is how much of what happened a card tells, besides what was said.
const cardEvents = 8

// card is who the customer is, what happened so far, and now, and how to answer.
func (v Topic) card(now string) outbox.Item {
	hint := "desk-topic-hint"
	if v.Group == 0 {
		hint = "desk-alone-hint"
	}
	return v.pressable(outbox.Item{
		Chat: outbox.Desk, Text: v.tells(now) + "\n\n" + v.text(hint, nil), Answers: v.Group == 0, Home: v.Group != 0,
	})
}

// tells is who the customer is, what happened so far, and now.
func (v Topic) tells(now string) string {
	lines := []string{v.text("desk-about-customer", locales.Args{
		"Name": v.name(), "Language": v.texts.Name(v.s.Speaks()), "Since": v.since(),
	})}
	lines = append(append(lines, v.reach()...), v.pending()...)
	if story := v.story(); story != "" {
		lines = append(lines, "", story)
	}
	if now != "" {
		lines = append(lines, "", now)
	}
	return strings.Join(lines, "\n")
}

// signs stand before what happened; what has none is told by its words alone.
var signs = map[string]string{"note": "📝", "sale": "🧾", "observed": "👀", "complaint": "⚠️", "question": "❓", "rating": "⭐", "complaint-settled": "✅", "complaint-received": "⚠️"}

// story is what the customer asked the bot, did, and said to staff last and was answered, a line each with its time, in the
// order that it was, under the days.
func (v Topic) story() string {
	type told struct {
		at   int64
		line string
	}
	var all []told
	for _, e := range v.History.Last {
		if v.filing && strings.HasPrefix(e.Kind, "complaint") && round(v.last("complaint")) == round(e) {
			continue
		}
		if line := v.event(e); line != "" {
			all = append(all, told{e.At, line})
		}
	}
	all = all[max(0, len(all)-cardEvents):]
	for _, l := range v.Talk.Lines {
		all = append(all, told{l.At, v.line(l)})
	}
	slices.SortStableFunc(all, func(a, b told) int { return cmp.Compare(a.at, b.at) })
	var lines []string
	last := ""
	for _, one := range all {
		if day := v.day(one.at); day != last {
			lines, last = append(lines, day), day
		}
		lines = append(lines, v.at(one.at).Format("15:04")+" "+one.line)
	}
	return strings.Join(lines, "\n")
}

// last is what happened last of a kind.
func (v Topic) last(kind string) profile.Event {
	for _, e := range slices.Backward(v.History.Last) {
		if e.Kind == kind {
			return e
		}
	}
	return profile.Event{}
}

// round tells events apart that belong to different rounds of questions.
func round(e profile.Event) int64 { return cmp.Or(e.Round, e.At) }

// event is what happened in a line; empty: it says nothing to staff.
func (v Topic) event(e profile.Event) string {
	line := signs[e.Kind]
	switch {
	case e.Kind == "observed":
		line += " " + v.sight(e.Value)
	case e.Kind == "question" && e.Value != "" && v.Title != nil && v.Title(e.Value, v.lang) != "":
		line += " " + v.text("desk-asked", locales.Args{"Question": clip(oneLine(e.Words), 120), "Answer": v.Title(e.Value, v.lang)})
	case e.Words != "" && e.Kind != "sale":
		line += " " + locales.Escape(clip(oneLine(e.Words), 120))
	case shownMedia[e.Value].sign != "":
		line += " " + v.media(e.Value, 1)
	case e.Kind == "complaint-wish":
		line += " " + locales.Escape(v.choice("complain-wish-", e.Value))
	case e.Kind == "rating", e.Kind == "sale", strings.HasPrefix(e.Kind, "complaint-"):
		line += " " + locales.Escape(e.Value)
	default:
		return ""
	}
	return strings.TrimSpace(line)
}

func oneLine(words string) string { return strings.Join(strings.Fields(words), " ") }

// sight is what staff observed, in words.
func (v Topic) sight(what string) string {
	for _, s := range sights {
		if s.what == what {
			return v.text(s.label, nil)
		}
	}
	return locales.Escape(what)
}
