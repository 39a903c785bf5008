// What follows when somebody else comes to answer.
package bot

import (
	"context"
	"fmt"
	"math"
	"slices"

	"guanxi/bot/desk"
	"guanxi/profile"
	"guanxi/profile/store"
)

// shift shows all open tickets to whoever answers now, who wait longest first. Who has but an open complaint comes after them,
// the former group's topics being to rest, and who gave a low rating last.
func (b *Bot) shift() error {
	b.settleFormer()
	if err := b.restQueues(); err != nil {
		return err
	}
	open, err := b.open()
	if err != nil {
		return err
	}
	complain, err := b.complaining()
	if err != nil {
		return err
	}
	displeased, err := b.displeased()
	if err != nil {
		return err
	}
	var ids []profile.CustomerID
	for _, f := range open {
		ids = append(ids, f.ID)
	}
	shown := map[profile.CustomerID]bool{profile.TelegramCustomer(b.desk.Load().Chat): true} // the owner is nobody's to answer, whatever they asked for as a customer
	for _, id := range slices.Concat(ids, complain, displeased) {
		if shown[id] {
			continue
		}
		shown[id] = true
		if err := b.enact(context.Background(), id, desk.Act{
			Kind: desk.Shifted, Group: b.desk.Load().Group, Since: b.now().Unix(),
		}); err != nil {
			return err
		}
	}
	if err := b.retitleAll(); err != nil {
		return err
	}
	err = b.amend(nil, func(a *amendment) error {
		a.office.Moves = false
		return nil
	})
	b.steer()
	return err
}

// retitleAll has the topics be named as their tickets stand now: where the owner alone answers none is, and what waited to be
// is called as nobody knows.
func (b *Bot) retitleAll() error {
	group := b.desk.Load().Group
	stale := b.outbox.Renaming()
	if group != 0 {
		var err error
		if stale, err = b.misnamed(group); err != nil {
			return err
		}
	}
	for _, id := range stale {
		if err := b.enact(context.Background(), id, desk.Act{Kind: desk.Untitled, Group: group}); err != nil {
			return err
		}
	}
	return nil
}

// displeased are the customers of groups whose low rating nobody has answered, where the owner alone answers now.
func (b *Bot) displeased() (all []profile.CustomerID, err error) {
	if b.desk.Load().Group != 0 {
		return nil, nil
	}
	topics, err := b.topicsKnown()
	if err != nil {
		return nil, err
	}
	for _, e := range topics {
		k, err := b.load(profile.CustomerID(e.Value))
		if err != nil {
			return nil, err
		}
		if _, ok := desk.Displeased(k.history, k.talk, b.now()); ok {
			all = append(all, profile.CustomerID(e.Value))
		}
	}
	return all, nil
}

// topicsKnown are the entries of all topics of all groups.
func (b *Bot) topicsKnown() (topics []store.Entry, err error) {
	for shard := range uint8(profile.Shards) {
		ctx, cancel := b.deadline()
		here, err := b.store.Range(ctx, desk.TopicsIn(shard), 0, endOfTime, math.MaxInt32)
		if cancel(); err != nil {
			return nil, fmt.Errorf("look through the topics of shard %d: %w", shard, err)
		}
		topics = append(topics, here...)
	}
	return topics, nil
}

// misnamed are the customers whose topics in a group are not called as they should be.
func (b *Bot) misnamed(group int64) (all []profile.CustomerID, err error) {
	topics, err := b.topicsKnown()
	if err != nil {
		return nil, err
	}
	for _, e := range topics {
		k, err := b.load(profile.CustomerID(e.Value))
		if err != nil {
			return nil, err
		}
		if t := &k.record.Ticket; t.In(group) && t.Title != desk.Title(&k.record.State, t) {
			all = append(all, profile.CustomerID(e.Value))
		}
	}
	return all, nil
}

// settleFormer waits until what was being sent to who answered before is sent, or waits with the rest.
func (b *Bot) settleFormer() {
	chats := []int64{b.desk.Load().Chat}
	for _, f := range b.office.Load().Former {
		chats = append(chats, f.Chat)
	}
	ctx, cancel := b.deadline()
	defer cancel()
	for _, chat := range chats {
		if err := b.outbox.Settled(ctx, chat); err != nil {
			b.log.Warn("wait for what is being sent to who answered before", "chat", chat, "err", err)
		}
	}
}
