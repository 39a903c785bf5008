package main

import (
	"io"
	"os"
	"strings"

	"rsc.io/qr"
)

// margin is how many light modules stand around a code: fewer than the standard's four, which phones read as well, so that
// it fits a small window.
const margin = 2

// drawn is a link as a QR code for a phone's camera, two modules a character; empty where nobody looks at a screen.
func drawn(out io.Writer, link string) string {
	file, ok := out.(*os.File)
	if !ok {
		return ""
	}
	if info, err := file.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return ""
	}
	return halfBlocks(link)
}

// halfBlocks draws a code in light on dark, as most terminals are, with the colours set: on any other it reads as well.
func halfBlocks(link string) string {
	code, err := qr.Encode(link, qr.L)
	if err != nil { // longer than any code holds
		return ""
	}
	var b strings.Builder
	for y := -margin; y < code.Size+margin; y += 2 {
		b.WriteString("  \x1b[97;40m")
		for x := -margin; x < code.Size+margin; x++ {
			upper, lower := !code.Black(x, y), !code.Black(x, y+1) && y+1 < code.Size+margin
			b.WriteString(map[[2]bool]string{{true, true}: "█", {true, false}: "▀", {false, true}: "▄", {false, false}: " "}[[2]bool{upper, lower}])
		}
		b.WriteString("\x1b[0m\n")
	}
	return b.String()
}
