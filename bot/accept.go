package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"sync/atomic"
	"time"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/bot/telegram"
	"guanxi/dialogs"
	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
	api "github.com/go-telegram/bot"
)

const (
	pressTime  = time.Second      // after this a press is answered blank, so that its button stops spinning
	answerTime = 10 * time.Second // for the answer itself
)

// accept brings an update into the lane of the customer it concerns. done is told once: nil when the update needs no
// further delivery.
func (b *Bot) accept(raw json.RawMessage, done func(error)) {
	u, err := telegram.Decode(raw)
	if err != nil {
		done(b.bury(raw, u.ID, err))
		return
	}
	in, ok := u.Input(b.now())
	if !ok {
		done(nil)
		return
	}
	d := delivery{
		customer: profile.TelegramCustomer(u.Chat), input: in, update: u.ID, queue: queueOf(&u, false), raw: raw,
		press: b.pressed(&u), done: done,
	}
	if err := b.fromStaff(&u, &d); err != nil {
		done(err)
		return
	}
	b.lanes.add(d)
}

// fromStaff turns what staff do for a customer into an input of that customer's, and what takes the bot into one of
// the owner's. Whatever else staff write is their own talk with the bot.
func (b *Bot) fromStaff(u *telegram.Update, d *delivery) error {
	if secret, ok := desk.Claim(u.Text); ok {
		taken, err := b.claim(u, secret)
		if taken || u.Chat == b.desk.Load().Chat { // or had taken it when this update came before
			d.input.Kind = dialogs.Appointed
		}
		return err
	}
	if u.Chat != b.desk.Load().Chat {
		return nil
	}
	b.outbox.SetDesk(u.Chat) // staff who had blocked the bot are back
	if id, ok := desk.HandsBack(u.Data); ok {
		d.customer, d.queue = id, queueOf(u, true)
		d.input = dialogs.Input{Kind: dialogs.HandBack, At: d.input.At}
		return nil
	}
	if u.ReplyTo == 0 || u.Edited {
		return nil
	}
	id, err := b.answered(u.Chat, u.ReplyTo)
	if err != nil || id == "" {
		return err
	}
	d.customer, d.queue = id, queueOf(u, true)
	d.input = dialogs.Input{Kind: dialogs.Staff, At: d.input.At, Message: u.Message, From: u.Chat}
	return nil
}

// answered returns the customer whom a message in a staff chat is about; none: "". Staff may answer a message before
// the record that names its customer is written: then that is waited for.
func (b *Bot) answered(chat int64, message int) (profile.CustomerID, error) {
	ctx, cancel := b.deadline()
	defer cancel()
	key := outbox.AnswersKey(chat, message)
	got, err := b.store.Get(ctx, key)
	if err == nil && got[0].Version == 0 {
		if err = b.outbox.Settled(ctx, chat); err == nil {
			got, err = b.store.Get(ctx, key)
		}
	}
	if err != nil {
		return "", fmt.Errorf("look up whom staff answer: %w", err)
	}
	return profile.CustomerID(got[0].Value), nil
}

// press is a button pressed and not answered yet.
type press struct {
	b        *Bot
	id       string
	late     *time.Timer
	answered atomic.Bool
}

// pressed returns the press of an update, or nil. If nothing answers it within a second it answers itself, blank.
func (b *Bot) pressed(u *telegram.Update) *press {
	if u.Press == "" {
		return nil
	}
	p := &press{b: b, id: u.Press}
	p.late = time.AfterFunc(pressTime, func() { p.send("") })
	return p
}

// answer shows a text over the chat, or nothing but that the press arrived. It does not wait: nothing depends on it,
// and Telegram forgets the press by itself.
func (p *press) answer(text string) {
	if p != nil {
		p.late.Stop()
		p.send(text)
	}
}

// send makes the call, the first time. While Telegram wants silence it does not: that would lengthen it.
func (p *press) send(text string) {
	if p.answered.Swap(true) || p.b.now().Before(p.b.outbox.Hushed()) {
		return
	}
	p.b.answers.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), answerTime)
		defer cancel()
		params := api.AnswerCallbackQueryParams{CallbackQueryID: p.id, Text: text}
		err := p.b.client.Call(ctx, "answerCallbackQuery", &params, nil)
		if v := telegram.Judge(err); v.Next == telegram.Wait {
			p.b.outbox.Hush(v.Wait)
		}
	})
}

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
// bot has an owner.
func (b *Bot) Offer(secret string) (bool, error) {
	if b.desk.Load().Chat != 0 {
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
		return false, nil
	}
	owner := &desk.Desk{Chat: u.Chat, Language: u.From.Language}
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
