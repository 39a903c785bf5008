package bot

import (
	"sync"

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
	raw      []byte      // the update as it came, for the dead letters
	alarm    int64       // the entry in the list of timers that woke the customer
	press    *press      // the press to answer
	done     func(error) // told once, after the commit
}

// lanes run the turns: one customer's in the order they came, different customers' side by side. What comes while a
// customer's commit is under way waits and goes into the next one together.
type lanes struct {
	work func(profile.CustomerID, []delivery) error

	mu      sync.Mutex
	waiting map[profile.CustomerID][]delivery // of customers whose lane is at work
	wg      sync.WaitGroup
}

func newLanes(work func(profile.CustomerID, []delivery) error) *lanes {
	return &lanes{work: work, waiting: map[profile.CustomerID][]delivery{}}
}

// add puts a delivery at the end of its customer's lane.
func (l *lanes) add(d delivery) {
	l.mu.Lock()
	defer l.mu.Unlock()
	queued, busy := l.waiting[d.customer]
	l.waiting[d.customer] = append(queued, d)
	if !busy {
		l.wg.Go(func() { l.run(d.customer) })
	}
}

// run works a lane off until nothing waits.
func (l *lanes) run(id profile.CustomerID) {
	for {
		batch := l.take(id)
		if batch == nil {
			return
		}
		err := l.work(id, batch)
		for _, d := range batch {
			d.done(err)
		}
	}
}

func (l *lanes) take(id profile.CustomerID) []delivery {
	l.mu.Lock()
	defer l.mu.Unlock()
	queued := l.waiting[id]
	if len(queued) == 0 {
		delete(l.waiting, id)
		return nil
	}
	n := min(len(queued), foldLimit)
	l.waiting[id] = queued[n:]
	return queued[:n:n]
}

// wait returns when every lane is empty.
func (l *lanes) wait() { l.wg.Wait() }
