package desk

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/dialogs/products"
	"guanxi/locales"
	"guanxi/profile"
)

// sale writes down what a customer bought: the amount, and what it was.
func (s *step) sale(rest string) {
	amount, what, _ := strings.Cut(rest, " ")
	price, err := products.ParsePrice(strings.Map(decimal, amount))
	if err != nil || price <= 0 {
		s.answer("desk-sale-odd")
		return
	}
	noted := s.record(profile.Event{Kind: "sale", Value: price.String(), Words: clip(strings.TrimSpace(what), maxNote)})
	s.audit("sale", price.String())
	s.reply(s.undoable(s.note("desk-sale-noted", locales.Args{"Amount": price.In(s.lang, s.Currency)}), noted))
}

// decimal brings the digits of a phone's keyboard into 0-9 and the comma into a point.
func decimal(r rune) rune {
	switch {
	case r == ',' || r == '٫' || r == '，':
		return '.'
	case '٠' <= r && r <= '٩':
		return '0' + r - '٠'
	case '０' <= r && r <= '９':
		return '0' + r - '０'
	}
	return r
}

// seenData begins the callback data of the buttons that say what was observed: desk.seen:CUSTOMER:WHAT.
const seenData = "desk.seen:"

// sights are what staff can observe of a customer in the shop, with their buttons.
var sights = []struct{ what, label string }{
	{"price", "desk-seen-price"}, {"information", "desk-seen-information"}, {"impulse", "desk-seen-impulse"},
	{"explore", "desk-seen-explore"}, {"social", "desk-seen-social"}, {"unhappy", "desk-seen-unhappy"},
}

// observe asks what was observed: the second tap says it.
func (s *step) observe(string) {
	ask := s.note("desk-observe", nil)
	for i, sight := range sights {
		if i%2 == 0 {
			ask.Buttons = append(ask.Buttons, nil)
		}
		row := &ask.Buttons[len(ask.Buttons)-1]
		*row = append(*row, dialogs.Button{Label: s.text(sight.label, nil), Data: seenData + string(s.s.Customer.ID) + ":" + sight.what})
	}
	s.reply(ask)
}

// observed writes down what was observed.
func (s *step) observed(what string) {
	i := slices.IndexFunc(sights, func(sight struct{ what, label string }) bool { return sight.what == what })
	if i < 0 {
		return
	}
	noted := s.record(profile.Event{Kind: "observed", Value: what})
	done := s.undoable(s.note("desk-observed", locales.Args{"What": s.text(sights[i].label, nil)}), noted)
	done.Edit = s.act.Message
	s.Items = append(s.Items, done)
}

// file files a complaint for a customer who called or came by.
func (s *step) file(words string) {
	if words == "" {
		s.answer("desk-complaint-empty")
		return
	}
	s.audit("filed", "")
	s.input(dialogs.Input{Kind: dialogs.Filed, Text: words, By: s.act.Who})
}

// record writes an event down as the staff's who wrote it.
func (s *step) record(e profile.Event) profile.Event {
	e.At, e.By = s.act.At.Unix(), s.act.Who
	s.Events = append(s.Events, e)
	return e
}

// noteData begins the callback data of the button that takes back what was written down: desk.note:CUSTOMER:KIND:AT:BY.
const noteData = "desk.note:"

// undoNote is how long that works: a day's sums are looked at the day after.
const undoNote = 24 * time.Hour

// undoable puts that button under the confirmation.
func (s *step) undoable(it outbox.Item, e profile.Event) outbox.Item {
	it.Buttons = [][]dialogs.Button{{{Label: s.text("desk-book-drop", nil), Data: noteData + string(s.s.Customer.ID) + ":" + noted(e)}}}
	return it
}

// noted names what was written down.
func noted(e profile.Event) string {
	return e.Kind + ":" + strconv.FormatInt(e.At, 36) + ":" + strconv.FormatInt(e.By, 36)
}

// unnote takes it back.
func (s *step) unnote(what string) {
	i := slices.IndexFunc(s.History.Last, func(e profile.Event) bool { return e.By != 0 && noted(e) == what })
	if i < 0 || s.act.At.Sub(time.Unix(s.History.Last[i].At, 0)) >= undoNote {
		s.Toast = s.text("desk-unnote-late", nil)
		return
	}
	e := s.History.Last[i]
	s.Undone = append(s.Undone, e)
	s.audit("unnoted", strings.TrimSpace(e.Kind+" "+e.Value))
	done := s.note("desk-unnoted", nil)
	done.Text += " " + s.event(e)
	done.Edit = s.act.Message
	s.Items = append(s.Items, done)
}
