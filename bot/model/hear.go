package model

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/sashabaranov/go-openai"
	"github.com/sony/gobreaker/v2"
)

const (
	heardTokens = 1000 // booked for a voice message: endpoints count them in minutes
	ears        = 4    // recordings fetched and heard at once: each is megabytes in memory
)

// ErrDeaf says that the endpoint hears nothing.
var ErrDeaf = errors.New("the endpoint has no audio API")

// Hears says whether there is a model that hears.
func (c *Client) Hears() bool { return c.audio != "" && !c.deaf.Load() }

// Recording brings what is to be heard, with a name that tells its kind.
type Recording func(context.Context) (name string, content []byte, err error)

// Hear returns what is said in a recording. It is not fetched before there is a place to hear it, nor while hearing fails.
func (c *Client) Hear(ctx context.Context, fetch Recording) (string, error) {
	if !c.Hears() {
		return "", ErrDeaf
	}
	select {
	case c.ears <- struct{}{}:
		defer func() { <-c.ears }()
	case <-ctx.Done():
		return "", fmt.Errorf("hear a voice message: %w", ctx.Err())
	}
	if c.hearing.State() == gobreaker.StateOpen {
		return "", fmt.Errorf("hear a voice message: %w", ErrBroken)
	}
	name, content, err := fetch(ctx)
	if err != nil {
		return "", fmt.Errorf("hear a voice message: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	if err := c.spent.take(ctx, heardTokens); err != nil {
		return "", c.told(err)
	}
	r, err := c.hearing.Execute(func() (reply, error) { return c.transcribe(ctx, name, content) })
	c.spent.settle(heardTokens, cost(heardTokens, r, err))
	if err != nil {
		return "", fmt.Errorf("hear a voice message: %w", broken(err))
	}
	return r.text, nil
}

// transcribe asks once.
func (c *Client) transcribe(ctx context.Context, name string, content []byte) (reply, error) {
	got, err := c.api.CreateTranscription(ctx, openai.AudioRequest{Model: c.audio, FilePath: name, Reader: bytes.NewReader(content)})
	if status := statusOf(err); (status == 404 || status == 405 || status == 501) && !c.deaf.Swap(true) {
		c.log.Warn("the endpoint has no audio API, or not this model: voice messages go to staff", "model", c.audio)
	}
	return reply{text: got.Text}, err
}
