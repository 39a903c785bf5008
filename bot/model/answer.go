package model

import (
	"context"
	"fmt"

	"guanxi/dialogs/grounded"
	"guanxi/dialogs/mask"
)

// Answer puts a question to the model and returns the form that it filled in. Whether what stands there may be shown is
// for the question to check.
func (c *Client) Answer(ctx context.Context, q *grounded.Question, m *mask.Mask, partial func(string)) (*grounded.Reply, error) {
	said, err := c.Ask(ctx, q.Prompt(m), partial)
	if err != nil {
		return nil, err
	}
	r, err := grounded.Read(said, m)
	if err != nil {
		return nil, fmt.Errorf("read what the model says: %w", err)
	}
	if r.Outcome == grounded.Answer && !q.Offers(r.Entries) {
		return nil, fmt.Errorf("read what the model says: %w: an entry that was not offered", grounded.ErrUngrounded)
	}
	return &r, nil
}
