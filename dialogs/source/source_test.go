package source

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml/ast"
)

func each(text string, item func(ast.Node)) []error {
	return Each(fstest.MapFS{"a.yaml": {Data: []byte(text)}}, "a.yaml", item)
}

func TestEach(t *testing.T) {
	var places []string
	faults := each("- x:\n    y: 1\n- x:\n  - 2\n---\n# more\n- 3\n", func(node ast.Node) {
		places = append(places, At("a.yaml", node), At("a.yaml", node, "x", "y", "z"))
	})
	want := []string{"a.yaml:1", "a.yaml:2", "a.yaml:3", "a.yaml:4", "a.yaml:7", "a.yaml:7"}
	if len(faults) > 0 || !slices.Equal(places, want) {
		t.Errorf("%v, %v", places, faults)
	}
}

func TestEachFaults(t *testing.T) {
	for text, want := range map[string]string{
		"a: b":     "a.yaml:1: no list of entries",
		"- a\n- [": "a.yaml:2: ",
		"- panic":  "a.yaml: no YAML that can be read: out of reach",
	} {
		faults := each(text, func(ast.Node) { panic("out of reach") })
		if len(faults) == 1 && strings.HasPrefix(faults[0].Error(), want) {
			continue
		}
		t.Errorf("%q: %v, want %s", text, faults, want)
	}
	if faults := Each(fstest.MapFS{}, "a.yaml", nil); len(faults) != 1 || !strings.HasPrefix(faults[0].Error(), "a.yaml: ") {
		t.Errorf("no file: %v", faults)
	}
}

func TestDecode(t *testing.T) {
	each("- x: 1\n- x: 2\n  y: 3\n", func(node ast.Node) {
		var into struct {
			X int `yaml:"x"`
		}
		switch err := Decode("a.yaml", node, &into); into.X {
		case 1:
			if err != nil {
				t.Error(err)
			}
		default:
			if err == nil || !strings.HasPrefix(err.Error(), `a.yaml:3: unknown field "y"`) {
				t.Error(err)
			}
		}
	})
}
