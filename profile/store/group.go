package store

// Group commit: commits that wait at the same moment share one trip to the disk or to the server.

import (
	"context"
	"runtime"
	"slices"
	"sync"
)

// maxBatch bounds the commits that share a trip, and with them what one failure can touch and what a trip can last.
const maxBatch = 256

// group gathers commits and has one goroutine, its own, apply them. Both engines commit through it.
type group struct {
	apply func([]*waiting) // sets each one's err

	mu     sync.Mutex
	come   sync.Cond // signalled when queue or closed change
	queue  []*waiting
	closed bool
	done   chan struct{} // closed when the goroutine has ended
}

// waiting is a commit whose caller waits.
type waiting struct {
	commit Commit
	err    error
	done   chan struct{} // closed when err is the answer
}

func newGroup(apply func([]*waiting)) *group {
	g := &group{apply: apply, done: make(chan struct{})}
	g.come.L = &g.mu
	go g.run()
	return g
}

// commit waits until c was applied, or refused, with others.
func (g *group) commit(ctx context.Context, c Commit) error {
	if err := c.check(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	w := &waiting{commit: c, done: make(chan struct{})}
	if !g.enter(w) {
		return ErrClosed
	}
	select {
	case <-w.done:
	case <-ctx.Done():
		if g.withdraw(w) {
			return ctx.Err()
		}
		<-w.done // its bytes are being written: the caller may not have them back yet
	}
	return w.err
}

func (g *group) enter(w *waiting) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.closed {
		return false
	}
	g.queue = append(g.queue, w)
	g.come.Signal()
	return true
}

// withdraw takes a commit back that the writer did not take yet.
func (g *group) withdraw(w *waiting) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	i := slices.Index(g.queue, w)
	if i < 0 {
		return false
	}
	g.queue = slices.Delete(g.queue, i, i+1)
	return true
}

func (g *group) run() {
	defer close(g.done)
	var batch []*waiting
	for {
		// Those just answered often come right back: let them in first, or batches of one alternate with batches of all.
		runtime.Gosched()
		if batch = g.take(batch[:0]); len(batch) == 0 {
			return
		}
		g.apply(batch)
		for _, w := range batch {
			close(w.done)
		}
		clear(batch)
	}
}

// take moves the longest waiting commits to batch; it waits for a first one and returns none when the group is closed.
func (g *group) take(batch []*waiting) []*waiting {
	g.mu.Lock()
	defer g.mu.Unlock()
	for len(g.queue) == 0 && !g.closed {
		g.come.Wait()
	}
	n := min(len(g.queue), maxBatch)
	batch = append(batch, g.queue[:n]...)
	g.queue = slices.Delete(g.queue, 0, n)
	return batch
}

// close lets nobody in any more and waits for those inside. It reports whether it was the first to close.
func (g *group) close() bool {
	g.mu.Lock()
	first := !g.closed
	g.closed = true
	g.come.Signal()
	g.mu.Unlock()
	<-g.done
	return first
}

// isClosed tells readers, who do not pass through the queue, that the store is gone.
func (g *group) isClosed() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.closed
}
