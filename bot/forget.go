package bot

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"time"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/profile"
	"guanxi/profile/store"
)

// leaving is what is left of a customer who is being forgotten: enough to go on with it after a crash. The turn that
// decided it commits it in the place of their record, with a timer that rings at once; the erasing is done in their lane,
// and done again from the beginning until its last commit has taken this away too.
//
//	asked twice ─▶ leaving ─▶ sends under way end ─▶ traces elsewhere go ─▶ record, history, lists: one commit ─▶ a stranger
type leaving struct {
	At      int64         `cbor:"1,keyasint,omitempty"` // when they wanted it, Unix milliseconds
	Chat    int64         `cbor:"2,keyasint,omitempty"`
	Refused bool          `cbor:"3,keyasint,omitempty"` // they said no to offers
	Last    []outbox.Item `cbor:"4,keyasint,omitempty"` // to be sent when all is erased
}

const (
	deletable = 47 * time.Hour // how long after its sending a bot may delete a message: 48 (Telegram), less what the outbox takes
	goneMark  = "-"            // stands for the customer where staff's message is of one who was forgotten
)

// leave puts what is left of a customer in the place of what was known of them.
func (d *decision) leave(last []outbox.Item, now time.Time) {
	rec := &d.known.record
	c := &rec.State.Customer
	wants, known := c.Offers()
	left := &leaving{At: now.UnixMilli(), Chat: c.Chat, Refused: known && !wants, Last: last}
	*rec = record{
		State: dialogs.State{Customer: profile.Customer{ID: c.ID}},
		Items: rec.Items, Alarm: rec.Alarm, Seen: rec.Seen, Leaving: left,
	}
	d.known.history, d.known.talk, d.talked, d.events, d.dead = profile.History{}, desk.Talk{}, false, nil, nil
	d.gaps, d.filled = nil, nil
	d.consult, d.hear, d.help = nil, nil, nil // the names to hide are gone by now, and nobody waits for what comes
}

// erase takes everything of a customer who is leaving out of the store. It may be begun again at any point.
func (b *Bot) erase(k *known) error {
	id, left := k.record.State.Customer.ID, k.record.Leaving
	defer b.doubts.hold(id.Shard())() // nothing of theirs is read from the store into the outbox meanwhile
	defer b.cache.drop(id)
	if err := b.compactSoon(); err != nil {
		return fmt.Errorf("forget a customer: %w", err)
	}
	ctx, cancel := b.deadline()
	defer cancel()
	if err := b.outbox.Forget(ctx, id, k.record.Items, left.At); err != nil {
		return fmt.Errorf("forget a customer: %w", err)
	}
	h, err := b.holdings(context.Background(), id) // which takes its time
	if err != nil {
		return fmt.Errorf("forget a customer: %w", err)
	}
	if err := b.eraseElsewhere(h, id.Shard()); err != nil {
		return fmt.Errorf("forget a customer: %w", err)
	}
	if err := b.eraseOwn(h); err != nil {
		return fmt.Errorf("forget a customer: %w", err)
	}
	return nil
}

// eraseElsewhere takes a customer's traces out of all shards but their own. What staff were shown loses the name, so that
// a reply to it is told why it goes nowhere, and is deleted from their chat as far as Telegram lets a bot.
func (b *Bot) eraseElsewhere(h *holdings, own uint8) error {
	for shard := range uint8(profile.Shards) {
		c := store.Commit{Shard: shard}
		if shard != own {
			c.Remove = in(shard, slices.Concat(h.dead, h.telling))
		}
		items := append(b.untopic(&c, in(shard, h.topics)), b.unshow(&c, in(shard, h.shown))...)
		if len(c.Remove)+len(c.Puts) == 0 {
			continue
		}
		if err := b.applyWith(c, items); err != nil {
			return err
		}
	}
	return nil
}

// in are the links that lie in a shard.
func in(shard uint8, links []store.Link) (some []store.Link) {
	for _, link := range links {
		if link.List.Shard == shard {
			some = append(some, link)
		}
	}
	return some
}

// unshow adds to a commit what takes a customer's name from the messages that staff were shown, and returns the items
// that delete them.
func (b *Bot) unshow(c *store.Commit, shown []store.Link) (items []outbox.Item) {
	now := b.now()
	for _, link := range shown {
		chat, message, ok := outbox.Shown(link.Entry)
		if !ok {
			c.Remove = append(c.Remove, link)
			continue
		}
		if outbox.Names(link.Entry) {
			c.Remove = append(c.Remove, link)
		} else {
			c.Puts = append(c.Puts, store.Put{Key: outbox.AnswersKey(chat, message), Value: []byte(goneMark)})
			link.Entry.Value = []byte(goneMark)
			c.Add = append(c.Add, link)
		}
		if now.Sub(time.UnixMilli(link.Entry.Score)) < deletable {
			items = append(items, outbox.Item{Chat: chat, Edit: message, Delete: true})
		}
	}
	return items
}

// untopic does the same with the customer's topics. Where the bot may not delete a topic, its own messages in it go.
func (b *Bot) untopic(c *store.Commit, topics []store.Link) (items []outbox.Item) {
	for _, link := range topics {
		c.Remove = append(c.Remove, link)
		if group, thread, ok := outbox.Shown(link.Entry); ok {
			c.Puts = append(c.Puts, store.Put{Key: desk.TopicKey(group, thread), Value: []byte(goneMark)})
			items = append(items, outbox.Item{Chat: group, General: true, Topic: &outbox.Topic{Delete: thread}})
		}
	}
	return items
}

// bequeath has items be sent that belong to nobody: what fails of them leaves no trace, and what waits names no customer.
func (b *Bot) bequeath(c *store.Commit, items []outbox.Item) error {
	if len(items) == 0 {
		return nil
	}
	nobody := nobodyIn(c.Shard)
	for i := range items {
		items[i].Customer, items[i].Seq, items[i].Queued, items[i].Fleeting = nobody, uint64(i+1), b.now().UnixMilli(), true
		link, err := items[i].Link()
		if err != nil {
			return err
		}
		c.Add = append(c.Add, link)
	}
	return nil
}

// nobodyIn draws a name in a shard that no customer has.
func nobodyIn(shard uint8) profile.CustomerID {
	for {
		if id := profile.IdentifiedBy("nobody", rand.Text()); id.Shard() == shard {
			return id
		}
	}
}

// eraseOwn takes away what lies in the customer's shard, and has the last words sent.
func (b *Bot) eraseOwn(h *holdings) error {
	rec := h.known.record
	id, left := rec.State.Customer.ID, rec.Leaving
	if left == nil {
		return nil // another process was quicker
	}
	c := store.Commit{
		Shard:  id.Shard(),
		Guards: []store.Guard{{Key: recordKey(id), Version: h.known.version}},
		Delete: []store.Key{recordKey(id), historyKey(id), talkKey(id), outbox.CardsKey(id)},
		Remove: append(slices.Clone(h.own), in(id.Shard(), slices.Concat(h.dead, h.telling))...),
	}
	if err := b.remain(id, &c, gone{Seen: rec.Seen, Items: rec.Items, Refused: left.Refused, At: b.now().UnixMilli()}); err != nil {
		return err
	}
	return b.applyWith(c, slices.Clone(left.Last))
}
