package main

import (
	"bufio"
	"context"
	"io"
	"strings"
)

// maxTyped is the longest line in bytes that is taken: Telegram's longest message, generously.
const maxTyped = 64 << 10

// keyboard is what somebody types, line by line.
type keyboard struct {
	lines chan string
}

// newKeyboard begins to read. The reading ends with its source or with ctx; a terminal on which nobody types any more
// keeps it waiting until the process ends, for such a read cannot be called off.
func newKeyboard(ctx context.Context, from io.Reader) *keyboard {
	k := &keyboard{make(chan string)}
	go func() {
		defer close(k.lines)
		lines := bufio.NewScanner(from)
		lines.Buffer(nil, maxTyped)
		for lines.Scan() {
			select {
			case k.lines <- strings.TrimSpace(lines.Text()):
			case <-ctx.Done():
				return
			}
		}
	}()
	return k
}

// next is the next line; false where there is none or ctx is done.
func (k *keyboard) next(ctx context.Context) (string, bool) {
	select {
	case line, ok := <-k.lines:
		return line, ok
	case <-ctx.Done():
		return "", false
	}
}
