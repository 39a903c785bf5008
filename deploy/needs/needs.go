// Package needs finds what tests use beyond Go, and says so loudly where it is missing.
package needs

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// Program returns the path of a program. Where it is not installed the test is skipped; what says what then stays
// untested.
func Program(t testing.TB, name, what string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		skipped(name+" is not installed", what)
		t.Skipf("SKIPPED: %s is not installed: %s", name, what)
	}
	return path
}

// Shared returns the path of a file of the data that lies beside the project in ../shared, or where SHARED_DATA says;
// "" where it is not there, and what says what then stays untested.
func Shared(t testing.TB, file, what string) string {
	t.Helper()
	folder := os.Getenv("SHARED_DATA")
	if folder == "" {
		folder = filepath.Join(root(t), "..", "shared")
	}
	path := filepath.Join(folder, file)
	if _, err := os.Stat(path); err != nil {
		skipped("no ../shared/"+file, what)
		return ""
	}
	return path
}

// root is the module's folder, above whichever package is tested.
func root(t testing.TB) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for folder != filepath.Dir(folder) {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder
		}
		folder = filepath.Dir(folder)
	}
	t.Fatal("no go.mod above the test")
	return ""
}

var told sync.Map

// skipped tells once what stays untested. go test ./... hides what passing packages print, so it is written to the
// standard error of go test itself, where the system lets us: a skip that nobody sees looks like a pass.
func skipped(missing, what string) {
	if _, known := told.LoadOrStore(missing+what, true); known {
		return
	}
	line := fmt.Sprintf("SKIPPED: %s: %s\n", missing, what)
	outer := fmt.Sprintf("/proc/%d/fd/2", os.Getppid())
	if info, err := os.Stat(outer); err == nil && !info.Mode().IsRegular() { // a file would be overwritten
		if w, err := os.OpenFile(outer, os.O_WRONLY, 0); err == nil {
			defer w.Close()
			fmt.Fprint(w, line)
			return
		}
	}
	fmt.Fprint(os.Stderr, line)
}
