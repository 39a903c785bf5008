package main

import (
	"strings"
	"testing"
)

// TestUnnamed tells of each setting that asks nobody for want of a model's name.
func TestUnnamed(t *testing.T) {
	for _, name := range []string{"OPENAI_BASE_URL", "OPENAI_EMBEDDING_MODEL", "GUANXI_AUDIO_MODEL"} {
		t.Setenv("OPENAI_MODEL", "")
		t.Setenv(name, "x")
		if got := strings.Join(unnamed(), "\n"); !strings.Contains(got, name+" is set without OPENAI_MODEL") {
			t.Errorf("%s: %q", name, got)
		}
		t.Setenv("OPENAI_MODEL", "small")
		if got := unnamed(); got != nil {
			t.Errorf("%s with a name: %q", name, got)
		}
	}
}
