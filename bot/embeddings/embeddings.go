// Package embeddings finds the entries of a shop's knowledge that lie nearest to a question, by the vectors that a model of
// embeddings gives. Each wording is embedded once: the store keeps its vector.
package embeddings

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"slices"
	"sync"
	"time"

	"guanxi/profile/store"

	"github.com/sony/gobreaker/v2"
)

const (
	nearest  = 4   // entries that are added to a shortlist
	nearness = 0.3 // the least cosine of one of them

	deafAfter = 3                // questions in a row that were not embedded, after which none is tried
	deafFor   = 30 * time.Second // and for how long
)

// Placed is what the log says when entries can be found.
const Placed = "embedded the knowledge"

// Model gives vectors of length 1.
type Model interface {
	Embedding() string // its name
	Embed(context.Context, string) ([]float32, error)
	EmbedAll(context.Context, []string) ([][]float32, error)
}

// Index is where the entries lie among all that could be said. Until that is known, and where it cannot be found out, none
// is near. A nil one finds nothing.
type Index struct {
	model   Model
	store   store.Store
	log     *slog.Logger
	breaker *gobreaker.CircuitBreaker[[]float32] // of questions: a customer waits for each

	mu      sync.Mutex
	closed  bool
	cancel  context.CancelFunc // ends the run under way
	failed  bool               // the last run did
	ids     []string
	vectors [][]float32
	kept    map[string]bool // the names of the records that hold what is said now; nil: no run began yet

	run  sync.Mutex // held by the run under way: no two pay for the same
	runs sync.WaitGroup
}

// New returns an index without entries.
func New(m Model, s store.Store, log *slog.Logger) *Index {
	return &Index{model: m, store: s, log: log, breaker: gobreaker.NewCircuitBreaker[[]float32](gobreaker.Settings{
		Timeout:     deafFor,
		ReadyToTrip: func(counts gobreaker.Counts) bool { return counts.ConsecutiveFailures >= deafAfter },
		IsExcluded:  func(err error) bool { return errors.Is(err, context.Canceled) },
	})}
}

// Close ends the run under way and waits for it.
func (x *Index) Close() {
	if x == nil {
		return
	}
	x.mu.Lock()
	x.closed = true
	if x.cancel != nil {
		x.cancel()
	}
	x.mu.Unlock()
	x.runs.Wait()
}

// Place finds out in the background where entries lie, in the place of all before: a text of each, and its entry's id.
// hide takes out of a text what the model may not read.
func (x *Index) Place(ids, texts []string, hide func(string) string) {
	if x == nil {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return
	}
	if x.cancel != nil {
		x.cancel()
	}
	ctx, cancel := context.WithCancel(context.Background())
	x.cancel, x.failed = cancel, false
	x.runs.Go(func() { defer cancel(); x.place(ctx, ids, texts, hide) })
}

// place is one run.
func (x *Index) place(ctx context.Context, ids, texts []string, hide func(string) string) {
	x.run.Lock()
	defer x.run.Unlock()
	hidden, kept := make([]string, len(texts)), map[string]bool{}
	for i, text := range texts {
		hidden[i] = hide(text)
		kept[vectorKey(x.model.Embedding(), hidden[i]).Name] = true
	}
	x.mu.Lock()
	if ctx.Err() == nil {
		x.kept = kept
	}
	x.mu.Unlock()
	vectors, err := x.embed(ctx, hidden)
	x.mu.Lock()
	defer x.mu.Unlock()
	switch {
	case ctx.Err() != nil: // there is a newer one, or the end has come
	case err != nil:
		x.failed = true
		x.log.Warn("embed the knowledge; entries are found by their words alone", "err", err)
	default:
		x.ids, x.vectors = ids, vectors
		x.log.Info(Placed, "entries", len(ids))
	}
}

// Failed says whether the last run did: the next occasion should make another.
func (x *Index) Failed() bool {
	if x == nil {
		return false
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.failed
}

// Near are the ids of the entries that lie nearest to a question, best first; none where it cannot be embedded.
func (x *Index) Near(ctx context.Context, question string) (ids []string) {
	if x == nil {
		return nil
	}
	x.mu.Lock()
	all, vectors := x.ids, x.vectors
	x.mu.Unlock()
	if len(all) == 0 {
		return nil
	}
	v, err := x.breaker.Execute(func() ([]float32, error) { return x.model.Embed(ctx, question) })
	if err != nil { // as without
		return nil
	}
	cosine := make([]float64, len(all))
	order := make([]int, len(all))
	for i, entry := range vectors {
		order[i] = i
		cosine[i] = dot(v, entry)
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(cosine[j], cosine[i]) })
	for _, i := range order[:min(len(order), nearest)] {
		if cosine[i] >= nearness {
			ids = append(ids, all[i])
		}
	}
	return ids
}

// dot is the cosine of two vectors of length 1; 0 where they are of two models.
func dot(a, b []float32) (sum float64) {
	if len(a) != len(b) {
		return 0
	}
	for k := range a {
		sum += float64(a[k]) * float64(b[k])
	}
	return sum
}
