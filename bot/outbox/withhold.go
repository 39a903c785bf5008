package outbox

import (
	"context"
	"slices"
	"time"

	"guanxi/profile"
)

// Shows says whether an item shows a customer one of some messages of staff's chat.
func (it *Item) Shows(staff int64, messages []int) bool {
	return it.Source != nil && it.Chat != Desk && it.Source.Chat == staff && slices.Contains(messages, it.Source.Message)
}

// Unsent is the pair of an item that shows a message of staff's and is not to be sent: it has no counterpart.
func (it *Item) Unsent(now time.Time) Pair {
	return Pair{Desk: it.Source.Chat, Message: it.Source.Message, Staff: true, By: it.By, At: now.Unix()}
}

// Withhold has what waits to be sent to a customer not be sent that shows one of some messages of staff's chat, and returns
// their pairs. What is under way is not held up.
func (o *Outbox) Withhold(ctx context.Context, customer profile.CustomerID, chat, staff int64, messages []int) (pairs []Pair) {
	o.mu.Lock()
	gone := o.evict(chat, func(j *job) bool {
		return j.any(func(it *Item) bool { return it.Customer == customer && it.Shows(staff, messages) })
	})
	o.mu.Unlock()
	for _, j := range gone {
		for it := range j.all() {
			if it.Source != nil {
				pairs = append(pairs, it.Unsent(o.opts.Now()))
			}
		}
	}
	o.removeAll(ctx, gone)
	return pairs
}
