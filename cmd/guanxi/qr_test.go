package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"rsc.io/qr"
)

// TestHalfBlocks reads the drawn code back, module by module.
func TestHalfBlocks(t *testing.T) {
	const link = "https://t.me/shop_bot?start=own_ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	code, err := qr.Encode(link, qr.L)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(halfBlocks(link), "\n"), "\n")
	for i, line := range lines {
		line = strings.TrimSuffix(strings.TrimPrefix(line, "  \x1b[97;40m"), "\x1b[0m")
		if n := utf8.RuneCountInString(line); n != code.Size+2*margin {
			t.Fatalf("line %d has %d modules, want %d", i, n, code.Size+2*margin)
		}
		for x, r := range []rune(line) {
			y := 2*i - margin
			if light := r == '█' || r == '▀'; light == code.Black(x-margin, y) {
				t.Fatalf("module %d, %d is wrong", x-margin, y)
			}
			if light := r == '█' || r == '▄'; y+1 < code.Size+margin && light == code.Black(x-margin, y+1) {
				t.Fatalf("module %d, %d is wrong", x-margin, y+1)
			}
		}
	}
	if drawn(&strings.Builder{}, link) != "" {
		t.Error("drawn where nobody looks")
	}
}
