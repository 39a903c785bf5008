package bot

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"guanxi/dialogs"
	"guanxi/dialogs/mask"

	"github.com/sony/gobreaker/v2"
)

const (
	nearest  = 4   // entries that embeddings add to a shortlist
	nearness = 0.3 // the least cosine of one of them
)

// neighbours are the entries of the knowledge by where they lie among all that could be said. They are embedded in the
// background, each wording once: the store keeps its vector. Until that is done, and where it fails, entries are found by
// their words alone.
type neighbours struct {
	breaker *gobreaker.CircuitBreaker[[]float32] // of what customers ask: each waits for it

	mu      sync.Mutex
	cancel  context.CancelFunc // ends the run under way
	failed  bool               // the last run did: the next occasion makes another
	ids     []string
	vectors [][]float32
	kept    map[string]bool // the names of the records that hold what is said now; nil: no run began yet

	run sync.Mutex // held by the run under way: no two pay for the same
}

const (
	deafAfter = 3                // questions in a row that were not embedded, after which none is tried
	deafFor   = 30 * time.Second // and for how long
)

func (n *neighbours) open() {
	n.breaker = gobreaker.NewCircuitBreaker[[]float32](gobreaker.Settings{
		Timeout:     deafFor,
		ReadyToTrip: func(counts gobreaker.Counts) bool { return counts.ConsecutiveFailures >= deafAfter },
		IsExcluded:  func(err error) bool { return errors.Is(err, context.Canceled) },
	})
}

// embedded is what the log says when entries are found by embeddings too.
const embedded = "embedded the knowledge"

// embed finds out where the entries of a world lie, in place of the run under way.
func (b *Bot) embed(w *dialogs.World) {
	m := b.consults.model
	if m == nil || !m.Embeds() {
		return
	}
	n := &b.neighbours
	ctx, cancel := context.WithCancel(b.consults.ctx)
	n.mu.Lock()
	if n.cancel != nil {
		n.cancel()
	}
	n.cancel, n.failed = cancel, false
	n.mu.Unlock()
	if !b.consults.start(func(context.Context) { defer cancel(); b.locate(ctx, w) }) {
		cancel()
	}
}

// locate is one run.
func (b *Bot) locate(ctx context.Context, w *dialogs.World) {
	n := &b.neighbours
	n.run.Lock()
	defer n.run.Unlock()
	ids, texts := w.Wordings()
	names := b.names(&known{})
	kept := map[string]bool{}
	for i := range texts {
		texts[i] = mask.New(names...).Hide(texts[i])
		kept[vectorKey(b.consults.model.Embedding(), texts[i]).Name] = true
	}
	n.mu.Lock()
	if ctx.Err() == nil {
		n.kept = kept
	}
	n.mu.Unlock()
	vectors, err := b.vectors(ctx, texts)
	n.mu.Lock()
	defer n.mu.Unlock()
	switch {
	case ctx.Err() != nil: // there is a newer one
	case err != nil:
		n.failed = true
		b.log.Warn("embed the knowledge; entries are found by their words alone", "err", err)
	default:
		n.ids, n.vectors = ids, vectors
		b.log.Info(embedded, "entries", len(ids))
	}
}

// unplaced says whether the last run failed.
func (n *neighbours) unplaced() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.failed
}

// near are the ids of the entries that lie nearest to a question, best first; none where embeddings fail.
func (b *Bot) near(ctx context.Context, words string, m *mask.Mask) (ids []string) {
	n := &b.neighbours
	n.mu.Lock()
	all, vectors := n.ids, n.vectors
	n.mu.Unlock()
	if len(all) == 0 {
		return nil
	}
	v, err := n.breaker.Execute(func() ([]float32, error) { return b.consults.model.Embed(ctx, m.Hide(words)) })
	if err != nil { // as without
		return nil
	}
	cosine := make([]float64, len(all))
	order := make([]int, len(all))
	for i, entry := range vectors {
		order[i] = i
		if len(entry) == len(v) {
			for k := range v {
				cosine[i] += float64(v[k]) * float64(entry[k])
			}
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(cosine[j], cosine[i]) })
	for _, i := range order[:min(len(order), nearest)] {
		if cosine[i] >= nearness {
			ids = append(ids, all[i])
		}
	}
	return ids
}
