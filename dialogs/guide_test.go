package dialogs

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestGuideNamesAll wants whatever a flow's file may say explained where its authors read it.
func TestGuideNamesAll(t *testing.T) {
	text, err := os.ReadFile("../cmd/guanxi/starter/flows.md")
	if err != nil {
		t.Fatal(err)
	}
	guide := string(text)
	row := func(section, word string) string {
		_, part, _ := strings.Cut(guide, "\n## "+section+"\n")
		part, _, _ = strings.Cut(part, "\n## ")
		for line := range strings.Lines(part) {
			if strings.Contains(line, "`"+word+"`") || strings.Contains(line, "`"+word+": ") {
				return line
			}
		}
		t.Errorf("%s: %s is not explained", section, word)
		return ""
	}
	for section, fields := range map[string]reflect.Type{
		"A flow": reflect.TypeFor[flow](), "A step": reflect.TypeFor[step](), "A choice": reflect.TypeFor[choice](),
	} {
		for field := range fields.Fields() {
			if name := field.Tag.Get("yaml"); name != "" {
				row(section, name)
			}
		}
	}
	for _, on := range slices.Concat(triggers, optional) {
		row("Moments", on)
	}
	for name, a := range actions {
		line := row("What can be done", name)
		for _, outcome := range a.outcomes {
			if !strings.Contains(line, outcome) {
				t.Errorf("%s can end in %q, which is not told", name, outcome)
			}
		}
	}
}
