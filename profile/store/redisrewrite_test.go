package store

import (
	"errors"
	"testing"

	"guanxi/profile/store/storetest"
)

// TestCompactRedis asks a server to rewrite its log; one that does not let us says so, and that it will not.
func TestCompactRedis(t *testing.T) {
	for _, refuses := range []bool{false, true} {
		var args []string
		if refuses {
			args = []string{"--rename-command", "BGREWRITEAOF", ""}
		}
		s, err := OpenRedis(t.Context(), storetest.Start(t, args...).URL())
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if err := Compact(t.Context(), s); errors.Is(err, ErrRefused) != refuses || !refuses && err != nil {
			t.Errorf("refused %v: %v", refuses, err)
		}
	}
}
