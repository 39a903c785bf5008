package model

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/sashabaranov/go-openai"
)

// heardTokens are booked for a voice message: endpoints count them in minutes.
const heardTokens = 1000

// ErrDeaf says that the endpoint hears nothing.
var ErrDeaf = errors.New("the endpoint has no audio API")

// Hears says whether there is a model that hears.
func (c *Client) Hears() bool { return c.audio != "" && !c.deaf.Load() }

// Hear returns what is said in a recording.
func (c *Client) Hear(ctx context.Context, name string, recording []byte) (string, error) {
	if !c.Hears() {
		return "", ErrDeaf
	}
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	if err := c.spent.take(ctx, heardTokens); err != nil {
		return "", c.told(err)
	}
	got, err := c.api.CreateTranscription(ctx, openai.AudioRequest{Model: c.audio, FilePath: name, Reader: bytes.NewReader(recording)})
	c.spent.settle(heardTokens, cost(heardTokens, reply{}, err))
	if status := statusOf(err); (status == 404 || status == 405 || status == 501) && !c.deaf.Swap(true) {
		c.log.Warn("the endpoint has no audio API, or not this model: voice messages go to staff", "model", c.audio)
	}
	if err != nil {
		return "", fmt.Errorf("hear a voice message: %w", err)
	}
	return got.Text, nil
}
