package bot

import (
	"errors"
	"slices"
	"sync"
	"time"

	"guanxi/profile"
)

// errBehind says that an update must wait for an earlier one whose commit failed: it would raise the mark over it, and
// the earlier one, come again, would count as seen.
var errBehind = errors.New("an earlier update has failed and comes first")

// failureTime is how long an update waits for an earlier one. Telegram gives a failed one again within two minutes; one
// it has dropped, as it does with presses, never comes.
const failureTime = 5 * time.Minute

// failures remember the first update of each queue that failed, by customer.
type failures struct {
	mu    sync.Mutex
	first map[profile.CustomerID][]failure
}

type failure struct {
	queue  queue
	update int64
	at     time.Time
}

func newFailures() *failures { return &failures{first: map[profile.CustomerID][]failure{}} }

// behind says whether a batch has an update that must wait for one that failed and is not in the batch before it.
func (f *failures) behind(id profile.CustomerID, batch []delivery, now time.Time) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, failed := range f.first[id] {
		if now.Sub(failed.at) > failureTime {
			continue
		}
		for _, d := range batch {
			if d.queue == failed.queue && d.update != 0 {
				if d.update > failed.update {
					return true
				}
				break // it is there again, or one before it is
			}
		}
	}
	return false
}

// note keeps the first updates of a batch that failed.
func (f *failures) note(id profile.CustomerID, batch []delivery, now time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, d := range batch {
		known := slices.ContainsFunc(f.first[id], func(failed failure) bool { return failed.queue == d.queue })
		if d.update != 0 && !known {
			f.first[id] = append(f.first[id], failure{d.queue, d.update, now})
		}
	}
}

// clear forgets a customer's failures in the queues of a batch that has passed.
func (f *failures) clear(id profile.CustomerID, batch []delivery) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.first) == 0 {
		return
	}
	left := slices.DeleteFunc(f.first[id], func(failed failure) bool {
		return slices.ContainsFunc(batch, func(d delivery) bool { return d.update != 0 && d.queue == failed.queue })
	})
	if f.first[id] = left; len(left) == 0 {
		delete(f.first, id)
	}
}
