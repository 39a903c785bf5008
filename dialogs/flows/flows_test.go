package flows_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guanxi/deploy/shop"
	"guanxi/dialogs"
	"guanxi/dialogs/transcript"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the transcripts")

// shipped is a shop without flows of its own, which would take the place of those that are played here.
type shipped struct{ fs.FS }

func (s shipped) Open(name string) (fs.File, error) {
	if name == "flows" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return s.FS.Open(name)
}

// TestTranscripts plays every flow in every language. The lines that a customer, staff or the clock begin are the
// script; the rest is what the bot answered, rewritten by -update and read by a person.
func TestTranscripts(t *testing.T) {
	world, err := dialogs.Load(shipped{shop.FS})
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got, err := transcript.Play(world, string(want))
			if err != nil {
				t.Fatal(err)
			}
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(want), got); diff != "" && !*update {
				t.Errorf("the transcript changed (-want +got):\n%s", diff)
			}
		})
	}
}

// TestEveryFlowInEveryLanguage holds that no flow lacks its transcripts.
func TestEveryFlowInEveryLanguage(t *testing.T) {
	world, err := dialogs.Load(shipped{shop.FS})
	if err != nil {
		t.Fatal(err)
	}
	flows, err := filepath.Glob("*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, flow := range flows {
		for _, lang := range world.Texts.Languages() {
			file := "testdata/" + strings.TrimSuffix(flow, ".yaml") + "." + lang + ".txt"
			if _, err := os.Stat(file); err != nil {
				t.Errorf("no transcript %s", file)
			}
		}
	}
}
