package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"
)

// errInterrupted says that somebody ended an evaluation before it was through.
var errInterrupted = errors.New("interrupted")

// tellEvery is how often an evaluation says how far it came: one that is soon through says nothing.
const tellEvery = 3 * time.Second

// progress is how far an evaluation came.
type progress struct {
	what string // messages, questions
	n    int
	out  io.Writer        // is told now and then
	now  func() time.Time // the clock

	mu     sync.Mutex
	next   int // begun
	done   int
	told   time.Time
	failed error
}

func newProgress(t *terminal, what string, n int) *progress {
	return &progress{what: what, n: n, out: t.err, now: time.Now}
}

// each does something for 0 to n-1, some at once. After the first failure, or when the context ends, nothing more is begun;
// the error then says how far it came.
func (p *progress) each(ctx context.Context, workers int, do func(i int) error) error {
	p.told = p.now()
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for i, ok := p.take(ctx); ok; i, ok = p.take(ctx) {
				p.finish(do(i))
			}
		})
	}
	group.Wait()
	switch {
	case p.done == p.n:
		return nil
	case ctx.Err() != nil:
		p.failed = errInterrupted
	}
	return fmt.Errorf("after %d of %d %s: %w", p.done, p.n, p.what, p.failed)
}

func (p *progress) take(ctx context.Context) (int, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.failed != nil || p.next == p.n || ctx.Err() != nil {
		return 0, false
	}
	p.next++
	return p.next - 1, true
}

func (p *progress) finish(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil {
		p.failed = errors.Join(p.failed, err)
		return
	}
	p.done++
	if now := p.now(); now.Sub(p.told) >= tellEvery {
		p.told = now
		fmt.Fprintf(p.out, "%d of %d %s\n", p.done, p.n, p.what)
	}
}
