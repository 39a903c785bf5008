package outbox

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// Pair is one message as both sides have it: what one wrote, and the bot's copy of it.
type Pair struct {
	Desk    int64 `cbor:"1,keyasint,omitempty"` // staff's chat
	Message int   `cbor:"2,keyasint,omitempty"` // in staff's chat
	Theirs  int   `cbor:"3,keyasint,omitempty"` // in the customer's chat
	Staff   bool  `cbor:"4,keyasint,omitempty"` // staff wrote it
	By      int64 `cbor:"5,keyasint,omitempty"` // who of them
	At      int64 `cbor:"6,keyasint,omitempty"` // when the copy was sent, Unix seconds
}

// pair is what is to be remembered of an item that showed a message of its source's chat as message id of another.
func pair(chat int64, it *Item, source, id int, now time.Time) Pair {
	if it.Chat == Desk {
		return Pair{Desk: chat, Message: id, Theirs: source, At: now.Unix()}
	}
	return Pair{Desk: it.Source.Chat, Message: source, Theirs: id, Staff: true, By: it.By, At: now.Unix()}
}

// arrived is what staff see on a message of theirs that the customer has.
const arrived = "👍"

// thumb is the item that follows one which brought a message of staff's to the customer; nil: it did not. It has the
// number of the former and takes its place in the list, so that both are there never, and one always.
func (it *Item) thumb() *Item {
	if it.Source == nil || it.Chat == Desk {
		return nil
	}
	return &Item{
		Customer: it.Customer, Seq: it.Seq, Queued: it.Queued,
		Chat: it.Source.Chat, Edit: it.Source.Message, React: arrived,
	}
}

// PairsByDesk is the list of a customer's pairs by their message in staff's chat.
func PairsByDesk(id profile.CustomerID) store.Key {
	return store.Key{Shard: id.Shard(), Name: "pairs-desk:" + string(id)}
}

// PairsByTheirs is the same list by the message in the customer's chat.
func PairsByTheirs(id profile.CustomerID) store.Key {
	return store.Key{Shard: id.Shard(), Name: "pairs-theirs:" + string(id)}
}

// PairsIn is the list of all pairs of a shard's customers by when the copy was sent, in Unix milliseconds: by it they are
// found when they are too old to be of use.
func PairsIn(shard uint8) store.Key { return store.Key{Shard: shard, Name: "pairs"} }

// PairLinks are the entries in a customer's lists of the pair that an entry of PairsIn stands for.
func PairLinks(e store.Entry) ([]store.Link, error) {
	var p Pair
	if err := cbor.Unmarshal(e.Value, &p); err != nil {
		return nil, fmt.Errorf("read the pair %s: %w", e.ID, err)
	}
	id, _, _ := strings.Cut(e.ID, ":")
	return p.links(profile.CustomerID(id)), nil
}

// links are the entries of a pair in its three lists.
func (p Pair) links(id profile.CustomerID) []store.Link {
	value, err := cbor.Marshal(p)
	if err != nil {
		return nil // numbers always marshal
	}
	name := strconv.FormatInt(p.Desk, 36) + ":" + strconv.Itoa(p.Message) + ":" + strconv.Itoa(p.Theirs)
	return []store.Link{
		{List: PairsByDesk(id), Entry: store.Entry{Score: int64(p.Message), ID: name, Value: value}},
		{List: PairsByTheirs(id), Entry: store.Entry{Score: int64(p.Theirs), ID: name, Value: value}},
		{List: PairsIn(id.Shard()), Entry: store.Entry{Score: p.At * 1000, ID: string(id) + ":" + name, Value: value}},
	}
}

// maxPairs is how many pairs one message can be in: many of a customer's are shown together in one.
const maxPairs = 100

// Pairs reads the pairs of a message from one of the two lists, in the order in which the messages were written.
func Pairs(ctx context.Context, s store.Store, list store.Key, message int) ([]Pair, error) {
	entries, err := s.Range(ctx, list, int64(message), int64(message), maxPairs)
	if err != nil {
		return nil, fmt.Errorf("look up what message %d was copied to: %w", message, err)
	}
	pairs := make([]Pair, len(entries))
	for i, e := range entries {
		if err := cbor.Unmarshal(e.Value, &pairs[i]); err != nil {
			return nil, fmt.Errorf("read a pair of message %d: %w", message, err)
		}
	}
	slices.SortFunc(pairs, func(a, b Pair) int { return cmp.Or(cmp.Compare(a.Theirs, b.Theirs), cmp.Compare(a.Message, b.Message)) })
	return pairs, nil
}
