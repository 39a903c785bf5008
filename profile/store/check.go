package store

// What keys, entries and commits must be: the same limits for both engines, so that what one takes the other takes.

import (
	"fmt"
	"strings"
)

const (
	shards  = 64
	maxName = 255 // bytes of a name or an entry's id
)

// check refuses a commit that no engine can hold. It is a mistake of the caller, never of a customer.
func (c *Commit) check() error {
	for i := range c.Guards {
		if err := c.checkKey(&c.Guards[i].Key); err != nil {
			return err
		}
	}
	for i := range c.Delete {
		if err := c.checkKey(&c.Delete[i]); err != nil {
			return err
		}
	}
	for i := range c.Puts {
		if err := c.checkKey(&c.Puts[i].Key); err != nil {
			return err
		}
	}
	for _, links := range [2][]Link{c.Remove, c.Add} {
		for i := range links {
			if err := c.checkKey(&links[i].List); err != nil {
				return err
			}
			if id := links[i].Entry.ID; !validName(id) {
				return fmt.Errorf("commit to list %s: entry id %.20q is empty, too long or contains NUL", links[i].List.Name, id)
			}
		}
	}
	return nil
}

func (c *Commit) checkKey(k *Key) error {
	if k.Shard != c.Shard {
		return fmt.Errorf("commit to shard %d: key %.20q lies in shard %d", c.Shard, k.Name, k.Shard)
	}
	return k.check()
}

func (k *Key) check() error {
	if k.Shard >= shards || !validName(k.Name) {
		return fmt.Errorf("key %.20q in shard %d: not a name of 1 to %d bytes without NUL in a shard below %d", k.Name, k.Shard, maxName, shards)
	}
	return nil
}

func validName(s string) bool {
	return s != "" && len(s) <= maxName && strings.IndexByte(s, 0) < 0
}
