package desk

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/locales"
	"guanxi/profile"
)

// freshRating is how long a low rating to which staff have said nothing is shown to who answers instead of them.
const freshRating = 24 * time.Hour

// Displeased is the low rating that a customer gave last, lately, and to which staff have said nothing since. It is false where
// there is none.
func Displeased(h profile.History, talk Talk, now time.Time) (low dialogs.Rated, ok bool) {
	for _, e := range slices.Backward(h.Last) {
		if e.Kind != dialogs.Visit && e.Kind != dialogs.Service {
			continue
		}
		stars, err := strconv.Atoi(e.Value)
		met := slices.ContainsFunc(talk.Lines, func(l Line) bool { return l.Staff && l.At > e.At })
		low = dialogs.Rated{Kind: e.Kind, Stars: stars}
		return low, err == nil && stars <= dialogs.LowStars && !met && now.Sub(time.Unix(e.At, 0)) < freshRating
	}
	return low, false
}

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
