package stories_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guanxi/bot/sandbox"
)

var update = flag.Bool("update", false, "write the stories anew")

// TestStories plays each story of testdata and compares what both sides see.
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			inTown(t, inMemory, sandbox.Options{Limits: true}, func(t *testing.T, w *town) {
				got, err := w.play(string(want))
				if err != nil {
					t.Fatal(err)
				}
				if *update {
					if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				} else if got != string(want) {
					t.Errorf("the story goes otherwise now; go test ./bot/stories -update, and read the change\n%s", firstChange(got, string(want)))
				}
			})
		})
	}
}

// firstChange shows where two texts part.
func firstChange(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return "now:\n" + strings.Join(a[min(i, len(a)):min(i+8, len(a))], "\n") + "\nbefore:\n" + strings.Join(b[min(i, len(b)):min(i+8, len(b))], "\n")
}
