package store

// Opening the embedded engine's file: locks, foreign files and damaged ones told apart, each with its mend.

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"syscall"
	"time"
	"unsafe"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// ErrInUse says that another process has the store open.
var ErrInUse = errors.New("in use by another process")

// lockPatience is how long a process that is just ending gets to let go of the file.
const lockPatience = time.Second

func openFile(path string) (*bbolt.DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("open store: %w\nhint: name a folder that can be written (GUANXI_DATA)", err)
	}
	db, err := openBolt(path)
	switch {
	case err == nil:
		return db, nil
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, fmt.Errorf("open %s: %w\nhint: stop the other guanxi, or give this one its own folder (GUANXI_DATA)", path, ErrInUse)
	case errors.Is(err, os.ErrPermission):
		return nil, fmt.Errorf("open store: %w\nhint: the folder must belong to the user who runs guanxi", err)
	case full(err):
		return nil, fmt.Errorf("open %s: %w\nhint: make room on the disk, or name a folder on another (GUANXI_DATA)", path, err)
	default:
		return nil, fmt.Errorf("open %s: %w\nhint: the file is damaged or not guanxi's: move it away and put a backup in its place", path, err)
	}
}

// full tells that there was no room to write.
func full(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}

// openBolt opens the file, or makes it. Damage makes bbolt panic or, past the end of a file cut short, fault: both come
// back as errors. A file that is there is read through first, so that damage shows now and not under a customer.
func openBolt(path string) (db *bbolt.DB, err error) {
	var file *os.File
	openFile := func(name string, flag int, mode os.FileMode) (_ *os.File, err error) {
		file, err = os.OpenFile(name, flag, mode)
		return file, err
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if damage := recover(); damage != nil {
			_ = file.Close() // and with it the lock
			db, err = nil, fmt.Errorf("damaged: %v", damage)
		}
	}()
	info, missing := os.Stat(path)
	if missing == nil && info.Size() > 0 {
		if err := readThrough(path, info.Size(), &bbolt.Options{ReadOnly: true, Timeout: lockPatience, OpenFile: openFile}); err != nil {
			return nil, err
		}
	}
	options := writable
	options.Timeout, options.OpenFile = lockPatience, openFile
	db, err = bbolt.Open(path, 0o600, &options)
	if err != nil {
		if missing != nil && full(err) { // what there is of a new file would count as damaged the next time
			err = errors.Join(err, os.Remove(path))
		}
		return nil, err
	}
	if err = settle(db, file, path); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// writable is how our files are opened for writing.
var writable = bbolt.Options{
	// The list of free pages is written with each commit, a page in most: finding it at opening instead runs on a
	// goroutine of bbolt's, where damage would end the process.
	NoFreelistSync: false,
	FreelistType:   bbolt.FreelistMapType,
	NoStatistics:   true,
}

// settle makes a file that was just locked ready. The process that had it may have put another in its place while we
// waited for the lock: then that one is in use, and this one is nowhere any more.
func settle(db *bbolt.DB, file *os.File, path string) error {
	ours, err := file.Stat()
	if err != nil {
		return err
	}
	there, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !os.SameFile(ours, there) {
		return bolterrors.ErrTimeout
	}
	if err := removeRest(path); err != nil {
		return err
	}
	return makeBuckets(db)
}

// readThrough looks at every record and entry of a file of size bytes once.
func readThrough(path string, size int64, options *bbolt.Options) error {
	db, err := bbolt.Open(path, 0o600, options)
	if err != nil {
		return err
	}
	err = db.View(func(tx *bbolt.Tx) error {
		end := db.Info().Data + uintptr(min(size, tx.Size()))
		return tx.ForEach(func(name []byte, b *bbolt.Bucket) error { return readBucket(name, b, end) })
	})
	return errors.Join(err, db.Close())
}

// readBucket refuses what damage makes of a bucket. A value is measured, not read, against the end of the file in
// memory: a damaged length may reach past it, where other memory may lie now and none the next time.
func readBucket(name []byte, b *bbolt.Bucket, end uintptr) error {
	if !bytes.Equal(name, records) && !bytes.Equal(name, lists) {
		return fmt.Errorf("written by another program: bucket %.20q", name)
	}
	var last []byte
	return b.ForEach(func(k, v []byte) error {
		if beyond(v, b, end) || v == nil || bytes.Compare(k, last) <= 0 || bytes.Equal(name, records) && len(v) < versionSize {
			return fmt.Errorf("damaged: key %.20q in %s", k, name)
		}
		last = k
		return nil
	})
}

// beyond tells whether a value reaches past the end. A small bucket lies in the heap, within a page.
func beyond(v []byte, b *bbolt.Bucket, end uintptr) bool {
	if b.Root() == 0 {
		return len(v) > b.Tx().DB().Info().PageSize
	}
	return uintptr(unsafe.Pointer(unsafe.SliceData(v)))+uintptr(len(v)) > end
}

func makeBuckets(db *bbolt.DB) error {
	return db.Update(func(tx *bbolt.Tx) error {
		if _, err := tx.CreateBucketIfNotExists(records); err != nil {
			return err
		}
		_, err := tx.CreateBucketIfNotExists(lists)
		return err
	})
}
