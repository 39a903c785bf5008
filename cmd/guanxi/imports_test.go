package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers are the parts of the house from the top: each may import itself and what stands below it.
var layers = []string{"cmd", "bot", "dialogs", "profile", "locales"}

// impure is what neither dialogs nor package profile may reach, over any of our packages.
var impure = []string{
	"context", "crypto/rand", "guanxi/profile/store", "log", "log/slog", "math/rand", "math/rand/v2", "net", "net/http", "os",
	"os/exec", "os/signal", "syscall",
}

// TestImports holds that imports run downwards only, and that what decides is pure.
func TestImports(t *testing.T) {
	imports := ourImports(t)
	if len(imports) < 12 {
		t.Fatalf("found only %d packages", len(imports))
	}
	for from, all := range imports {
		for _, to := range all {
			if above(from, to) {
				t.Errorf("%s imports %s, which stands above it", from, to)
			}
		}
	}
	for from := range imports {
		if from != "guanxi/profile" && layer(from) != "dialogs" && layer(from) != "locales" {
			continue
		}
		for to, by := range reached(imports, from) {
			if slices.Contains(impure, to) {
				t.Errorf("%s reaches %s through %s", from, to, by)
			}
		}
	}
}

// TestClock holds that what decides does not look at the clock: it is told the time.
func TestClock(t *testing.T) {
	for _, pattern := range []string{"../../dialogs/*.go", "../../dialogs/*/*.go", "../../profile/*.go", "../../locales/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasSuffix(file, "_test.go") && strings.Contains(string(text), "time.Now") {
				t.Errorf("%s looks at the clock", file)
			}
		}
	}
}

// ourImports reads what each of our packages imports, tests left out.
func ourImports(t *testing.T) map[string][]string {
	imports := map[string][]string{}
	err := filepath.WalkDir("../..", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel("../..", filepath.Dir(file))
		if err != nil {
			return err
		}
		pkg := path.Join("guanxi", filepath.ToSlash(folder))
		for _, spec := range parsed.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			imports[pkg] = append(imports[pkg], name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return imports
}

// layer is the part of the house a package is in; empty: none of ours.
func layer(pkg string) string {
	rest, ours := strings.CutPrefix(pkg, "guanxi/")
	if !ours {
		return ""
	}
	name, _, _ := strings.Cut(rest, "/")
	return name
}

func above(from, to string) bool {
	low, high := slices.Index(layers, layer(from)), slices.Index(layers, layer(to))
	return low >= 0 && high >= 0 && high < low
}

// reached returns all that a package imports, directly or over packages of ours, each with the package by which.
func reached(imports map[string][]string, from string) map[string]string {
	by := map[string]string{}
	var visit func(string)
	visit = func(pkg string) {
		for _, to := range imports[pkg] {
			if _, known := by[to]; !known {
				by[to] = pkg
				visit(to)
			}
		}
	}
	visit(from)
	return by
}
