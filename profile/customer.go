// Package profile remembers: who a customer is and what has happened to them. It is pure.
//
// What is kept is packed as CBOR maps under small numbers, which are never used again for something else: so what an
// older version wrote can be read, and what a newer one adds is passed over.
package profile

import (
	"crypto/sha256"
	"encoding/base32"
	"strconv"
)

// CustomerID names one customer for good: 16 lowercase letters and digits. It is ours, not Telegram's.
type CustomerID string

// Shards is how many parts the memory is cut into. A customer's records all lie in the shard of their ID.
const Shards = 64

var idEncoding = base32.NewEncoding("abcdefghijkmnpqrstuvwxyz23456789").WithPadding(base32.NoPadding)

// IdentifiedBy returns the ID of the customer whom an identity key (kind "telegram", value the chat's id; later
// phone, e-mail, external id) brought to the shop first. It is drawn from the key itself, so that neither a new
// customer nor a repeated update costs a look-up: 80 bits of SHA-256, a clash among a million customers has odds
// of 1 to 10^12.
func IdentifiedBy(kind, value string) CustomerID {
	sum := sha256.Sum256([]byte(kind + "\x00" + value))
	return CustomerID(idEncoding.EncodeToString(sum[:10]))
}

// TelegramCustomer returns the ID of the customer who writes in this private chat.
func TelegramCustomer(chat int64) CustomerID {
	return IdentifiedBy("telegram", strconv.FormatInt(chat, 10))
}

// Valid says whether this can be the name of a customer: what strangers send back may not be.
func (id CustomerID) Valid() bool {
	_, err := idEncoding.DecodeString(string(id))
	return err == nil && len(id) == 16
}

// Shard returns the shard, 0 to Shards-1, in which the customer's records lie.
func (id CustomerID) Shard() uint8 {
	return ShardOf(string(id))
}

// ShardOf returns the shard of a name that belongs to no single customer.
func ShardOf(name string) uint8 {
	h := uint32(2166136261) // FNV-1a, 32 bits
	for i := range len(name) {
		h = (h ^ uint32(name[i])) * 16777619
	}
	return uint8(h % Shards)
}

// Customer is what is known of one customer, packed for the store.
type Customer struct {
	ID       CustomerID `cbor:"1,keyasint,omitempty"`
	Chat     int64      `cbor:"2,keyasint,omitempty"`  // the private Telegram chat; 0: never wrote to the bot
	Name     string     `cbor:"3,keyasint,omitempty"`  // as Telegram shows it, at most 128 bytes
	Username string     `cbor:"4,keyasint,omitempty"`  // without the @; may be empty
	Language string     `cbor:"5,keyasint,omitempty"`  // of a shipped catalogue: en, zh, ru, es, ar
	Chosen   bool       `cbor:"6,keyasint,omitempty"`  // the customer chose Language, so nothing else may
	Since    int64      `cbor:"7,keyasint,omitempty"`  // first input, Unix seconds
	LastSeen int64      `cbor:"8,keyasint,omitempty"`  // last input, Unix seconds
	Blocked  bool       `cbor:"9,keyasint,omitempty"`  // the customer stopped the bot: nothing can be sent
	Offered  []string   `cbor:"10,keyasint,omitempty"` // languages that keeping to was offered in
	Phone    string     `cbor:"60,keyasint,omitempty"` // from the customer's own card, at most 32 bytes
	Cases    []Case     `cbor:"11,keyasint,omitempty"` // complaints, the oldest first; those settled go first beyond ten
	Consents []Consent  `cbor:"40,keyasint,omitempty"` // answers about offers, the oldest first; the last one counts
	Asked    Wording    `cbor:"41,keyasint,omitempty"` // the question about offers that was shown last
	Source   string     `cbor:"42,keyasint,omitempty"` // payload of the first link that brought them, at most 64 of A-Za-z0-9_-
	Namesake int        `cbor:"70,keyasint,omitempty"` // which of those of this name whom staff met, from 1; 0: they have not met
	Barred   bool       `cbor:"50,keyasint,omitempty"` // staff let nothing of theirs through
}
