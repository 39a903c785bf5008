// Package model asks a language model, over any endpoint that speaks OpenAI's API, within limits: of time, of calls at
// once, of tokens a day. Who asks gets an answer or an error soon, and goes on without it then: nothing here is told to
// customers, and nothing of what they write to a log.
//
//	Ask ─ cache? ─ slot ─ tokens left? ─ breaker closed? ─▶ one call, 8 s ─▶ the tokens it took are counted
package model

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"guanxi/dialogs/grounded"
	"guanxi/profile/store"

	"github.com/sashabaranov/go-openai"
	"github.com/sony/gobreaker/v2"
)

const (
	callTime  = 8 * time.Second  // of one call, from the wait for a slot to the last byte
	slots     = 8                // calls at once
	trips     = 3                // failures in a row after which nobody is asked
	pause     = 30 * time.Second // and for how long
	maxAnswer = 4 << 20          // bytes of a response: 32 embeddings of 3,072 numbers are 1.3 MB
)

// Reasons for which nobody is asked.
var (
	ErrSpent  = errors.New("the day's tokens are spent")
	ErrBroken = errors.New("the model failed lately")
)

// Options are what a client is made of.
type Options struct {
	Key       string            // OPENAI_API_KEY; empty: the endpoint wants none
	URL       string            // OPENAI_BASE_URL; empty: OpenAI's
	Name      string            // OPENAI_MODEL
	Embedding string            // OPENAI_EMBEDDING_MODEL; empty: none
	Audio     string            // the model that hears; empty: none
	Tokens    int               // at most a day
	Store     store.Store       // keeps how many are spent; nil: memory
	Today     func() string     // the day on the shop's calendar; nil: in UTC
	Log       *slog.Logger      // nil: nowhere
	Transport http.RoundTripper // nil: the net
}

// Client asks one model. It is safe for use by many goroutines.
type Client struct {
	api       *openai.Client
	name      string
	embedding string
	audio     string
	deaf      atomic.Bool   // the endpoint has no audio API
	known     atomic.Uint32 // fields of a request that the endpoint took
	unknown   atomic.Uint32 // and those without which alone it answered
	slots     chan struct{}
	breaker   *gobreaker.CircuitBreaker[reply]
	ears      chan struct{}
	hearing   *gobreaker.CircuitBreaker[reply]
	spent     *ledger
	cache     *cache
	log       *slog.Logger
}

// reply is what a call brought.
type reply struct {
	text   string
	tokens int // as the endpoint counts them; 0: it does not say
}

// New returns a client. It calls nobody.
func New(o Options) *Client {
	c := &Client{name: o.Name, embedding: o.Embedding, audio: o.Audio, slots: make(chan struct{}, slots), ears: make(chan struct{}, ears), cache: newCache(), log: o.Log}
	if c.log == nil {
		c.log = slog.New(slog.DiscardHandler)
	}
	config := openai.DefaultConfig(o.Key)
	if o.URL != "" {
		config.BaseURL = strings.TrimRight(o.URL, "/")
	}
	config.HTTPClient = doer(o.Transport)
	c.api = openai.NewClientWithConfig(config)
	c.spent = newLedger(o)
	c.breaker, c.hearing = newBreaker(c.log, "language model", c.name, "OPENAI_MODEL"), newBreaker(c.log, "model that hears", c.audio, "GUANXI_AUDIO_MODEL")
	return c
}

// newBreaker keeps from asking what failed some times in a row. It tells how the model that a setting names failed last.
func newBreaker(log *slog.Logger, what, name, setting string) *gobreaker.CircuitBreaker[reply] {
	var last atomic.Pointer[error]
	return gobreaker.NewCircuitBreaker[reply](gobreaker.Settings{
		Timeout:     pause,
		ReadyToTrip: func(counts gobreaker.Counts) bool { return counts.ConsecutiveFailures >= trips },
		IsExcluded: func(err error) bool { // asked before the failure is counted
			canceled := errors.Is(err, context.Canceled)
			if err != nil && !canceled {
				last.Store(&err)
			}
			return canceled
		},
		OnStateChange: func(_ string, _, to gobreaker.State) {
			switch to {
			case gobreaker.StateOpen:
				log.Warn("the "+what+" fails; the bot answers without it and tries again", "every", pause, "err", explain(*last.Load(), name, setting))
			case gobreaker.StateClosed:
				log.Info("the " + what + " answers again")
			}
		},
	})
}

// Ask puts a prompt to the model and returns what it said. Where partial is set, it is told what came so far as the words
// come in, as far as the endpoint streams.
func (c *Client) Ask(ctx context.Context, p grounded.Prompt, partial func(string)) (string, error) {
	key := keyOf(&p)
	if text, ok := c.cache.get(key); ok {
		return text, nil
	}
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-ctx.Done():
		return "", fmt.Errorf("ask the model: %w", ctx.Err())
	}
	taken := estimate(&p)
	if err := c.spent.take(ctx, taken); err != nil {
		return "", c.told(err)
	}
	r, err := c.breaker.Execute(func() (reply, error) { return c.call(ctx, &p, partial) })
	c.spent.settle(taken, cost(taken, r, err))
	if err != nil {
		return "", fmt.Errorf("ask the model: %w", broken(err))
	}
	c.cache.put(key, r.text)
	return r.text, nil
}

// told logs, once a day, that the tokens are spent.
func (c *Client) told(err error) error {
	if errors.Is(err, ErrSpent) && c.spent.first() {
		c.log.Warn("the language model's tokens of today are spent; the bot answers without it until tomorrow", "tokens", c.spent.limit)
	}
	return err
}

// cost is what a call that was thought to take so many tokens took. Nobody says what one took that was given up, or broke
// off: the most.
func cost(taken int, r reply, err error) int {
	switch {
	case r.tokens > 0:
		return r.tokens
	case err == nil, r.text != "", errors.Is(err, errEmpty), errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return taken
	}
	return 0
}

func broken(err error) error {
	if errors.Is(err, gobreaker.ErrOpenState) || errors.Is(err, gobreaker.ErrTooManyRequests) {
		return ErrBroken
	}
	return err
}
