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

// lag is the card in a group's general topic that says so. Where the group answers no more it says that.
func (v view) lag(d Desk, act Act) outbox.Item {
	card := outbox.Item{Chat: act.Group, General: true, Silent: true, Card: "queue", Fleeting: true}
	switch q := act.Queue; {
	case act.Group != d.Group:
		card.Text = v.text("desk-group-left", nil)
	case q == nil:
		card.Text = v.text("desk-queue-none", nil)
	default:
		card.Text = v.text("desk-queue", locales.Args{"Name": q.Name, "Items": q.Items, "Minutes": max(1, int(q.Waits.Minutes()))})
		card.Names = []profile.CustomerID{q.ID}
	}
	return card
}
