package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"guanxi/profile/store"
)

// held is a store that another works on for some looks at it; then it does not answer.
type held struct {
	store.Store
	looks int
}

func (h *held) Get(context.Context, ...store.Key) ([]store.Record, error) {
	if h.looks--; h.looks < 0 {
		return nil, errors.New("connection refused")
	}
	return []store.Record{{Value: []byte("ABC - 1"), Version: 1}}, nil
}

// TestHoldRefused calls a store that does not answer a mistake of the settings where it never did, and not where a process
// that stood by had been waiting for it.
func TestHoldRefused(t *testing.T) {
	l := &life{runCommand: &runCommand{settings: settings{redisURL: "redis://127.0.0.1:1"}}, log: slog.New(slog.DiscardHandler)}
	for looks, mistake := range []bool{true, false} {
		_, _, err := l.hold(t.Context(), &held{looks: looks})
		if _, usage := errors.AsType[usageError](err); err == nil || usage != mistake || !strings.Contains(err.Error(), "\nhint: ") {
			t.Errorf("after %d looks: %v", looks, err)
		}
	}
}
