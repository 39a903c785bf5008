package bot

import "guanxi/bot/outbox"

// leaving is what is left of a customer who is being forgotten: enough to go on with it after a crash.
type leaving struct {
	At      int64         `cbor:"1,keyasint,omitempty"` // when they wanted it, Unix milliseconds
	Chat    int64         `cbor:"2,keyasint,omitempty"`
	Refused bool          `cbor:"3,keyasint,omitempty"` // they said no to offers
	Last    []outbox.Item `cbor:"4,keyasint,omitempty"` // to be sent when all is erased
}
