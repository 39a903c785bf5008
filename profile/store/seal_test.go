package store

import (
	"bytes"
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"testing"

	"github.com/redis/go-redis/v9"

	"guanxi/profile/store/storetest"
)

// What a thief must not find, as records and entries might hold it.
var private = []string{"Мэй Ван", "mei_wang_8", "my neighbour must not know", "\x01\x02 packed"}

// remember writes each private word into a record and an entry.
func remember(t *testing.T, s Store) {
	t.Helper()
	for i, word := range private {
		shard := uint8(i)
		value := []byte("name " + word + " and more")
		c := Commit{Shard: shard, Puts: []Put{{Key{shard, "a"}, value}}, Add: []Link{{Key{shard, "l"}, Entry{ID: "x", Value: value}}}}
		if err := s.Commit(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
}

// told returns the first private word in some bytes.
func told(raw []byte) string {
	for _, word := range private {
		if bytes.Contains(raw, []byte(word)) {
			return word
		}
	}
	return ""
}

// No byte of the embedded engine's folder, and of what a backup copies, tells a value.
func TestSealedFile(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	s, _, err := Open(t.Context(), Options{Folder: folder})
	if err != nil {
		t.Fatal(err)
	}
	remember(t, s)
	var copied bytes.Buffer
	if err := Backup(s, &copied); err != nil {
		t.Fatal(err)
	}
	if err := Compact(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	for where, raw := range map[string][]byte{"file": onDisk(t, folder), "backup": copied.Bytes()} {
		if word := told(raw); word != "" {
			t.Errorf("the %s tells %q", where, word)
		}
		if !bytes.Contains(raw, sealKeyName) {
			t.Errorf("the %s does not have even the keys", where)
		}
	}
	bare := t.TempDir()
	b, err := OpenBolt(bare)
	if err != nil {
		t.Fatal(err)
	}
	remember(t, b)
	closeStore(t, b)
	if told(onDisk(t, bare)) == "" {
		t.Error("the words are not found in a store that is not sealed either")
	}
}

var sealKeyName = []byte(sealKey.Name)

// onDisk is what all files of a folder hold.
func onDisk(t *testing.T, folder string) (all []byte) {
	t.Helper()
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(filepath.Join(folder, file.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, raw...)
	}
	return all
}

// No key and no value on a Redis server tells a value.
func TestSealedRedis(t *testing.T) {
	url := storetest.Redis(t)
	s, _, err := Open(t.Context(), Options{RedisURL: url, KeyFile: filepath.Join(t.TempDir(), "key")})
	if err != nil {
		t.Fatal(err)
	}
	remember(t, s)
	closeStore(t, s)
	raw, keys := onServer(t, url)
	if word := told(raw); word != "" {
		t.Errorf("the server tells %q", word)
	}
	if want := 2*len(private) + 1; keys != want { // and the seal
		t.Errorf("%d keys were looked at, want %d", keys, want)
	}
	bare, _, err := Open(t.Context(), Options{RedisURL: storetest.Redis(t)})
	if err != nil {
		t.Fatal(err)
	}
	remember(t, bare)
	raw, _ = onServer(t, "redis://"+bare.(*Redis).writer.client.Options().Addr)
	if told(raw) == "" {
		t.Error("the words are not found on a server that is not sealed either")
	}
	closeStore(t, bare)
}

// onServer is what all keys of a server hold, and how many there are.
func onServer(t *testing.T, url string) (all []byte, keys int) {
	t.Helper()
	o, err := redis.ParseURL(url)
	if err != nil {
		t.Fatal(err)
	}
	client := redis.NewClient(o)
	defer client.Close()
	names, err := client.Keys(t.Context(), "*").Result()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		all = append(all, name...)
		if value, err := client.Get(t.Context(), name).Result(); err == nil {
			all = append(all, value...)
			continue
		}
		members, err := client.ZRange(t.Context(), name, 0, -1).Result()
		if err != nil {
			t.Fatal(err)
		}
		for _, member := range members {
			all = append(all, member...)
		}
	}
	return all, len(names)
}

// A value opens at its own place alone, whoever puts it elsewhere, and not when a bit of it is another.
func TestSealedBound(t *testing.T) {
	sealedEngines(t, func(t *testing.T, e *rig) {
		ctx := t.Context()
		one, other, far := Key{1, "a"}, Key{1, "b"}, Key{2, "a"}
		place := Link{Key{1, "l"}, Entry{Score: 7, ID: "x", Value: []byte("entry")}}
		c := Commit{Shard: 1, Puts: []Put{{one, []byte("one")}, {other, []byte("other")}}, Add: []Link{place}}
		if err := e.Commit(ctx, c); err != nil {
			t.Fatal(err)
		}
		found, err := e.raw.Get(ctx, one)
		if err != nil {
			t.Fatal(err)
		}
		value := found[0].Value
		for name, forged := range map[string]Put{
			"another name":  {other, value},
			"another shard": {far, value},
			"a bit":         {one, flipped(value)},
			"cut short":     {one, value[:20]},
			"nothing":       {one, nil},
			"plain":         {one, []byte("one")},
			"other format":  {one, append([]byte{2}, value[1:]...)},
		} {
			if err := e.raw.Commit(ctx, Commit{Shard: forged.Key.Shard, Puts: []Put{forged}}); err != nil {
				t.Fatal(err)
			}
			if found, err := e.Get(ctx, forged.Key); !errors.Is(err, errSeal) {
				t.Errorf("%s: %v, %v, want %v", name, found, err, errSeal)
			}
		}
		entries, err := e.raw.Range(ctx, place.List, 0, 9, 9)
		if err != nil {
			t.Fatal(err)
		}
		stolen := entries[0].Value
		for name, forged := range map[string]Link{
			"another score": {place.List, Entry{Score: 8, ID: "x", Value: stolen}},
			"another id":    {place.List, Entry{Score: 7, ID: "y", Value: stolen}},
			"another list":  {Key{1, "m"}, Entry{Score: 7, ID: "x", Value: stolen}},
			"a record's":    {place.List, Entry{Score: 7, ID: "x", Value: value}},
			"a bit":         {place.List, Entry{Score: 7, ID: "x", Value: flipped(stolen)}},
		} {
			if err := e.raw.Commit(ctx, Commit{Shard: 1, Add: []Link{forged}}); err != nil {
				t.Fatal(err)
			}
			if found, err := e.Range(ctx, forged.List, math.MinInt64, math.MaxInt64, 9); !errors.Is(err, errSeal) {
				t.Errorf("%s: %v, %v, want %v", name, found, err, errSeal)
			}
			if err := e.raw.Commit(ctx, Commit{Shard: 1, Remove: []Link{forged}}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func flipped(value []byte) []byte {
	value = bytes.Clone(value)
	value[len(value)/2] ^= 4
	return value
}

// The same value at the same place is never sealed alike, or a thief would see what did not change.
func TestSealedFresh(t *testing.T) {
	s := seal(t, nil, &secret{1})
	seen := map[string]bool{}
	for range 1000 {
		c := s.seal(Commit{Puts: []Put{{Key{0, "a"}, []byte("same")}}})
		seen[string(c.Puts[0].Value[:13])] = true
	}
	if len(seen) != 1000 {
		t.Errorf("%d nonces for 1000 values", len(seen))
	}
}

// Sealing leaves the caller's commit as it was.
func TestSealedLeavesAlone(t *testing.T) {
	s := seal(t, nil, &secret{1})
	c := Commit{Puts: []Put{{Key{0, "a"}, []byte("value")}}, Add: []Link{{Key{0, "l"}, Entry{ID: "x", Value: []byte("entry")}}}}
	s.seal(c)
	if string(c.Puts[0].Value) != "value" || string(c.Add[0].Entry.Value) != "entry" {
		t.Errorf("changed to %+v", c)
	}
}

// unsealed is a Store of one record, for what sealing itself costs.
type unsealed struct {
	Store
	value []byte
}

func (u *unsealed) Commit(_ context.Context, c Commit) error {
	u.value = c.Puts[0].Value
	return nil
}

func (u *unsealed) Get(context.Context, ...Key) ([]Record, error) {
	return []Record{{Value: bytes.Clone(u.value), Version: 1}}, nil
}

// BenchmarkSeal and BenchmarkOpen are one value of 500 bytes; opening counts the two allocations of its engine too.
func BenchmarkSeal(b *testing.B) {
	s := seal(b, &unsealed{}, &secret{1})
	put := Commit{Puts: []Put{{Key{0, "customer:p2ztuzz733zqj3hx"}, make([]byte, 500)}}}
	b.ReportAllocs()
	for b.Loop() {
		_ = s.Commit(b.Context(), put)
	}
}

func BenchmarkOpen(b *testing.B) {
	s := seal(b, &unsealed{}, &secret{1})
	key := Key{0, "customer:p2ztuzz733zqj3hx"}
	_ = s.Commit(b.Context(), Commit{Puts: []Put{{key, make([]byte, 500)}}})
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Get(b.Context(), key); err != nil {
			b.Fatal(err)
		}
	}
}
