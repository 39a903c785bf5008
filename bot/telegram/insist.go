package telegram

import (
	"context"
	"log/slog"
	"math"
	"time"
)

const (
	minBackoff = time.Second
	maxBackoff = 30 * time.Second
)

// Insist repeats a call without which the bot cannot begin, with longer and longer pauses, until it is done. It
// returns the error that no repetition mends, or that of ctx.
func Insist(ctx context.Context, log *slog.Logger, call func(context.Context) error) error {
	for failures := 1; ; failures++ {
		err := call(ctx)
		verdict := Judge(err)
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case verdict.Next == Revoked:
			return revoked(err)
		case verdict.Next != Wait && verdict.Next != Unsent && verdict.Next != Unknown:
			return err
		}
		if failures == 1 {
			log.Warn("reach Telegram; trying again", "err", err, "hint", "if it lasts, check the network and TELEGRAM_API_URL")
		}
		wait(ctx, max(verdict.Wait, backoff(failures)))
	}
}

// backoff is the pause after the nth failure in a row: 1, 2, 4 … 30 s.
func backoff(failures int) time.Duration {
	return min(maxBackoff, time.Duration(float64(minBackoff)*math.Pow(2, float64(min(failures, 10)-1))))
}

// wait returns after d or when ctx is done.
func wait(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
