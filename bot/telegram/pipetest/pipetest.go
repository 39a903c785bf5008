// Package pipetest connects a test's client and server by pipes in memory, so that the clock of a synctest bubble rules
// both ends: a bubble does not see what waits on a socket.
package pipetest

import (
	"context"
	"net"
)

// Listener hands to Accept what Dial connects. It is closed once, after the last Dial.
type Listener struct{ conns chan net.Conn }

// Listen returns a listener that nobody has dialled yet.
func Listen() *Listener { return &Listener{make(chan net.Conn)} }

// Dial connects to whoever accepts next; network and address do not matter.
func (l *Listener) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case l.conns <- theirs:
		return ours, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept waits for a Dial; after Close it returns net.ErrClosed.
func (l *Listener) Accept() (net.Conn, error) {
	c, ok := <-l.conns
	if !ok {
		return nil, net.ErrClosed
	}
	return c, nil
}

// Close ends Accept.
func (l *Listener) Close() error {
	close(l.conns)
	return nil
}

// Addr is nowhere.
func (l *Listener) Addr() net.Addr { return &net.TCPAddr{} }
