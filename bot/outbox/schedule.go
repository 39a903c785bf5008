package outbox

import (
	"container/heap"
	"maps"
	"slices"
	"time"

	"guanxi/profile"
)

// laneOf returns the lane in which an item waits now; o.mu is held.
func (o *Outbox) laneOf(it *Item) *lane {
	chat := o.route(it.Chat)
	if chat >= 0 {
		return o.lane(chat)
	}
	at := address{quiet: it.quiet()}
	if !it.General {
		at.customer = it.Customer
	}
	return o.group(chat).lane(at)
}

// lane returns the lane of a private chat; o.mu is held.
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

// lanesOf returns the lanes of a chat.
func (o *Outbox) lanesOf(chat int64) []*lane {
	if chat < 0 {
		return slices.Collect(maps.Values(o.group(chat).lanes))
	}
	if l, ok := o.lanes[chat]; ok {
		return []*lane{l}
	}
	return nil
}

// evict takes what waits for a chat and is to go out of its lanes, each customer's in order.
func (o *Outbox) evict(chat int64, goes func(*job) bool) []*job {
	var gone []*job
	for _, l := range o.lanesOf(chat) {
		gone = append(gone, l.evict(goes)...)
		o.schedule(l)
	}
	return gone
}

// place puts a job where it is to wait; o.mu is held.
func (o *Outbox) place(j *job) {
	if o.departed(&j.Item) {
		o.ends(j)
		return
	}
	j.sending, j.opens = false, nil
	l := o.laneOf(&j.Item)
	if begun := l.beginning(&j.Item); begun != nil {
		begun.with = append(append(begun.with, j.Item), j.with...)
		return
	}
	if older := o.stale(l, &j.Item); older != nil && j.text == "" {
		older.renew(j.Item)
		older.with = append(older.with, j.with...)
		older.left = older.left || j.left
		return
	}
	l.insert(j)
	o.schedule(l)
}

// stale returns what waits in a group and shows another state of the same as an item; nil: nothing.
func (o *Outbox) stale(l *lane, it *Item) *job {
	state := it.state()
	if l.of == nil || state == "" {
		return nil
	}
	if j := l.find(state); j != nil {
		return j
	}
	if words := l.words(); l.quiet && words != nil {
		return words.find(state)
	}
	return nil
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
	if l.of != nil {
		o.enlist(l)
		return
	}
	if l.busy || len(l.jobs) == 0 || l.chat == Desk {
		return
	}
	due := l.pace.free(l.jobs[0].cost(), o.opts.Pace.PrivateBurst, o.opts.Pace.PrivateEvery)
	due = later(later(due, l.retry), l.jobs[0].gathers())
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

// next waits for a job that may be sent now and returns it with its lane, which is then busy; nil at the end.
func (o *Outbox) next() (*lane, *job) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for !o.stopping {
		now := o.opts.Now()
		if l := o.pick(now); l != nil {
			if l.of != nil || len(o.replies.lanes)+len(o.bulk.lanes) > 0 {
				o.wake.Signal() // one wakes the next
			}
			switch {
			case l.of != nil:
				l.merge()
			case l.served != nil:
				l.turn(now)
				l.merge()
			}
			j := l.jobs[0]
			j.sending = true
			if l.of == nil {
				l.pace.take(now, j.cost(), o.opts.Pace.PrivateEvery)
			}
			l.sendings().open++
			return l, j
		}
		o.wake.Wait()
	}
	return nil, nil
}

// pick takes a lane out of the queues: a group's few calls and replies first, bulk with what they leave.
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
	for _, g := range o.groups {
		if l := o.pickOf(g, now); l != nil {
			return l
		}
	}
	if l := o.replies.peek(); l != nil {
		o.replies.drop()
		l.occupy()
		o.owe(now)
		return l
	}
	l := o.bulk.peek()
	if l == nil {
		return nil
	}
	every := o.opts.Pace.BulkEvery
	if free := o.bulkPace.free(1, 1, every); free.After(now) {
		o.wakeAt(free)
		return nil
	}
	o.bulk.drop()
	l.occupy()
	o.bulkPace.take(now, 1, every)
	return l
}

// owe has bulk wait for something else that goes out now; it never owes more than a second.
func (o *Outbox) owe(now time.Time) {
	if o.bulkPace.full.Before(now.Add(time.Second)) {
		o.bulkPace.take(now, 1, o.opts.Pace.BulkEvery)
	}
}

func (l *lane) occupy() { l.in, l.busy = nil, true }

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
		j := l.jobs[0]
		j.sending = false
		if j.Chat == Desk && l.chat != o.route(Desk) { // the desk went elsewhere meanwhile
			for _, each := range o.evict(l.chat, (*job).forDesk) {
				o.place(each)
			}
		}
		if p := o.parted[j.Customer]; p != nil {
			o.dismiss(l, j.Customer, p)
		}
	}
	o.schedule(l)
}
