package store

import (
	"bytes"
	"encoding/base64"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

func TestBoltPrivate(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "a", "b")
	s, err := OpenBolt(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer closeStore(t, s)
	for path, want := range map[string]os.FileMode{folder: 0o700, filepath.Join(folder, "guanxi.db"): 0o600} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v, want %v", path, info.Mode(), err, want)
		}
	}
}

func TestBoltLocked(t *testing.T) {
	folder := t.TempDir()
	s, err := OpenBolt(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer closeStore(t, s)
	_, err = OpenBolt(folder)
	refused(t, err, "in use by another process\nhint: ")
}

func TestBoltNoFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := OpenBolt(file)
	refused(t, err, "hint: ")
}

// A foreign file, bbolt's or not, is refused and left as it is.
func TestBoltForeign(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "guanxi.db")
	for name, write := range map[string]func() error{
		"text":  func() error { return os.WriteFile(path, bytes.Repeat([]byte("not a store\n"), 2000), 0o600) },
		"short": func() error { return os.WriteFile(path, []byte("x"), 0o600) },
		"bbolt": func() error { return otherBolt(path) },
	} {
		t.Run(name, func(t *testing.T) {
			if err := write(); err != nil {
				t.Fatal(err)
			}
			before, _ := os.ReadFile(path)
			_, err := OpenBolt(folder)
			refused(t, err, "hint: ")
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
			_ = os.Remove(path)
		})
	}
}

func otherBolt(path string) error {
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		return err
	}
	defer db.Close()
	return db.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket([]byte("photos"))
		return err
	})
}

// A damaged file is refused, or was damaged where nothing lay or where a seal shows it at reading; the process lives on.
func TestBoltDamaged(t *testing.T) {
	whole := filledFile(t)
	r := rand.New(rand.NewPCG(9, 10))
	refusals := 0
	for round := range 60 {
		damaged := bytes.Clone(whole)
		switch round % 3 {
		case 0: // cut short
			damaged = damaged[:1+r.IntN(len(damaged)-1)]
		case 1: // a page of rubbish
			at := r.IntN(len(damaged) / 4096)
			for i := range 4096 {
				damaged[at*4096+i] = byte(r.IntN(256))
			}
		case 2: // some flipped bits in the first pages
			for range 20 {
				damaged[r.IntN(20*4096)] ^= 1 << r.IntN(8)
			}
		}
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, "guanxi.db"), damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		s, _, err := Open(t.Context(), Options{Folder: folder, KeyFile: keyFile(t)})
		if err == nil {
			readAll(t, s)
			closeStore(t, s)
			continue
		}
		refused(t, err, "hint: ")
		refusals++
	}
	if refusals < 15 {
		t.Errorf("%d of 60 damaged files refused", refusals)
	}
}

// keyFile is a file with the key that the tests seal with.
func keyFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(path, []byte(base64.StdEncoding.EncodeToString(make([]byte, 32))), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// readAll reads what filledFile wrote: each value is whole, gone or refused.
func readAll(t *testing.T, s Store) {
	t.Helper()
	for i := range 300 {
		found, err := s.Get(t.Context(), customerKey(i))
		if err == nil && found[0].Version > 0 && !bytes.Equal(found[0].Value, make([]byte, 500)) || err != nil && !errors.Is(err, errSeal) {
			t.Errorf("record %d: %v, %v", i, found, err)
		}
	}
}

func filledFile(t *testing.T) []byte {
	t.Helper()
	folder := t.TempDir()
	s, _, err := Open(t.Context(), Options{Folder: folder, KeyFile: keyFile(t)})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 300 {
		key := customerKey(i)
		c := Commit{Shard: key.Shard, Puts: []Put{{key, make([]byte, 500)}}}
		if err := s.Commit(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	closeStore(t, s)
	whole, err := os.ReadFile(filepath.Join(folder, "guanxi.db"))
	if err != nil {
		t.Fatal(err)
	}
	return whole
}

// A backup taken while commits go on is a whole store.
func TestBoltBackup(t *testing.T) {
	s, err := OpenBolt(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	enough := make(chan struct{})
	go func() {
		ended <- writePairs(t.Context(), s, func(shard uint8, n uint64) {
			if shard == 0 && n == 50 {
				close(enough)
			}
		})
	}()
	<-enough
	folder := t.TempDir()
	file, err := os.Create(filepath.Join(folder, "guanxi.db"))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(file); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	<-ended
	copied, err := OpenBolt(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer closeStore(t, copied)
	var there [pairs]uint64
	for shard := range there {
		found, err := copied.Get(t.Context(), Key{uint8(shard), "a"})
		if err != nil {
			t.Fatal(err)
		}
		there[shard] = found[0].Version
	}
	if there[0] < 50 {
		t.Errorf("shard 0 at %d, 50 were there before the backup", there[0])
	}
	checkPairs(t, copied, there)
}

func refused(t *testing.T, err error, word string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), word) {
		t.Errorf("%v, want an error with %q", err, word)
	}
}
