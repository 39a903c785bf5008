package main

import (
	"math"
	"strings"
	"testing"
)

func TestFigures(t *testing.T) {
	figures := []figure{share("accuracy", 0.9123), number("us_per_message", 63.44, "%.0f µs"), number("auroc", math.NaN(), "%.3f")}
	for _, test := range []struct {
		output evalOutput
		want   string
	}{
		{evalOutput{}, "accuracy        91.2 %\nus_per_message  63 µs\nauroc           -\n"},
		{evalOutput{JSON: true}, `{"accuracy":0.9123,"auroc":null,"us_per_message":63.44}` + "\n"},
	} {
		var got strings.Builder
		if err := test.output.print(&got, figures); err != nil || got.String() != test.want {
			t.Errorf("%q, %v, want %q", got.String(), err, test.want)
		}
	}
}
