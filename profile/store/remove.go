package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Remove removes the embedded store of a folder and nothing else there. No process may have it open.
func Remove(folder string) error {
	path := filepath.Join(folder, boltName)
	err := os.Remove(path)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	if err := errors.Join(err, removeRest(path)); err != nil {
		return fmt.Errorf("remove store: %w", err)
	}
	return nil
}
