// One call of the model: how it is asked for an answer in a form, by endpoints of any age.
package model

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"guanxi/dialogs/grounded"

	"github.com/sashabaranov/go-openai"
)

// The ways of asking, the strictest first. An endpoint that refuses one is asked the next way from then on; the prompt
// itself says the form too.
const (
	bySchema = iota // the answer keeps to a JSON schema
	byObject        // it is some JSON; a limit by its old name
	plainly         // as it comes
	levels
)

// request is a prompt as this endpoint takes it.
func (c *Client) request(p *grounded.Prompt, level int32) openai.ChatCompletionRequest {
	r := openai.ChatCompletionRequest{
		Model: c.name,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: p.System},
			{Role: openai.ChatMessageRoleUser, Content: p.Data},
		},
	}
	if level == bySchema {
		r.MaxCompletionTokens = p.Answer
	} else {
		//lint:ignore SA1019 endpoints of this age know no other name
		r.MaxTokens = p.Answer
	}
	switch level {
	case bySchema:
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: p.Name, Schema: json.RawMessage(p.Schema), Strict: true},
		}
	case byObject:
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	}
	return r
}

// call asks once. One message costs one call: what is refused for its form is asked otherwise the next time.
func (c *Client) call(ctx context.Context, p *grounded.Prompt, partial func(string)) (reply, error) {
	level := c.level.Load()
	request := c.request(p, level)
	var r reply
	var err error
	if partial != nil && level == bySchema {
		r, err = c.stream(ctx, request, partial)
	} else {
		r, err = c.whole(ctx, request)
	}
	if refusedForm(err) && level+1 < levels {
		c.level.CompareAndSwap(level, level+1)
	}
	return r, err
}

// refusedForm says whether an endpoint does not know a field of the request.
func refusedForm(err error) bool {
	status := statusOf(err)
	return status == 400 || status == 422 || status == 501
}

func statusOf(err error) int {
	if e, ok := errors.AsType[*openai.APIError](err); ok {
		return e.HTTPStatusCode
	}
	if e, ok := errors.AsType[*openai.RequestError](err); ok {
		return e.HTTPStatusCode
	}
	return 0
}

var errEmpty = errors.New("an answer without words")

func (c *Client) whole(ctx context.Context, request openai.ChatCompletionRequest) (reply, error) {
	got, err := c.api.CreateChatCompletion(ctx, request)
	if err != nil {
		return reply{}, err
	}
	if len(got.Choices) == 0 || got.Choices[0].Message.Content == "" {
		return reply{tokens: got.Usage.TotalTokens}, errEmpty
	}
	return reply{got.Choices[0].Message.Content, got.Usage.TotalTokens}, nil
}

// stream tells what came so far with each piece of the answer.
func (c *Client) stream(ctx context.Context, request openai.ChatCompletionRequest, partial func(string)) (reply, error) {
	request.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	s, err := c.api.CreateChatCompletionStream(ctx, request)
	if err != nil {
		return reply{}, err
	}
	defer s.Close()
	var text strings.Builder
	r := reply{}
	for {
		piece, err := s.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return r, err
		}
		if piece.Usage != nil {
			r.tokens = piece.Usage.TotalTokens
		}
		for _, choice := range piece.Choices {
			if choice.Index == 0 && choice.Delta.Content != "" {
				text.WriteString(choice.Delta.Content)
				partial(text.String())
			}
		}
	}
	if r.text = text.String(); r.text == "" {
		return r, errEmpty
	}
	return r, nil
}
