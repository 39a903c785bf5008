package bot

import (
	"context"
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
	if d.Chat != 0 {
		b.outbox.SetDesk(d.Chat)
	}
	return nil
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
	owner := &desk.Desk{Chat: u.Chat, Language: b.world.Load().Texts.Match(u.From.Language)}
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
	b.outbox.SetDesk(owner.Chat)
	return true, nil
}
