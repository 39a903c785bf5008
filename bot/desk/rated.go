package desk

import (
	"strings"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/locales"
)

// most is how many stars there are.
const most = 5

// rated tells of a low rating without a sound: nobody waits for an answer.
func (v view) rated(r *dialogs.Rated) []outbox.Item {
	key, more, reasons := "desk-rated", "desk-rated-more", "rate-why-"
	if r.Kind == dialogs.Service {
		key, more, reasons = "desk-served", "desk-served-more", "service-why-"
	}
	if r.More {
		key = more
	}
	stars := min(max(r.Stars, 0), most)
	card := v.remark(key, "Stars", strings.Repeat("★", stars)+strings.Repeat("☆", most-stars))
	if r.Reason != "" {
		if r.Reason == "other" {
			reasons = "rate-why-"
		}
		card.Text += "\n" + v.text("desk-reason", locales.Args{"About": v.choice(reasons, r.Reason)})
	}
	items := v.with(card, r.Messages)
	for i := range items {
		items[i].Silent = true
	}
	return items
}
