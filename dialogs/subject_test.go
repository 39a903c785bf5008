package dialogs

import (
	"strings"
	"testing"
	"time"
)

// TestSubject reads back what the data of buttons carries, within Telegram's bytes for the longest entry and far times.
func TestSubject(t *testing.T) {
	far := time.Date(4000, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	for _, want := range []subject{{at: far}, {at: 1, entry: "hours"}, {at: far, entry: strings.Repeat("e", 32), taken: true}} {
		data := want.String()
		if got := readSubject(data[1:]); got != want {
			t.Errorf("%q is read as %+v, want %+v", data, got, want)
		}
		if len(data) > maxSubject+maxEntry || want.entry == "" && len(data) > maxSubject {
			t.Errorf("%q has %d bytes", data, len(data))
		}
	}
	for _, odd := range []string{"", "+", "-5.hours", "!", "zzzzzzzzzzzzzzzzz.x"} {
		if got := readSubject(odd); got != (subject{}) {
			t.Errorf("%q is read as %+v", odd, got)
		}
	}
}
