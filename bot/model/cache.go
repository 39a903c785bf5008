package model

import (
	"crypto/sha256"
	"sync"

	"guanxi/dialogs/grounded"
)

// cacheSize is how many answers stay in memory at least, and half of how many at most, at about 1 KiB each.
const cacheSize = 512

// cache keeps what the model said to the same prompt before. The prompt holds the entries and the moment, so an edited
// one is asked anew. Names and numbers are masked in both, so one customer's answer fits another's question.
type cache struct {
	mu         sync.Mutex
	young, old map[[32]byte]string
}

func newCache() *cache { return &cache{young: map[[32]byte]string{}} }

func keyOf(p *grounded.Prompt) [32]byte {
	return sha256.Sum256([]byte(p.Name + "\x00" + p.System + "\x00" + p.Data))
}

func (c *cache) get(key [32]byte) (string, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	text, ok := c.young[key]
	if !ok {
		if text, ok = c.old[key]; ok {
			c.keep(key, text)
		}
	}
	return text, ok
}

func (c *cache) put(key [32]byte, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.keep(key, text)
}

func (c *cache) keep(key [32]byte, text string) {
	if len(c.young) >= cacheSize {
		c.old, c.young = c.young, make(map[[32]byte]string, cacheSize)
	}
	c.young[key] = text
}
