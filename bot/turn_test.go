package bot

import (
	"strings"
	"testing"

	"guanxi/dialogs"
)

// TestPanic shields the process from a turn that panics, and keeps what the customer wrote out of the error.
func TestPanic(t *testing.T) {
	m := matter{known: &known{}, input: dialogs.Input{Chat: 1, Text: "my secret"}}
	_, err := m.take()
	if err == nil || !strings.Contains(err.Error(), "panic") || strings.Contains(err.Error(), "my secret") {
		t.Errorf("got %v", err)
	}
}
