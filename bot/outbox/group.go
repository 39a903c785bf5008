package outbox

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"guanxi/profile"
)

// How the calls of a minute are shared out within a group.
const (
	headStart   = time.Minute      // a ticket's first message counts as waiting this much longer
	forFirsts   = 4                // calls that words leave to the first messages of the next two tickets, with their topics
	cardIn      = 20 * time.Second // so long even those leave the calls for the card of the lag to it, once a minute
	firstsAlong = 10 * time.Minute // after the last such message that is no longer so
	atOnce      = 5                // calls of a minute that go as they come; then what opens no ticket goes one in 3 s, as evenly as it will come free
	forWords    = 8                // calls that titles, cards and marks leave to words
	quietEvery  = time.Minute      // but one they get, words or not
	queueEvery  = time.Minute      // between two states of the card that shows the lag: that one goes before words
)

// group is a chat whose calls share one budget. Each customer has two lanes in it: one for words, in order, and one
// for what yields to them. It is called by one worker at a time, so that what it shows and the budget keep their order.
type group struct {
	chat   int64
	lanes  map[address]*lane
	ready  map[*lane]struct{}          // that have something to send and are not held
	held   map[profile.CustomerID]bool // whose topic is gone or closed
	window window
	pace   bucket
	swept  int       // lanes left by the last sweep
	known  bool      // the window holds what an earlier life sent
	look   time.Time // nothing can go before, unless something is queued
	first  time.Time // the last of a ticket's first messages
	quiet  time.Time // the last call that yields
	queue  time.Time // the last state of the queue's card
	pinned bool      // that card was, in this life
	under  underway
	flight
}

// underway is a group's call as its window has it.
type underway struct {
	began time.Time
	ended time.Time // zero: it was not made yet
	cost  int
	kinds []*time.Time // the times of the group that it belongs to
}

// group returns a chat's group; o.mu is held.
func (o *Outbox) group(chat int64) *group {
	g, ok := o.groups[chat]
	if !ok {
		g = &group{chat: chat, lanes: map[address]*lane{}, ready: map[*lane]struct{}{}, held: map[profile.CustomerID]bool{}}
		o.groups[chat] = g
	}
	return g
}

// lane returns one of a group's. Those that are empty are forgotten, each time their number has doubled.
func (g *group) lane(at address) *lane {
	l, ok := g.lanes[at]
	if ok {
		return l
	}
	if len(g.lanes) >= 2*g.swept+1024 {
		maps.DeleteFunc(g.lanes, func(_ address, l *lane) bool { return len(l.jobs) == 0 && !l.busy })
		g.swept = len(g.lanes)
	}
	l = &lane{chat: g.chat, address: at, of: g, index: -1}
	g.lanes[at] = l
	return l
}

// words is the lane of what the same customer says; nil: it says nothing.
func (l *lane) words() *lane { return l.of.lanes[address{customer: l.customer}] }

// enlist has a group's lane considered from now on; o.mu is held.
func (o *Outbox) enlist(l *lane) {
	g := l.of
	if l.busy || len(l.jobs) == 0 || g.held[l.customer] {
		delete(g.ready, l)
		return
	}
	g.ready[l] = struct{}{}
	g.look = time.Time{}
	o.wake.Signal()
}

// pickOf takes the lane out of a group whose turn it is, or returns nil.
func (o *Outbox) pickOf(g *group, now time.Time) *lane {
	if g.open > 0 || len(g.ready) == 0 {
		return nil
	}
	if g.look.After(now) {
		o.wakeAt(g.look)
		return nil
	}
	var best *lane
	var look time.Time
	for l := range g.ready {
		if l.quiet && l.leads() {
			continue
		}
		due := o.due(l)
		switch {
		case due.After(now):
			if look.IsZero() || due.Before(look) {
				look = due
			}
		case best == nil || l.before(best, now):
			best = l
		}
	}
	if best == nil {
		if g.look = look; !look.IsZero() {
			o.wakeAt(look)
		}
		return nil
	}
	o.spend(best, now)
	return best
}

// leads says whether something of a quiet lane's customer has to be shown before: what is changed by the one may be
// made by the other.
func (l *lane) leads() bool {
	words := l.words()
	if words == nil || len(words.jobs) == 0 {
		return false
	}
	j := words.jobs[0]
	return j.First || j.Lead || j.Card != ""
}

// due returns when a group's lane may go on.
func (o *Outbox) due(l *lane) time.Time {
	g, j := l.of, l.jobs[0]
	n, most := j.cost(), o.opts.Pace.GroupMinute
	if g.pins() {
		n++ // or the second call would never be free
	}
	due := g.window.free(n, most)
	yield := func(room int, until time.Time) { // room is left to others, but not beyond until
		if roomy := g.window.free(n+room, most); roomy.After(due) {
			due = earlier(roomy, later(due, until))
		}
	}
	switch {
	case j.tellsLag():
		due = later(due, g.queue.Add(queueEvery))
	case l.quiet:
		yield(forWords, g.quiet.Add(quietEvery))
	}
	switch {
	case j.tellsLag():
	case l.opening():
		yield(g.forCard(o.opts.Now()), time.UnixMilli(l.waits().since).Add(headStart+cardIn))
	default:
		yield(forFirsts+g.forCard(o.opts.Now()), g.first.Add(firstsAlong))
	}
	if !l.opening() {
		if last := len(g.window) - 1; last >= 0 {
			yield(most-atOnce, g.window[last].Add(span/time.Duration(most)))
		}
	}
	return later(later(later(due, l.retry), j.gathers()), g.pace.free(1, o.opts.Pace.GroupBurst, o.opts.Pace.GroupEvery))
}

// forCard is how many calls the queue's card may want: none in the minute after it was shown.
func (g *group) forCard(now time.Time) int {
	switch {
	case g.queue.Add(queueEvery).After(now):
		return 0
	case g.pinned:
		return 1
	}
	return 2
}

// pins says whether the queue's card waits to be shown for the first time: with it goes the call that pins it.
func (g *group) pins() bool {
	l := g.lanes[address{quiet: true}]
	return !g.pinned && l != nil && len(l.jobs) > 0 && l.jobs[0].tellsLag()
}

// before orders the lanes of a group: the queue's card, words by who has waited longest, then the rest by age. What
// yields goes before words, but not before a ticket's first, when it is owed its call of the minute.
func (l *lane) before(other *lane, now time.Time) bool {
	switch {
	case l.jobs[0].tellsLag() != other.jobs[0].tellsLag():
		return l.jobs[0].tellsLag()
	case l.quiet && !other.quiet:
		return !other.opening() && !l.of.quiet.Add(quietEvery).After(now)
	case !l.quiet && other.quiet:
		return !other.before(l, now)
	}
	return l.waits().before(other.waits()) < 0
}

// waiting is since when a lane counts as waiting, Unix milliseconds, and what came first of it.
type waiting struct {
	since, came int64
	customer    profile.CustomerID
}

// before compares who has waited longer: of one second who came first, for turns are taken many at once.
func (w waiting) before(other waiting) int {
	return cmp.Or(
		cmp.Compare(w.since/1000, other.since/1000), cmp.Compare(w.came, other.came),
		cmp.Compare(w.since, other.since), cmp.Compare(w.customer, other.customer),
	)
}

// waits returns since when a lane counts as waiting.
func (l *lane) waits() waiting {
	w := waiting{l.jobs[0].since(), l.jobs[0].Came, l.customer}
	for _, j := range l.jobs[1:] {
		if since := j.since(); since < w.since {
			w.since, w.came = since, j.Came
		}
	}
	if l.opening() {
		w.since -= headStart.Milliseconds()
	}
	return w
}

// spend takes a lane and its call out of a group's budget.
func (o *Outbox) spend(l *lane, now time.Time) {
	g, j := l.of, l.jobs[0]
	delete(g.ready, l)
	l.busy = true
	g.under = underway{began: now, cost: j.cost()}
	switch {
	case j.tellsLag():
		g.under.kinds = []*time.Time{&g.quiet, &g.queue}
	case l.quiet:
		g.under.kinds = []*time.Time{&g.quiet}
	case l.opening():
		g.under.kinds = []*time.Time{&g.first}
	}
	g.window.take(now, g.under.cost, o.opts.Pace.GroupMinute)
	g.pace.take(now, 1, o.opts.Pace.GroupEvery)
	o.owe(now)
}

// opening says whether a ticket's first message waits in a lane, or what makes its topic again.
func (l *lane) opening() bool {
	return slices.ContainsFunc(l.jobs, func(j *job) bool { return j.Lead || j.any(func(it *Item) bool { return it.First }) })
}

// rest ends a group's call: it counts from its end, or not at all where none was made.
func (o *Outbox) rest(g *group) {
	u := g.under
	g.window.move(u.began, u.ended, u.cost)
	if !u.ended.IsZero() {
		for _, last := range u.kinds {
			*last = u.ended
		}
	}
	g.look = time.Time{}
	o.wake.Signal()
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
