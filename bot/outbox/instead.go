package outbox

import (
	"cmp"
	"slices"

	"guanxi/profile"
)

// Waiting are a customer's new messages that wait for the desk, held ones too, in their order. What is under way, or changes
// something that is there, is not among them.
func (o *Outbox) Waiting(customer profile.CustomerID) (items []Item) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, l := range o.lanesOf(o.route(Desk)) {
		for _, j := range l.jobs {
			if j.Customer == customer && !j.sending && j.fresh() {
				for it := range j.all() {
					items = append(items, *it)
				}
			}
		}
	}
	slices.SortFunc(items, func(a, b Item) int { return cmp.Compare(a.Seq, b.Seq) })
	return items
}

// Renaming are the customers whose topics wait for a name.
func (o *Outbox) Renaming() (all []profile.CustomerID) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, l := range o.lanesOf(o.route(Desk)) {
		for _, j := range l.jobs {
			if j.Chat == Desk && j.state() == "title" {
				all = append(all, j.Customer)
			}
		}
	}
	return all
}

// fresh says whether an item is a new message for its customer's place at the desk.
func (it *Item) fresh() bool {
	return it.Chat == Desk && !it.General && it.Edit == 0 && it.Topic == nil && it.Card == ""
}

// Instead takes items that wait for the desk out, and queues others. The commit that brought these removed those.
func (o *Outbox) Instead(of []Item, items ...Item) {
	gone := map[ref]bool{}
	for i := range of {
		gone[of[i].ref()] = true
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(gone) > 0 {
		for _, j := range o.evict(o.route(Desk), func(j *job) bool { return gone[j.ref()] }) {
			o.ends(j)
		}
	}
	for _, it := range items {
		o.add(it, false)
	}
}
