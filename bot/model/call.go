// One call of the model: how it is asked for an answer in a form, by endpoints of any age.
package model

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"

	"guanxi/dialogs/grounded"

	"github.com/sashabaranov/go-openai"
)

// The fields of a request that an endpoint may not know, in the order in which they are done without. The prompt itself
// says the form too.
const (
	effort   uint32 = 1 << iota // think little: what is thought counts as answer
	streamed                    // the answer comes in pieces
	schema                      // it keeps to a JSON schema
	object                      // or else it is some JSON
	limit                       // of tokens by its new name; by its old one without
	fields   = effort | streamed | schema | object | limit
)

// names are what an error calls a field that it is about.
var names = map[uint32]*regexp.Regexp{
	effort:   regexp.MustCompile(`(?i)reasoning|think`),
	streamed: regexp.MustCompile(`(?i)stream_options|streaming`),
	schema:   regexp.MustCompile(`(?i)response_format|json_schema`),
	object:   regexp.MustCompile(`(?i)response_format|json_object`),
	limit:    regexp.MustCompile(`(?i)max_completion_tokens`),
}

// request is a prompt with those fields.
func (c *Client) request(p *grounded.Prompt, with uint32) openai.ChatCompletionRequest {
	r := openai.ChatCompletionRequest{
		Model: c.name,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: p.System},
			{Role: openai.ChatMessageRoleUser, Content: p.Data},
		},
	}
	if with&effort != 0 {
		r.ReasoningEffort = openai.ReasoningEffortLow
	}
	if with&limit != 0 {
		r.MaxCompletionTokens = p.Answer
	} else {
		//lint:ignore SA1019 endpoints of this age know no other name
		r.MaxTokens = p.Answer
	}
	switch {
	case with&schema != 0:
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{
			Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
			JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: p.Name, Schema: json.RawMessage(p.Schema), Strict: true},
		}
	case with&object != 0:
		r.ResponseFormat = &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	}
	return r
}

// call asks, and again with a field less while the endpoint seems not to know one: that costs no tokens. What it does not
// know is kept in mind only when it answers without, for a question may be refused for its words as well.
func (c *Client) call(ctx context.Context, p *grounded.Prompt, partial func(string)) (reply, error) {
	unknown := c.unknown.Load()
	for {
		with := fields &^ unknown
		if partial == nil || with&schema == 0 {
			with &^= streamed
		}
		if with&schema != 0 {
			with &^= object
		}
		r, err := c.try(ctx, c.request(p, with), with, partial)
		if err == nil || errors.Is(err, errEmpty) {
			c.known.Or(with)
			c.unknown.Or(unknown)
			return r, err
		}
		field := doubted(err, with, c.known.Load())
		if field == 0 {
			return r, err
		}
		unknown |= field
	}
}

// try asks once.
func (c *Client) try(ctx context.Context, r openai.ChatCompletionRequest, with uint32, partial func(string)) (reply, error) {
	if with&streamed != 0 {
		return c.stream(ctx, r, partial)
	}
	return c.whole(ctx, r)
}

// doubted is the field for which a request may have been refused: the one that the error names, or else the first that
// never went through; 0: none.
func doubted(err error, with, known uint32) uint32 {
	if status := statusOf(err); status != 400 && status != 422 && status != 501 {
		return 0
	}
	said := err.Error()
	if e, ok := errors.AsType[*openai.APIError](err); ok && e.Param != nil {
		said += " " + *e.Param
	}
	for field := effort; field <= limit; field <<= 1 {
		if with&field != 0 && names[field].MatchString(said) {
			return field
		}
	}
	with &^= known
	return with & -with
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

var (
	errEmpty   = errors.New("an answer without words")
	errThought = fmt.Errorf("%w: its tokens were up before the first", errEmpty)
)

// wordless is the error of an answer without words.
func wordless(why openai.FinishReason) error {
	if why == openai.FinishReasonLength {
		return errThought
	}
	return errEmpty
}

func (c *Client) whole(ctx context.Context, request openai.ChatCompletionRequest) (reply, error) {
	got, err := c.api.CreateChatCompletion(ctx, request)
	if err != nil {
		return reply{}, err
	}
	if len(got.Choices) == 0 {
		return reply{tokens: got.Usage.TotalTokens}, errEmpty
	}
	if first := got.Choices[0]; first.Message.Content == "" {
		return reply{tokens: got.Usage.TotalTokens}, wordless(first.FinishReason)
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
	var why openai.FinishReason
	for {
		piece, err := s.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			r.text = text.String()
			return r, err
		}
		if piece.Usage != nil {
			r.tokens = piece.Usage.TotalTokens
		}
		for _, choice := range piece.Choices {
			why = cmp.Or(choice.FinishReason, why)
			if choice.Index == 0 && choice.Delta.Content != "" {
				text.WriteString(choice.Delta.Content)
				partial(text.String())
			}
		}
	}
	if r.text = text.String(); r.text == "" {
		return r, wordless(why)
	}
	return r, nil
}
