package dialogs

import "testing"

// TestShortWords cuts what a customer wrote where a word ends, and in languages without spaces anywhere.
func TestShortWords(t *testing.T) {
	for _, c := range []struct {
		words string
		bytes int
		want  string
	}{
		{"all of it", 20, "all of it"},
		{"the waiters here are slow", 18, "the waiters…"},
		{"the waiters, here", 15, "the waiters…"},
		{"официанты у вас нахамили", 40, "официанты у вас…"},
		{"我等了四十分钟才上茶", 20, "我等了四十…"},
		{"o supercalifragilistic", 15, "o supercalif…"},
	} {
		if got := shortWords(c.words, c.bytes); got != c.want {
			t.Errorf("%q in %d bytes is %q, want %q", c.words, c.bytes, got, c.want)
		}
	}
}
