package store

// The embedded engine: one bbolt file in a folder, held by one process.

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"sync"
	"sync/atomic"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// Bolt is the embedded Store.
type Bolt struct {
	path    string
	db      atomic.Pointer[bbolt.DB] // Compact puts another in its place
	group   *group
	writing sync.Mutex // held by a batch, and by Compact until the new file is in place

	// The writer goroutine's alone, used anew for each batch.
	key    []byte
	values []byte
}

// The file's two buckets. A record lies under shard and name, an entry under shard, name, NUL, score and id.
var (
	records = []byte("records")
	lists   = []byte("lists")
)

// boltName is the file in the store's folder.
const boltName = "guanxi.db"

// OpenBolt opens the store in folder, which it makes if need be; the data is in guanxi.db. No other process can open
// it until Close.
func OpenBolt(folder string) (*Bolt, error) {
	path := filepath.Join(folder, boltName)
	db, err := openFile(path)
	if err != nil {
		return nil, err
	}
	b := &Bolt{path: path}
	b.db.Store(db)
	b.group = newGroup(b.apply)
	return b, nil
}

// Close waits for commits and reads under way and closes the file.
func (b *Bolt) Close() error {
	if !b.group.close() {
		return nil
	}
	b.writing.Lock() // waits for Compact
	defer b.writing.Unlock()
	if err := b.db.Load().Close(); err != nil {
		return fmt.Errorf("close store: %w", err)
	}
	return nil
}

// Backup writes the whole store as it is at this moment, in the form that OpenBolt reads, while work goes on. The
// file keeps growing meanwhile instead of using its free pages again, so w should not be slow.
func (b *Bolt) Backup(w io.Writer) error {
	return b.view("backup", func(tx *bbolt.Tx) error {
		_, err := tx.WriteTo(w)
		return err
	})
}

// Get is Store's; all keys are read at one moment.
func (b *Bolt) Get(ctx context.Context, keys ...Key) ([]Record, error) {
	if err := checkRead(ctx, keys...); err != nil {
		return nil, err
	}
	found := make([]Record, len(keys))
	err := b.view("get", func(tx *bbolt.Tx) error {
		bucket := tx.Bucket(records)
		var room [64]byte
		for i, k := range keys {
			if stored := bucket.Get(appendKey(room[:0], k)); stored != nil {
				found[i] = Record{Value: bytes.Clone(stored[versionSize:]), Version: version(stored)}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return found, nil
}

// Range is Store's.
func (b *Bolt) Range(ctx context.Context, list Key, from, to int64, limit int) ([]Entry, error) {
	if err := checkRead(ctx, list); err != nil {
		return nil, err
	}
	var found []Entry
	err := b.view("range", func(tx *bbolt.Tx) error {
		cursor := tx.Bucket(lists).Cursor()
		first := appendScore(append(appendKey(nil, list), 0), from)
		list := first[:len(first)-8]
		for k, v := cursor.Seek(first); len(found) < limit && bytes.HasPrefix(k, list); k, v = cursor.Next() {
			place := k[len(list):]
			if score(place) > to {
				break
			}
			found = append(found, Entry{Score: score(place), ID: string(place[8:]), Value: bytes.Clone(v)})
		}
		return nil
	})
	return found, err
}

// Commit is Store's: it returns when the commit is on the disk.
func (b *Bolt) Commit(ctx context.Context, c Commit) error {
	return b.group.commit(ctx, c)
}

// empty tells whether nothing was ever put or all is gone again.
func (b *Bolt) empty(context.Context) (empty bool, err error) {
	err = b.view("look for data", func(tx *bbolt.Tx) error {
		record, _ := tx.Bucket(records).Cursor().First()
		entry, _ := tx.Bucket(lists).Cursor().First()
		empty = record == nil && entry == nil
		return nil
	})
	return empty, err
}

// view reads at one moment. A reader who comes just as Compact closes the old file reads the new one.
func (b *Bolt) view(what string, read func(*bbolt.Tx) error) error {
	db := b.db.Load()
	err := db.View(read)
	for errors.Is(err, bolterrors.ErrDatabaseNotOpen) && db != b.db.Load() {
		db = b.db.Load()
		err = db.View(read)
	}
	if errors.Is(err, bolterrors.ErrDatabaseNotOpen) || err != nil && b.group.isClosed() {
		return ErrClosed
	}
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// apply puts a batch into one transaction: a trip to the disk for all. It runs on the group's goroutine.
func (b *Bolt) apply(batch []*waiting) {
	b.values = b.values[:0]
	if err := b.write(batch); err != nil {
		for _, w := range batch {
			if w.err == nil {
				w.err = fmt.Errorf("commit: %w", err)
			}
		}
	}
}

func (b *Bolt) write(batch []*waiting) error {
	b.writing.Lock()
	defer b.writing.Unlock()
	tx, err := b.db.Load().Begin(true)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	t := turn{Bolt: b, records: tx.Bucket(records), lists: tx.Bucket(lists)}
	applied := 0
	for _, w := range batch {
		switch held, err := t.apply(&w.commit); {
		case err != nil:
			return err
		case held:
			applied++
		default:
			w.err = ErrConflict
		}
	}
	if applied == 0 {
		return nil
	}
	return tx.Commit()
}

// turn is one transaction under way.
type turn struct {
	*Bolt
	records, lists *bbolt.Bucket
}

// apply writes one commit if its guards hold. An error leaves it half written and must end the transaction.
func (t *turn) apply(c *Commit) (bool, error) {
	for i := range c.Guards {
		if version(t.records.Get(t.keyOf(c.Guards[i].Key))) != c.Guards[i].Version {
			return false, nil
		}
	}
	for i := range c.Delete {
		if err := t.records.Delete(t.keyOf(c.Delete[i])); err != nil {
			return false, err
		}
	}
	for i := range c.Puts {
		if err := t.put(&c.Puts[i]); err != nil {
			return false, err
		}
	}
	for i := range c.Remove {
		if err := t.lists.Delete(t.placeOf(&c.Remove[i])); err != nil {
			return false, err
		}
	}
	for i := range c.Add {
		if err := t.lists.Put(t.placeOf(&c.Add[i]), c.Add[i].Entry.Value); err != nil {
			return false, err
		}
	}
	return true, nil
}

// put writes a record one version on. bbolt keeps the value until the transaction ends but copies the key.
func (t *turn) put(p *Put) error {
	key := t.keyOf(p.Key)
	start := len(t.values)
	t.values = binary.BigEndian.AppendUint64(t.values, version(t.records.Get(key))+1)
	t.values = append(t.values, p.Value...)
	return t.records.Put(key, t.values[start:])
}

func (t *turn) keyOf(k Key) []byte {
	t.key = appendKey(t.key[:0], k)
	return t.key
}

func (t *turn) placeOf(l *Link) []byte {
	t.key = appendPlace(t.key[:0], l.List, &l.Entry)
	return t.key
}

func checkRead(ctx context.Context, keys ...Key) error {
	for i := range keys {
		if err := keys[i].check(); err != nil {
			return err
		}
	}
	return ctx.Err()
}
