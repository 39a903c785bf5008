package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"guanxi/bot/model/modeltest"
)

// withModel starts a language model and has the settings name it.
func withModel(t *testing.T, answer func(modeltest.Asked) string) *modeltest.Server {
	t.Helper()
	s := modeltest.New(t)
	s.Answer = answer
	t.Setenv("OPENAI_MODEL", "small")
	t.Setenv("OPENAI_BASE_URL", s.URL)
	t.Setenv("OPENAI_API_KEY", "")
	t.Setenv("OPENAI_EMBEDDING_MODEL", "")
	t.Setenv("GUANXI_MODEL_TOKENS", "100000")
	return s
}

// written is a file of lines.
func written(t *testing.T, lines ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "lines.jsonl")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// evaluated runs an evaluation that has to succeed, and returns its figures.
func evaluated(t *testing.T, args ...string) map[string]any {
	t.Helper()
	var out, errOut bytes.Buffer
	if code := execute(t.Context(), append(append([]string{"eval"}, args...), "--json"), &out, &errOut); code != exitDone {
		t.Fatalf("%v: exit %d, %s", args, code, errOut.String())
	}
	var got map[string]any
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	return got
}

// holds compares some figures.
func holds(t *testing.T, got map[string]any, want map[string]float64) {
	t.Helper()
	for key, v := range want {
		if got[key] != v {
			t.Errorf("%s: %v, want %v", key, got[key], v)
		}
	}
}

// TestEvalAnswersModel has the model pick an intent for what is not sure.
func TestEvalAnswersModel(t *testing.T) {
	withModel(t, func(a modeltest.Asked) string {
		switch {
		case strings.Contains(a.Data, `"message":"сколько стоит проезд"`) && strings.Contains(a.Data, `{"id":"fare","examples":["how much is a ticket","what does a ride cost"]}`):
			return `{"intent":"fare"}`
		case strings.Contains(a.Data, `"message":"qwerty"`):
			return `{"intent":""}`
		case strings.Contains(a.Data, `"message":"zxcvb"`):
			return `{"intent":"invented"}`
		}
		return `{"ok":true}`
	})
	train := written(t, `{"text":"how much is a ticket","intent":"fare"}`, `{"text":"what does a ride cost","intent":"fare"}`,
		`{"text":"when does the ferry leave","intent":"time"}`, `{"text":"at what hour is the boat","intent":"time"}`)
	test := written(t, `{"text":"сколько стоит проезд","intent":"fare"}`, `{"text":"when does the ferry leave","intent":"time"}`,
		`{"text":"qwerty","intent":"oos"}`, `{"text":"zxcvb","intent":"oos"}`)
	args := []string{"answers", "--train", train, "--valid", train, "--test", test}
	holds(t, evaluated(t, args...), map[string]float64{"in_scope_accuracy": 0.5, "oos_recall": 1})
	holds(t, evaluated(t, append(args, "--model")...), map[string]float64{
		"accuracy": 1, "in_scope_accuracy": 1, "oos_recall": 1, "model_asked": 3, "model_answered": 1, "model_unknown": 1, "model_failed": 1,
	})
}

// TestEvalFAQModel puts first what the model's answer names, where the answer is what stands there.
func TestEvalFAQModel(t *testing.T) {
	withModel(t, func(a modeltest.Asked) string {
		switch {
		case strings.Contains(a.Data, "surf"):
			return `{"outcome":"answer","entries":["2"],"text":"The password is guest."}`
		case strings.Contains(a.Data, "bicycle"): // what no entry says
			return `{"outcome":"answer","entries":["2"],"text":"Bicycles are free on Mondays."}`
		}
		return `{"outcome":"unknown","entries":[],"text":""}`
	})
	kb := written(t, `{"id":1,"question":"When does the garden open?","answers":["At nine."]}`, `{"id":2,"question":"Is there wifi in the garden?","answers":["Yes, the password is guest."]}`,
		`{"id":3,"question":"Can I leave my car near the garden?","answers":["In the yard."]}`)
	queries := written(t, `{"query":"surf garden","id":2}`, `{"query":"when does the garden open","id":1}`, `{"query":"bicycle garden","id":3}`)
	args := []string{"faq", "--kb", kb, "--queries", queries, "--model"}
	got := evaluated(t, args...)
	holds(t, got, map[string]float64{"model_asked": 2, "model_answered": 1, "model_unknown": 0, "model_failed": 1})
	if top1 := got["top1"].(float64); top1 < 0.66 {
		t.Errorf("top1 %.2f", top1)
	}
}

// TestEvalShopModel has the model answer what the shop's knowledge does not surely tell.
func TestEvalShopModel(t *testing.T) {
	s := withModel(t, func(a modeltest.Asked) string {
		if strings.Contains(a.Data, "подношение") {
			return `{"outcome":"answer","entries":["gift-wrap"],"text":"Да: рисовая бумага и льняная лента за 3 €, от 50 € бесплатно."}`
		}
		return `{"outcome":"unknown","entries":[],"text":""}`
	})
	questions := written(t, `{"id":"1","locale":"en","text":"when do you open","topic":"hours"}`,
		`{"id":"2","locale":"ru","text":"оформите как подношение, в бумагу","topic":"gift-wrap"}`, `{"id":"3","locale":"en","text":"who will win the next election","topic":"none"}`)
	got := evaluated(t, "shop", "--questions", questions, "--model")
	holds(t, got, map[string]float64{"model_asked": 2, "model_answered": 1, "model_unknown": 1, "right_or_rightly_withheld": 1})
	right, _ := json.Marshal(got["right"])
	if !strings.Contains(string(right), `"answer":"gift-wrap"`) || !strings.Contains(string(right), `"model":true`) {
		t.Errorf("right: %s", right)
	}
	for _, a := range s.Asked() {
		if strings.Contains(a.Data, "when do you open") {
			t.Error("what is surely answered was asked of the model")
		}
	}
}

// TestEvalModelEnds stops where no more is to be had of the model, or somebody interrupts, and says how far it came.
func TestEvalModelEnds(t *testing.T) {
	kb := written(t, `{"id":1,"question":"When do you open?","answers":["At nine."]}`, `{"id":2,"question":"Do you have wifi?","answers":["Yes, the password is guest."]}`)
	var lines []string
	for _, word := range strings.Fields("surf dive swim sail ride walk fly") {
		lines = append(lines, `{"query":"can one `+word+` here","id":2}`)
	}
	queries := written(t, lines...)
	t.Run("interrupted", func(t *testing.T) {
		ctx, interrupt := context.WithCancel(t.Context())
		defer interrupt()
		var s *modeltest.Server
		s = withModel(t, func(a modeltest.Asked) string {
			if strings.Contains(a.Data, "here") {
				s.Fail(modeltest.Hangs)
				interrupt()
			}
			return `{"ok":true}`
		})
		ended(ctx, t, "of 7 queries that the model is asked about: interrupted", "faq", "--kb", kb, "--queries", queries, "--model")
	})
	t.Run("spent", func(t *testing.T) {
		withModel(t, nil)
		t.Setenv("GUANXI_MODEL_TOKENS", "4000")
		ended(t.Context(), t, "the day's tokens are spent: 4000\nhint: set GUANXI_MODEL_TOKENS", "faq", "--kb", kb, "--queries", queries, "--model")
	})
	t.Run("broken", func(t *testing.T) {
		s := withModel(t, nil)
		s.Answer = func(a modeltest.Asked) string {
			s.Fail(modeltest.Rude)
			return `{"ok":true}`
		}
		ended(t.Context(), t, "the model failed lately, some times in a row\nhint: guanxi check", "faq", "--kb", kb, "--queries", queries, "--model")
	})
	t.Run("down", func(t *testing.T) {
		withModel(t, nil).Down()
		ended(t.Context(), t, "hint: look whether OPENAI_BASE_URL is right, and up", "faq", "--kb", kb, "--queries", queries, "--model")
	})
	t.Run("before it began", func(t *testing.T) {
		ctx, interrupt := context.WithCancel(t.Context())
		interrupt()
		ended(ctx, t, "after 0 of 7 queries: interrupted", "faq", "--kb", kb, "--queries", queries)
		ended(ctx, t, "after 0 of 1 messages: interrupted", "language", "--test", written(t, `{"l":"en","t":"good morning"}`))
		ended(ctx, t, "questions: interrupted", "shop")
		examples := written(t, `{"text":"when","intent":"time"}`, `{"text":"how much","intent":"fare"}`)
		ended(ctx, t, "learn from 2 messages: interrupted", "answers", "--train", examples, "--test", examples)
	})
}

// ended runs an evaluation that has to end with 1 and say why, without any figures.
func ended(ctx context.Context, t *testing.T, why string, args ...string) {
	t.Helper()
	var out, errOut bytes.Buffer
	code := execute(ctx, append([]string{"eval"}, args...), &out, &errOut)
	if code != exitFailed || !strings.Contains(errOut.String(), why) || out.Len() > 0 {
		t.Errorf("%v: exit %d, %s%s; want %q", args, code, out.String(), errOut.String(), why)
	}
}

// TestProgress tells how far it came every few seconds.
func TestProgress(t *testing.T) {
	var out bytes.Buffer
	at := time.Unix(0, 0)
	p := &progress{what: "messages", n: 8, out: &out, now: func() time.Time { return at }}
	err := p.each(t.Context(), 1, func(int) error { at = at.Add(tellEvery / 2); return nil })
	if want := "2 of 8 messages\n4 of 8 messages\n6 of 8 messages\n8 of 8 messages\n"; err != nil || out.String() != want {
		t.Errorf("%q, %v", out.String(), err)
	}
}
