package bot

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"guanxi/dialogs"
	"guanxi/dialogs/mask"
	"guanxi/profile"
	"guanxi/profile/store"

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

// vectorKey is the record of a text's vector.
func vectorKey(model, text string) store.Key {
	sum := sha256.Sum256([]byte(model + "\x00" + text))
	name := "vector:" + hex.EncodeToString(sum[:16])
	return store.Key{Shard: profile.ShardOf(name), Name: name}
}

// vectorsIn is the list of a shard's vectors, by the names of their records.
func vectorsIn(shard uint8) store.Key { return store.Key{Shard: shard, Name: "vectors"} }

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

// unsaid adds to a commit what takes away a shard's vectors of former wordings.
func (b *Bot) unsaid(ctx context.Context, c *store.Commit) error {
	n := &b.neighbours
	entries, err := b.store.Range(ctx, vectorsIn(c.Shard), 0, endOfTime, math.MaxInt32)
	if err != nil {
		return err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, e := range entries {
		if n.kept != nil && !n.kept[e.ID] {
			c.Delete = append(c.Delete, store.Key{Shard: c.Shard, Name: strings.Clone(e.ID)})
			c.Remove = append(c.Remove, store.Link{List: vectorsIn(c.Shard), Entry: e})
		}
	}
	return nil
}

// vectors are those of texts, from the store where it has them.
func (b *Bot) vectors(ctx context.Context, texts []string) ([][]float32, error) {
	m := b.consults.model
	all := make([][]float32, len(texts))
	var lacking []int
	for i, text := range texts {
		got, err := b.store.Get(ctx, vectorKey(m.Embedding(), text))
		if err != nil {
			return nil, fmt.Errorf("look up a vector: %w", err)
		}
		if all[i] = unpackVector(got[0].Value); all[i] == nil {
			lacking = append(lacking, i)
		}
	}
	words := make([]string, len(lacking))
	for k, i := range lacking {
		words[k] = texts[i]
	}
	vectors, err := m.EmbedAll(ctx, words)
	if err != nil {
		return nil, err
	}
	for k, i := range lacking {
		all[i] = vectors[k]
		key := vectorKey(m.Embedding(), texts[i])
		if err := b.apply(putVector(key, vectors[k])); err != nil {
			return nil, fmt.Errorf("keep a vector: %w", err)
		}
	}
	return all, nil
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

// putVector keeps a vector, and that it is kept.
func putVector(key store.Key, v []float32) store.Commit {
	return store.Commit{
		Shard: key.Shard, Puts: []store.Put{{Key: key, Value: packVector(v)}},
		Add: []store.Link{{List: vectorsIn(key.Shard), Entry: store.Entry{ID: key.Name}}},
	}
}

func packVector(v []float32) []byte {
	packed := make([]byte, 0, 4*len(v))
	for _, x := range v {
		packed = binary.LittleEndian.AppendUint32(packed, math.Float32bits(x))
	}
	return packed
}

// unpackVector returns nil for what is none.
func unpackVector(packed []byte) (v []float32) {
	if len(packed)%4 != 0 {
		return nil
	}
	for ; len(packed) > 0; packed = packed[4:] {
		v = append(v, math.Float32frombits(binary.LittleEndian.Uint32(packed)))
	}
	return v
}
