package outbox

import (
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
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

// mark ends the lives of a job's items: it was sent as a message.
func (o *Outbox) mark(ctx context.Context, chat int64, j *job, id int) {
	if id != 0 && j.any(func(it *Item) bool { return it.Answers }) {
		o.answered(ctx, chat, j, id)
	}
	o.addressed(ctx, j)
	now := o.opts.Now()
	o.named(ctx, chat, j, id, now)
	c := store.Commit{Shard: j.Customer.Shard(), Puts: o.shown(ctx, chat, j, id, now)}
	var next *Item
	if id != 0 {
		next = o.paired(&c, chat, j, id)
	}
	o.end(ctx, j, c, next)
}

// named keeps of whom a message tells that belongs to another or to nobody: of a card whom it names now.
func (o *Outbox) named(ctx context.Context, chat int64, j *job, id int, now time.Time) {
	if id == 0 {
		return
	}
	c := store.Commit{Shard: AnswersKey(chat, id).Shard}
	if j.Card != "" && j.target == id {
		c.Remove = o.namings(ctx, chat, j, id)
	}
	for it := range j.all() {
		for _, customer := range it.Names {
			c.Add = append(c.Add, Naming(chat, id, customer, now))
		}
	}
	if len(c.Add)+len(c.Remove) > 0 {
		o.commit(ctx, j.ref(), c)
	}
}

// namings are the entries that say of whom a card told until now.
func (o *Outbox) namings(ctx context.Context, chat int64, j *job, id int) (all []store.Link) {
	cards, err := o.cards(ctx, j.Customer)
	named := cards[j.Card].Named
	if err == nil && named == 0 {
		return nil
	}
	list := Naming(chat, id, "", time.UnixMilli(named))
	entries, ranged := o.opts.Store.Range(ctx, list.List, named, named, math.MaxInt32)
	if err := errors.Join(err, ranged); err != nil {
		o.opts.Log.Error("look whom a card named; it is deleted when one of them is forgotten", "err", err)
	}
	for _, e := range entries {
		if strings.HasPrefix(e.ID, list.Entry.ID) {
			all = append(all, store.Link{List: list.List, Entry: e})
		}
	}
	return all
}

// addressed keeps to whom a message went that somebody wrote in the private chat of the desk: in a topic that is plain.
func (o *Outbox) addressed(ctx context.Context, j *job) {
	for it := range j.all() {
		if it.Source != nil && it.Source.Chat > 0 && it.Chat != Desk {
			o.answered(ctx, it.Source.Chat, &job{Item: Item{Customer: it.Customer}}, it.Source.Message)
		}
	}
}

// answered keeps whom an answer to any of a job's messages belongs to.
func (o *Outbox) answered(ctx context.Context, chat int64, j *job, id int) {
	c := store.Commit{Shard: AnswersKey(chat, id).Shard}
	ids := j.ids
	if ids == nil {
		ids = []int{id}
	}
	for _, id := range ids {
		c.Puts = append(c.Puts, store.Put{Key: AnswersKey(chat, id), Value: []byte(j.Customer)})
		c.Add = append(c.Add, Trace(chat, id, j.Customer, o.opts.Now()))
	}
	o.commit(ctx, j.ref(), c)
}

// paired adds what a message shows to a commit, and returns the item that follows in the place of the job's; nil: none.
func (o *Outbox) paired(c *store.Commit, chat int64, j *job, id int) *Item {
	for it := range j.all() {
		if it.Source == nil {
			continue
		}
		for _, source := range append([]int{it.Source.Message}, it.More...) {
			if shown := j.shows(source, id); shown != 0 {
				c.Add = append(c.Add, pair(chat, it, source, shown, o.opts.Now()).links(it.Customer)...)
			}
		}
	}
	next := j.thumb()
	if next == nil {
		return nil
	}
	link, err := next.Link()
	if err != nil {
		o.opts.Log.Error("mark what arrived", "item", j.ref().String(), "err", err)
		return nil
	}
	c.Add = append(c.Add, link)
	return next
}

func (o *Outbox) remove(ctx context.Context, j *job) {
	o.end(ctx, j, store.Commit{Shard: j.Customer.Shard()}, nil)
}

// most is how many items a commit removes: more would hold up all others.
const most = 500

// end ends the lives of a job's items in a commit, and begins that of the one that takes its place there. They are of
// one customer, so they lie in one shard; of states that were replaced there may be more than a commit should have.
func (o *Outbox) end(ctx context.Context, j *job, c store.Commit, next *Item) {
	c.Remove = slices.Collect(j.places())
	for ; len(c.Remove) > most; c.Remove = c.Remove[:len(c.Remove)-most] {
		o.commit(ctx, j.ref(), store.Commit{Shard: c.Shard, Remove: c.Remove[len(c.Remove)-most:]})
	}
	o.commit(ctx, j.ref(), c)
	o.mu.Lock()
	defer o.mu.Unlock()
	o.ends(j)
	if next != nil {
		delete(o.ended, next.ref()) // it is known, so what a read of the store found in its place is passed over
		o.add(*next, false)
	}
}

// removeAll ends the lives of many jobs' items.
func (o *Outbox) removeAll(ctx context.Context, jobs []*job) {
	links := map[uint8][]store.Link{}
	flush := func(shard uint8) {
		o.commit(ctx, ref{}, store.Commit{Shard: shard, Remove: links[shard]})
		links[shard] = nil
	}
	for _, j := range jobs {
		shard := j.Customer.Shard()
		for link := range j.places() {
			if links[shard] = append(links[shard], link); len(links[shard]) == most {
				flush(shard)
			}
		}
	}
	for shard, rest := range links {
		if len(rest) > 0 {
			flush(shard)
		}
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, j := range jobs {
		o.ends(j)
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
	o.remove(ctx, j)
}

// fail moves a job's item to the dead.
func (o *Outbox) fail(ctx context.Context, l *lane, j *job, cause error) {
	if !j.Fleeting {
		o.opts.Log.Error("send an item: refused, moved to the list dead", "item", j.ref().String(), "err", cause)
	}
	o.pass(l, &o.stats.Failed, 1)
	c := store.Commit{Shard: j.Customer.Shard(), Remove: slices.Collect(j.places())}
	now := o.opts.Now().UnixMilli()
	if value, err := cbor.Marshal(Dead{Item: j.buried(), Error: cause.Error(), At: now}); err == nil && !j.Fleeting {
		c.Add = []store.Link{{List: DeadIn(c.Shard), Entry: store.Entry{Score: now, ID: j.Item.Entry().Entry.ID, Value: value}}}
	}
	o.commit(ctx, j.ref(), c)
	o.mu.Lock()
	o.ends(j)
	o.mu.Unlock()
	if o.opts.Dead != nil {
		o.opts.Dead(j.Item, cause)
	}
}

// buried is an item as the list dead keeps it: of one that tells of customers who may be forgotten, that there was one.
func (it Item) buried() Item {
	if it.Names != nil {
		return Item{Customer: it.Customer, Seq: it.Seq, Queued: it.Queued, Chat: it.Chat}
	}
	return it
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
