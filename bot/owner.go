package bot

import (
	"context"
	"errors"
	"fmt"

	"guanxi/bot/desk"
	"guanxi/bot/telegram"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// loadDesk reads who answers for the shop.
func (b *Bot) loadDesk(ctx context.Context) error {
	got, err := b.store.Get(ctx, desk.DeskKey)
	if err != nil {
		return fmt.Errorf("load the desk: %w", err)
	}
	d := &desk.Desk{}
	if err := decode(got[0], d); err != nil {
		return fmt.Errorf("decode the desk: %w", err)
	}
	b.desk.Store(d)
	if d.Answering() != 0 {
		b.outbox.SetDesk(d.Answering())
	}
	return nil
}

// SetGroup has a group with topics answer for the shop; 0: the owner alone does.
func (b *Bot) SetGroup(group int64) error {
	for range conflictTries {
		err := b.setGroup(group)
		if !errors.Is(err, store.ErrConflict) {
			return err
		}
	}
	return fmt.Errorf("keep which group answers: %w", store.ErrConflict)
}

func (b *Bot) setGroup(group int64) error {
	ctx, cancel := b.deadline()
	defer cancel()
	got, err := b.store.Get(ctx, desk.DeskKey)
	if err != nil {
		return fmt.Errorf("load the desk: %w", err)
	}
	d := &desk.Desk{}
	if err := decode(got[0], d); err != nil {
		return fmt.Errorf("decode the desk: %w", err)
	}
	d.Group = group
	value, err := cbor.Marshal(d)
	if err != nil {
		return err
	}
	err = b.apply(store.Commit{
		Shard:  desk.DeskKey.Shard,
		Guards: []store.Guard{{Key: desk.DeskKey, Version: got[0].Version}},
		Puts:   []store.Put{{Key: desk.DeskKey, Value: value}},
	})
	if err != nil {
		return fmt.Errorf("keep which group answers: %w", err)
	}
	b.desk.Store(d)
	b.outbox.SetDesk(d.Answering())
	return nil
}

// moveGroup follows the desk's group to its new id: it was upgraded. It had no topics before.
func (b *Bot) moveGroup(from, to int64) error {
	if b.desk.Load().Group != from {
		return nil
	}
	return b.SetGroup(to)
}

// Offer keeps the digest of a new secret whose link takes the bot, in the place of any before. It returns false if the
// bot has an owner, unless replace lets another take it from them.
func (b *Bot) Offer(secret string, replace bool) (bool, error) {
	if b.desk.Load().Chat != 0 && !replace {
		return false, nil
	}
	return true, b.apply(store.Commit{
		Shard: desk.ClaimKey.Shard, Puts: []store.Put{{Key: desk.ClaimKey, Value: desk.Digest(secret)}},
	})
}

// claim makes the sender the owner if the secret is the one that was offered; it works once.
func (b *Bot) claim(u *telegram.Update, secret string) (bool, error) {
	ctx, cancel := b.deadline()
	defer cancel()
	got, err := b.store.Get(ctx, desk.ClaimKey)
	if err != nil {
		return false, fmt.Errorf("look up the claim: %w", err)
	}
	if !desk.Opens(got[0].Value, secret) {
		if b.desk.Load().Chat == 0 { // it may have been taken by a commit whose answer was lost
			return false, b.loadDesk(ctx)
		}
		return false, nil
	}
	owner := &desk.Desk{Chat: u.Chat, Language: b.world.Load().Texts.Match(u.From.Language), Group: b.desk.Load().Group}
	value, err := cbor.Marshal(owner)
	if err != nil {
		return false, err
	}
	err = b.apply(store.Commit{
		Shard:  desk.ClaimKey.Shard,
		Guards: []store.Guard{{Key: desk.ClaimKey, Version: got[0].Version}},
		Puts:   []store.Put{{Key: desk.DeskKey, Value: value}},
		Delete: []store.Key{desk.ClaimKey},
	})
	if err != nil {
		return false, fmt.Errorf("take the bot: %w", err)
	}
	b.desk.Store(owner)
	b.outbox.SetDesk(owner.Answering())
	return true, nil
}
