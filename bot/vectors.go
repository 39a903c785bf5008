// The vectors of the knowledge as the store keeps them: a record for each wording, and in each shard a list of them.
package bot

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"strings"

	"guanxi/profile"
	"guanxi/profile/store"
)

// vectorKey is the record of a text's vector.
func vectorKey(model, text string) store.Key {
	sum := sha256.Sum256([]byte(model + "\x00" + text))
	name := "vector:" + hex.EncodeToString(sum[:16])
	return store.Key{Shard: profile.ShardOf(name), Name: name}
}

// vectorsIn is the list of a shard's vectors, by the names of their records.
func vectorsIn(shard uint8) store.Key { return store.Key{Shard: shard, Name: "vectors"} }

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
