package dialogs

import (
	"maps"
	"slices"
)

// exits are all the steps to which a step can lead.
func (s *step) exits() []*step {
	out := append(s.onward(), s.words, s.then, s.person, s.left)
	for i := range s.Choices {
		out = append(out, s.Choices[i].next)
	}
	return out
}

// onward are those to which it can lead without the customer.
func (s *step) onward() []*step {
	out := []*step{s.next}
	for _, to := range s.on {
		out = append(out, to)
	}
	return out
}

// reach refuses steps to which nothing leads, and circles that would turn without the customer.
func (c *compiler) reach(all []*flowSource) {
	seen := map[*step]bool{}
	var visit func(*step)
	visit = func(s *step) {
		if s == nil || seen[s] {
			return
		}
		seen[s] = true
		for _, to := range append(s.exits(), s.questions) {
			visit(to)
		}
	}
	for _, s := range c.w.starts {
		visit(s)
	}
	for _, src := range all {
		c.src = src
		for _, name := range slices.Sorted(maps.Keys(src.Steps)) {
			s := src.Steps[name]
			if !seen[s] {
				c.fault("$.steps."+name, "nothing leads to the step")
			}
			if circles(s) {
				c.fault("$.steps."+name, "the step comes round to itself without waiting for the customer")
			}
		}
	}
}

// circles says whether a step that does not wait leads back to itself over steps that do not wait either.
func circles(from *step) bool {
	seen := map[*step]bool{}
	var visit func(*step) bool
	visit = func(s *step) bool {
		if s == nil || s.waits() {
			return false
		}
		for _, to := range s.onward() {
			if to == from && !from.waits() {
				return true
			}
			if to != nil && !seen[to] {
				seen[to] = true
				if visit(to) {
					return true
				}
			}
		}
		return false
	}
	return visit(from)
}
