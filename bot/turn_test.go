package bot

import (
	"strings"
	"testing"

	"guanxi/dialogs"
)

// TestPanic shields the process from a turn that panics, and keeps what the customer wrote out of the error.
func TestPanic(t *testing.T) {
	_, err := takeTurn(nil, nil, dialogs.State{}, dialogs.Input{Chat: 1, Text: "my secret"})
	if err == nil || !strings.Contains(err.Error(), "panic") || strings.Contains(err.Error(), "my secret") {
		t.Errorf("got %v", err)
	}
}
