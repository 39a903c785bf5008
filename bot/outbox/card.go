package outbox

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// CardsKey is the record of where a customer's cards are shown, and boards: a map of names to what [CardAt] says.
func CardsKey(customer profile.CustomerID) store.Key {
	return store.Key{Shard: customer.Shard(), Name: "cards:" + string(customer)}
}

// CardAt is the message that shows a card, or a board.
type CardAt struct {
	Chat    int64 `cbor:"1,keyasint"`
	Message int   `cbor:"2,keyasint"`
	Named   int64 `cbor:"6,keyasint,omitempty"` // when a card named customers, Unix milliseconds; 0: it names none now

	Board string `cbor:"3,keyasint,omitempty"` // its name; empty: it is a card
	Text  string `cbor:"4,keyasint,omitempty"` // what a board says, Telegram's HTML
	Seq   uint64 `cbor:"5,keyasint,omitempty"` // of the item that said so
}

// maxBoards is how many messages with a customer's boards are remembered, those that changed last.
const maxBoards = 8

// Boards are the messages with a customer's boards.
func (o *Outbox) Boards(ctx context.Context, customer profile.CustomerID) ([]CardAt, error) {
	cards, err := o.cards(ctx, customer)
	return boards(cards), err
}

// boards are those among cards, the one that changed last first.
func boards(cards map[string]CardAt) []CardAt {
	all := slices.DeleteFunc(slices.Collect(maps.Values(cards)), func(at CardAt) bool { return at.Board == "" })
	slices.SortFunc(all, func(a, b CardAt) int { return cmp.Compare(b.Seq, a.Seq) })
	return all
}

func (o *Outbox) cards(ctx context.Context, customer profile.CustomerID) (map[string]CardAt, error) {
	got, err := o.opts.Store.Get(ctx, CardsKey(customer))
	if err != nil {
		return nil, fmt.Errorf("load the cards of customer %s: %w", customer, err)
	}
	cards := map[string]CardAt{}
	if got[0].Version == 0 {
		return cards, nil
	}
	if err := cbor.Unmarshal(got[0].Value, &cards); err != nil {
		o.opts.Log.Error("read where a customer's cards are: unreadable; they are sent anew, and a complaint's do not follow it", "customer", customer, "err", err)
	}
	return cards, nil
}

// aim finds the message that a job is to replace.
func (o *Outbox) aim(ctx context.Context, l *lane, j *job) error {
	if j.target = j.Edit; j.Card == "" || j.anew || j.Anew {
		return nil
	}
	cards, err := o.cards(ctx, j.Customer)
	if at := cards[j.Card]; at.Chat == l.chat {
		j.target = at.Message
	}
	return err
}

// shown returns the change of the record when a card or a board was sent as a message, or nothing where it is known.
func (o *Outbox) shown(ctx context.Context, chat int64, j *job, id int, now time.Time) []store.Put {
	if j.Card == "" && j.Board == "" || id == 0 {
		return nil
	}
	cards, err := o.cards(ctx, j.Customer)
	if err != nil {
		o.opts.Log.Error("keep where a card is; its next state may be another message, and a complaint's does not follow it", "item", j.ref().String(), "err", err)
		return nil
	}
	name, at := j.Card, CardAt{Chat: chat, Message: id}
	if j.any(func(it *Item) bool { return it.Names != nil }) {
		at.Named = now.UnixMilli()
	}
	if j.Board != "" {
		name, at.Board, at.Text, at.Seq = strconv.FormatInt(chat, 10)+":"+strconv.Itoa(id), j.Board, j.body(), j.Seq
	}
	if cards[name] == at {
		return nil
	}
	if cards[name] = at; j.Board != "" && j.Buttons == nil { // it is over
		delete(cards, name)
	}
	if all := boards(cards); len(all) > maxBoards {
		maps.DeleteFunc(cards, func(_ string, at CardAt) bool { return slices.Contains(all[maxBoards:], at) })
	}
	value, err := cbor.Marshal(cards)
	if err != nil {
		return nil
	}
	return []store.Put{{Key: CardsKey(j.Customer), Value: value}}
}
