package bot

import (
	"errors"

	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// commit packs the decision for the store, to be applied only over the memory it was decided on.
func (d *decision) commit(was *known) (store.Commit, error) {
	id := was.record.State.Customer.ID
	c := store.Commit{Shard: id.Shard(), Guards: []store.Guard{{Key: recordKey(id), Version: was.version}}}
	d.known.version = was.version + 1
	if was.gone.Name != "" {
		c.Delete = append(c.Delete, was.gone)
		d.known.gone = store.Key{}
	}
	d.happen(was)
	c.Add = append(append(c.Add, d.audit...), d.gaps...)
	c.Remove = append(c.Remove, d.filled...)
	d.list(was, &c)
	d.file(was, &c)
	d.time(&c)
	err := errors.Join(d.remember(was, &c), d.send(&c), d.enrol(was, &c), d.count(was, &c), d.bury(&c))
	return c, err
}

// happen brings the history to what it is from now on, where anything happened. It comes before what is told from it.
func (d *decision) happen(was *known) {
	if len(d.events)+len(d.undone) == 0 {
		return
	}
	d.known.history = was.history.With(d.events...)
	for _, e := range d.undone {
		d.known.history = d.known.history.Without(e)
	}
}

// remember adds what the customer's memory is from now on.
func (d *decision) remember(was *known, c *store.Commit) error {
	id := was.record.State.Customer.ID
	err := put(c, recordKey(id), &d.known.record)
	if len(d.events)+len(d.undone) > 0 {
		err = errors.Join(err, put(c, historyKey(id), &d.known.history))
	}
	if d.talked {
		err = errors.Join(err, put(c, talkKey(id), &d.known.talk))
	}
	return err
}

// put adds a record with a value, packed.
func put(c *store.Commit, key store.Key, value any) error {
	packed, err := cbor.Marshal(value)
	c.Puts = append(c.Puts, store.Put{Key: key, Value: packed})
	return err
}

// send adds the items that the outbox is to send, and takes out those that they replace.
func (d *decision) send(c *store.Commit) error {
	for i := range d.gone {
		c.Remove = append(c.Remove, d.gone[i].Entry())
	}
	for i := range d.items {
		link, err := d.items[i].Link()
		if err != nil {
			return err
		}
		c.Add = append(c.Add, link)
	}
	return nil
}

// time takes the timers out that rang, and sets the next.
func (d *decision) time(c *store.Commit) {
	id := d.known.record.State.Customer.ID
	for _, at := range d.fired {
		c.Remove = append(c.Remove, timer(id, at))
	}
	if d.alarm != 0 {
		c.Add = append(c.Add, timer(id, d.alarm))
	}
}

// bury adds the updates that could not be handled.
func (d *decision) bury(c *store.Commit) error {
	for _, letter := range d.dead {
		link, err := letter.link(c.Shard)
		if err != nil {
			return err
		}
		c.Add = append(c.Add, link)
	}
	return nil
}
