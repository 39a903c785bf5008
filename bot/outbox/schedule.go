package outbox

import (
	"container/heap"
	"time"

	"guanxi/profile"
)

// lane returns the lane of a chat; o.mu is held.
func (o *Outbox) lane(chat int64) *lane {
	l, ok := o.lanes[chat]
	if !ok {
		o.sweep()
		l = &lane{chat: chat, index: -1}
		if chat == o.route(Desk) {
			l.served = map[profile.CustomerID]int{}
		}
		o.lanes[chat] = l
	}
	return l
}

// sweep forgets lanes that have nothing to remember, each time their number has doubled.
func (o *Outbox) sweep() {
	if len(o.lanes) < 2*o.swept+1024 {
		return
	}
	now := o.opts.Now()
	for chat, l := range o.lanes {
		if len(l.jobs) == 0 && !l.busy && l.open == 0 && l.in == nil && l.index < 0 && !l.pace.full.After(now) {
			delete(o.lanes, chat)
		}
	}
	o.swept = len(o.lanes)
}

// schedule has a lane served as soon as its bucket and its failures allow; o.mu is held.
func (o *Outbox) schedule(l *lane) {
	if l.busy || len(l.jobs) == 0 || l.chat == Desk {
		return
	}
	due := l.pace.free(o.limits(l.chat))
	if l.retry.After(due) {
		due = l.retry
	}
	switch {
	case due.After(o.opts.Now()):
		o.later.at(l, due)
		o.wakeAt(o.later[0].due)
		return
	case l.replies > 0 && l.in != &o.replies: // also where a reply came behind bulk: both go with the replies now
		o.replies.push(l)
	case l.replies == 0 && l.in == nil:
		o.bulk.push(l)
	default:
		return
	}
	o.wake.Signal()
}

func (o *Outbox) limits(chat int64) (burst int, every time.Duration) {
	if chat < 0 {
		return o.opts.Pace.GroupBurst, o.opts.Pace.GroupEvery
	}
	return o.opts.Pace.PrivateBurst, o.opts.Pace.PrivateEvery
}

// next waits for a job that may be sent now and returns it with its lane, which is then busy; nil at the end.
func (o *Outbox) next() (*lane, *job) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for !o.stopping {
		if l := o.pick(o.opts.Now()); l != nil {
			if len(o.replies.lanes)+len(o.bulk.lanes) > 0 {
				o.wake.Signal() // one wakes the next
			}
			if l.served != nil {
				l.turn()
			}
			j := l.jobs[0]
			j.sending = true
			l.open++
			return l, j
		}
		o.wake.Wait()
	}
	return nil, nil
}

// pick takes a lane out of the queues: replies first, bulk with what they leave.
func (o *Outbox) pick(now time.Time) *lane {
	if o.hush.After(now) {
		o.wakeAt(o.hush)
		return nil
	}
	for len(o.later) > 0 && !o.later[0].due.After(now) {
		l := heap.Pop(&o.later).(*lane)
		o.schedule(l)
	}
	if len(o.later) > 0 {
		o.wakeAt(o.later[0].due)
	}
	every := o.opts.Pace.BulkEvery
	if l := o.replies.peek(); l != nil {
		o.replies.drop()
		o.occupy(l, now)
		if o.bulkPace.full.Before(now.Add(time.Second)) { // replies never owe bulk more than a second
			o.bulkPace.take(now, every)
		}
		return l
	}
	l := o.bulk.peek()
	if l == nil {
		return nil
	}
	if free := o.bulkPace.free(1, every); free.After(now) {
		o.wakeAt(free)
		return nil
	}
	o.bulk.drop()
	o.occupy(l, now)
	o.bulkPace.take(now, every)
	return l
}

func (o *Outbox) occupy(l *lane, now time.Time) {
	_, every := o.limits(l.chat)
	l.in = nil
	l.busy = true
	l.pace.take(now, every)
}

// wakeAt has a worker look again at a time, unless one will sooner.
func (o *Outbox) wakeAt(at time.Time) {
	if !o.alarm.IsZero() && !at.Before(o.alarm) {
		return
	}
	o.alarm = at
	d := max(0, at.Sub(o.opts.Now()))
	if o.timer == nil {
		o.timer = time.AfterFunc(d, o.ring)
		return
	}
	o.timer.Reset(d)
}

func (o *Outbox) ring() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.alarm = time.Time{}
	o.wake.Signal()
}

// release lets a lane go on, not before retry; o.mu is held.
func (o *Outbox) release(l *lane, retry time.Time) {
	l.busy = false
	l.retry = retry
	if len(l.jobs) > 0 {
		l.jobs[0].sending = false
	}
	o.schedule(l)
}
