package outbox

import (
	"container/heap"
	"slices"
	"time"

	"guanxi/profile"
)

// Pace is how fast items go out. The zero value of a field stands for Telegram's documented limit.
type Pace struct {
	PrivateBurst int           // messages to a private chat at once: 20
	PrivateEvery time.Duration // then one in: 1 s
	GroupBurst   int           // calls for a group at once: 5
	GroupEvery   time.Duration // then one in: 1 s
	GroupMinute  int           // and in any minute: 20
	BulkEvery    time.Duration // between two bulk items of the whole bot: 1/30 s
	Backoff      time.Duration // after a first failure, doubled with each: 1 s
	MaxBackoff   time.Duration // and no longer than: 60 s
	InFlight     int           // sends at once, marks included: 64
}

func (p Pace) orTelegrams() Pace {
	set(&p.PrivateBurst, 20)
	set(&p.PrivateEvery, time.Second)
	set(&p.GroupBurst, 5)
	set(&p.GroupEvery, time.Second)
	set(&p.GroupMinute, 20)
	set(&p.BulkEvery, time.Second/30)
	set(&p.Backoff, time.Second)
	set(&p.MaxBackoff, time.Minute)
	set(&p.InFlight, 64)
	return p
}

func set[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// bucket lets a burst pass at once and then one each interval. It is the time at which it will be full again, after
// the generic cell rate algorithm: nothing to refill, nothing to remember besides.
type bucket struct{ full time.Time }

// free returns when the next n may pass together; more than a burst pass as one.
func (b *bucket) free(n, burst int, every time.Duration) time.Time {
	return b.full.Add(-time.Duration(max(burst-n, 0)) * every)
}

// take counts n that pass now.
func (b *bucket) take(now time.Time, n int, every time.Duration) {
	if b.full.Before(now) {
		b.full = now
	}
	b.full = b.full.Add(time.Duration(n) * every)
}

// address names a lane of a group: each customer has two, one of them quiet, and the general topic has those without a
// customer. In a private chat it is empty.
type address struct {
	customer profile.CustomerID
	quiet    bool
}

// flight counts the sendings into a chat whose mark is not committed.
type flight struct {
	open    int
	settled chan struct{} // closed when there are none; nil: nobody waits
}

// lane is what waits for one chat.
type lane struct {
	chat int64
	address
	of      *group    // nil: it is a private chat's
	thread  int       // in a group: the customer's topic; 0: to be asked for
	jobs    []*job    // in order; the first may be under way
	replies int       // jobs that are not bulk
	busy    bool      // the first is under way
	in      *queue    // where it waits for a worker; nil: nowhere
	index   int       // in the heap; -1: not there
	due     time.Time // in the heap: when it may go on
	retry   time.Time // the first job failed: not before
	pace    bucket
	served  map[profile.CustomerID]int // in a lane of several customers: when each was sent to last, counted in jobs
	sent    int
	led     int64 // when the card was queued that was sent last; 0: others were sent since
	flight
}

// sendings counts those into the lane's chat.
func (l *lane) sendings() *flight {
	if l.of != nil {
		return &l.of.flight
	}
	return &l.flight
}

func (l *lane) count(j *job, n int) {
	if !j.Bulk {
		l.replies += n
	}
}

// insert puts a job behind the others, but before those of the same customer that were queued after it.
func (l *lane) insert(j *job) {
	at := len(l.jobs)
	for i := len(l.jobs) - 1; i >= 0; i-- {
		if other := l.jobs[i]; other.Customer == j.Customer {
			if other.sending || other.Lead && !j.Lead || other.Lead == j.Lead && other.Seq < j.Seq {
				break
			}
			at = i
		}
	}
	l.jobs = append(l.jobs, nil)
	copy(l.jobs[at+1:], l.jobs[at:])
	l.jobs[at] = j
	l.count(j, +1)
}

// find returns the waiting job of a state, or nil.
func (l *lane) find(state string) *job {
	for _, j := range l.jobs {
		if !j.sending && j.state() == state {
			return j
		}
	}
	return nil
}

// turn puts first the job whose customer has waited longest since one of theirs was sent: at the desk many customers
// share a lane, and one who writes a lot must not keep the others from being seen. What belongs under the message sent
// last goes before, and so does, without taking a turn, what comes to nothing here.
func (l *lane) turn(now time.Time) {
	next := l.next(now)
	j := l.jobs[next]
	copy(l.jobs[1:next+1], l.jobs[:next])
	l.jobs[0] = j
	if j.astray(l.chat, false) {
		return
	}
	switch {
	case j.introduces():
		l.led = j.Queued
	case l.served[j.Customer] != l.sent:
		l.led = 0
	}
	l.sent++
	l.served[j.Customer] = l.sent
}

// next is the place of that job.
func (l *lane) next(now time.Time) (at int) {
	if at := slices.IndexFunc(l.jobs, func(j *job) bool { return j.astray(l.chat, false) }); at >= 0 {
		return at
	}
	tried := map[profile.CustomerID]bool{}
	for i, j := range l.jobs {
		if tried[j.Customer] {
			continue
		}
		tried[j.Customer] = true
		if l.sent > 0 && l.served[j.Customer] == l.sent && (j.nameless() || j.Queued == l.led) { // what waited with a card stays with it
			return i
		}
		if !j.gathers().After(now) && l.served[j.Customer] < l.served[l.jobs[at].Customer] {
			at = i
		}
	}
	return at
}

// shift takes the first job out.
func (l *lane) shift() {
	l.count(l.jobs[0], -1)
	l.jobs[0] = nil
	l.jobs = l.jobs[1:]
	if len(l.jobs) == 0 {
		l.jobs = nil // a long queue's memory goes back
		clear(l.served)
	}
}

// evict takes out what waits and is to go.
func (l *lane) evict(goes func(*job) bool) []*job {
	var gone, stay []*job
	for _, j := range l.jobs {
		if j.sending || !goes(j) {
			stay = append(stay, j)
			continue
		}
		gone = append(gone, j)
		l.count(j, -1)
	}
	l.jobs = stay
	return gone
}

// queue is a row of lanes. A lane that has been moved to another queue is passed over when its turn comes.
type queue struct{ lanes []*lane }

func (q *queue) push(l *lane) {
	l.in = q
	q.lanes = append(q.lanes, l)
}

// peek returns the first lane that is still to be served here, or nil.
func (q *queue) peek() *lane {
	for len(q.lanes) > 0 {
		l := q.lanes[0]
		if l.in == q && len(l.jobs) > 0 {
			return l
		}
		if l.in == q {
			l.in = nil
		}
		q.drop()
	}
	return nil
}

func (q *queue) drop() {
	q.lanes[0] = nil
	q.lanes = q.lanes[1:]
}

// laneHeap orders lanes by when they are due.
type laneHeap []*lane

func (h laneHeap) Len() int           { return len(h) }
func (h laneHeap) Less(i, j int) bool { return h[i].due.Before(h[j].due) }
func (h laneHeap) Swap(i, j int) {
	h[i], h[j] = h[j], h[i]
	h[i].index, h[j].index = i, j
}

// Push is for package heap.
func (h *laneHeap) Push(x any) {
	l := x.(*lane)
	l.index = len(*h)
	*h = append(*h, l)
}

// Pop is for package heap.
func (h *laneHeap) Pop() any {
	last := len(*h) - 1
	l := (*h)[last]
	(*h)[last] = nil
	*h = (*h)[:last]
	l.index = -1
	return l
}

// at puts a lane in, or moves it to another time.
func (h *laneHeap) at(l *lane, due time.Time) {
	l.due = due
	if l.index < 0 {
		heap.Push(h, l)
		return
	}
	heap.Fix(h, l.index)
}
