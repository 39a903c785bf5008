package store

// Rewriting the file: what it takes away, and that nobody notices.

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// What was deleted or written over is still in the file, and in none of it after Compact; what was not is there. Not
// sealed, so that it can be seen.
func TestCompactErases(t *testing.T) {
	folder := t.TempDir()
	s := openBoltAt(t, folder)
	remember(t, s)
	for i := range private {
		shard := uint8(i)
		c := Commit{Shard: shard, Remove: []Link{{Key{shard, "l"}, Entry{ID: "x"}}}, Delete: []Key{{shard, "a"}}}
		if shard == 0 {
			c = Commit{Remove: c.Remove, Puts: []Put{{Key{0, "a"}, []byte("other")}}}
		}
		if err := s.Commit(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if told(onDisk(t, folder)) == "" {
		t.Error("bbolt leaves nothing behind: there is no need of Compact")
	}
	if err := Compact(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	if word := told(onDisk(t, folder)); word != "" {
		t.Errorf("the new file tells %q", word)
	}
	found, err := s.Get(t.Context(), Key{0, "a"})
	if err != nil || string(found[0].Value) != "other" || found[0].Version != 2 {
		t.Errorf("%v, %v", found, err)
	}
	closeStore(t, s)
	if names, err := os.ReadDir(folder); err != nil || len(names) != 1 {
		t.Errorf("%v, %v: want one file", names, err)
	}
}

func openBoltAt(t *testing.T, folder string) *Bolt {
	t.Helper()
	s, err := OpenBolt(folder)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Everything that random work left is the same afterwards, and after the next opening.
func TestCompactKeeps(t *testing.T) {
	e := newRig(t, boltRig(t), nil)
	m, r := newModel(), rand.New(rand.NewPCG(13, 14))
	for range 10 {
		for range 50 {
			c := m.randomCommit(r)
			if want, err := m.commit(c), e.Commit(t.Context(), c); !errors.Is(err, want) {
				t.Fatalf("commit %+v: %v, want %v", c, err, want)
			}
		}
		if err := Compact(t.Context(), e.Store); err != nil {
			t.Fatal(err)
		}
		for range 30 {
			m.compare(t, e, r)
		}
		e.reopen()
		m.compare(t, e, r)
	}
}

// Commits, reads and backups go on beside it, and none of them fails, is lost or torn.
func TestCompactBeside(t *testing.T) {
	folder := t.TempDir()
	o := Options{Folder: folder, KeyFile: keyFile(t)}
	s, _ := open(t, o)
	for shard := range uint8(64) { // enough that copying takes a moment
		c := Commit{Shard: shard, Puts: []Put{{Key{shard, "much"}, make([]byte, 20_000)}}}
		if err := s.Commit(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	var acknowledged [pairs]uint64
	ended, enough := make(chan error, 1), make(chan struct{})
	end := sync.OnceFunc(func() { close(enough) })
	go func() {
		defer end()
		ended <- writePairs(t.Context(), s, func(shard uint8, n uint64) {
			if acknowledged[shard] = n; shard == 3 && n == 20 {
				end()
			}
		})
	}()
	var beside sync.WaitGroup
	besides := func(do func() error) {
		beside.Go(func() {
			for {
				select {
				case <-enough:
					return
				default:
				}
				if err := do(); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	rounds := 0
	besides(func() error { rounds++; return Compact(t.Context(), s) })
	besides(func() error { return readsMuch(t, s) })
	besides(func() error { return Backup(s, &bytes.Buffer{}) })
	beside.Wait()
	closeStore(t, s)
	if err := <-ended; !errors.Is(err, ErrClosed) {
		t.Errorf("commits ended with %v", err)
	}
	if rounds < 3 {
		t.Errorf("compacted %d times beside the commits", rounds)
	}
	checkFresh(t, o, acknowledged)
}

func readsMuch(t *testing.T, s Store) error {
	for shard := range uint8(64) {
		found, err := s.Get(t.Context(), Key{shard, "much"})
		if err != nil || len(found[0].Value) != 20_000 {
			return fmt.Errorf("record %d: %d bytes, %w", shard, len(found[0].Value), err)
		}
	}
	return nil
}

// A process killed while it rewrites the file leaves the old one or the new one, whole, and the next one clears the rest.
func TestCompactKilled(t *testing.T) {
	folder, r := filepath.Join(t.TempDir(), "data"), rand.New(rand.NewPCG(15, 16))
	s, _ := open(t, Options{Folder: folder})
	for shard := range uint8(64) {
		c := Commit{Shard: shard, Puts: []Put{{Key{shard, "much"}, make([]byte, 20_000)}}}
		if err := s.Commit(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	closeStore(t, s)
	var acknowledged [pairs]uint64
	rest := restOf(filepath.Join(folder, "guanxi.db"))
	midway := 0
	for range 10 {
		killChild(t, folder, 1+r.IntN(100), &acknowledged, childRedoes+"=yes")
		if _, err := os.Stat(rest); err == nil {
			midway++
		}
		acknowledged = checkFresh(t, Options{Folder: folder}, acknowledged)
		if _, err := os.Stat(rest); !missing(err) {
			t.Errorf("%s is still there: %v", rest, err)
		}
	}
	if midway == 0 {
		t.Error("no kill met a copy half written: the test shows nothing")
	}
	s, _ = open(t, Options{Folder: folder})
	if err := readsMuch(t, s); err != nil {
		t.Error(err)
	}
	closeStore(t, s)
}

// A copy half written, whatever it holds, is no obstacle.
func TestCompactRest(t *testing.T) {
	folder := t.TempDir()
	rest := restOf(filepath.Join(folder, "guanxi.db"))
	s := openBoltAt(t, folder)
	if err := os.WriteFile(rest, bytes.Repeat([]byte("rest"), 9000), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := s.Compact(); err != nil {
			t.Error(err)
		}
	}
	closeStore(t, s)
}

// Where no copy can be written the store goes on with the file that it has.
func TestCompactFails(t *testing.T) {
	folder := t.TempDir()
	s := openBoltAt(t, folder)
	remember(t, s)
	if err := os.MkdirAll(filepath.Join(restOf(s.path), "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := s.Compact(); err == nil || errors.Is(err, ErrClosed) {
		t.Errorf("compacted: %v", err)
	}
	remember(t, s)
	found, err := s.Get(t.Context(), Key{0, "a"})
	if err != nil || found[0].Version != 2 {
		t.Errorf("%v, %v", found, err)
	}
	closeStore(t, s)
}

// Nobody who waits for the lock gets a file that was replaced meanwhile.
func TestCompactLocked(t *testing.T) {
	folder := t.TempDir()
	s := openBoltAt(t, folder)
	answer := make(chan error, 1)
	go func() {
		other, err := OpenBolt(folder)
		if err == nil {
			closeStore(t, other)
		}
		answer <- err
	}()
	for {
		select {
		case err := <-answer:
			refused(t, err, "in use by another process")
			closeStore(t, s)
			return
		default:
			if err := s.Compact(); err != nil {
				t.Error(err)
			}
		}
	}
}

// Close waits for a copy under way; after it there is none.
func TestCompactClosed(t *testing.T) {
	folder := t.TempDir()
	s := openBoltAt(t, folder)
	remember(t, s)
	begun, ended := make(chan struct{}), make(chan error, 1)
	go func() {
		err := s.Compact()
		close(begun)
		for err == nil {
			err = s.Compact()
		}
		ended <- err
	}()
	<-begun
	closeStore(t, s)
	if err := <-ended; !errors.Is(err, ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
	s = openBoltAt(t, folder)
	entries, err := s.Range(t.Context(), Key{1, "l"}, math.MinInt64, math.MaxInt64, 9)
	if err != nil || len(entries) != 1 {
		t.Errorf("%v, %v", entries, err)
	}
	closeStore(t, s)
}

// BenchmarkCompact is the rewriting of 100,000 records of 500 bytes, and how long one commit waits for it.
func BenchmarkCompact(b *testing.B) {
	raw, err := OpenBolt(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	s := seal(b, raw, &secret{1})
	defer s.Close()
	fill(b, s, 100_000)
	before := cpu()
	for b.Loop() {
		if err := Compact(b.Context(), s); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64((cpu()-before).Milliseconds())/float64(b.N), "cpu-ms/op")
}
