package bot

import (
	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/profile"
)

// attribute finds out which reactions are to messages of staff's.
func (b *Bot) attribute(id profile.CustomerID, batch []delivery) error {
	for i := range batch {
		in := &batch[i].input
		if in.Kind != dialogs.Reacted || in.Of != nil {
			continue
		}
		ctx, cancel := b.deadline()
		pairs, err := outbox.Pairs(ctx, b.store, outbox.PairsByTheirs(id), in.Message)
		cancel()
		if err != nil {
			return err
		}
		for _, p := range pairs {
			if p.Staff {
				in.Of = &dialogs.Copy{Chat: p.Desk, Message: p.Message}
			}
		}
	}
	return nil
}
