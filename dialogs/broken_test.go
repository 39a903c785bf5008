package dialogs

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"guanxi/deploy/shop"
)

// TestFaultsBehindFaults breaks what the shop sells and its knowledge, each so that its form is wrong or what it says: the
// faults of flows and settings are told all the same, and nothing is called missing that is there.
func TestFaultsBehindFaults(t *testing.T) {
	breaks := func(edits ...string) string {
		folder := fstest.MapFS{}
		if err := fs.WalkDir(shop.FS, ".", func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			text, err := fs.ReadFile(shop.FS, file)
			folder[file] = &fstest.MapFile{Data: text}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(edits); i += 3 {
			text := string(folder[edits[i]].Data)
			if !strings.Contains(text, edits[i+1]) {
				t.Fatalf("%s lacks %s", edits[i], edits[i+1])
			}
			folder[edits[i]].Data = []byte(strings.Replace(text, edits[i+1], edits[i+2], 1))
		}
		_, err := Load(folder)
		if err == nil {
			t.Fatal("no fault is found")
		}
		return err.Error()
	}
	step, suggest := []string{"flows/tea.yaml", "next: recommend}", "next: brwse}"}, []string{"shop.yaml", "suggest: [hours,", "suggest: [hoursx,"}
	for name, broken := range map[string][]string{
		"a price":        {"products.yaml", `"14.50"`, "abc"},
		"no products":    {"products.yaml", "- id: longjing", "- : {id: longjing"},
		"no entry":       {"knowledge/visit.yaml", "- id: hours", "- id: Hours!"},
		"no YAML":        {"knowledge/visit.yaml", "- id: address\n", "- id: address\n   bad: [\n"},
		"nothing at all": {"knowledge/visit.yaml", "- id: hours\n", "- id: hours\n   bad: [\n"},
	} {
		said := breaks(append(append(append([]string{}, step...), suggest...), broken...)...)
		for _, want := range []string{`no step "brwse"`, `no entry "hoursx"`, broken[0] + ":"} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: %q is hidden:\n%s", name, want, said)
			}
		}
		if n := strings.Count(said, "\n") + 1; n > 3 {
			t.Errorf("%s: %d faults:\n%s", name, n, said)
		}
	}
}
