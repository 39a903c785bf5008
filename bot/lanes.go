package bot

import (
	"sync"

	"guanxi/bot/desk"
	"guanxi/bot/telegram"
	"guanxi/dialogs"
	"guanxi/profile"
)

// foldLimit is how many waiting inputs of one customer go into one commit.
const foldLimit = 100

// delivery is an input on its way into a customer's turn.
type delivery struct {
	customer profile.CustomerID
	input    dialogs.Input
	update   int64 // Telegram's id of the update it came with; 0: none
	queue    queue
	raw      []byte           // the update as it came, for the dead letters
	alarm    int64            // the entry in the list of timers that woke the customer
	press    *press           // the press to answer
	from     *telegram.Update // what staff sent, until it is known whom it is about
	act      *desk.Act        // what staff did in the customer's topic; input is nothing then
	found    []desk.Found     // whom the act looks for
	done     func(error)      // told once, after the commit
}

// lanes run the turns: one customer's in the order they came, different customers' side by side. What comes while a
// customer's work is under way waits and goes into the next one together.
//
// What waits is bounded by who brings it: the poll loop has at most one batch of 100 updates in hand, whose next comes when all
// of it is committed, and a webhook as many as it has connections. The rest of a flood waits at Telegram.
type lanes struct {
	work func(profile.CustomerID, []delivery) // tells each delivery that it is done

	mu      sync.Mutex
	waiting map[profile.CustomerID][]delivery // of customers whose lane is at work
	idle    sync.Cond                         // no lane is at work
}

func newLanes(work func(profile.CustomerID, []delivery)) *lanes {
	l := &lanes{work: work, waiting: map[profile.CustomerID][]delivery{}}
	l.idle.L = &l.mu
	return l
}

// add puts a delivery at the end of its customer's lane.
func (l *lanes) add(d delivery) {
	l.mu.Lock()
	defer l.mu.Unlock()
	queued, busy := l.waiting[d.customer]
	l.waiting[d.customer] = append(queued, d)
	if !busy {
		go l.run(d.customer) // wait waits for it
	}
}

// run works a lane off until nothing waits.
func (l *lanes) run(id profile.CustomerID) {
	for batch := l.take(id); batch != nil; batch = l.take(id) {
		l.work(id, batch)
	}
}

func (l *lanes) take(id profile.CustomerID) []delivery {
	l.mu.Lock()
	defer l.mu.Unlock()
	queued := l.waiting[id]
	if len(queued) == 0 {
		delete(l.waiting, id)
		if len(l.waiting) == 0 {
			l.idle.Broadcast()
		}
		return nil
	}
	n := min(len(queued), foldLimit)
	l.waiting[id] = queued[n:]
	return queued[:n:n]
}

// wait returns when no lane is at work. Deliveries may be added again after.
func (l *lanes) wait() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.waiting) > 0 {
		l.idle.Wait()
	}
}
