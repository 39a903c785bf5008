package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain puts a command guanxi, which is this very program, in the path of the tests.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"guanxi": main})
}
