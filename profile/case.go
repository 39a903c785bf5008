package profile

import "strconv"

// State is how far a complaint has come.
type State string

// The life of a complaint:
//
//	received ─▶ work ─▶ answered ─▶ resolved ─┬─ the customer agrees ─▶ settled
//	    ▲         └──────────────▶ refused    └─ or not ─▶ received again
//	    └──────────────────────────────────────────────────┘
const (
	Received State = "received"
	Work     State = "work"
	Answered State = "answered"
	Resolved State = "resolved"
	Refused  State = "refused"
	Settled  State = "settled"
)

// Case is a complaint of the customer's.
type Case struct {
	Number int    `cbor:"1,keyasint,omitempty"` // unique in the shop
	About  string `cbor:"2,keyasint,omitempty"` // the choice made in the flow
	Wish   string `cbor:"3,keyasint,omitempty"`
	State  State  `cbor:"4,keyasint,omitempty"`
	Filed  int64  `cbor:"5,keyasint,omitempty"` // Unix seconds
	Moved  int64  `cbor:"6,keyasint,omitempty"` // last change of State

	Messages []int `cbor:"7,keyasint,omitempty"` // the last of the customer's about it, in their chat

	Why string `cbor:"8,keyasint,omitempty"` // the reason of staff's that it was refused for: one of ours, or their words; empty: none was given
}

// Called is the number as people write it: C-1042.
func (c Case) Called() string { return "C-" + strconv.Itoa(c.Number) }

// Open says whether something is still to be done about it.
func (c Case) Open() bool { return c.State != Settled && c.State != Refused }
