// The vectors as the store keeps them: a record for each wording, and in each shard a list of them.
package embeddings

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

// vectorsIn is the list of a shard's vectors, by the names of their records, all with score 0.
func vectorsIn(shard uint8) store.Key { return store.Key{Shard: shard, Name: "vectors"} }

// Trim adds to a commit what takes away its shard's vectors of wordings that are said no more.
func (x *Index) Trim(ctx context.Context, c *store.Commit) error {
	if x == nil {
		return nil
	}
	entries, err := x.store.Range(ctx, vectorsIn(c.Shard), 0, 0, math.MaxInt32)
	if err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, e := range entries {
		if x.kept != nil && !x.kept[e.ID] {
			c.Delete = append(c.Delete, store.Key{Shard: c.Shard, Name: strings.Clone(e.ID)})
			c.Remove = append(c.Remove, store.Link{List: vectorsIn(c.Shard), Entry: e})
		}
	}
	return nil
}

// embed returns the vectors of texts, from the store where it has them.
func (x *Index) embed(ctx context.Context, texts []string) ([][]float32, error) {
	keys := make([]store.Key, len(texts))
	for i, text := range texts {
		keys[i] = vectorKey(x.model.Embedding(), text)
	}
	got, err := x.store.Get(ctx, keys...)
	if err != nil {
		return nil, fmt.Errorf("look up vectors: %w", err)
	}
	all := make([][]float32, len(texts))
	var lacking []int
	var words []string
	for i := range texts {
		if all[i] = unpack(got[i].Value); all[i] == nil {
			lacking, words = append(lacking, i), append(words, texts[i])
		}
	}
	vectors, err := x.model.EmbedAll(ctx, words)
	if err != nil {
		return nil, err
	}
	for k, i := range lacking {
		all[i] = vectors[k]
		if err := x.store.Commit(ctx, keep(keys[i], vectors[k])); err != nil {
			return nil, fmt.Errorf("keep a vector: %w", err)
		}
	}
	return all, nil
}

// keep puts down a vector, and that it is kept.
func keep(key store.Key, v []float32) store.Commit {
	return store.Commit{
		Shard: key.Shard, Puts: []store.Put{{Key: key, Value: pack(v)}},
		Add: []store.Link{{List: vectorsIn(key.Shard), Entry: store.Entry{ID: key.Name}}},
	}
}

func pack(v []float32) []byte {
	packed := make([]byte, 0, 4*len(v))
	for _, x := range v {
		packed = binary.LittleEndian.AppendUint32(packed, math.Float32bits(x))
	}
	return packed
}

// unpack returns nil for what is no vector.
func unpack(packed []byte) (v []float32) {
	if len(packed)%4 != 0 {
		return nil
	}
	for ; len(packed) > 0; packed = packed[4:] {
		v = append(v, math.Float32frombits(binary.LittleEndian.Uint32(packed)))
	}
	return v
}
