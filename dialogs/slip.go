// A slip of a command: what was meant by one that there is not.
package dialogs

import (
	"slices"
	"strings"

	"guanxi/locales"
)

// unslashed is a command as words.
func unslashed(text string) string {
	return strings.ReplaceAll(strings.TrimLeft(text, "/"), "_", " ")
}

// saidInstead takes an unknown command for words, where they are surely understood: "/prices". It says whether they were.
func (t *turn) saidInstead() bool {
	said := unslashed(t.in.Text)
	parts := t.today().Ask(said, t.lang())
	if t.w.phrases.Heard(said) == "" && (len(parts) != 1 || !parts[0].Sure || parts[0].Match.Score < plainly) {
		return false
	}
	t.in.Text = said
	t.ownWords()
	return true
}

// slipOf is the flow of the command that an unknown one is a slip of: as it is written, or with what follows in one word.
// Where none is near, it is the menu.
func (w *World) slipOf(name string) *step {
	var known []string
	for start := range w.starts {
		if strings.HasPrefix(start, "/") {
			known = append(known, start)
		}
	}
	slices.Sort(known)
	if near, ok := locales.Nearest(name, known, slips(name)); ok && (near != "/stop" || strings.HasPrefix(name, near)) { // "/step"
		return w.starts[near]
	}
	for _, command := range known {
		if len(command) > shortCommand && strings.HasPrefix(name, command) { // "/helpme"
			return w.starts[command]
		}
	}
	return w.starts[onLost]
}

// shortCommand is the length of a command, with its slash, which others begin with by chance.
const shortCommand = 4

// slips are how many letters of a command may be wrong: one, in longer ones two.
func slips(name string) int {
	if len(name) > 7 {
		return 2
	}
	return 1
}
