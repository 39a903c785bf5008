package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/profile"
	"guanxi/profile/store"
)

// officer is in whose name the owner's side sends. It is no customer's: its items lie in the shard of the desk, so that
// one commit moves the desk, tells people of it and puts it down.
const officer profile.CustomerID = "desk"

var officeKey = store.Key{Shard: officer.Shard(), Name: "office"}

// office is what the owner's side remembers besides who answers.
type office struct {
	Items   uint64            `cbor:"1,keyasint,omitempty"`  // queued for the outbox so far
	Seen    marks             `cbor:"2,keyasint,omitempty"`  // of the updates that the owner's side took
	Links   map[string][]byte `cbor:"3,keyasint,omitempty"`  // digests of the secrets of links that work once, by kind
	Guest   int64             `cbor:"4,keyasint,omitempty"`  // the group that the owner brought the bot into, and that cannot answer yet
	Short   []string          `cbor:"6,keyasint,omitempty"`  // why Guest cannot answer, as the owner was told
	Next    *desk.Person      `cbor:"5,keyasint,omitempty"`  // who is to own the bot, if the owner says so
	Faults  []string          `cbor:"7,keyasint,omitempty"`  // of the group, as the owner was told
	Moves   bool              `cbor:"8,keyasint,omitempty"`  // the open tickets are to be shown to whoever answers now
	Listed  []int64           `cbor:"9,keyasint,omitempty"`  // chats that were given commands of their own
	Told    map[string]int64  `cbor:"10,keyasint,omitempty"` // when the owner was told of something, Unix milliseconds
	Summed  int64             `cbor:"11,keyasint,omitempty"` // the last day that the owner was told the figures of
	Waiting int64             `cbor:"12,keyasint,omitempty"` // since when the customer waits of whom the owner was told last
	Icons   desk.Icons        `cbor:"20,keyasint,omitempty"` // of topics, as Telegram has them
	Buried  int64             `cbor:"13,keyasint,omitempty"` // up to when dead letters were told of, Unix milliseconds
	Former  []former          `cbor:"40,keyasint,omitempty"` // groups that answered before, the newest last
	Owned   []int64           `cbor:"41,keyasint,omitempty"` // chats of who owned the bot before, the newest last
	Meant   []meant           `cbor:"42,keyasint,omitempty"` // questions for whom a command is that were answered, the newest last
	Awaits  []awaited         `cbor:"30,keyasint,omitempty"` // messages that staff reply to with an answer, the oldest first
}

// amendment is a change of the desk in the making: all of it is committed at once.
type amendment struct {
	now    int64 // Unix milliseconds
	desk   desk.Desk
	office office
	items  []outbox.Item
	audit  []desk.Audit
	guards []store.Guard
	delete []store.Key
	add    []store.Link // besides
	remove []store.Link
}

// tell has an item be sent.
func (a *amendment) tell(items ...outbox.Item) { a.items = append(a.items, items...) }

// note puts down who did what.
func (a *amendment) note(by int64, name, what, detail string) {
	a.audit = append(a.audit, desk.Audit{At: a.now, By: by, Name: name, What: what, Detail: detail})
}

// errSettled says that there is nothing to change.
var errSettled = errors.New("settled")

// amend changes who answers for the shop and what is around it. change is called again where somebody else was quicker;
// returning errSettled it leaves all as it is. Of an update's amendments the first counts; d may be nil.
func (b *Bot) amend(d *delivery, change func(*amendment) error) error {
	b.amending.Lock()
	defer b.amending.Unlock()
	if err := b.doubts.settle(b.outbox, officer.Shard()); err != nil {
		return err
	}
	for range conflictTries {
		err := b.tryAmend(d, change)
		switch {
		case errors.Is(err, errSettled):
			return nil
		case !errors.Is(err, store.ErrConflict):
			return err
		}
	}
	return fmt.Errorf("change the desk: %w %d times in a row", store.ErrConflict, conflictTries)
}

func (b *Bot) tryAmend(d *delivery, change func(*amendment) error) error {
	ctx, cancel := b.deadline()
	defer cancel()
	now := b.now()
	a := amendment{now: now.UnixMilli()}
	versions, err := b.loadOffice(ctx, &a.desk, &a.office)
	if err != nil {
		return err
	}
	if d != nil && d.update != 0 {
		if a.office.Seen.seen(d.queue, d.update, now) {
			return nil
		}
		a.office.Seen = a.office.Seen.with(d.queue, d.update, now)
	}
	was := a.desk
	if err := change(&a); err != nil {
		return err
	}
	c, err := b.pack(&a, versions, d)
	if err != nil {
		return err
	}
	defer b.doubts.hold(c.Shard)()
	if err := b.apply(c); err != nil {
		if !errors.Is(err, store.ErrConflict) {
			b.doubts.raise(c.Shard)
		}
		return fmt.Errorf("change the desk: %w", err)
	}
	b.desk.Store(&a.desk)
	b.office.Store(&a.office)
	if was.Answering() != a.desk.Answering() {
		b.steer()
	}
	b.outbox.Queue(a.items...)
	b.nudge()
	return nil
}

// steer has the outbox show staff what waits, where they answer now; but first come the cards of who does.
func (b *Bot) steer() {
	if b.office.Load().Moves {
		b.outbox.SetDesk(0)
		return
	}
	b.outbox.SetDesk(b.desk.Load().Answering())
}

// loadOffice reads the desk and the office, and returns the versions of their records.
func (b *Bot) loadOffice(ctx context.Context, d *desk.Desk, o *office) (versions [2]uint64, err error) {
	got, err := b.store.Get(ctx, desk.DeskKey, officeKey)
	if err != nil {
		return versions, fmt.Errorf("load the desk: %w", err)
	}
	if err := errors.Join(decode(got[0], d), decode(got[1], o)); err != nil {
		return versions, fmt.Errorf("decode the desk: %w", err)
	}
	return [2]uint64{got[0].Version, got[1].Version}, nil
}

// pack makes the commit of an amendment.
func (b *Bot) pack(a *amendment, versions [2]uint64, d *delivery) (store.Commit, error) {
	c := store.Commit{
		Shard: officer.Shard(), Delete: a.delete, Add: slices.Clone(a.add), Remove: a.remove,
		Guards: append(slices.Clone(a.guards), store.Guard{Key: desk.DeskKey, Version: versions[0]}, store.Guard{Key: officeKey, Version: versions[1]}),
	}
	var update int64
	if d != nil {
		update = d.update
	}
	for i := range a.items {
		a.office.Items++
		it := &a.items[i]
		it.Customer, it.Seq, it.Queued = officer, a.office.Items, a.now
		link, err := it.Link()
		if err != nil {
			return c, err
		}
		c.Add = append(c.Add, link)
	}
	for n, act := range a.audit {
		link, err := act.Link(update, n)
		if err != nil {
			return c, err
		}
		c.Add = append(c.Add, link)
	}
	return c, errors.Join(put(&c, desk.DeskKey, &a.desk), put(&c, officeKey, &a.office))
}
