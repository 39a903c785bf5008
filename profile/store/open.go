package store

// Opening a store: its engine, and the key against the store's seal.

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
)

// Options say where the memory lies and what seals it.
type Options struct {
	Folder   string // of the embedded engine, which serves unless RedisURL is set
	RedisURL string
	KeyFile  string // "": Folder with .key at its end, or on Redis nothing is sealed
}

// Notes are what an operator should hear about a store that was opened.
type Notes struct {
	Warnings []string // for the log, each with its mend
	NewKey   string   // the key file, if it was made just now
}

// sealKey is the record of a sealed store that only its key opens. A sealed store never is without it.
var sealKey = Key{Shard: 0, Name: "seal"}

// sealText is what lies in it.
const sealText = "sealed by guanxi"

// engine is a Store that can be sealed.
type engine interface {
	Store
	empty(ctx context.Context) (bool, error)
}

// Open opens the engine that the options choose, sealed where they say so. A missing key is made, and told in the
// notes, if the store is empty, and never else.
func Open(ctx context.Context, o Options) (Store, Notes, error) {
	l, notes, err := o.lock()
	if err != nil {
		return nil, notes, err
	}
	e, err := o.engine(ctx, &notes)
	if err != nil {
		return nil, notes, err
	}
	s, err := l.open(ctx, e)
	if err != nil {
		return nil, notes, errors.Join(err, e.Close())
	}
	if l.made {
		notes.NewKey = l.path
	}
	return s, notes, nil
}

func (o *Options) engine(ctx context.Context, notes *Notes) (engine, error) {
	if o.RedisURL == "" {
		b, err := OpenBolt(o.Folder)
		if err != nil {
			return nil, err
		}
		return b, nil
	}
	r, err := OpenRedis(ctx, o.RedisURL)
	if err != nil {
		return nil, err
	}
	notes.Warnings = append(notes.Warnings, r.Warnings()...)
	return r, nil
}

// lock is the key of a store as far as it is known before the store is open.
type lock struct {
	path   string  // "": the store is not sealed
	secret *secret // nil: there is no file
	made   bool    // it was missing and is there now
}

// lock reads the key before anything is opened, so that a wrong setting leaves nothing behind.
func (o *Options) lock() (*lock, Notes, error) {
	l, notes := &lock{path: o.KeyFile}, Notes{}
	if l.path == "" && o.RedisURL != "" {
		return l, notes, nil
	}
	var err error
	if l.path == "" {
		if l.path, err = keyFileOf(o.Folder); err != nil {
			return nil, notes, err
		}
	}
	if o.RedisURL == "" && within(o.Folder, l.path) {
		return nil, notes, fmt.Errorf("the key file %s lies in the data's folder: a copy of the data would carry its key\nhint: keep it elsewhere (GUANXI_KEY_FILE)", l.path)
	}
	s, warning, err := readKey(l.path)
	if err != nil && !missing(err) {
		return nil, notes, err
	}
	if warning != "" {
		notes.Warnings = []string{warning}
	}
	l.secret = s
	if s == nil && o.RedisURL == "" && !there(filepath.Join(o.Folder, boltName)) {
		return l, notes, makeable(l.path, o.Folder)
	}
	return l, notes, nil
}

// open seals an engine, or sees that it is not sealed where it should not be.
func (l *lock) open(ctx context.Context, e engine) (Store, error) {
	found, err := e.Get(ctx, sealKey)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	there := found[0].Version > 0
	switch {
	case l.path == "" && !there:
		return e, nil
	case l.path == "":
		return nil, errors.New("open store: it is sealed\nhint: name its key's file (GUANXI_KEY_FILE)")
	case !there:
		return l.first(ctx, e)
	case l.secret == nil:
		return nil, fmt.Errorf("open store: it is sealed, and its key is not there: %s\nhint: put a copy of the key back, or name the file that holds it (GUANXI_KEY_FILE); no other key opens these data, so without it they are lost: to begin anew move them away", l.path)
	}
	return l.try(ctx, e)
}

// try holds the key against the store's seal.
func (l *lock) try(ctx context.Context, e engine) (Store, error) {
	s, err := newSealed(e, l.secret)
	if err != nil {
		return nil, err
	}
	found, err := s.Get(ctx, sealKey)
	switch {
	case errors.Is(err, errSeal) || err == nil && string(found[0].Value) != sealText:
		return nil, fmt.Errorf("open store: the key in %s is not the one that sealed these data\nhint: put the right key back, or name the file that holds it (GUANXI_KEY_FILE)", l.path)
	case err != nil:
		return nil, fmt.Errorf("open store: %w", err)
	}
	return s, nil
}

// first seals a store that holds nothing yet.
func (l *lock) first(ctx context.Context, e engine) (Store, error) {
	empty, err := e.empty(ctx)
	switch {
	case err != nil:
		return nil, fmt.Errorf("open store: %w", err)
	case !empty:
		return nil, errors.New("open store: it holds data that are not sealed\nhint: they are of an earlier version, or were written without GUANXI_KEY_FILE: move them away or open another store (GUANXI_DATA, REDIS_URL)")
	}
	if l.secret == nil {
		if l.secret, err = makeKey(l.path); err != nil {
			return nil, err
		}
		l.made = true
	}
	s, err := newSealed(e, l.secret)
	if err != nil {
		return nil, err
	}
	seal := Commit{Shard: sealKey.Shard, Guards: []Guard{{Key: sealKey}}, Puts: []Put{{Key: sealKey, Value: []byte(sealText)}}}
	if err := s.Commit(ctx, seal); errors.Is(err, ErrConflict) {
		return l.try(ctx, e) // another process was first
	} else if err != nil {
		return nil, fmt.Errorf("seal the store: %w", err)
	}
	return s, nil
}
