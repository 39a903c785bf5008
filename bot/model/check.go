package model

import (
	"context"
	"errors"
	"fmt"
	"net"

	"guanxi/dialogs/grounded"
)

// ping asks for as little as can be.
var ping = grounded.Prompt{
	Name:   "ping",
	System: `Answer with the JSON object {"ok":true} and nothing else.`,
	Data:   `{}`,
	Schema: []byte(`{"type":"object","properties":{"ok":{"type":"boolean"}},"required":["ok"],"additionalProperties":false}`),
	Answer: 1500, // as for a question: models that think first need room
}

// Check asks the model for a word, finds out how this endpoint wants to be asked, and tells what is wrong with the settings
// in words for the owner.
func (c *Client) Check(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	taken := estimate(&ping)
	if err := c.spent.take(ctx, taken); err != nil {
		return c.told(err)
	}
	r, err := c.call(ctx, &ping, nil)
	c.spent.settle(taken, cost(taken, r, err))
	if err == nil || errors.Is(err, errEmpty) && !errors.Is(err, errThought) {
		return nil
	}
	return fmt.Errorf("try the language model: %w", explain(err, c.name, "OPENAI_MODEL"))
}

// CheckEmbedding does the same for the model of embeddings, where there is one.
func (c *Client) CheckEmbedding(ctx context.Context) error {
	if !c.Embeds() {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	if _, err := c.embed(ctx, []string{"ping"}); err != nil {
		return fmt.Errorf("try the model of embeddings, without which answers are found by their words alone: %w", explain(err, c.embedding, "OPENAI_EMBEDDING_MODEL"))
	}
	return nil
}

// explain says how to mend what went wrong with a model that a setting names.
func explain(err error, name, setting string) error {
	switch status := statusOf(err); {
	case errors.Is(err, errThought):
		return fmt.Errorf("%q thinks until its %d tokens are up, and says nothing\nhint: set %s to one that thinks less", name, ping.Answer, setting)
	case errors.Is(err, errPage):
		return fmt.Errorf("OPENAI_BASE_URL: %w\nhint: the address of an API mostly ends with /v1", errPage)
	case status == 401 || status == 403:
		return fmt.Errorf("the key is refused (%d)\nhint: set OPENAI_API_KEY to one for this endpoint", status)
	case status == 404:
		return fmt.Errorf("there is no model %q, or no API (404)\nhint: look at %s and OPENAI_BASE_URL", name, setting)
	case status == 400:
		return fmt.Errorf("the model %q is refused (400)\nhint: look at %s", name, setting)
	case status == 429:
		return errors.New("too many requests, or nothing left to pay with (429)\nhint: look at the account that OPENAI_API_KEY is of")
	case status != 0:
		return fmt.Errorf("the endpoint answers %d", status)
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("no answer within %s\nhint: look whether OPENAI_BASE_URL serves %q, or take a smaller model", callTime, name)
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return fmt.Errorf("%w\nhint: look whether OPENAI_BASE_URL is right, and up", err)
	}
	return fmt.Errorf("not an answer of OpenAI's API: %w\nhint: the address of an API mostly ends with /v1", err)
}
