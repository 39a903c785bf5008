package desk

import (
	"cmp"
	"strings"

	"guanxi/dialogs"
	"guanxi/locales"
)

// maxTitle is a topic's longest name in UTF-16 units, so that it holds however Telegram counts.
const maxTitle = 128

// isolation is how many units keep a name's direction from what stands beside it.
const isolation = 2

// Title is the name of a customer's topic: how it stands, who it is, and what number or colleague belongs to it.
func Title(s *dialogs.State, t *Ticket) string {
	sign := sign(s, t)
	var tail string
	if filed := complaint(s); filed != nil {
		tail = " · " + filed.Called()
	}
	if t.Holder != 0 && t.Waiting == 0 {
		tail += " · " + locales.Isolate(clip(t.Name, 24))
	}
	return sign + " " + locales.Isolate(clip(called(s), maxTitle-locales.Units(sign+" "+tail)-isolation)) + tail
}

// Rested is its name where staff answer nobody any more.
func Rested(s *dialogs.State) string {
	quiet := *s
	quiet.Customer.Cases = nil
	return Title(&quiet, &Ticket{})
}

// called is the customer's name on one line, never empty.
func called(s *dialogs.State) string {
	return cmp.Or(strings.Join(strings.Fields(Called(&s.Customer)), " "), string(s.Customer.ID))
}

// clip shortens a text to n UTF-16 units.
func clip(text string, n int) string {
	if locales.Units(text) <= n {
		return text
	}
	units := 1 // of the ellipsis
	for i, r := range text {
		if units += locales.Units(string(r)); units > n {
			return text[:i] + "…"
		}
	}
	return text
}
