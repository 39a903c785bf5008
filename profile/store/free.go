//go:build linux || darwin || freebsd

package store

import (
	"fmt"
	"syscall"
)

// Free tells how many bytes are left where a folder lies, for who is not root.
func Free(folder string) (uint64, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return 0, fmt.Errorf("look how much room is left in %s: %w", folder, err)
	}
	return uint64(s.Bavail) * uint64(s.Bsize), nil
}
