// Telegram's wish for silence, as calls keep to it that bypass the outbox.
package bot

import (
	"context"
	"time"

	"guanxi/bot/telegram"
)

// Hush has nothing be sent for as long as Telegram has told whoever else calls it for this bot.
func (b *Bot) Hush(d time.Duration) { b.outbox.Hush(d) }

// heed has nothing be sent for as long as the error of a call says so, and returns it.
func (b *Bot) heed(err error) error {
	if v := telegram.Judge(err); v.Next == telegram.Wait {
		b.Hush(v.Wait)
	}
	return err
}

// quiet waits until Telegram may be called, or ctx is done.
func (b *Bot) quiet(ctx context.Context) error {
	for wait := b.outbox.Hushed().Sub(b.now()); wait > 0; wait = b.outbox.Hushed().Sub(b.now()) {
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
	return nil
}
