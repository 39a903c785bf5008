package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"guanxi/locales"
)

// TestTextsAreUsed holds that no text is kept, in five languages, that nothing says.
func TestTextsAreUsed(t *testing.T) {
	texts, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	key := regexp.MustCompile(`[a-z]+(-[a-z0-9]+)+`)
	err = filepath.WalkDir("../..", func(file string, entry fs.DirEntry, err error) error {
		source := strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, ".yaml")
		if err != nil || !source {
			return err
		}
		text, err := os.ReadFile(file)
		for _, found := range key.FindAllString(string(text), -1) {
			used[found] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range texts.Keys() {
		if !used[key] && !used[strings.TrimSuffix(key, "-again")] {
			t.Errorf("nothing says %s", key)
		}
	}
}
