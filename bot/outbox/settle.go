package outbox

import "context"

// Settled waits until nothing is being sent to a chat or marked: whoever answers a message there may be quicker than
// the record that says whom it is about.
func (o *Outbox) Settled(ctx context.Context, chat int64) error {
	for {
		o.mu.Lock()
		f := o.flight(chat)
		if f == nil || f.open == 0 {
			o.mu.Unlock()
			return nil
		}
		if f.settled == nil {
			f.settled = make(chan struct{})
		}
		settled := f.settled
		o.mu.Unlock()
		select {
		case <-settled:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// flight counts the sendings into a chat; nil: there never was one.
func (o *Outbox) flight(chat int64) *flight {
	if g, ok := o.groups[chat]; ok {
		return &g.flight
	}
	if l, ok := o.lanes[chat]; ok {
		return &l.flight
	}
	return nil
}

// settle ends one sending with its mark.
func (o *Outbox) settle(l *lane) {
	o.mu.Lock()
	defer o.mu.Unlock()
	f := l.sendings()
	f.open--
	if l.of != nil {
		o.rest(l.of)
	}
	if f.open == 0 && f.settled != nil {
		close(f.settled)
		f.settled = nil
	}
}
