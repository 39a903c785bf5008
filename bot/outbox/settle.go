package outbox

import "context"

// Settled waits until nothing is being sent to a chat or marked: whoever answers a message there may be quicker than
// the record that says whom it is about.
func (o *Outbox) Settled(ctx context.Context, chat int64) error {
	for {
		o.mu.Lock()
		l, ok := o.lanes[chat]
		if !ok || l.open == 0 {
			o.mu.Unlock()
			return nil
		}
		if l.settled == nil {
			l.settled = make(chan struct{})
		}
		settled := l.settled
		o.mu.Unlock()
		select {
		case <-settled:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// settle ends one sending with its mark.
func (o *Outbox) settle(l *lane) {
	o.mu.Lock()
	defer o.mu.Unlock()
	l.open--
	if l.open == 0 && l.settled != nil {
		close(l.settled)
		l.settled = nil
	}
}
