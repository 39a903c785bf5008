package outbox

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"guanxi/bot/telegram"
	"guanxi/profile"
	"guanxi/profile/store"
)

// Options is what an outbox works with. Store, Client and Log are required.
type Options struct {
	Store  store.Store
	Client *telegram.Client
	Log    *slog.Logger
	Now    func() time.Time // nil: time.Now
	Pace   Pace             // zero: Telegram's

	// File makes the file of an item that has one, each time that it is tried.
	File func(context.Context, Item) (telegram.File, error)

	// These are called, where set, from the sending goroutines, and should return soon.
	Unreachable func(customer profile.CustomerID, chat int64) // nothing can be sent to the chat; its items are dropped
	Held        func(Hold)                                    // what is for the desk, or for one topic of its group, is held
	Moved       func(from, to int64)                          // a group goes on under another id
	Dead        func(Item, error)                             // Telegram refused an item for good, or nobody is there for what staff wrote

	// While a group is the desk, each customer's items go into a topic; both nil: the group has no topics. Topic says
	// which, or under what title it is to be made. Opened keeps a topic that was made, as it was made: nothing is sent into it before.
	// Its context ends when the customer is forgotten: then it should wait for nothing more of theirs.
	Topic  func(ctx context.Context, group int64, customer profile.CustomerID) (Thread, error)
	Opened func(ctx context.Context, group int64, customer profile.CustomerID, made Thread) error
}

// Outbox sends items. It is safe for use by many goroutines.
type Outbox struct {
	opts Options

	mu       sync.Mutex
	wake     sync.Cond       // something became ready, or the end came
	lanes    map[int64]*lane // of private chats; that of Desk: items that wait for somebody at the desk
	groups   map[int64]*group
	seen     map[ref]bool                    // items that wait, are sent or are being marked; true: fleeting ones
	loading  int                             // reads of the store under way
	ended    map[ref]struct{}                // items whose life ended during such a read, so that it may have found them still
	parted   map[profile.CustomerID]*parting // who were forgotten lately
	moved    map[int64]int64                 // groups that go on under another id
	desk     int64                           // who answers for the shop; 0: nobody yet
	replies  queue                           // lanes that may send now
	bulk     queue                           // lanes of nothing but bulk that may send now, given a place in the bulk bucket
	later    laneHeap                        // lanes whose bucket is empty or whose item failed
	bulkPace bucket                          // of the whole bot
	hush     time.Time                       // no call before
	alarm    time.Time                       // when timer fires; zero: it does not
	timer    *time.Timer                     // wakes a worker for what becomes ready by time alone
	stopping bool                            // no new send
	denied   bool                            // the token is refused, and that is logged
	sentLast time.Time                       // last success: tells a bad item from a Telegram that is down
	swept    int                             // lanes left by the last sweep
	stats    Stats
}

// Stats counts since the start.
type Stats struct {
	Sent      int // Telegram has it
	Replaced  int // not sent: a newer state of the same was
	Repeated  int // tried again without knowing whether the former try arrived
	Dropped   int // the chat cannot be reached
	Uncertain int // Once items given up without knowing whether they arrived
	Failed    int // refused by Telegram, now in the list "dead"
	Hushes    int // 429s
	Waiting   int // now: queued, sending or being marked
}

// New returns an outbox that sends nothing until Run.
func New(opts Options) *Outbox {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	opts.Pace = opts.Pace.orTelegrams()
	o := &Outbox{
		opts:   opts,
		lanes:  map[int64]*lane{},
		groups: map[int64]*group{},
		seen:   map[ref]bool{},
		ended:  map[ref]struct{}{},
		parted: map[profile.CustomerID]*parting{},
		moved:  map[int64]int64{},
	}
	o.wake.L = &o.mu
	return o
}

// Queue takes items whose commit is done. Items known already are passed over.
func (o *Outbox) Queue(items ...Item) { o.Instead(nil, items...) }

// SetDesk says who answers for the shop; 0: nobody, and items for the desk are held. Items that wait for the former
// one go to the new one. What was held is tried again.
func (o *Outbox) SetDesk(chat int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.setDesk(chat)
}

// Hushed returns the time before which Telegram wants no call of this bot, for calls that bypass the outbox; in the
// past: it may be called.
func (o *Outbox) Hushed() time.Time {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.hush
}

// Hush stops all sending for d: a call that bypassed the outbox was answered 429.
func (o *Outbox) Hush(d time.Duration) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.silence(d)
	o.stats.Hushes++
}

// Stats returns the counts.
func (o *Outbox) Stats() Stats {
	o.mu.Lock()
	defer o.mu.Unlock()
	stats := o.stats
	stats.Waiting = len(o.seen)
	return stats
}

func (o *Outbox) silence(d time.Duration) {
	if until := o.opts.Now().Add(d); until.After(o.hush) {
		o.hush = until
	}
}

// add queues one item, which an earlier life may have left; o.mu is held.
func (o *Outbox) add(it Item, left bool) {
	ref := it.ref()
	if _, known := o.seen[ref]; known {
		return
	}
	if _, done := o.ended[ref]; done {
		return
	}
	o.seen[ref] = it.Fleeting
	o.place(&job{Item: it, left: left, known: o.opts.Now()})
}

// route returns the chat to which items addressed to chat go now.
func (o *Outbox) route(chat int64) int64 {
	if chat == Desk {
		chat = o.desk
	}
	if to, ok := o.moved[chat]; ok {
		return to
	}
	return chat
}

func (o *Outbox) setDesk(chat int64) {
	former := o.route(Desk)
	o.desk = chat
	to := o.route(Desk)
	if to < 0 {
		clear(o.group(to).held)
	} else if l := o.lane(to); l.served == nil { // it was a customer's until now
		l.served = map[profile.CustomerID]int{}
	}
	if former == to {
		for _, l := range o.lanesOf(to) {
			o.schedule(l)
		}
		return
	}
	for _, j := range o.evict(former, (*job).forDesk) {
		o.place(j)
	}
}

// ends forgets items whose life has ended.
func (o *Outbox) ends(j *job) {
	for it := range j.all() {
		delete(o.seen, it.ref())
		o.leaves(it)
		if o.loading > 0 {
			o.ended[it.ref()] = struct{}{}
		}
	}
}
