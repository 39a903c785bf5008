package main

import (
	"cmp"
	"context"
	"log/slog"
	"net/url"
	"os"

	"guanxi/bot/model"
	"guanxi/profile/store"
)

// modelSettings are those of the language model. There is none without a name: a key alone may be another program's.
type modelSettings struct {
	Model          string `env:"OPENAI_MODEL" placeholder:"NAME" help:"The language model that is asked what the shop's knowledge does not surely answer; without it nobody is."`
	ModelURL       string `env:"OPENAI_BASE_URL" placeholder:"URL" help:"An endpoint that speaks OpenAI's API, as a model on your own machine does (default: OpenAI's)."`
	EmbeddingModel string `env:"OPENAI_EMBEDDING_MODEL" placeholder:"NAME" help:"The model by whose embeddings entries are found too."`
	AudioModel     string `env:"GUANXI_AUDIO_MODEL" placeholder:"NAME" help:"The model that hears voice messages, such as whisper-1: recordings leave the machine as they are; wants OPENAI_MODEL; without it staff hear them."`
	ModelTokens    int    `env:"GUANXI_MODEL_TOKENS" default:"300000" placeholder:"COUNT" help:"Tokens that the language model may take a day; then the bot answers without it (default: 300000)."`

	modelKey string // OPENAI_API_KEY
}

// readModel takes the key from the environment and returns what is wrong with the settings.
func (s *modelSettings) readModel() []error {
	s.modelKey = os.Getenv("OPENAI_API_KEY")
	return []error{
		check(s.ModelURL == "" || isURL(s.ModelURL), "OPENAI_BASE_URL: not an http or https address; hint: leave it out for OpenAI's"),
		check(s.Model == "" || s.modelKey != "" || s.ModelURL != "", "OPENAI_MODEL is set without OPENAI_API_KEY; hint: set it, or OPENAI_BASE_URL to an endpoint that wants none"),
		check(s.ModelTokens >= 0, "GUANXI_MODEL_TOKENS: %d tokens; hint: how many the language model may take a day, 0 for none", s.ModelTokens),
	}
}

// unnamed tells of settings of a language model that is not named.
func unnamed() (warnings []string) {
	for _, name := range []string{"OPENAI_BASE_URL", "OPENAI_EMBEDDING_MODEL", "GUANXI_AUDIO_MODEL"} {
		if os.Getenv(name) != "" && os.Getenv("OPENAI_MODEL") == "" {
			warnings = append(warnings, name+" is set without OPENAI_MODEL: no language model is asked")
		}
	}
	return warnings
}

// open returns the language model; nil: there is none.
func (s *modelSettings) open(memory store.Store, today func() string, log *slog.Logger) *model.Client {
	if s.Model == "" {
		return nil
	}
	return model.New(model.Options{
		Key: s.modelKey, URL: s.ModelURL, Name: s.Model, Embedding: s.EmbeddingModel, Audio: s.AudioModel, Tokens: s.ModelTokens, Store: memory, Today: today, Log: log,
	})
}

// host is where the language model is.
func (s *modelSettings) host() string {
	u, err := url.Parse(s.ModelURL)
	if err != nil {
		return s.ModelURL
	}
	return cmp.Or(u.Hostname(), "api.openai.com")
}

// tryModel asks the language model for a word, and returns what is wrong.
func tryModel(ctx context.Context, m *model.Client) (faults []string) {
	if m == nil {
		return nil
	}
	err := m.Check(ctx)
	if err == nil { // else the same would be told twice
		err = m.CheckEmbedding(ctx)
	}
	if err != nil {
		faults = append(faults, err.Error())
	}
	return faults
}
