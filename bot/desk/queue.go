package desk

import (
	"time"

	"guanxi/bot/outbox"
	"guanxi/locales"
	"guanxi/profile"
)

// Queue is how far what staff see is behind.
type Queue struct {
	ID    profile.CustomerID // whose words wait longest
	Name  string             // theirs
	Items int                // that wait, of all customers
	Waits time.Duration      // the longest
}

// lag is the card in the general topic that says so; nil: nobody waits any more.
func (v view) lag(q *Queue) outbox.Item {
	card := outbox.Item{Chat: outbox.Desk, General: true, Card: "queue", Text: v.text("desk-queue-none", nil)}
	if q != nil {
		card.Text = v.text("desk-queue", locales.Args{"Name": q.Name, "Items": q.Items, "Minutes": max(1, int(q.Waits.Minutes()))})
		card.Names = []profile.CustomerID{q.ID}
	}
	return card
}
