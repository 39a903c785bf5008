package outbox

import (
	"context"
	"fmt"
	"slices"

	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

const page = 1000 // entries read at once

// Load queues what an earlier life left in all shards. A Once item whose sending had begun is removed and counted as
// uncertain.
func (o *Outbox) Load(ctx context.Context) error {
	for shard := range uint8(profile.Shards) {
		if err := o.Reload(ctx, shard); err != nil {
			return err
		}
	}
	return nil
}

// Reload queues what lies in a shard and is not known yet: after a commit of which it is unknown whether it was
// applied.
func (o *Outbox) Reload(ctx context.Context, shard uint8) error {
	o.mu.Lock()
	o.loading++
	o.mu.Unlock()
	defer func() {
		o.mu.Lock()
		defer o.mu.Unlock()
		if o.loading--; o.loading == 0 {
			clear(o.ended)
		}
	}()
	entries, err := o.read(ctx, shard)
	if err != nil {
		return fmt.Errorf("load the outbox of shard %d: %w", shard, err)
	}
	for i := range entries {
		if err := o.take(ctx, shard, &entries[i]); err != nil {
			return fmt.Errorf("load the outbox of shard %d: %w", shard, err)
		}
	}
	return nil
}

// read returns all entries of a shard's outbox, by customer and number where they were queued in the same millisecond.
func (o *Outbox) read(ctx context.Context, shard uint8) ([]store.Entry, error) {
	var all []store.Entry
	from, limit := int64(0), page
	for {
		entries, err := o.opts.Store.Range(ctx, ListIn(shard), from, 1<<53, limit)
		if err != nil {
			return nil, err
		}
		last := len(entries) - 1
		if len(entries) < limit {
			return append(all, entries...), nil
		}
		if entries[0].Score == entries[last].Score { // more of one millisecond than a page holds
			limit *= 2
			continue
		}
		// The last millisecond may go on behind the page: it is read again from its start.
		from, limit = entries[last].Score, page
		whole := slices.IndexFunc(entries, func(e store.Entry) bool { return e.Score == from })
		all = append(all, entries[:whole]...)
	}
}

// take queues an entry, or ends it where it cannot be sent.
func (o *Outbox) take(ctx context.Context, shard uint8, entry *store.Entry) error {
	var it Item
	if err := cbor.Unmarshal(entry.Value, &it); err != nil || it.Queued != entry.Score || it.Entry().Entry.ID != entry.ID {
		o.opts.Log.Error("read an item of the outbox: not one; moved to the list dead", "shard", shard, "err", err)
		o.count(&o.stats.Failed, 1)
		return o.opts.Store.Commit(ctx, store.Commit{
			Shard:  shard,
			Remove: []store.Link{{List: ListIn(shard), Entry: *entry}},
			Add:    []store.Link{{List: DeadIn(shard), Entry: *entry}},
		})
	}
	o.mu.Lock()
	_, known := o.seen[it.ref()] // one that this process has begun is its own to end
	_, done := o.ended[it.ref()]
	if !it.Started || known || done {
		o.add(it, true)
		o.mu.Unlock()
		return nil
	}
	o.stats.Uncertain++
	o.mu.Unlock()
	o.opts.Log.Error("an item to be sent once was under way at the end of an earlier life; given up", "item", it.ref().String())
	return o.opts.Store.Commit(ctx, store.Commit{Shard: shard, Remove: []store.Link{it.Entry()}})
}
