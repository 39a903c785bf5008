package bot

import (
	"sync"

	"guanxi/bot/desk"
	"guanxi/profile"
	"guanxi/profile/store"
)

// cacheSize is how many customers stay in memory at least, at some 2 KiB each, and half of how many at most.
const cacheSize = 256

// known is a customer's memory as the last commit left it. It is never changed, only replaced.
type known struct {
	record  record
	version uint64
	history profile.History
	talk    desk.Talk
	gone    store.Key // the record that they were forgotten before, for the next commit to take away; its Name empty: none
}

// cache keeps the customers who wrote lately, so that a turn costs no read. It may be behind the store when another
// replica wrote: the guard of the commit finds out. Two generations make it forget without counting: what was not
// asked for while the young one filled goes with the old one.
type cache struct {
	mu         sync.Mutex
	young, old map[profile.CustomerID]*known
}

func newCache() *cache { return &cache{young: map[profile.CustomerID]*known{}} }

// get returns a customer's memory, or nil.
func (c *cache) get(id profile.CustomerID) *known {
	c.mu.Lock()
	defer c.mu.Unlock()
	if k := c.young[id]; k != nil {
		return k
	}
	k := c.old[id]
	if k != nil {
		c.keep(id, k)
	}
	return k
}

func (c *cache) put(id profile.CustomerID, k *known) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.keep(id, k)
}

func (c *cache) keep(id profile.CustomerID, k *known) {
	if len(c.young) >= cacheSize {
		c.old, c.young = c.young, make(map[profile.CustomerID]*known, cacheSize)
	}
	c.young[id] = k
}

// drop forgets a customer.
func (c *cache) drop(id profile.CustomerID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.young, id)
	delete(c.old, id)
}
