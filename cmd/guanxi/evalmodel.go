package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"guanxi/bot/model"
	"guanxi/dialogs/grounded"
	"guanxi/dialogs/mask"

	"github.com/alecthomas/kong"
)

// evalModel is the flag of those evaluations in which a language model may be asked.
type evalModel struct {
	Model bool `name:"model" help:"Have the language model of OPENAI_MODEL asked too, as the bot does: with a shortlist, about what is not surely answered without."`
}

// Limits of what a model is asked.
const (
	evalCalls     = 4 // at once
	evalShortlist = 6 // entries or intents, as in a chat
	evalExamples  = 3 // of each intent
)

// open returns the language model, which has answered once; nil: it is not to be asked.
func (e evalModel) open(ctx context.Context) (*consultant, error) {
	if !e.Model {
		return nil, nil
	}
	s := &modelSettings{}
	parser, err := kong.New(s)
	if err == nil {
		_, err = parser.Parse(nil)
	}
	if err == nil {
		err = errors.Join(s.readModel()...)
	}
	if err == nil && s.Model == "" {
		err = errors.New("no language model is set\nhint: set OPENAI_MODEL, and OPENAI_API_KEY or OPENAI_BASE_URL")
	}
	if err != nil {
		return nil, usageError{fmt.Errorf("--model: %w", err)}
	}
	c := &consultant{client: s.open(nil, nil, nil), limit: s.ModelTokens}
	if err := c.client.Check(ctx); ctx.Err() != nil {
		return nil, errInterrupted
	} else if err != nil {
		return nil, err
	}
	return c, nil
}

// consultant is a language model, and how often it was of use.
type consultant struct {
	client *model.Client
	limit  int // tokens

	mu                               sync.Mutex
	asked, answered, unknown, failed int
	spent                            time.Duration
}

// answer has the ids of the entries that a model's answer names, where it may be shown; none where nothing may.
func (c *consultant) answer(ctx context.Context, q *grounded.Question, languages []string) (entries []string, err error) {
	err = c.call(ctx, func() (known bool, err error) {
		r, err := c.client.Answer(ctx, q, mask.New(), nil)
		if err != nil || r.Outcome != grounded.Answer {
			return false, err
		}
		if err := q.Check(r, languages); err != nil {
			return false, err
		}
		entries = r.Entries
		return true, nil
	})
	return entries, err
}

// pick is the intent that the model picks; empty: none, or nothing that can be used.
func (c *consultant) pick(ctx context.Context, p *grounded.Pick) (intent string, err error) {
	err = c.call(ctx, func() (known bool, err error) {
		m := mask.New()
		said, err := c.client.Ask(ctx, p.Prompt(m), nil)
		if err == nil {
			intent, err = p.Read(said)
		}
		return intent != "", err
	})
	return intent, err
}

// call counts what becomes of a call. An answer that cannot be used is none, as in a chat; but where no more is to be had
// of the model, nothing more is to be measured.
func (c *consultant) call(ctx context.Context, ask func() (known bool, err error)) error {
	began := time.Now()
	known, err := ask()
	took := time.Since(began)
	switch {
	case ctx.Err() != nil:
		return errInterrupted
	case errors.Is(err, model.ErrSpent):
		return fmt.Errorf("%w: %d\nhint: set GUANXI_MODEL_TOKENS to more", err, c.limit)
	case errors.Is(err, model.ErrBroken):
		return fmt.Errorf("%w, some times in a row\nhint: guanxi check asks it for a word", err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked++
	c.spent += took
	switch {
	case err != nil:
		c.failed++
	case known:
		c.answered++
	default:
		c.unknown++
	}
	return nil
}

// figures tell how often the model was asked and what came of it; none without a model.
func (c *consultant) figures() []figure {
	if c == nil {
		return nil
	}
	return []figure{
		number("model_asked", c.asked, "%d"), number("model_answered", c.answered, "%d"), number("model_unknown", c.unknown, "%d"),
		number("model_failed", c.failed, "%d"), number("model_seconds", c.spent.Seconds()/float64(c.asked), "%.1f s a call"),
	}
}
