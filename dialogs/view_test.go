package dialogs

import (
	"slices"
	"testing"
)

// TestOutlinesLackNothing holds that every step, start and way on of the engine's own tables is in the outlines.
func TestOutlinesLackNothing(t *testing.T) {
	w, err := loadOnce()
	if err != nil {
		t.Fatal(err)
	}
	starts, places := 0, map[string]Place{}
	for _, o := range w.Outlines("en") {
		starts += len(o.Starts)
		for _, p := range o.Places {
			places[p.Name] = p
		}
	}
	if starts != len(w.starts) || len(places) != len(w.steps) {
		t.Errorf("%d starts and %d steps, want %d and %d", starts, len(places), len(w.starts), len(w.steps))
	}
	for name, s := range w.steps {
		var led, ways []string
		for _, to := range s.exits() {
			if to != nil {
				led = append(led, to.name)
			}
		}
		for _, way := range places[name].Ways {
			if way.To != "" {
				ways = append(ways, way.To)
			}
		}
		slices.Sort(led)
		slices.Sort(ways)
		led, ways = slices.Compact(led), slices.Compact(ways) // an outline has one way for all products
		if !slices.Equal(led, ways) {
			t.Errorf("%s leads to %q, its outline to %q", name, led, ways)
		}
		if s.Say != "" && places[name].Text == "" {
			t.Errorf("%s says nothing in its outline", name)
		}
	}
}
