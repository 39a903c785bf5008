// What comes for somebody who is known no more, or never was.
package bot

import (
	"errors"
	"fmt"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/profile"
	"guanxi/profile/store"
)

// comes says whether an input makes a customer of a stranger: they did something themselves, and want something of the
// bot. Who was forgotten and only stops the bot, or changes an old message, stays forgotten; so do those for whom a timer
// rang, or staff did something.
func (d *delivery) comes() bool {
	if d.act != nil && d.customer == generalOf(d.act.Group) {
		return true // no stranger, but what staff ask of nobody
	}
	switch d.input.Kind {
	case dialogs.Words, dialogs.Press, dialogs.Media, dialogs.Appointed:
		return d.input.Chat != 0
	}
	return false
}

// passOver ends an input for somebody who is known no more, or never was. Staff are told.
func (b *Bot) passOver(d delivery) error {
	d.press.answer(b.desk.Load().Gone(b.world.Load().Texts))
	if d.alarm != 0 {
		ring := timer(d.customer, d.alarm)
		return b.apply(store.Commit{Shard: ring.List.Shard, Remove: []store.Link{ring}})
	}
	switch act := d.act; {
	case act != nil && act.Kind == desk.Placed:
		return b.unplace(d.customer, desk.TopicsIn(desk.TopicKey(act.Group, act.Thread).Shard))
	case act != nil && act.Message != 0 && act.Text+act.Media != "":
		return b.tellGone(act.Group, act.Message)
	case act == nil && d.input.Kind == dialogs.Staff:
		return b.tellGone(d.input.From, d.input.Message)
	}
	return nil
}

// unplace takes away a topic that was made for somebody who is known no more, unless their erasing has found it.
func (b *Bot) unplace(id profile.CustomerID, list store.Key) error {
	ctx, cancel := b.deadline()
	defer cancel()
	var topics []store.Link
	if err := find(ctx, b.store, list, &topics, named(id)); err != nil {
		return err
	}
	c := store.Commit{Shard: list.Shard}
	items := b.untopic(&c, topics)
	if err := b.applyWith(c, items); err != nil {
		return fmt.Errorf("take away the topic of a customer who was forgotten: %w", err)
	}
	return nil
}

// tellGone says under a message of staff's that it goes to nobody: once, so the message is noted as one about nobody.
func (b *Bot) tellGone(chat int64, message int) error {
	key := outbox.AnswersKey(chat, message)
	c := store.Commit{
		Shard:  key.Shard,
		Guards: []store.Guard{{Key: key}},
		Puts:   []store.Put{{Key: key, Value: []byte(goneMark)}},
		Add:    []store.Link{outbox.Trace(chat, message, goneMark, b.now())},
	}
	err := b.applyWith(c, []outbox.Item{{Chat: chat, Text: b.desk.Load().Gone(b.world.Load().Texts), Reply: message}})
	if errors.Is(err, store.ErrConflict) {
		return b.doubts.settle(b.outbox, key.Shard) // told before, perhaps without our knowing
	}
	if err != nil {
		return fmt.Errorf("tell staff that a customer was forgotten: %w", err)
	}
	return nil
}

// applyWith commits a change together with items that are nobody's, and has them sent.
func (b *Bot) applyWith(c store.Commit, items []outbox.Item) error {
	if err := b.bequeath(&c, items); err != nil {
		return err
	}
	if err := b.apply(c); err != nil {
		if !errors.Is(err, store.ErrConflict) {
			b.doubts.raise(c.Shard)
		}
		return err
	}
	b.outbox.Queue(items...)
	return nil
}
