package bot

import (
	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/profile"
)

// Known is what the memory has of one customer. It is the memory's own: whoever is given it changes nothing.
type Known struct {
	State   dialogs.State
	History profile.History
}

// Known returns what is known of the customer in a private chat. A stranger's has a zero Customer.Since.
func (b *Bot) Known(chat int64) (Known, error) {
	k, err := b.load(profile.TelegramCustomer(chat))
	if err != nil {
		return Known{}, err
	}
	return Known{State: k.record.State, History: k.history}, nil
}

// Sent counts what went out since the start.
func (b *Bot) Sent() outbox.Stats { return b.outbox.Stats() }
