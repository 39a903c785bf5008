package bot_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"guanxi/bot/sandbox"
)

// TestSilence has a call that bypasses the outbox be told to wait: no message is tried meanwhile.
func TestSilence(t *testing.T) {
	r := newRig(t, bolt(t))
	r.say(7, "/start")
	r.box.SetFaults(sandbox.Faults{TooMany: 1, RetryAfter: 1, Methods: []string{"setMyCommands"}})
	if err := r.bot.Introduce(t.Context()); err == nil || !strings.Contains(err.Error(), "429") {
		t.Fatalf("introduced: %v", err)
	}
	r.box.SetFaults(sandbox.Faults{})
	before := r.box.Calls()["sendMessage"]
	if err := r.bot.Batch(t.Context(), []json.RawMessage{words(4_000_000_000_000, "/rate")}); err != nil {
		t.Fatal(err)
	}
	r.find(7, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "How was your visit") })
	if n := r.box.Calls()["sendMessage"] - before; n != 1 {
		t.Errorf("sent by %d calls", n)
	}

	began := time.Now()
	const silence = 300 * time.Millisecond
	r.bot.Hush(silence)
	if err := r.bot.Introduce(t.Context()); err != nil || time.Since(began) < silence {
		t.Errorf("introduced after %v: %v", time.Since(began), err)
	}
}
