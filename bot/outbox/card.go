package outbox

import (
	"context"
	"fmt"

	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// CardsKey is the record of where a customer's cards are shown: a map of their names to what [CardAt] says.
func CardsKey(customer profile.CustomerID) store.Key {
	return store.Key{Shard: customer.Shard(), Name: "cards:" + string(customer)}
}

// CardAt is the message that shows a card.
type CardAt struct {
	Chat    int64 `cbor:"1,keyasint"`
	Message int   `cbor:"2,keyasint"`
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
		o.opts.Log.Error("read where a customer's cards are: unreadable; they are sent anew", "customer", customer, "err", err)
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

// shown returns the change of the record when a card was sent as a message, or nothing where it is known.
func (o *Outbox) shown(ctx context.Context, chat int64, j *job, id int) []store.Put {
	if j.Card == "" || id == 0 {
		return nil
	}
	cards, err := o.cards(ctx, j.Customer)
	if err != nil {
		o.opts.Log.Error("keep where a card is; the next state will be another message", "item", j.ref().String(), "err", err)
		return nil
	}
	at := CardAt{chat, id}
	if cards[j.Card] == at {
		return nil
	}
	cards[j.Card] = at
	value, err := cbor.Marshal(cards)
	if err != nil {
		return nil
	}
	return []store.Put{{Key: CardsKey(j.Customer), Value: value}}
}
