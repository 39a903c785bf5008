package outbox

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"

	"guanxi/dialogs"
	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// Desk is the address of whoever answers for the shop: the outbox finds the chat when it sends, and holds the item
// while there is none.
const Desk int64 = 0

// Item is one message to be sent, replaced or copied. It is packed under numbers, not as an array, so that a field
// added tomorrow does not make today's waiting items unreadable.
type Item struct {
	Customer profile.CustomerID `cbor:"1,keyasint"`           // whose turn queued it; the item lies in their shard
	Seq      uint64             `cbor:"2,keyasint"`           // rises with each item of this customer: the order within a chat
	Queued   int64              `cbor:"3,keyasint"`           // Unix milliseconds
	Chat     int64              `cbor:"4,keyasint,omitempty"` // where to; Desk: staff
	Text     string             `cbor:"5,keyasint,omitempty"` // Telegram's HTML; empty: Edit alone loses its buttons
	Buttons  [][]dialogs.Button `cbor:"6,keyasint,omitempty"`
	Edit     int                `cbor:"7,keyasint,omitempty"`  // the message to replace; 0 sends a new one
	Copy     *dialogs.Copy      `cbor:"8,keyasint,omitempty"`  // the message to copy instead of Text
	Once     bool               `cbor:"9,keyasint,omitempty"`  // rather never than twice: marked before it is sent
	Bulk     bool               `cbor:"10,keyasint,omitempty"` // nobody asked for it: it shares the 30 a second of the whole bot
	Answers  bool               `cbor:"11,keyasint,omitempty"` // a reply to this message belongs to Customer: the message's id is kept
	File     string             `cbor:"20,keyasint,omitempty"` // a file to make when it is sent: Options.File knows how; Text is its caption
	Fleeting bool               `cbor:"22,keyasint,omitempty"` // if it cannot be sent nothing is kept of it
	Started  bool               `cbor:"12,keyasint,omitempty"` // a Once item whose sending began: whether it arrived is uncertain
	Reply    int                `cbor:"30,keyasint,omitempty"` // the message in Chat that it answers; one that is gone is passed over
	Source   *dialogs.Copy      `cbor:"31,keyasint,omitempty"` // the message that it shows to the other side: the pair is kept as a Pair
	By       int64              `cbor:"32,keyasint,omitempty"` // who of the staff wrote Source
	React    string             `cbor:"33,keyasint,omitempty"` // an emoji to be put on the message Edit
	Delete   bool               `cbor:"34,keyasint,omitempty"` // the message Edit is to go
}

// Link is the item's place in its shard's outbox list.
func (it Item) Link() (store.Link, error) {
	value, err := cbor.Marshal(it)
	if err != nil {
		return store.Link{}, fmt.Errorf("pack item %s: %w", it.ref(), err)
	}
	link := it.place()
	link.Entry.Value = value
	return link, nil
}

// place is the Link without the value: enough to remove it.
func (it *Item) place() store.Link {
	var seq [8]byte
	binary.BigEndian.PutUint64(seq[:], it.Seq)
	id := hex.AppendEncode([]byte(it.Customer), seq[:]) // ids sort as the numbers do
	return store.Link{
		List:  listIn(it.Customer.Shard()),
		Entry: store.Entry{Score: it.Queued, ID: string(id)},
	}
}

// ref names an item among all.
type ref struct {
	customer profile.CustomerID
	seq      uint64
}

func (it *Item) ref() ref { return ref{it.Customer, it.Seq} }

// String is how an item is named in logs.
func (r ref) String() string { return fmt.Sprintf("%s/%d", r.customer, r.seq) }

func listIn(shard uint8) store.Key { return store.Key{Shard: shard, Name: "outbox"} }
