package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"

	"github.com/go-telegram/bot/models"
)

// Me is the bot that the client has the token of. It asks until there is an answer; its error is one that no repetition
// mends, for what answers is no Bot API or refuses.
func Me(ctx context.Context, c *Client, log *slog.Logger) (*models.User, error) {
	me := new(models.User)
	err := Insist(ctx, log, func(ctx context.Context) error {
		err := c.Call(ctx, "getMe", nil, me)
		if err == nil && me.ID == 0 {
			err = fmt.Errorf("%w: it names no bot", errNoAnswer)
		}
		if foreign(err) {
			// Not wrapped: a lost answer would be asked for again.
			return fmt.Errorf("ask who the bot is: no Bot API answers (%v)\nhint: correct TELEGRAM_API_URL, or leave it out for Telegram's", err)
		}
		return err
	})
	if refusal, ok := errors.AsType[*Refusal](err); ok && Judge(err).Next != Revoked {
		return nil, fmt.Errorf("ask who the bot is: %w\nhint: check TELEGRAM_BOT_TOKEN and TELEGRAM_API_URL", refusal)
	}
	return me, err
}

// foreign tells of an answer that is neither Telegram's nor one of a gateway before it that is in trouble.
func foreign(err error) bool {
	if !errors.Is(err, ErrResult) && !errors.Is(err, errNoAnswer) {
		return false // what was cut short may have been Telegram's
	}
	lost, ok := errors.AsType[*Lost](err)
	return !ok || lost.Status < 500 && lost.Status != http.StatusTooManyRequests && lost.Status != http.StatusRequestTimeout
}
