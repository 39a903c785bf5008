package telegram

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"

	"github.com/go-telegram/bot"
)

const (
	maxUpdate      = 1 << 20 // bytes; Telegram's largest are some ten thousand
	maxConnections = 100     // that Telegram opens at once, its most
	secretHeader   = "X-Telegram-Bot-Api-Secret-Token"
)

// Webhook takes the updates of one bot as Telegram posts them.
type Webhook struct {
	Secret string // what SetWebhook gave Telegram; empty refuses everything
	// Handle works off one update and returns once it is committed. After an error Telegram sends the update again,
	// so it is for a store that is down, never for a bad update: that would come for 24 hours.
	Handle func(ctx context.Context, raw json.RawMessage) error
	Log    *slog.Logger
}

// ServeHTTP answers 200 after the commit, 503 when it did not come about, 401 to strangers.
func (h *Webhook) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "POST only", http.StatusMethodNotAllowed)
		return
	}
	if !h.known(r.Header.Get(secretHeader)) {
		http.Error(w, "wrong secret", http.StatusUnauthorized)
		return
	}
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpdate))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large): // 2xx, or Telegram would send it for a day and hold the chat's next ones behind it
		h.Log.Error("drop an update that is too large", "bytes", "more than 1048576")
		return
	case err != nil:
		http.Error(w, "body cut short", http.StatusBadRequest)
		return
	}
	if err := h.Handle(r.Context(), raw); err != nil {
		h.Log.Warn("handle an update; Telegram will send it again", "err", err)
		w.Header().Set("Retry-After", "2") // seconds; Telegram honours up to 3600
		http.Error(w, "try again", http.StatusServiceUnavailable)
	}
}

// known compares in a time that tells nothing of the secret, its length included.
func (h *Webhook) known(secret string) bool {
	got, want := sha256.Sum256([]byte(secret)), sha256.Sum256([]byte(h.Secret))
	return subtle.ConstantTimeCompare(got[:], want[:]) == 1 && h.Secret != ""
}

// SetWebhook has Telegram post the updates we want to url, and tries until Telegram takes it, refuses it, or ctx is done. The secret is 1-256 of A-Z, a-z, 0-9, _ and -.
func SetWebhook(ctx context.Context, c *Client, log *slog.Logger, url, secret string) error {
	err := Insist(ctx, log, func(ctx context.Context) error {
		return c.Call(ctx, "setWebhook", &bot.SetWebhookParams{
			URL: url, SecretToken: secret, MaxConnections: maxConnections, AllowedUpdates: Wanted,
		}, nil)
	})
	var refusal *Refusal
	if errors.As(err, &refusal) && refusal.Code == http.StatusBadRequest {
		return fmt.Errorf("set the webhook: %w\nhint: GUANXI_WEBHOOK_URL must be https, on port 443, 80, 88 or 8443", err)
	}
	return err
}
