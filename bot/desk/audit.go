package desk

import (
	"fmt"

	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// Audit is one act of staff's that can be asked about later. It lies in the shard of the customer whom it concerns, else
// in the desk's, and is committed with what it did. No chat takes it away or changes it; it goes when the customer is
// forgotten.
type Audit struct {
	At       int64              `cbor:"1,keyasint,omitempty"` // Unix milliseconds
	By       int64              `cbor:"2,keyasint,omitempty"` // Telegram's id of the user
	Name     string             `cbor:"3,keyasint,omitempty"` // theirs, as it was then
	What     string             `cbor:"4,keyasint,omitempty"` // taken, banned, unbanned, muted, unmuted, undone, sale, unnoted, taught, filed, moved, wanted; of the desk: owner, group, alone, marketer, marketer-no
	Customer profile.CustomerID `cbor:"5,keyasint,omitempty"` // empty: it concerns none
	Detail   string             `cbor:"6,keyasint,omitempty"` // the amount, the complaint and its state, the holder before; the group, the user
}

// AuditIn is the list of the acts about a shard's customers, by when they were.
func AuditIn(shard uint8) store.Key { return store.Key{Shard: shard, Name: "audit"} }

// Link is the act's place in its list, the nth of what came of an update.
func (a Audit) Link(update int64, n int) (store.Link, error) {
	value, err := cbor.Marshal(a)
	link := store.Link{List: AuditIn(a.Customer.Shard()), Entry: store.Entry{
		Score: a.At, ID: fmt.Sprintf("%s:%d:%d", a.Customer, update, n), Value: value,
	}}
	if a.Customer == "" {
		link.List = AuditIn(shard)
	}
	return link, err
}

// audit notes what somebody of the staff did.
func (s *step) audit(what, detail string) {
	s.Audit = append(s.Audit, Audit{
		At: s.act.At.UnixMilli(), By: s.act.Who, Name: s.act.Name, What: what, Customer: s.s.Customer.ID, Detail: detail,
	})
}
