package bot

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/bot/telegram"
	"guanxi/dialogs"
	"guanxi/profile"
)

// fromAlone turns what an owner who answers alone does for a customer into an act of staff's: they press a button of the
// customer's card, or reply to something that is about them. All else is their own talk with the bot.
func (b *Bot) fromAlone(d *delivery) error {
	u := d.from
	if id, ok := desk.Named(u.Data); ok {
		return b.act(d, id)
	}
	if u.Queue != telegram.Messages {
		return nil
	}
	if words, write, ok := desk.Seeks(u.Text); ok && !u.Edited { // whomever it replies to
		d.act = actOf(u)
		d.act.At, d.input = b.now(), dialogs.Input{}
		return b.seek(d, words, write)
	}
	if u.ReplyTo != 0 {
		id, err := b.answered(u.Chat, u.ReplyTo)
		if err != nil {
			return err
		}
		if id != "" {
			return b.act(d, id)
		}
	}
	if u.Edited || u.Media != "" {
		return nil
	}
	return b.unaddressed(d)
}

// act makes what the owner did in their chat an act of staff's for a customer.
func (b *Bot) act(d *delivery, id profile.CustomerID) error {
	d.act = actOf(d.from)
	d.act.At = b.now()
	if message, ok := desk.Meant(d.from.Data); ok && d.from.RepliedText != "" {
		if first, err := b.first(d); err != nil || !first {
			d.customer = ""
			return err
		}
		d.act.Kind, d.act.Text, d.act.Data, d.act.RepliedText = desk.Said, d.from.RepliedText, "", ""
		d.act.Asked, d.act.Message = d.from.Message, message
	}
	d.customer, d.queue, d.input = id, queueOf(d.from, true), dialogs.Input{}
	return nil
}

// meant is a question for which customer a command is, and the press that said it.
type meant struct {
	Message int   `cbor:"1,keyasint,omitempty"`
	Update  int64 `cbor:"2,keyasint,omitempty"`
}

// maxMeant is how many are remembered: their buttons go as soon as one is pressed.
const maxMeant = 8

// first says whether a press is the first under such a question, or comes again: its command is carried out once.
func (b *Bot) first(d *delivery) (first bool, err error) {
	err = b.amend(nil, func(a *amendment) error {
		i := slices.IndexFunc(a.office.Meant, func(m meant) bool { return m.Message == d.from.Message })
		if first = i < 0 || a.office.Meant[i].Update == d.update; i >= 0 {
			return errSettled
		}
		all := append(slices.Clone(a.office.Meant), meant{d.from.Message, d.update})
		a.office.Meant = all[max(0, len(all)-maxMeant):]
		return nil
	})
	return first, err
}

// unaddressed does what an owner who answers alone writes for staff and not in reply to a customer.
func (b *Bot) unaddressed(d *delivery) error {
	u := d.from
	known := b.world.Load().Begins(u.Text)
	switch {
	case desk.Inside(u.Text), u.Replied.ID == u.Chat && desk.Apart(u.RepliedText) && !strings.HasPrefix(u.Text, "/"): // the owner's talk with themselves
		d.customer = ""
		return b.amend(d, func(a *amendment) error {
			a.tell(desk.Kept(u.Chat, u.Message))
			return nil
		})
	case desk.Slip(u.Text) != "" && !known:
		d.customer = ""
		return b.reply(d, func(o desk.Owner) outbox.Item { return o.Slipped(u.Text, u.Message) })
	case desk.Commands(u.Text):
		d.customer = ""
		open, err := b.open()
		if err != nil {
			return err
		}
		return b.reply(d, func(o desk.Owner) outbox.Item { return o.Whom(open, u.Message) })
	case strings.HasPrefix(u.Text, "/") && !known:
		d.customer = ""
		return b.reply(d, func(o desk.Owner) outbox.Item { return o.NoSuch() })
	}
	return nil
}

// open are the customers with an open ticket: who wait, the longest first, then who were answered.
func (b *Bot) open() ([]desk.Found, error) {
	ctx, cancel := b.deadline()
	defer cancel()
	type entry struct {
		since int64
		id    profile.CustomerID
	}
	var all []entry
	for shard := range uint8(profile.Shards) {
		list, err := b.store.Range(ctx, desk.OpenIn(shard), 0, endOfTime, math.MaxInt32)
		if err != nil {
			return nil, fmt.Errorf("look through the open tickets of shard %d: %w", shard, err)
		}
		for _, e := range list {
			since := e.Score
			if since == 0 {
				since = endOfTime
			}
			all = append(all, entry{since, profile.CustomerID(e.ID)})
		}
	}
	slices.SortFunc(all, func(a, b entry) int { return cmp.Or(cmp.Compare(a.since, b.since), cmp.Compare(a.id, b.id)) })
	found := make([]desk.Found, len(all))
	for i, e := range all {
		k, err := b.load(e.id)
		if err != nil {
			return nil, err
		}
		found[i] = desk.Found{ID: e.id, Entry: desk.EntryOf(&k.record.State.Customer, &k.record.Ticket, &k.history)}
	}
	return found, nil
}
