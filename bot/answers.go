package bot

import (
	"fmt"
	"time"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/profile"
)

// editTime is how soon after it was sent an answer may be changed while its copy still waits: the copy shows it changed.
const editTime = time.Minute

// changed turns staff's change of an answer into an input: the message by which the customer was shown it, and what it
// says now. It is false where the customer is shown it later, and then as it is now.
func (b *Bot) changed(d *delivery, id profile.CustomerID) (dialogs.Input, bool, error) {
	u := d.from
	in := dialogs.Input{Kind: dialogs.StaffEdit, At: d.input.At, Text: u.Text, HTML: u.HTML, Media: u.Media}
	k, err := b.load(id)
	if err != nil {
		return in, false, err
	}
	ctx, cancel := b.deadline()
	defer cancel()
	if err := b.outbox.Settled(ctx, k.record.State.Customer.Chat); err != nil {
		return in, false, fmt.Errorf("wait for what is being sent: %w", err)
	}
	pairs, err := outbox.Pairs(ctx, b.store, outbox.PairsByDesk(id), u.Message)
	if err != nil {
		return in, false, err
	}
	for _, p := range pairs {
		if p.Staff && p.Desk == u.Chat {
			in.Message = p.Theirs
		}
	}
	return in, in.Message != 0 || b.now().Sub(u.Sent) > editTime, nil
}

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
