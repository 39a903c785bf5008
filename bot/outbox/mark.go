package outbox

import (
	"context"
	"strconv"
	"time"

	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// Pauses between tries of a commit.
const (
	firstPause = 50 * time.Millisecond
	lastPause  = 5 * time.Second
)

// Dead is what the list "dead" of a shard holds, packed: an item that Telegram refused for good.
type Dead struct {
	Item  Item   `cbor:"1,keyasint"`
	Error string `cbor:"2,keyasint"`
	At    int64  `cbor:"3,keyasint"` // Unix milliseconds, also the entry's score
}

// AnswersKey is the record that names the customer to whom a reply to this message of this chat belongs. Its value
// is the customer's id.
func AnswersKey(chat int64, message int) store.Key {
	at := strconv.FormatInt(chat, 10)
	return store.Key{Shard: profile.ShardOf("chat:" + at), Name: "answers:" + at + ":" + strconv.Itoa(message)}
}

// DeadIn is the list of the items in a shard that Telegram refused for good, by when that was.
func DeadIn(shard uint8) store.Key { return store.Key{Shard: shard, Name: "dead"} }

// mark ends the life of an item that was sent.
func (o *Outbox) mark(ctx context.Context, chat int64, it *Item, id int) {
	if it.Answers && id != 0 {
		key := AnswersKey(chat, id)
		o.commit(ctx, it.ref(), store.Commit{Shard: key.Shard, Puts: []store.Put{{Key: key, Value: []byte(it.Customer)}}})
	}
	c := store.Commit{Shard: it.Customer.Shard(), Remove: []store.Link{it.place()}}
	var next *Item
	if it.Source != nil && id != 0 {
		c.Add = pair(chat, it, id, o.opts.Now()).links(it.Customer)
		if next = it.thumb(); next != nil {
			link, err := next.Link()
			if err != nil {
				o.opts.Log.Error("mark what arrived", "item", it.ref().String(), "err", err)
				next = nil
			} else {
				c.Add = append(c.Add, link)
			}
		}
	}
	o.end(ctx, it, c, next)
}

func (o *Outbox) remove(ctx context.Context, it *Item) {
	o.end(ctx, it, store.Commit{Shard: it.Customer.Shard(), Remove: []store.Link{it.place()}}, nil)
}

// end ends the life of an item in a commit, and begins that of the one that takes its place there.
func (o *Outbox) end(ctx context.Context, it *Item, c store.Commit, next *Item) {
	o.commit(ctx, it.ref(), c)
	o.mu.Lock()
	defer o.mu.Unlock()
	o.ends(it)
	if next != nil {
		delete(o.ended, next.ref()) // it is known, so what a read of the store found in its place is passed over
		o.add(*next)
	}
}

// begin marks a Once item as begun, or, where surely nothing was sent, as not begun.
func (o *Outbox) begin(ctx context.Context, j *job, started bool) error {
	it := j.Item
	it.Started = started
	link, err := it.Link()
	if err != nil {
		return err
	}
	if err := o.opts.Store.Commit(ctx, store.Commit{Shard: it.Customer.Shard(), Add: []store.Link{link}}); err != nil {
		return err
	}
	j.Started = started
	return nil
}

// unbegin keeps a kill during the wait from making an item uncertain that was surely not sent.
func (o *Outbox) unbegin(ctx context.Context, j *job) {
	if !j.Once {
		return
	}
	if err := o.begin(ctx, j, false); err != nil {
		o.opts.Log.Warn("unmark an item that was not sent", "item", j.ref().String(), "err", err)
	}
}

// giveUp ends the life of a Once item after a call without an answer.
func (o *Outbox) giveUp(ctx context.Context, l *lane, j *job) {
	o.opts.Log.Error("no answer for an item to be sent once; given up", "item", j.ref().String())
	o.pass(l, &o.stats.Uncertain, 1)
	o.remove(ctx, &j.Item)
}

// fail moves a job's item to the dead.
func (o *Outbox) fail(ctx context.Context, l *lane, j *job, cause error) {
	o.opts.Log.Error("send an item: refused, moved to the list dead", "item", j.ref().String(), "err", cause)
	o.pass(l, &o.stats.Failed, 1)
	c := store.Commit{Shard: j.Customer.Shard(), Remove: []store.Link{j.place()}}
	now := o.opts.Now().UnixMilli()
	if value, err := cbor.Marshal(Dead{Item: j.Item, Error: cause.Error(), At: now}); err == nil {
		c.Add = []store.Link{{List: DeadIn(c.Shard), Entry: store.Entry{Score: now, ID: j.place().Entry.ID, Value: value}}}
	}
	o.commit(ctx, j.ref(), c)
	o.mu.Lock()
	o.ends(&j.Item)
	o.mu.Unlock()
	if o.opts.Dead != nil {
		o.opts.Dead(j.Item, cause)
	}
}

// drop ends the lives of all items for a chat that cannot be reached. What waits for the desk is held instead: it is
// customers who ask for a person, and another one may come to the desk.
func (o *Outbox) drop(ctx context.Context, l *lane, j *job) {
	o.mu.Lock()
	desk := o.desk != 0 && l.chat == o.route(Desk)
	if desk {
		o.desk = 0
	}
	held := o.lane(o.route(Desk)) // not l: it is the desk's no more
	var dropped []*job
	for _, each := range l.take() {
		each.sending = false
		if each.Chat == Desk {
			held.insert(each)
		} else {
			dropped = append(dropped, each)
		}
	}
	o.stats.Dropped += len(dropped)
	o.release(l, time.Time{})
	o.schedule(held)
	o.mu.Unlock()

	if desk {
		o.opts.Log.Error("the desk's chat cannot be reached; what is for it is held", "chat", l.chat, "hint", "unblock the bot, or start it with --new-owner")
	}
	o.removeAll(ctx, dropped)
	if o.opts.Unreachable == nil {
		return
	}
	if j.Chat == Desk {
		o.opts.Unreachable("", l.chat)
		return
	}
	o.opts.Unreachable(j.Customer, l.chat)
}

// removeAll removes items, 500 a commit.
func (o *Outbox) removeAll(ctx context.Context, jobs []*job) {
	links := map[uint8][]store.Link{}
	flush := func(shard uint8) {
		o.commit(ctx, ref{}, store.Commit{Shard: shard, Remove: links[shard]})
		links[shard] = nil
	}
	for _, j := range jobs {
		shard := j.Customer.Shard()
		links[shard] = append(links[shard], j.place())
		if len(links[shard]) == 500 {
			flush(shard)
		}
	}
	for shard := range links {
		flush(shard)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, j := range jobs {
		o.ends(&j.Item)
	}
}

// commit tries until it succeeds or ctx is done. While the store is down each worker ends up here, so that nothing is
// sent that cannot be marked.
func (o *Outbox) commit(ctx context.Context, of ref, c store.Commit) {
	for pause := firstPause; ; pause = min(2*pause, lastPause) {
		err := o.opts.Store.Commit(ctx, c)
		if err == nil {
			return
		}
		if pause == firstPause {
			o.opts.Log.Warn("commit the end of an item; trying again", "item", of.String(), "err", err)
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			o.opts.Log.Error("an item that ended could not be marked: it may be sent again", "item", of.String(), "err", err)
			return
		case <-timer.C:
		}
	}
}
