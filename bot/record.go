package bot

import (
	"errors"
	"fmt"
	"time"

	"guanxi/bot/desk"
	"guanxi/bot/telegram"
	"guanxi/dialogs"
	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// seenFor is how long a queue's high-water mark counts. Telegram keeps updates 24 hours, and after a week without
// updates it may begin anew with lower ids.
const seenFor = 25 * time.Hour

// record is all that lies under a customer's key: the state of the dialog and the bookkeeping around it.
type record struct {
	State dialogs.State `cbor:"1,keyasint,omitempty"`
	Items uint64        `cbor:"2,keyasint,omitempty"` // items queued for the outbox so far
	Alarm int64         `cbor:"3,keyasint,omitempty"` // where the customer stands in the shard's list of timers, Unix milliseconds; 0: nowhere
	Seen  marks         `cbor:"4,keyasint,omitempty"`

	Leaving *leaving    `cbor:"20,keyasint,omitempty"` // the customer is being forgotten; nil: no
	Ticket  desk.Ticket `cbor:"10,keyasint,omitzero"`
	Gaps    []int64     `cbor:"40,keyasint,omitempty"` // where questions stand in the shard's list that found no answer, Unix milliseconds
	Day     desk.Day    `cbor:"30,keyasint,omitzero"`  // what they did on the last day that they did something
}

// mark is the highest update id taken from one of Telegram's queues.
type mark struct {
	Queue  uint8 `cbor:"1,keyasint,omitempty"`
	Update int64 `cbor:"2,keyasint,omitempty"`
	At     int64 `cbor:"3,keyasint,omitempty"` // Unix seconds
	Of     int64 `cbor:"4,keyasint,omitempty"`
}

// queue is one of Telegram's queues as a customer's record tells them apart: their own updates, and those of staff
// that were about them. Of staff's there are as many as staff: presses have a queue a user, all else one a chat.
type queue struct {
	kind uint8
	of   int64 // staff's: the user or the chat
}

const staffQueues = 16

func queueOf(u *telegram.Update, staff bool) queue {
	kind := uint8(u.Queue)
	switch {
	case !staff:
		return queue{kind: kind}
	case u.Queue == telegram.Presses:
		return queue{kind + staffQueues, u.From.ID}
	default:
		return queue{kind + staffQueues, u.Chat}
	}
}

// marks are those of the queues whose updates were taken lately.
type marks []mark

func (m mark) queue() queue { return queue{m.Queue, m.Of} }

// stale says whether a mark counts no more.
func (m mark) stale(now time.Time) bool { return now.Sub(time.Unix(m.At, 0)) >= seenFor }

// seen says whether an update of a queue was taken before.
func (ms marks) seen(q queue, update int64, now time.Time) bool {
	for _, m := range ms {
		if m.queue() == q {
			return update <= m.Update && !m.stale(now)
		}
	}
	return false
}

// with returns the marks with an update taken; it leaves these alone.
func (ms marks) with(q queue, update int64, now time.Time) marks {
	seen := make(marks, 0, len(ms)+1)
	for _, m := range ms {
		if m.queue() != q && !m.stale(now) {
			seen = append(seen, m)
		}
	}
	return append(seen, mark{Queue: q.kind, Of: q.of, Update: update, At: now.Unix()})
}

// seen says whether an update of a queue was taken before.
func (r *record) seen(q queue, update int64, now time.Time) bool { return r.Seen.seen(q, update, now) }

// see marks an update as taken. It leaves the former record's marks alone.
func (r *record) see(q queue, update int64, now time.Time) { r.Seen = r.Seen.with(q, update, now) }

func recordKey(id profile.CustomerID) store.Key {
	return store.Key{Shard: id.Shard(), Name: "customer:" + string(id)}
}

func historyKey(id profile.CustomerID) store.Key {
	return store.Key{Shard: id.Shard(), Name: "history:" + string(id)}
}

func talkKey(id profile.CustomerID) store.Key {
	return store.Key{Shard: id.Shard(), Name: "talk:" + string(id)}
}

// decode reads a packed value; an absent one leaves into as it is.
func decode(rec store.Record, into any) error {
	if rec.Version == 0 {
		return nil
	}
	return cbor.Unmarshal(rec.Value, into)
}

// errUnreadable says that a record is not what this program writes.
var errUnreadable = errors.New("unreadable record")

// load returns a customer's record and its version, from the cache if it is there.
func (b *Bot) load(id profile.CustomerID) (*known, error) {
	if k := b.cache.get(id); k != nil {
		return k, nil
	}
	ctx, cancel := b.deadline()
	defer cancel()
	key := b.goneKey(id)
	got, err := b.store.Get(ctx, recordKey(id), historyKey(id), talkKey(id), key)
	if err != nil {
		return nil, fmt.Errorf("load customer %s: %w", id, err)
	}
	k, err := unpack(id, got)
	if err == nil {
		err = k.recognize(key, got[3])
	}
	return k, err
}

// unpack reads a customer's three records.
func unpack(id profile.CustomerID, got []store.Record) (*known, error) {
	k := &known{version: got[0].Version}
	k.record.State.Customer.ID = id
	if err := errors.Join(decode(got[0], &k.record), decode(got[1], &k.history), decode(got[2], &k.talk)); err != nil {
		return nil, fmt.Errorf("decode customer %s: %w: %w", id, errUnreadable, err)
	}
	return k, nil
}
