package main

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"guanxi/deploy/shop"
	"guanxi/dialogs"
	"guanxi/dialogs/transcript"
)

// TestChatRecords holds that what was played and recorded plays as itself.
func TestChatRecords(t *testing.T) {
	world, err := dialogs.Load(shop.FS)
	if err != nil {
		t.Fatal(err)
	}
	typed := []string{
		"/rate", "2", "!photo of the leaves", "why?", "Service", "~ 10m", "<< 1", "/human", "@ reply", "<- rate.stars:5",
		"!soup", "~ soon", "@ shout", "?", "", "hello", "@ back", "/help", "1",
	}
	for _, lang := range world.Texts.Languages() {
		var out, record strings.Builder
		talk := conversation{player: transcript.New(world), out: &out, record: &record}
		if err := talk.begin(lang, "Ada Byron"); err != nil {
			t.Fatal(err)
		}
		if err := talk.all(t.Context(), newKeyboard(t.Context(), strings.NewReader(strings.Join(typed, "\n"))), "help"); err != nil {
			t.Fatal(err)
		}
		again, err := transcript.Play(world, record.String())
		if err != nil || again != record.String() {
			t.Errorf("%s: the recording plays otherwise: %v\n%s\nnot\n%s", lang, err, again, record.String())
		}
		for _, line := range []string{"< 2 ★\n", "<! photo of the leaves\n", "~ 10m\n", "<< 1\n", "@ reply\n", "<- rate.stars:5\n", "* hand off"} {
			if !strings.Contains(record.String(), line) {
				t.Errorf("%s: no %q is recorded in\n%s", lang, line, record.String())
			}
		}
		for _, odd := range []string{"soup", "soon", "shout"} {
			if strings.Contains(record.String(), odd) || !strings.Contains(out.String(), odd) {
				t.Errorf("%s: %q is recorded, or its typist not told", lang, odd)
			}
		}
	}
}

// TestChatStops holds that it ends when it is told to, though nothing more is typed.
func TestChatStops(t *testing.T) {
	world, err := dialogs.Load(shop.FS)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	k := &keyboard{make(chan string)}
	ended := make(chan error)
	go func() {
		talk := conversation{player: transcript.New(world), out: &strings.Builder{}, record: &strings.Builder{}}
		ended <- talk.all(ctx, k, "")
	}()
	k.lines <- "/start"
	cancel(fmt.Errorf("enough"))
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
