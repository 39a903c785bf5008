package desk

import (
	"guanxi/locales"
	"guanxi/profile"
	"guanxi/profile/store"
)

// Gap is a question of a customer's that found no answer, or one that was no help. It lies in the customer's shard and
// holds nothing that tells who they are but their id, which is the list's.
type Gap struct {
	Words    string `cbor:"1,keyasint,omitempty"` // without what is personal
	Language string `cbor:"2,keyasint,omitempty"`
	Entry    string `cbor:"3,keyasint,omitempty"` // whose answer was no help; empty: there was none
}

// GapsIn is the list of the gaps of a shard's customers, by when they were in Unix milliseconds; the ids are the
// customers'.
func GapsIn(shard uint8) store.Key { return store.Key{Shard: shard, Name: "gaps"} }

const (
	// MaxGaps is how many are kept of one customer.
	MaxGaps = 10
	// MaxShardGaps is how many are kept of a shard's customers.
	MaxShardGaps = 200
)

// Gaps are some that ask for the same.
type Gaps struct {
	Words     []string // the plainest first, each wording once
	Language  string
	Entry     string // whose answer was no help; empty: there was none
	Customers int
	Last      int64        // Unix seconds
	Links     []store.Link // where they lie
}

// ID names them by their first words.
func (g *Gaps) ID() string { return GapID(g.Words[0]) }

// GapID names a question's gaps.
func GapID(words string) string { return string(profile.IdentifiedBy("gap", locales.Fold(words))) }
