package main

import (
	"bytes"
	"encoding/json"
	"testing"

	"guanxi/deploy/needs"
)

// TestEvalLanguage holds what is promised of the language of a message, on messages that nothing was chosen by.
func TestEvalLanguage(t *testing.T) {
	args := []string{"eval", "language", "--json", "--test", "../../dialogs/tongue/testdata/es.jsonl"}
	shared := needs.Shared(t, "data/lid_test/lid_test.jsonl", "the language of messages, on the shared test set")
	bars := map[string]float64{"es": .95}
	if shared != "" {
		args = append(args, "--test", shared)
		bars["en"] = .95
	}
	var out, errOut bytes.Buffer
	if code := execute(t.Context(), args, &out, &errOut); code != exitDone {
		t.Fatal(code, errOut.String())
	}
	var got struct {
		Accuracy   float64            `json:"accuracy"`
		ByLanguage map[string]float64 `json:"by_language"`
		Micros     float64            `json:"us_per_message"`
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	t.Logf("%+v", got)
	if got.Accuracy < .95 || got.Micros <= 0 {
		t.Errorf("%+v", got)
	}
	for lang, least := range bars {
		if got.ByLanguage[lang] < least {
			t.Errorf("%s: %.3f, want %.2f", lang, got.ByLanguage[lang], least)
		}
	}
	if shared == "" {
		t.Skip("SKIPPED: no ../shared/data/lid_test: only Spanish was measured")
	}
}
