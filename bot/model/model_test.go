package model_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"guanxi/bot/model"
	"guanxi/bot/model/modeltest"
	"guanxi/dialogs/grounded"
	"guanxi/profile/store"
)

func prompt(data string) grounded.Prompt {
	return grounded.Prompt{Name: "answer", System: "Answer.", Data: data, Schema: []byte(`{"type":"object"}`), Answer: 100}
}

func client(s *modeltest.Server, change func(*model.Options)) *model.Client {
	o := model.Options{URL: s.URL, Name: "small", Tokens: 1_000_000}
	if change != nil {
		change(&o)
	}
	return model.New(o)
}

// TestAsk asks, whole and streaming, and asks the same thing once.
func TestAsk(t *testing.T) {
	s := modeltest.New(t)
	s.Answer = func(a modeltest.Asked) string { return `{"outcome":"answer","text":"` + a.Data + `"}` }
	c := client(s, func(o *model.Options) { o.Key = "secret" })
	for range 2 {
		got, err := c.Ask(t.Context(), prompt("one"), nil)
		if err != nil || got != `{"outcome":"answer","text":"one"}` {
			t.Fatalf("%q, %v", got, err)
		}
	}
	var parts []string
	got, err := c.Ask(t.Context(), prompt("two, and some more of it"), func(text string) { parts = append(parts, text) })
	if err != nil || len(parts) < 3 || parts[len(parts)-1] != got || !strings.HasPrefix(got, parts[0]) {
		t.Errorf("streamed %q as %q, %v", got, parts, err)
	}
	if n := len(s.Asked()); n != 2 {
		t.Errorf("%d calls for two questions", n)
	}
	if a := s.Asked()[0]; a.Format != "json_schema" || !strings.Contains(s.Raw(), "Bearer secret") {
		t.Errorf("asked as %+v", a)
	}
}

// TestOld finds out what an endpoint of few abilities takes, at the start or with the first question.
func TestOld(t *testing.T) {
	s := modeltest.New(t)
	s.Fail(modeltest.Old)
	c := client(s, nil)
	if err := c.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Ask(t.Context(), prompt("1"), nil); err != nil {
		t.Error(err)
	}
	c = client(s, nil)
	for i := range 3 {
		if _, err := c.Ask(t.Context(), prompt(strconv.Itoa(i)), nil); err != nil {
			t.Errorf("question %d: %v", i, err)
		}
	}
}

// TestRefused goes on as before after a question that is refused for its words, and leaves out a field that is not known.
func TestRefused(t *testing.T) {
	for _, checked := range []bool{true, false} {
		s := modeltest.New(t)
		c := client(s, func(o *model.Options) { o.Name = "gpt-5-mini" })
		if checked {
			if err := c.Check(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		s.Fail(modeltest.Filtered)
		if _, err := c.Ask(t.Context(), prompt("hostile"), nil); err == nil {
			t.Error("a refused question is answered")
		}
		s.Fail(modeltest.None)
		if _, err := c.Ask(t.Context(), prompt("1"), nil); err != nil {
			t.Fatal(err)
		}
		if a := s.Asked(); a[len(a)-1].Format != "json_schema" {
			t.Errorf("after a refused question, asked as %+v", a)
		}
		s.Fail(modeltest.Hasty)
		if _, err := c.Ask(t.Context(), prompt("2"), nil); err != nil {
			t.Fatal(err)
		}
		if a := s.Asked(); a[len(a)-1].Format != "json_schema" {
			t.Errorf("without an effort, asked as %+v", a)
		}
	}
}

// TestCost counts what an answer took that came to nothing.
func TestCost(t *testing.T) {
	for fault, partial := range map[modeltest.Fault]func(string){modeltest.Pensive: nil, modeltest.Broken: func(string) {}} {
		s := modeltest.New(t)
		s.Fail(fault)
		c := client(s, func(o *model.Options) { o.Tokens = 180 }) // one question is booked with 111
		for i := range 2 {
			_, err := c.Ask(t.Context(), prompt("?"), partial)
			if err == nil || errors.Is(err, model.ErrSpent) != (i == 1) {
				t.Errorf("fault %d, question %d: %v", fault, i, err)
			}
		}
	}
}

// TestCheck tells the owner how to mend what is wrong.
func TestCheck(t *testing.T) {
	for fault, want := range map[modeltest.Fault]string{
		modeltest.None: "", modeltest.Page: "hint: the address of an API mostly ends with /v1", modeltest.Refused: "hint: set OPENAI_API_KEY",
		modeltest.NoModel: `there is no model "small"`, modeltest.Busy: "nothing left to pay", modeltest.Rude: "answers 500", modeltest.Pensive: "hint: set OPENAI_MODEL to one that thinks less", modeltest.Malformed: "not an answer of OpenAI's API",
		modeltest.Elsewhere: "sends us on to elsewhere.invalid",
	} {
		s := modeltest.New(t)
		s.Fail(fault)
		err := client(s, nil).Check(t.Context())
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("fault %d: %v, want %q", fault, err, want)
		}
	}
	s := modeltest.New(t)
	s.Down()
	if err := client(s, nil).Check(t.Context()); err == nil || !strings.Contains(err.Error(), "hint: look whether OPENAI_BASE_URL is right, and up") {
		t.Errorf("down: %v", err)
	}
}

// TestCheckEmbedding names the setting that is wrong, and asks nothing where there is no such model.
func TestCheckEmbedding(t *testing.T) {
	s := modeltest.New(t) // which has no embeddings
	if err := client(s, nil).CheckEmbedding(t.Context()); err != nil || len(s.Raw()) > 0 {
		t.Errorf("without a model: %v", err)
	}
	c := client(s, func(o *model.Options) { o.Embedding = "near" })
	if err := c.CheckEmbedding(t.Context()); err == nil || !strings.Contains(err.Error(), `no model "near"`) || !strings.Contains(err.Error(), "OPENAI_EMBEDDING_MODEL") {
		t.Errorf("without embeddings: %v", err)
	}
	s.Vector = func(string) []float32 { return []float32{1, 0} }
	if err := c.CheckEmbedding(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestFaults fails in all the ways: there is an error soon, nobody is asked for a while after three, and the log says why,
// and nothing of what was asked.
func TestFaults(t *testing.T) {
	why := map[modeltest.Fault]string{
		modeltest.Rude: "the endpoint answers 500", modeltest.Page: "it answers with a web page", modeltest.Malformed: "not an answer of OpenAI's API", modeltest.Empty: "without words",
		modeltest.Busy: "too many requests", modeltest.Refused: "the key is refused (401)", modeltest.NoModel: "there is no model", modeltest.Elsewhere: "sends us on", modeltest.Endless: "err=",
	}
	for _, fault := range []modeltest.Fault{modeltest.Rude, modeltest.Page, modeltest.Malformed, modeltest.Empty, modeltest.Busy, modeltest.Refused, modeltest.NoModel, modeltest.Elsewhere, modeltest.Endless} {
		s := modeltest.New(t)
		s.Fail(fault)
		var log bytes.Buffer
		c := client(s, func(o *model.Options) { o.Log = slog.New(slog.NewTextHandler(&log, nil)) })
		for i := range 5 {
			_, err := c.Ask(t.Context(), prompt("a private question"), nil)
			if err == nil || errors.Is(err, model.ErrBroken) != (i >= 3) {
				t.Errorf("fault %d, question %d: %v", fault, i, err)
			}
		}
		if got := strings.Count(log.String(), "\n"); got != 1 || strings.Contains(log.String(), "private") || !strings.Contains(log.String(), why[fault]) {
			t.Errorf("fault %d: logged %q", fault, log.String())
		}
	}
}

// TestSpent stops when the day's tokens are spent, over a restart too, and goes on the next day.
func TestSpent(t *testing.T) {
	s := modeltest.New(t)
	memory, err := store.OpenBolt(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer memory.Close()
	var log bytes.Buffer
	day := "2026-03-02"
	restart := func() *model.Client {
		return client(s, func(o *model.Options) {
			o.Store, o.Tokens, o.Today, o.Log = memory, 500, func() string { return day }, slog.New(slog.NewTextHandler(&log, nil))
		})
	}
	c := restart()
	asked := 0
	for ; ; asked++ {
		_, err := c.Ask(t.Context(), prompt(strings.Repeat("x", asked)), nil)
		if errors.Is(err, model.ErrSpent) {
			break
		}
		if err != nil || asked > 100 {
			t.Fatal(asked, err)
		}
	}
	if asked < 5 || s.Tokens() > 500 {
		t.Errorf("%d questions, %d tokens of 500", asked, s.Tokens())
	}
	c = restart()
	for range 2 {
		if _, err := c.Ask(t.Context(), prompt("again"), nil); !errors.Is(err, model.ErrSpent) {
			t.Errorf("after a restart: %v", err)
		}
	}
	if got := strings.Count(log.String(), "spent"); got != 2 { // once in each life
		t.Errorf("told %d times: %s", got, log.String())
	}
	day = "2026-03-03"
	if _, err := c.Ask(t.Context(), prompt("again"), nil); err != nil {
		t.Errorf("on the next day: %v", err)
	}
}

// hang is a net on which nothing ever answers.
type hang struct{}

func (hang) RoundTrip(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

// TestTimeout gives a model 8 seconds, and half a minute's rest after three failures.
func TestTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := model.New(model.Options{URL: "http://model.invalid/v1", Name: "slow", Tokens: 1_000_000, Transport: hang{}})
		for i := range 4 {
			began := time.Now()
			_, err := c.Ask(t.Context(), prompt("?"), nil)
			took := time.Since(began)
			if i < 3 && (took != 8*time.Second || !errors.Is(err, context.DeadlineExceeded)) || i == 3 && (took != 0 || !errors.Is(err, model.ErrBroken)) {
				t.Errorf("question %d: %v after %s", i, err, took)
			}
		}
		<-time.After(31 * time.Second)
		if _, err := c.Ask(t.Context(), prompt("?"), nil); errors.Is(err, model.ErrBroken) {
			t.Error("it is not tried again")
		}
	})
}

// drip is a net on which an answer comes without end, a byte a second.
type drip struct{}

func (drip) RoundTrip(r *http.Request) (*http.Response, error) {
	here, there := net.Pipe()
	go func() {
		defer there.Close()
		for {
			select {
			case <-time.After(time.Second):
				if _, err := there.Write([]byte(" ")); err != nil {
					return
				}
			case <-r.Context().Done():
				return
			}
		}
	}()
	return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"text/event-stream"}}, Body: io.NopCloser(here), Request: r}, nil
}

// TestDrip gives up a model that goes on for ever.
func TestDrip(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := model.New(model.Options{URL: "http://model.invalid/v1", Name: "slow", Tokens: 1_000_000, Transport: drip{}})
		began := time.Now()
		_, err := c.Ask(t.Context(), prompt("?"), func(string) {})
		if took := time.Since(began); err == nil || took > 9*time.Second {
			t.Errorf("%v after %s", err, took)
		}
	})
}

// TestHear fetches no recording that nobody could hear: while all places are taken, or after three failures.
func TestHear(t *testing.T) {
	s := modeltest.New(t)
	s.Hears = "hello"
	c := client(s, func(o *model.Options) { o.Audio = "ear" })
	fetched := 0
	fetch := func(context.Context) (string, []byte, error) {
		fetched++
		return "voice.ogg", []byte("sound"), nil
	}
	if said, err := c.Hear(t.Context(), fetch); said != "hello" || err != nil {
		t.Fatalf("heard %q, %v", said, err)
	}
	s.Fail(modeltest.Rude)
	for i := range 5 {
		if _, err := c.Hear(t.Context(), fetch); err == nil || errors.Is(err, model.ErrBroken) != (i >= 3) {
			t.Errorf("recording %d: %v", i, err)
		}
	}
	if fetched != 4 {
		t.Errorf("%d recordings were fetched", fetched)
	}
	synctest.Test(t, func(t *testing.T) {
		c := model.New(model.Options{URL: "http://model.invalid/v1", Name: "slow", Audio: "ear", Tokens: 1_000_000, Transport: hang{}})
		ctx, cancel := context.WithCancel(t.Context())
		fetching := 0
		var places sync.WaitGroup
		var mu sync.Mutex
		for range 9 {
			places.Go(func() {
				_, _ = c.Hear(ctx, func(ctx context.Context) (string, []byte, error) {
					mu.Lock()
					fetching++
					mu.Unlock()
					<-ctx.Done()
					return "", nil, ctx.Err()
				})
			})
		}
		synctest.Wait()
		if fetching != 4 {
			t.Errorf("%d recordings are fetched at once", fetching)
		}
		cancel()
		places.Wait()
	})
}
