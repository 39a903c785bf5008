// Package store keeps records and ordered lists under 64 shards, with one atomic commit. Two engines hold the same
// data the same way: bbolt, embedded in the process, and Redis.
//
// A record is bytes under a key with a version: 0 while absent, 1 when first put, one more with each put. A list is
// a set of entries ordered by score, then by id. Everything one commit touches lies in one shard.
//
// # Sealing
//
// The embedded engine's values are sealed with AES-256-GCM, and Redis's where a key file is named. A layer above the
// engines does it, so both are alike. Of what there is for Go, the standard library's cipher.NewGCMWithRandomNonce does
// all that is needed: it draws and stores the nonces itself. Tink would bring rotation of keys, and protocol buffers.
//
//   - Random nonces of 96 bits bear 2^32 values a key before two may meet. The key file's key seals nothing: HKDF-SHA256
//     draws a key for each shard from it, which makes 2^38 values a store: 500,000 a day for 1,500 years.
//   - What a value belongs to (shard and name; of an entry also score and id) is authenticated with it, so nobody can
//     give one customer the record of another.
//   - A sealed value is a byte for its format, 12 of nonce, the value, 16 of tag. The format leaves room for other keys;
//     there is no rotation yet.
//   - The record "seal" of shard 0 holds a known text: a wrong key shows at opening. It is reserved.
//
// Not hidden is what engines order and guard by: names, versions, scores, ids, and how long a value is. Names hold no
// personal data, but they are pseudonyms, not anonymous: a customer's id is a hash of a number that others may know, and
// "answers:<chat>:<message>" names a chat of the staff's. Not noticed is an older value put back at its own place, or a
// record taken away: that needs a memory outside the store.
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
