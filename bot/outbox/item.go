package outbox

import (
	"cmp"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strconv"

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
	Customer profile.CustomerID   `cbor:"1,keyasint"`           // whose turn queued it; the item lies in their shard
	Seq      uint64               `cbor:"2,keyasint"`           // rises with each item of this customer: the order within a chat
	Queued   int64                `cbor:"3,keyasint"`           // Unix milliseconds
	Chat     int64                `cbor:"4,keyasint,omitempty"` // where to; Desk: staff
	Text     string               `cbor:"5,keyasint,omitempty"` // Telegram's HTML; empty: Edit alone loses its buttons
	Buttons  [][]dialogs.Button   `cbor:"6,keyasint,omitempty"`
	Edit     int                  `cbor:"7,keyasint,omitempty"`  // the message to replace; 0 sends a new one
	Copy     *dialogs.Copy        `cbor:"8,keyasint,omitempty"`  // the message to copy instead of Text
	Once     bool                 `cbor:"9,keyasint,omitempty"`  // rather never than twice: marked before it is sent
	Bulk     bool                 `cbor:"10,keyasint,omitempty"` // nobody asked for it: it shares the 30 a second of the whole bot
	Answers  bool                 `cbor:"11,keyasint,omitempty"` // a reply to this message belongs to Customer: the message's id is kept
	Names    []profile.CustomerID `cbor:"53,keyasint,omitempty"` // customers of whom Text tells, and to whom no reply to it goes: it is deleted when one is forgotten
	File     string               `cbor:"20,keyasint,omitempty"` // a file to make when it is sent: Options.File knows how; Text is its caption
	Fleeting bool                 `cbor:"22,keyasint,omitempty"` // if it cannot be sent nothing is kept of it
	Started  bool                 `cbor:"12,keyasint,omitempty"` // a Once item whose sending began: whether it arrived is uncertain
	Reply    int                  `cbor:"30,keyasint,omitempty"` // the message in Chat that it answers; one that is gone is passed over
	Source   *dialogs.Copy        `cbor:"31,keyasint,omitempty"` // the message that it shows to the other side: the pair is kept as a Pair
	By       int64                `cbor:"32,keyasint,omitempty"` // who of the staff wrote Source
	React    string               `cbor:"33,keyasint,omitempty"` // an emoji to be put on the message Edit
	Delete   bool                 `cbor:"34,keyasint,omitempty"` // the message Edit is to go
	Silent   bool                 `cbor:"13,keyasint,omitempty"` // it arrives without a sound

	Caption bool   `cbor:"50,keyasint,omitempty"` // Edit has a picture or the like, of which Text becomes the caption; or Copy has one
	More    []int  `cbor:"51,keyasint,omitempty"` // further messages of Copy's chat to copy with it, rising
	Album   string `cbor:"52,keyasint,omitempty"` // what the messages of an album share: they are copied together
	Home    bool   `cbor:"62,keyasint,omitempty"` // Text introduces a topic: where there is none it is Rest, or nothing
	Rest    string `cbor:"63,keyasint,omitempty"`
	Past    bool   `cbor:"64,keyasint,omitempty"` // what Copy shows was shown before: what is gone of it nobody is told of
	Photo   string `cbor:"60,keyasint,omitempty"` // the https address of a picture that stands above Text

	// What follows is for the desk, and but for Card means something only while a group is the desk.
	First   bool   `cbor:"40,keyasint,omitempty"` // a ticket's first message: it sounds, and counts as waiting a minute longer
	Lead    bool   `cbor:"41,keyasint,omitempty"` // goes before all else of its customer: card and story of a topic made again
	General bool   `cbor:"42,keyasint,omitempty"` // into the general topic instead of the customer's
	Place   int    `cbor:"49,keyasint,omitempty"` // or, with General, into this topic, whose ever it is
	Topic   *Topic `cbor:"43,keyasint,omitempty"` // a change of the customer's topic itself instead of Text
	Whose   string `cbor:"45,keyasint,omitempty"` // Telegram's HTML that says whose words these are, where no topic does
	Within  int64  `cbor:"47,keyasint,omitempty"` // the owner's chat, where Edit and Reply lie in it; 0: they lie in the group
	Words   string `cbor:"46,keyasint,omitempty"` // the caption of what is copied, Telegram's HTML, to go with Whose
	Card    string `cbor:"44,keyasint,omitempty"` // names what Text is the newest state of: sent the first time, edited after
	Anew    bool   `cbor:"48,keyasint,omitempty"` // Card is sent once more, and edited there from then on
	Board   string `cbor:"55,keyasint,omitempty"` // names what the message shows, as others may: where they are and what they say is kept, of each until it has no buttons
	Came    int64  `cbor:"54,keyasint,omitempty"` // the number of the update that brought it, rising; 0: none did. Turns of one second end in any order
}

// Topic is what becomes of a customer's topic. One of Name with Icon, Reopen, Close and Delete is set.
type Topic struct {
	Name   string `cbor:"1,keyasint,omitempty"` // 1 to 128 characters
	Icon   string `cbor:"2,keyasint,omitempty"` // id of a custom emoji; empty: as it is
	Reopen bool   `cbor:"3,keyasint,omitempty"`
	Close  bool   `cbor:"4,keyasint,omitempty"`
	Delete int    `cbor:"5,keyasint,omitempty"` // this topic of the item's own Chat goes, with all that is in it

	// What topic Thread was called before, and its icon: a change of name and back needs no call. In another chat than the
	// desk it is Thread that gets the name.
	Thread  int    `cbor:"6,keyasint,omitempty"`
	Was     string `cbor:"7,keyasint,omitempty"`
	WasIcon string `cbor:"8,keyasint,omitempty"`
}

// quiet says whether an item yields to words: it changes what is there already.
func (it *Item) quiet() bool {
	if it.First || it.Lead {
		return false
	}
	return it.Card != "" || it.Edit != 0 || it.Topic != nil && it.Topic.Name != ""
}

// tellsLag says whether an item is the card that shows how far what staff see is behind.
func (it *Item) tellsLag() bool { return it.General && it.Card != "" }

// astray says whether an item for the desk is about something that is not in the chat that answers now.
func (it *Item) astray(chat int64, group bool) bool {
	switch {
	case it.Chat != Desk:
		return false
	case it.Edit != 0 && (it.Within != 0 || !group):
		return it.Within != chat
	}
	return !group && (it.Home && it.Rest == "" || it.Topic != nil || it.General && it.Card != "")
}

// state names what the item is the newest state of; empty: it is an event, and each counts.
func (it *Item) state() string {
	switch {
	case it.Topic != nil && it.Topic.Name != "":
		return "title"
	case it.Card != "":
		return "card " + it.Card
	case it.React != "":
		return "mark " + strconv.Itoa(it.Edit)
	case it.Edit != 0 && !it.Delete:
		return "edit " + strconv.Itoa(it.Edit)
	}
	return ""
}

// over is the item where it goes in the place of an older state of the same: one that changes nothing but buttons leaves the
// words as that would have made them.
func (it Item) over(old Item) Item {
	if it.Edit != 0 && it.Card == "" && it.React == "" && it.Text == "" && !it.Caption {
		it.Text, it.Caption, it.Photo, it.Names, it.Board = old.Text, old.Caption, old.Photo, old.Names, cmp.Or(it.Board, old.Board)
	}
	return it
}

// words says whether the item is nothing but a text of its customer's in their topic, so that it can be one message with
// others of theirs. What the bot says of them stands by itself: nobody could tell the two apart.
func (it *Item) words() bool {
	return it.Chat == Desk && it.Text != "" && it.Source != nil && it.Buttons == nil && it.Edit == 0 && it.Copy == nil && it.File == "" &&
		it.Topic == nil && it.Card == "" && it.Reply == 0 && !it.Once && !it.Lead && !it.General
}

// introduces says whether the item is the card with which a ticket begins.
func (it *Item) introduces() bool {
	return it.Chat == Desk && it.First && it.Text != "" && it.Buttons != nil && it.Source == nil && it.Edit == 0 && it.Copy == nil &&
		it.File == "" && it.Topic == nil && it.Card == "" && it.Reply == 0 && !it.Once && !it.Lead && !it.General
}

// Link is the item's place in its shard's outbox list.
func (it Item) Link() (store.Link, error) {
	value, err := cbor.Marshal(it)
	if err != nil {
		return store.Link{}, fmt.Errorf("pack item %s: %w", it.ref(), err)
	}
	link := it.Entry()
	link.Entry.Value = value
	return link, nil
}

// Entry is the Link without the value: enough to remove it.
func (it *Item) Entry() store.Link {
	var seq [8]byte
	binary.BigEndian.PutUint64(seq[:], it.Seq)
	id := hex.AppendEncode([]byte(it.Customer), seq[:]) // ids sort as the numbers do
	return store.Link{
		List:  ListIn(it.Customer.Shard()),
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

// ListIn is the list of the items in a shard that wait or are under way, by when they were queued.
func ListIn(shard uint8) store.Key { return store.Key{Shard: shard, Name: "outbox"} }
