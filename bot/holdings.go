package bot

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// holdings are all that the store has of one customer. What is kept of customers anywhere is to be found here: it is
// what they are given on their wish, and what goes when they are forgotten.
type holdings struct {
	known   *known
	chat    int64        // the customer's
	asked   int64        // when their wish for a file was queued, as its answer is: that one is no part of it; 0: not so
	own     []store.Link // entries of lists in the customer's shard
	shown   []store.Link // of the lists of what staff were shown, in the shards of staff's chats
	topics  []store.Link // of the lists of the group's topics, in the topics' shards
	dead    []store.Link // updates that could not be handled, in whichever shard
	telling []store.Link // of the lists of what is to be sent: what tells of them and belongs to others
}

// holdings looks for everything. It goes through the lists of all shards: customers ask for that once in a lifetime.
func (b *Bot) holdings(ctx context.Context, id profile.CustomerID) (*holdings, error) {
	h := &holdings{}
	got, err := b.store.Get(ctx, recordKey(id), historyKey(id), talkKey(id))
	if err != nil {
		return nil, fmt.Errorf("load customer %s: %w", id, err)
	}
	if h.known, err = unpack(id, got); err != nil {
		return nil, err
	}
	if err := within(ctx, func(ctx context.Context) error { return h.findOwn(ctx, b.store, id) }); err != nil {
		return nil, err
	}
	h.chat = h.known.record.State.Customer.Chat
	if left := h.known.record.Leaving; left != nil {
		h.chat = left.Chat
	}
	for shard := range uint8(profile.Shards) {
		if err := within(ctx, func(ctx context.Context) error { return h.findIn(ctx, b.store, shard, id) }); err != nil {
			return nil, err
		}
	}
	return h, nil
}

// within gives one shard's reading the time that a call of the store may take: all together may take longer.
func within(ctx context.Context, read func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, storeTime)
	defer cancel()
	return read(ctx)
}

// findIn looks through the lists of a shard that have something about customers of all shards.
func (h *holdings) findIn(ctx context.Context, s store.Store, shard uint8, id profile.CustomerID) error {
	if err := find(ctx, s, outbox.ShownIn(shard), &h.shown, named(id)); err != nil {
		return err
	}
	if err := find(ctx, s, desk.TopicsIn(shard), &h.topics, named(id)); err != nil {
		return err
	}
	tells := func(e *store.Entry) bool {
		var it outbox.Item
		return cbor.Unmarshal(e.Value, &it) == nil && it.Customer != id && slices.Contains(it.Names, id)
	}
	if err := find(ctx, s, outbox.ListIn(shard), &h.telling, tells); err != nil {
		return err
	}
	return find(ctx, s, deadUpdatesIn(shard), &h.dead, func(e *store.Entry) bool { return aboutThem(e.Value, id, h.chat) })
}

// named tells the entries whose value is a customer.
func named(id profile.CustomerID) func(*store.Entry) bool {
	return func(e *store.Entry) bool { return string(e.Value) == string(id) }
}

// findOwn looks through the lists of the customer's shard, and those that are theirs alone.
func (h *holdings) findOwn(ctx context.Context, s store.Store, id profile.CustomerID) error {
	any := func(*store.Entry) bool { return true }
	theirs := func(e *store.Entry) bool { return strings.HasPrefix(e.ID, string(id)) } // of items, and timers
	for _, list := range []struct {
		key   store.Key
		match func(*store.Entry) bool
	}{
		{timersIn(id.Shard()), theirs},
		{outbox.ListIn(id.Shard()), theirs},
		{outbox.DeadIn(id.Shard()), theirs},
		{desk.OpenIn(id.Shard()), theirs},
		{desk.RosterIn(id.Shard()), theirs},
		{desk.DaysIn(id.Shard()), theirs},
		{casesIn(id.Shard()), theirs},
		{desk.GapsIn(id.Shard()), theirs},
		{desk.AuditIn(id.Shard()), theirs},
		{outbox.PairsIn(id.Shard()), theirs},
		{outbox.PairsByDesk(id), any},
		{outbox.PairsByTheirs(id), any},
	} {
		if err := find(ctx, s, list.key, &h.own, list.match); err != nil {
			return err
		}
	}
	return nil
}

// find adds the entries of a list that match.
func find(ctx context.Context, s store.Store, list store.Key, into *[]store.Link, match func(*store.Entry) bool) error {
	entries, err := s.Range(ctx, list, 0, endOfTime, math.MaxInt32)
	if err != nil {
		return fmt.Errorf("look through %s of shard %d: %w", list.Name, list.Shard, err)
	}
	for _, e := range entries {
		if match(&e) {
			*into = append(*into, store.Link{List: list, Entry: e})
		}
	}
	return nil
}

// aboutThem says whether a dead letter is about a customer: as it says, or as their chat or name of ours stands in it.
func aboutThem(packed []byte, id profile.CustomerID, chat int64) bool {
	var l deadLetter
	if err := cbor.Unmarshal(packed, &l); err != nil {
		return bytes.Contains(packed, []byte(id))
	}
	return l.Customer == id || bytes.Contains(l.Raw, []byte(id)) || chat != 0 && holdsNumber(l.Raw, chat)
}

// holdsNumber says whether a number stands in a text, and not as a part of a longer one.
func holdsNumber(text []byte, n int64) bool {
	digits := strconv.AppendInt(nil, n, 10)
	for {
		at := bytes.Index(text, digits)
		if at < 0 {
			return false
		}
		end := at + len(digits)
		if (at == 0 || !isDigit(text[at-1])) && (end == len(text) || !isDigit(text[end])) {
			return true
		}
		text = text[end:]
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
