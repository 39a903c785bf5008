package bot

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"sync"

	"guanxi/dialogs"
	"guanxi/dialogs/mask"
	"guanxi/profile"
	"guanxi/profile/store"
)

const (
	nearest  = 4   // entries that embeddings add to a shortlist
	nearness = 0.3 // the least cosine of one of them
)

// neighbours are the entries of the knowledge by where they lie among all that could be said. They are embedded in the
// background, each wording once: the store keeps its vector. Until that is done, and where it fails, entries are found by
// their words alone.
type neighbours struct {
	mu      sync.Mutex
	turn    int // of the world that is being embedded, or was last
	ids     []string
	vectors [][]float32
}

// embedded is what the log says when entries are found by embeddings too.
const embedded = "embedded the knowledge"

// vectorKey is the record of a text's vector.
func vectorKey(model, text string) store.Key {
	sum := sha256.Sum256([]byte(model + "\x00" + text))
	name := "vector:" + hex.EncodeToString(sum[:16])
	return store.Key{Shard: profile.ShardOf(name), Name: name}
}

// embed finds out where the entries of a world lie.
func (b *Bot) embed(w *dialogs.World) {
	m := b.consults.model
	if m == nil || !m.Embeds() {
		return
	}
	n := &b.neighbours
	n.mu.Lock()
	n.turn++
	turn := n.turn
	n.mu.Unlock()
	b.consults.start(func(ctx context.Context) {
		ids, texts := w.Wordings()
		names := b.names(&known{})
		for i := range texts {
			texts[i] = mask.New(names...).Hide(texts[i])
		}
		vectors, err := b.vectors(ctx, texts)
		if err != nil {
			if ctx.Err() == nil {
				b.log.Warn("embed the knowledge; entries are found by their words alone", "err", err)
			}
			return
		}
		n.mu.Lock()
		defer n.mu.Unlock()
		if n.turn == turn {
			n.ids, n.vectors = ids, vectors
			b.log.Info(embedded, "entries", len(ids))
		}
	})
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
		if err := b.apply(store.Commit{Shard: key.Shard, Puts: []store.Put{{Key: key, Value: packVector(vectors[k])}}}); err != nil {
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
	v, err := b.consults.model.Embed(ctx, m.Hide(words))
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
