package store

// What opening promises about engines, keys and seals.

import (
	"context"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guanxi/profile/store/storetest"
)

// open opens a store that the test needs.
func open(t *testing.T, o Options) (Store, Notes) {
	t.Helper()
	s, notes, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return s, notes
}

// refuses sees that a store does not open and why.
func refuses(t *testing.T, o Options, word string) {
	t.Helper()
	s, _, err := Open(t.Context(), o)
	if err == nil {
		closeStore(t, s)
	}
	refused(t, err, word)
	refused(t, err, "hint: ")
}

// Open takes Redis where it is named and the folder else.
func TestOpen(t *testing.T) {
	s, notes := open(t, Options{Folder: t.TempDir()})
	if _, ok := s.(*sealed).Store.(*Bolt); !ok || len(notes.Warnings) != 0 {
		t.Errorf("%T, %q", s, notes.Warnings)
	}
	closeStore(t, s)
	s, _ = open(t, Options{RedisURL: storetest.Redis(t)})
	if _, ok := s.(*Redis); !ok {
		t.Errorf("%T", s)
	}
	closeStore(t, s)
	for _, url := range []string{"nonsense", ""} {
		refuses(t, Options{Folder: "/dev/null/folder", RedisURL: url}, "")
	}
}

// The first start makes the key beside the folder, for nobody else to read, and tells; later ones find it.
func TestKeyMade(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	s, notes := open(t, Options{Folder: folder + string(filepath.Separator)})
	remember(t, s)
	closeStore(t, s)
	if notes.NewKey != folder+".key" {
		t.Errorf("made %q", notes.NewKey)
	}
	info, err := os.Stat(notes.NewKey)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	s, notes = open(t, Options{Folder: folder})
	found, err := s.Get(t.Context(), Key{0, "a"})
	if err != nil || !strings.Contains(string(found[0].Value), private[0]) || notes.NewKey != "" || len(notes.Warnings) != 0 {
		t.Errorf("found %v, %v, noted %v", found, err, notes)
	}
	closeStore(t, s)
}

// eachSealed runs a test on new options of each engine, and the file in which their key will be.
func eachSealed(t *testing.T, test func(t *testing.T, o Options)) {
	t.Run("bolt", func(t *testing.T) {
		dir := t.TempDir()
		test(t, Options{Folder: filepath.Join(dir, "data"), KeyFile: filepath.Join(dir, "key")})
	})
	t.Run("redis", func(t *testing.T) {
		test(t, Options{RedisURL: storetest.Redis(t), KeyFile: filepath.Join(t.TempDir(), "key")})
	})
}

// A key that is gone is never made again, another one is refused, and the right one opens the store after both.
func TestKeyGoneOrWrong(t *testing.T) {
	eachSealed(t, func(t *testing.T, o Options) {
		s, _ := open(t, o)
		closeStore(t, s)
		right, err := os.ReadFile(o.KeyFile)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(o.KeyFile); err != nil {
			t.Fatal(err)
		}
		refuses(t, o, "its key is not there: "+o.KeyFile)
		if _, err := os.Stat(o.KeyFile); !missing(err) {
			t.Errorf("a key was made: %v", err)
		}
		writeKey(t, o.KeyFile, base64.StdEncoding.EncodeToString(make([]byte, 32)))
		refuses(t, o, "is not the one that sealed these data")
		writeKey(t, o.KeyFile, string(right))
		s, _ = open(t, o)
		closeStore(t, s)
	})
}

func writeKey(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// Data that are not sealed are not mixed with what is, and no key is made for them.
func TestUnsealed(t *testing.T) {
	eachSealed(t, func(t *testing.T, o Options) {
		raw, err := o.engine(t.Context(), &Notes{})
		if err != nil {
			t.Fatal(err)
		}
		link := Link{Key{63, "l"}, Entry{ID: "x"}}
		if err := raw.Commit(t.Context(), Commit{Shard: 63, Add: []Link{link}}); err != nil {
			t.Fatal(err)
		}
		closeStore(t, raw)
		refuses(t, o, "holds data that are not sealed")
		if _, err := os.Stat(o.KeyFile); !missing(err) {
			t.Errorf("a key was made: %v", err)
		}
	})
}

// Redis that is sealed is not opened without its key, as if it were not.
func TestSealedRedisNeedsKey(t *testing.T) {
	url := storetest.Redis(t)
	s, _ := open(t, Options{RedisURL: url, KeyFile: keyFile(t)})
	closeStore(t, s)
	refuses(t, Options{RedisURL: url}, "name its key's file")
}

// Two processes seal an empty server at the same moment: one key holds, and the other is refused.
func TestSealedByAnother(t *testing.T) {
	url := storetest.Redis(t)
	o := Options{RedisURL: url, KeyFile: keyFile(t)}
	e, err := o.engine(t.Context(), &Notes{})
	if err != nil {
		t.Fatal(err)
	}
	mine := &lock{path: o.KeyFile, secret: &secret{}}
	if _, err := mine.first(t.Context(), e); err != nil {
		t.Fatal(err)
	}
	if _, err := mine.first(t.Context(), unseen{e}); err != nil {
		t.Errorf("the same key: %v", err)
	}
	other := &lock{path: o.KeyFile, secret: &secret{1}}
	_, err = other.first(t.Context(), unseen{e})
	refused(t, err, "is not the one that sealed these data")
	closeStore(t, e)
}

// A key file that is none, or that lies with the data, is refused before anything is written.
func TestKeyRefused(t *testing.T) {
	long := base64.StdEncoding.EncodeToString(make([]byte, 33))
	key := base64.StdEncoding.EncodeToString(make([]byte, 32))
	for name, text := range map[string]string{
		"empty": "", "note alone": keyNote, "short": "AAAA", "long": long, "no base64": "my secret", "two": key + "\n" + key, "cut": key[:40],
	} {
		dir := t.TempDir()
		o := Options{Folder: filepath.Join(dir, "data"), KeyFile: filepath.Join(dir, "key")}
		writeKey(t, o.KeyFile, text)
		_, _, err := Open(t.Context(), o)
		refused(t, err, o.KeyFile)
		refused(t, err, "hint: ")
		if text != "" && err != nil && strings.Contains(err.Error(), strings.TrimSpace(text)) {
			t.Errorf("%s: tells the file: %v", name, err)
		}
		if _, err := os.Stat(o.Folder); !missing(err) {
			t.Errorf("%s: data were written: %v", name, err)
		}
	}
	folder := t.TempDir()
	refuses(t, Options{Folder: folder, KeyFile: filepath.Join(folder, "sub", "key")}, "lies in the data's folder")
	refuses(t, Options{Folder: folder, KeyFile: filepath.Join(folder, "..", "nowhere", "key")}, "make the key file")
	link := filepath.Join(t.TempDir(), "key")
	if err := os.Symlink(filepath.Join(folder, "key"), link); err != nil {
		t.Fatal(err)
	}
	refuses(t, Options{Folder: folder, KeyFile: link}, "is a link to a file that is not there")
	refuses(t, Options{Folder: folder, KeyFile: "/dev/zero"}, "want one line of base64")
	refuses(t, Options{Folder: "/dev/null/data"}, "GUANXI_DATA")
	if written, err := os.ReadDir(folder); err != nil || len(written) > 0 {
		t.Errorf("data were written: %v, %v", written, err)
	}
}

// A key as others write it does as well: that of openssl rand -base64 32, with its end of line, or Windows's.
func TestKeyForms(t *testing.T) {
	key := base64.StdEncoding.EncodeToString(make([]byte, 32))
	path := filepath.Join(t.TempDir(), "key")
	for _, text := range []string{key, key + "\n", "# mine\r\n\r\n  " + key + "\r\n"} {
		writeKey(t, path, text)
		if s, _, err := readKey(path); err != nil || *s != (secret{}) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// A key that others can read is told.
func TestKeyWarning(t *testing.T) {
	o := Options{Folder: t.TempDir(), KeyFile: keyFile(t)}
	if err := os.Chmod(o.KeyFile, 0o640); err != nil {
		t.Fatal(err)
	}
	s, notes := open(t, o)
	closeStore(t, s)
	if len(notes.Warnings) != 1 || !strings.Contains(notes.Warnings[0], "chmod 600") {
		t.Errorf("warned %q", notes.Warnings)
	}
}

// unseen is a store that somebody writes to after it was found empty.
type unseen struct{ engine }

func (unseen) empty(context.Context) (bool, error) { return true, nil }
