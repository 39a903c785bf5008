package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/go-telegram/bot"
)

// Wanted are the updates that the bot asks for. Without the list Telegram leaves some out and sends others in vain.
var Wanted = []string{"message", "edited_message", "callback_query", "my_chat_member", "chat_member", "message_reaction"}

const (
	pollLimit   = 100              // updates a batch, Telegram's most
	pollTime    = 30               // seconds that Telegram may hold an empty answer; its most is 50
	confirmTime = 5 * time.Second  // for the last call of a clean stop
	conflict    = 10 * time.Second // between tries while somebody else polls
)

// Poller brings the updates of one bot by getUpdates.
type Poller struct {
	Client *Client
	// Handle works off a batch and returns once all of it is committed. A batch for which it returns an error comes
	// again, whole. Its context outlives the one given to Run, so that a stop does not tear a batch.
	Handle func(ctx context.Context, batch []json.RawMessage) error
	Hush   func(time.Duration) // told for how long Telegram wants no call; nil: nobody is
	Log    *slog.Logger
	Jitter func(time.Duration) time.Duration // draws the pause from one of this length; nil: the pause itself

	offset   int64 // the update after the last one handled
	troubled bool  // the last try failed, and that is logged
}

// getUpdates is what the library keeps to itself.
type getUpdates struct {
	Offset  int64    `json:"offset,omitempty"`
	Limit   int      `json:"limit"`
	Timeout int      `json:"timeout"`
	Allowed []string `json:"allowed_updates,omitempty"`
}

// Run polls until ctx is done, finishes the batch in hand, confirms it and returns nil. It returns an error only where
// trying again is useless: the token is refused.
func (p *Poller) Run(ctx context.Context) error {
	if err := p.start(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return err
	}
	failures := 0
	for ctx.Err() == nil {
		err := p.round(ctx)
		switch {
		case err == nil:
			failures = 0
			p.recovered()
		case ctx.Err() != nil: // the stop cut the call short
		case Judge(err).Next == Revoked:
			return revoked(err)
		default:
			failures++
			p.trouble(err)
			wait(ctx, p.pause(err, failures))
		}
	}
	p.confirm(ctx)
	return nil
}

// start takes a webhook away that an earlier life may have set: while one is there, Telegram refuses getUpdates.
func (p *Poller) start(ctx context.Context) error {
	return Insist(ctx, p.Log, func(ctx context.Context) error {
		return p.Client.Call(ctx, "deleteWebhook", &bot.DeleteWebhookParams{}, nil)
	})
}

// round asks for a batch and has it handled.
func (p *Poller) round(ctx context.Context) error {
	var batch []json.RawMessage
	ask := getUpdates{Offset: p.offset, Limit: pollLimit, Timeout: pollTime, Allowed: Wanted}
	if err := p.Client.call(ctx, pollTime*time.Second+callTime, "getUpdates", &ask, &batch); err != nil {
		return err
	}
	if len(batch) == 0 {
		return nil
	}
	next := after(batch) // may be lower: after a week without updates Telegram begins anew at any number
	if next == 0 || next == p.offset {
		return fmt.Errorf("poll: %d updates without a new id", len(batch))
	}
	if err := p.Handle(context.WithoutCancel(ctx), batch); err != nil {
		return fmt.Errorf("handle %d updates: %w", len(batch), err)
	}
	p.offset = next
	return nil
}

// after returns the offset that confirms a batch.
func after(batch []json.RawMessage) int64 {
	next := int64(0)
	for _, raw := range batch {
		var u struct {
			ID int64 `json:"update_id"`
		}
		if json.Unmarshal(raw, &u) == nil {
			next = max(next, u.ID+1)
		}
	}
	return next
}

// confirm tells Telegram, before a clean stop, that the last batch is done, so that none of it comes again. When it
// fails nothing is lost: the batch comes again and changes nothing.
func (p *Poller) confirm(ctx context.Context) {
	if p.offset == 0 {
		return
	}
	var unhandled []json.RawMessage // they stay with Telegram
	ask := getUpdates{Offset: p.offset, Limit: 1, Allowed: Wanted}
	if err := p.Client.call(context.WithoutCancel(ctx), confirmTime, "getUpdates", &ask, &unhandled); err != nil {
		p.Log.Warn("confirm the last updates", "err", err)
	}
}

func (p *Poller) pause(err error, failures int) time.Duration {
	var refusal *Refusal
	if errors.As(err, &refusal) && refusal.Code == 409 {
		return conflict
	}
	if v := Judge(err); v.Next == Wait {
		if p.Hush != nil {
			p.Hush(v.Wait)
		}
		return v.Wait
	}
	pause := backoff(failures)
	if p.Jitter == nil {
		return pause
	}
	return min(maxBackoff, p.Jitter(pause))
}

// trouble logs the first of a row of failures.
func (p *Poller) trouble(err error) {
	if p.troubled {
		return
	}
	p.troubled = true
	var refusal *Refusal
	if errors.As(err, &refusal) && refusal.Code == 409 {
		p.Log.Error("ask for updates", "err", err, "hint", "another process polls with this token or set a webhook: stop it, or give this one a token of its own")
		return
	}
	p.Log.Warn("ask for updates; trying again", "err", err)
}

func (p *Poller) recovered() {
	if p.troubled {
		p.troubled = false
		p.Log.Info("updates come again")
	}
}

func revoked(err error) error {
	return fmt.Errorf("token refused: %w\nhint: check TELEGRAM_BOT_TOKEN, or ask @BotFather for a new one", err)
}
