//go:build !(linux || darwin || freebsd)

package store

import "math"

// Free cannot tell here how many bytes are left: it says that there are enough.
func Free(string) (uint64, error) { return math.MaxUint64, nil }
