package outbox

import (
	"context"
	"slices"

	"guanxi/profile"
)

// Withhold has what waits to be sent to a customer not be sent that shows messages which somebody wrote in staff's chat,
// and returns pairs of those without a counterpart. What is under way is not held up.
func (o *Outbox) Withhold(ctx context.Context, customer profile.CustomerID, chat, by, staff int64, messages []int) (pairs []Pair) {
	shows := func(it *Item) bool {
		return it.Source != nil && it.Customer == customer && it.Chat != Desk && it.By == by && it.Source.Chat == staff && slices.Contains(messages, it.Source.Message)
	}
	o.mu.Lock()
	gone := o.evict(chat, func(j *job) bool { return j.any(shows) })
	o.mu.Unlock()
	for _, j := range gone {
		for it := range j.all() {
			if it.Source != nil {
				pairs = append(pairs, Pair{Desk: staff, Message: it.Source.Message, Staff: true, By: by, At: o.opts.Now().Unix()})
			}
		}
	}
	o.removeAll(ctx, gone)
	return pairs
}
