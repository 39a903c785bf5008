package model

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/sashabaranov/go-openai"
)

const (
	embedTime = 2 * time.Second  // for one question: its customer waits
	batchTime = 60 * time.Second // for a batch of entries: nobody does
	batchSize = 32
)

// Embeds says whether there is a model of embeddings.
func (c *Client) Embeds() bool { return c.embedding != "" }

// Embedding names the model of embeddings.
func (c *Client) Embedding() string { return c.embedding }

// Embed returns where a question lies among all that could be said, as a vector of length 1.
func (c *Client) Embed(ctx context.Context, text string) ([]float32, error) {
	ctx, cancel := context.WithTimeout(ctx, embedTime)
	defer cancel()
	all, err := c.embed(ctx, []string{text})
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// EmbedAll does that for many texts.
func (c *Client) EmbedAll(ctx context.Context, texts []string) (all [][]float32, err error) {
	for from := 0; from < len(texts); from += batchSize {
		part, cancel := context.WithTimeout(ctx, batchTime)
		vectors, err := c.embed(part, texts[from:min(from+batchSize, len(texts))])
		cancel()
		if err != nil {
			return nil, err
		}
		all = append(all, vectors...)
	}
	return all, nil
}

func (c *Client) embed(ctx context.Context, texts []string) ([][]float32, error) {
	taken := 0
	for _, text := range texts {
		taken += len(text)/2 + 1
	}
	if err := c.spent.take(ctx, taken); err != nil {
		return nil, c.told(err)
	}
	got, err := c.api.CreateEmbeddings(ctx, openai.EmbeddingRequestStrings{Input: texts, Model: openai.EmbeddingModel(c.embedding)})
	c.spent.settle(taken, cost(taken, reply{tokens: got.Usage.TotalTokens}, err))
	if err != nil {
		return nil, fmt.Errorf("embed %d texts: %w", len(texts), err)
	}
	all := make([][]float32, len(texts))
	for _, e := range got.Data {
		if e.Index >= 0 && e.Index < len(all) {
			all[e.Index] = unit(e.Embedding)
		}
	}
	for _, v := range all {
		if v == nil {
			return nil, fmt.Errorf("embed %d texts: %d vectors came", len(texts), len(got.Data))
		}
	}
	return all, nil
}

// unit scales a vector to the length 1; nil for one without length.
func unit(v []float32) []float32 {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum == 0 || math.IsInf(sum, 0) || math.IsNaN(sum) {
		return nil
	}
	scaled := make([]float32, len(v))
	for i, x := range v {
		scaled[i] = float32(float64(x) / math.Sqrt(sum))
	}
	return scaled
}
