package embeddings

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"guanxi/profile"
	"guanxi/profile/store"
)

// letters is a model that knows two directions: words with a t, and others.
type letters struct {
	asked []string
	err   error
}

func (m *letters) Embedding() string { return "letters" }

func (m *letters) Embed(_ context.Context, text string) ([]float32, error) {
	m.asked = append(m.asked, text)
	if strings.Contains(text, "t") {
		return []float32{1, 0}, m.err
	}
	return []float32{0, 1}, m.err
}

func (m *letters) EmbedAll(ctx context.Context, texts []string) (all [][]float32, err error) {
	for _, text := range texts {
		v, err := m.Embed(ctx, text)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}

func open(t *testing.T) store.Store {
	t.Helper()
	memory, err := store.OpenBolt(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { memory.Close() })
	return memory
}

func place(x *Index, texts ...string) {
	x.Place(texts, texts, func(text string) string { return strings.ReplaceAll(text, "Mei", "[NAME]") })
	x.runs.Wait()
}

// TestIndex embeds each wording once for all, hides what it is told to, and tries again what failed.
func TestIndex(t *testing.T) {
	m, memory := &letters{}, open(t)
	x := New(m, memory, slog.New(slog.DiscardHandler))
	defer x.Close()
	place(x, "tea of Mei", "cake")
	if want := []string{"tea of [NAME]", "cake"}; !slices.Equal(m.asked, want) {
		t.Errorf("embedded %q, want %q", m.asked, want)
	}
	if near := x.Near(t.Context(), "cups"); !slices.Equal(near, []string{"cake"}) {
		t.Errorf("near are %q", near)
	}
	m.asked, m.err = nil, errors.New("away")
	place(x, "tea of Mei")
	if x.Failed() || m.asked != nil || len(x.Near(t.Context(), "cups")) != 0 {
		t.Errorf("embedded again: %q", m.asked)
	}
	place(x, "new")
	if !x.Failed() {
		t.Error("nothing failed")
	}
	m.err = nil
	if place(x, "new"); x.Failed() || !slices.Equal(x.Near(t.Context(), "water"), nil) || len(x.Near(t.Context(), "bun")) != 1 {
		t.Error("what failed was not made up for")
	}
}

// TestTrim takes away the vectors of what is said no more, and none before it is known what is said.
func TestTrim(t *testing.T) {
	memory := open(t)
	m := &letters{}
	first := New(m, memory, slog.New(slog.DiscardHandler))
	place(first, "said", "former")
	first.Close()
	x := New(m, memory, slog.New(slog.DiscardHandler))
	defer x.Close()
	if n := trim(t, x, memory); n != 0 {
		t.Errorf("took away %d before it is known what is said", n)
	}
	place(x, "said")
	if n := trim(t, x, memory); n != 1 {
		t.Errorf("took away %d, want 1", n)
	}
	got, err := memory.Get(t.Context(), vectorKey("letters", "said"), vectorKey("letters", "former"))
	if err != nil || got[0].Version == 0 || got[1].Version != 0 {
		t.Errorf("left %+v, %v", got, err)
	}
}

func trim(t *testing.T, x *Index, memory store.Store) (n int) {
	t.Helper()
	for shard := range uint8(profile.Shards) {
		c := store.Commit{Shard: shard}
		if err := x.Trim(t.Context(), &c); err != nil {
			t.Fatal(err)
		}
		n += len(c.Remove)
		if err := memory.Commit(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	return n
}
