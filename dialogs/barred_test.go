package dialogs

import (
	"slices"
	"strings"
	"testing"
)

// TestBarred offers no person to a customer whose messages staff do not take, whatever they say, and all to others.
func TestBarred(t *testing.T) {
	w := shopWorld(t)
	for _, words := range []string{"/start", "do you repair zithers?", "asdf qwer", "my tea was stale", "you idiots", "are you a bot"} {
		for _, barred := range []int{0, 1} {
			r := after(w, State{}, Input{Kind: Words, Text: "/start"}, Input{Kind: Barred, Number: barred}, Input{Kind: Words, Text: words})
			offered := slices.ContainsFunc(r.Messages, func(m Message) bool {
				return strings.Contains(m.Text, "person") || slices.ContainsFunc(slices.Concat(m.Buttons...), func(b Button) bool { return w.calls(b.Data) })
			})
			if offered != (barred == 0) {
				t.Errorf("to %q, barred %d: %+v", words, barred, r.Messages)
			}
		}
	}
}
