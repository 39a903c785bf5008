// Package store keeps records and ordered lists under 64 shards, with one atomic commit. Two engines hold the same
// data the same way: bbolt, embedded in the process, and Redis.
//
// A record is bytes under a key with a version: 0 while absent, 1 when first put, one more with each put. A list is
// a set of entries ordered by score, then by id. Everything one commit touches lies in one shard.
package store

import (
	"context"
	"errors"
)

var (
	// ErrConflict says that a guarded record is not at the version the commit was decided on: load again, decide again.
	ErrConflict = errors.New("version conflict")
	// ErrClosed is returned by every method once Close was called.
	ErrClosed = errors.New("store is closed")
)

// Store is the memory. Implementations are safe for use by many goroutines.
type Store interface {
	// Get returns a record for each key, in their order; an absent one has version 0 and no value. Keys of one shard
	// that stand together are read at one moment.
	Get(ctx context.Context, keys ...Key) ([]Record, error)
	// Range returns up to limit entries of a list with from <= score <= to, lowest first.
	Range(ctx context.Context, list Key, from, to int64, limit int) ([]Entry, error)
	// Commit applies all of a commit or nothing. It returns ErrConflict when a guard does not hold, and the context's
	// error when that ended before the commit's turn came; then nothing was applied. After any other error it is
	// unknown whether the commit was applied. The commit's bytes are not used after Commit returned.
	Commit(ctx context.Context, c Commit) error
	// Close waits for commits under way and releases the engine.
	Close() error
}

// Key names a record or a list. Names are ASCII, 1 to 255 bytes without NUL; those of records and lists do not meet.
type Key struct {
	Shard uint8 // 0 to 63
	Name  string
}

// Record is a value and its version.
type Record struct {
	Value   []byte
	Version uint64
}

// Entry is a place in an ordered list. Score and ID together identify it; adding it again replaces the value.
type Entry struct {
	Score int64  // usually Unix milliseconds
	ID    string // 1 to 255 bytes without NUL; ordered by its bytes among equal scores
	Value []byte
}

// Guard requires a record to be at a version when the commit is applied; version 0 requires it to be absent.
type Guard struct {
	Key     Key
	Version uint64
}

// Put writes a record.
type Put struct {
	Key   Key
	Value []byte
}

// Link is an entry in, or for, a list.
type Link struct {
	List  Key
	Entry Entry // Remove reads Score and ID alone
}

// Commit is a set of changes within one shard that happen together or not at all. What it takes away goes first, so
// that an entry removed and added in one commit is there, and a record deleted and put starts again at version 1.
type Commit struct {
	Shard  uint8
	Guards []Guard
	Delete []Key // records; an absent one is no error
	Puts   []Put
	Remove []Link // an absent entry is no error
	Add    []Link
}
