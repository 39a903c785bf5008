package outbox

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"guanxi/profile"
)

// partedFor is how long items of somebody who was forgotten are passed over, should a read of the store that began
// before bring some up: a read takes seconds.
const partedFor = time.Hour

// parting is a customer who is forgotten: which of their items count for nothing, and which are under way.
type parting struct {
	last uint64           // the number of the last
	at   int64            // none was queued later, Unix milliseconds
	from time.Time        // when it was asked for
	open map[ref]struct{} // with others' that tell of them
	done chan struct{}    // closed when none is under way
}

func (p *parting) covers(it *Item) bool { return it.Seq <= p.last && it.Queued <= p.at }

// Forget has a customer's items up to a number and a time, and others' that tell of them, be sent no more: what waits is
// dropped, and what is under way waited for. The entries of the customer's in the store are the caller's to remove; what of
// them is read meanwhile is passed over.
func (o *Outbox) Forget(ctx context.Context, id profile.CustomerID, last uint64, at int64) error {
	p := &parting{last: last, at: at, from: o.opts.Now(), open: map[ref]struct{}{}, done: make(chan struct{})}
	o.removeAll(ctx, o.part(id, p))
	select {
	case <-p.done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("wait for what is being sent to customer %s: %w", id, ctx.Err())
	}
}

// part has the parting begin, and returns what others' tells of the customer and is not to be sent.
func (o *Outbox) part(id profile.CustomerID, p *parting) (telling []*job) {
	o.mu.Lock()
	defer o.mu.Unlock()
	maps.DeleteFunc(o.parted, func(other profile.CustomerID, former *parting) bool {
		return other == id || len(former.open) == 0 && p.from.Sub(former.from) > partedFor // id: the first has not come to its end
	})
	for _, l := range o.lanes {
		o.dismiss(l, id, p)
	}
	for _, g := range o.groups {
		for l := range g.of(id) {
			o.dismiss(l, id, p)
		}
	}
	for ref := range o.seen {
		if ref.customer == id && ref.seq <= p.last {
			p.open[ref] = struct{}{}
		}
	}
	telling = o.untell(id, p)
	if len(p.open) == 0 {
		close(p.done)
	}
	o.parted[id] = p
	return telling
}

// untell takes what waits, tells of a customer and belongs to others out, and returns it. What is under way of it is waited
// for.
func (o *Outbox) untell(id profile.CustomerID, p *parting) (gone []*job) {
	lanes := slices.Collect(maps.Values(o.lanes))
	for _, g := range o.groups {
		lanes = slices.AppendSeq(lanes, maps.Values(g.lanes))
	}
	tells := func(j *job) bool { return j.Customer != id && j.Queued <= p.at && slices.Contains(j.Names, id) }
	for _, l := range lanes {
		if some := l.evict(tells); len(some) > 0 {
			gone = append(gone, some...)
			o.schedule(l)
		}
		if len(l.jobs) > 0 && tells(l.jobs[0]) {
			p.open[l.jobs[0].ref()] = struct{}{}
		}
	}
	return gone
}

// dismiss takes the items of a parting that wait in a lane out of it, and waits for no topic of theirs to be kept.
func (o *Outbox) dismiss(l *lane, id profile.CustomerID, p *parting) {
	for _, j := range l.jobs {
		if j.giveUp != nil && j.Customer == id && p.covers(&j.Item) {
			j.giveUp()
		}
	}
	gone := l.evict(func(j *job) bool { return j.Customer == id && p.covers(&j.Item) })
	for _, j := range gone {
		o.ends(j)
	}
	if len(gone) > 0 && l.of != nil {
		o.enlist(l)
	}
}

// Fleeting says whether anything fleeting is not sent and marked yet, such as the last words to somebody forgotten.
func (o *Outbox) Fleeting() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, fleeting := range o.seen {
		if fleeting {
			return true
		}
	}
	return false
}

// tellsOf says whether an item tells of somebody who was forgotten since it was queued.
func (o *Outbox) tellsOf(it *Item) bool {
	if len(it.Names) == 0 {
		return false
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.ContainsFunc(it.Names, func(id profile.CustomerID) bool {
		p := o.parted[id]
		return p != nil && it.Queued <= p.at
	})
}

// departed says whether an item's customer was forgotten since.
func (o *Outbox) departed(it *Item) bool {
	p := o.parted[it.Customer]
	return p != nil && p.covers(it)
}

// leaves counts an item of somebody's who is forgotten, or that tells of them, as ended.
func (o *Outbox) leaves(it *Item) {
	for _, id := range append([]profile.CustomerID{it.Customer}, it.Names...) {
		p := o.parted[id]
		if p == nil {
			continue
		}
		if _, open := p.open[it.ref()]; !open {
			continue
		}
		if delete(p.open, it.ref()); len(p.open) == 0 {
			close(p.done)
		}
	}
}
