package store

// Sealing: whoever has the file, a copy of it or the server, but not the key, cannot read a value, nor change one or
// put it elsewhere without that being noticed. The package comment tells what this does not hide.

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"fmt"
)

// secret is what a key file holds.
type secret [32]byte

// sealFormat is a sealed value's first byte: which key and cipher the rest is under. There is one so far.
const sealFormat = 1

// errSeal says that a value was not sealed with this key for this place.
var errSeal = errors.New("its seal is broken\nhint: it was damaged, or changed by another program: put a backup in its place")

// sealed is a Store that seals the values of the one under it.
type sealed struct {
	Store
	ciphers [shards]cipher.AEAD
}

// newSealed derives the key of each shard. The values that inner returns must be the caller's own: they are opened
// where they lie.
func newSealed(inner Store, s *secret) (*sealed, error) {
	sealing := &sealed{Store: inner}
	for shard := range sealing.ciphers {
		key, err := hkdf.Key(sha256.New, s[:], nil, fmt.Sprintf("guanxi store %d shard %d", sealFormat, shard), 32)
		if err != nil {
			return nil, fmt.Errorf("derive a shard's key: %w", err)
		}
		block, err := aes.NewCipher(key)
		if err != nil {
			return nil, fmt.Errorf("derive a shard's key: %w", err)
		}
		if sealing.ciphers[shard], err = cipher.NewGCMWithRandomNonce(block); err != nil {
			return nil, fmt.Errorf("derive a shard's key: %w", err)
		}
	}
	return sealing, nil
}

// Get is Store's.
func (s *sealed) Get(ctx context.Context, keys ...Key) ([]Record, error) {
	found, err := s.Store.Get(ctx, keys...)
	if err != nil {
		return nil, err
	}
	place := make([]byte, 0, 64) // this and all of its like below: most places are shorter, longer ones make it grow
	for i, k := range keys {
		if found[i].Version == 0 {
			continue
		}
		place = appendKey(place[:0], k)
		if found[i].Value, err = s.open(found[i].Value, place); err != nil {
			return nil, fmt.Errorf("get %s: %w", k.Name, err)
		}
	}
	return found, nil
}

// Range is Store's.
func (s *sealed) Range(ctx context.Context, list Key, from, to int64, limit int) ([]Entry, error) {
	found, err := s.Store.Range(ctx, list, from, to, limit)
	if err != nil {
		return nil, err
	}
	place := make([]byte, 0, 64)
	for i := range found {
		e := &found[i]
		place = appendPlace(place[:0], list, e)
		if e.Value, err = s.open(e.Value, place); err != nil {
			return nil, fmt.Errorf("range %s: %w", list.Name, err)
		}
	}
	return found, nil
}

// Commit is Store's.
func (s *sealed) Commit(ctx context.Context, c Commit) error {
	if err := c.check(); err != nil {
		return err
	}
	return s.Store.Commit(ctx, s.seal(c))
}

// seal returns a commit with the same places and sealed values; all of them share one piece of memory.
func (s *sealed) seal(c Commit) Commit {
	if len(c.Puts)+len(c.Add) == 0 {
		return c
	}
	var (
		room  = make([]byte, 0, s.size(&c))
		place = make([]byte, 0, 64)
		puts  = make([]Put, len(c.Puts))
		add   = make([]Link, len(c.Add))
	)
	for i, p := range c.Puts {
		place = appendKey(place[:0], p.Key)
		puts[i] = Put{Key: p.Key}
		room, puts[i].Value = s.append(room, p.Value, place)
	}
	for i, l := range c.Add {
		place = appendPlace(place[:0], l.List, &l.Entry)
		add[i] = l
		room, add[i].Entry.Value = s.append(room, l.Entry.Value, place)
	}
	c.Puts, c.Add = puts, add
	return c
}

// size is how many bytes a commit's values are when they are sealed.
func (s *sealed) size(c *Commit) int {
	size := (len(c.Puts) + len(c.Add)) * (1 + s.ciphers[0].Overhead())
	for i := range c.Puts {
		size += len(c.Puts[i].Value)
	}
	for i := range c.Add {
		size += len(c.Add[i].Entry.Value)
	}
	return size
}

// append seals a value for its place at the end of room and returns both. A place's first byte is its shard.
func (s *sealed) append(room, value, place []byte) (longer, sealed []byte) {
	start := len(room)
	room = append(room, sealFormat)
	room = s.ciphers[place[0]].Seal(room, nil, value, place)
	return room, room[start:len(room):len(room)]
}

// open returns the value that was sealed for a place.
func (s *sealed) open(sealed, place []byte) ([]byte, error) {
	if len(sealed) == 0 || sealed[0] != sealFormat {
		return nil, errSeal
	}
	value, err := s.ciphers[place[0]].Open(sealed[1:1], nil, sealed[1:], place)
	if err != nil {
		return nil, errSeal // all that the cipher's own error says
	}
	return value, nil
}
