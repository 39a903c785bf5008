package outbox

import (
	"context"
	"sync"
	"time"
)

// stopTime bounds how long a stop waits for sends in flight and their marks.
const stopTime = 10 * time.Second

// Run sends until ctx is done. Then it starts no send, waits for those in flight and their marks, and returns. It is
// called once.
func (o *Outbox) Run(ctx context.Context) {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	var workers sync.WaitGroup
	for range o.opts.Pace.InFlight {
		workers.Go(func() { o.work(work) })
	}
	<-ctx.Done()
	o.stop()
	bound := time.AfterFunc(stopTime, cancel)
	defer bound.Stop()
	workers.Wait()
}

func (o *Outbox) stop() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.stopping = true
	if o.timer != nil {
		o.timer.Stop()
	}
	o.wake.Broadcast()
}

func (o *Outbox) work(ctx context.Context) {
	for {
		l, j := o.next()
		if l == nil {
			return
		}
		o.send(ctx, l, j)
		o.settle(l)
	}
}
