package store_test

import (
	"testing"

	"guanxi/profile/store"
)

func TestFree(t *testing.T) {
	if free, err := store.Free(t.TempDir()); err != nil || free == 0 {
		t.Errorf("%d bytes, %v", free, err)
	}
	if free, err := store.Free("/no/such/folder"); err == nil && free < 1<<62 {
		t.Errorf("a folder that is not there has room: %d", free)
	}
}
