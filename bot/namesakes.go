package bot

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"guanxi/locales"
	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// namesakes count the customers of one name whom staff met. Neither the name nor a customer can be read from it.
type namesakes struct {
	Count int    `cbor:"1,keyasint,omitempty"`
	Last  []byte `cbor:"2,keyasint,omitempty"` // the last one's hash: whose commit failed is not counted twice
}

// sealed is a hash that nobody makes who has not the secret.
func (b *Bot) sealed(words string) []byte {
	mac := hmac.New(sha256.New, b.secret)
	mac.Write([]byte(words))
	return mac.Sum(nil)[:16]
}

// namesake counts a customer among those of the same name, and returns which of them they are, from 1. It is written
// before the commit of the customer: a crash in between leaves at worst a number that nobody has.
func (b *Bot) namesake(c *profile.Customer) (int, error) {
	name := "name:" + hex.EncodeToString(b.sealed("name "+locales.Fold(c.Name)))
	key := store.Key{Shard: profile.ShardOf(name), Name: name}
	me := b.sealed(string(c.ID))
	for range conflictTries {
		n, version, err := b.countNames(key)
		if err != nil {
			return 0, err
		}
		if n.Count > 0 && bytes.Equal(n.Last, me) {
			return n.Count, nil
		}
		n.Count, n.Last = n.Count+1, me
		value, err := cbor.Marshal(&n)
		if err != nil {
			return 0, err
		}
		err = b.apply(store.Commit{Shard: key.Shard, Guards: []store.Guard{{Key: key, Version: version}}, Puts: []store.Put{{Key: key, Value: value}}})
		if err == nil {
			return n.Count, nil
		}
		if !errors.Is(err, store.ErrConflict) {
			return 0, fmt.Errorf("count a name: %w", err)
		}
	}
	return 0, fmt.Errorf("count a name: %w %d times in a row", store.ErrConflict, conflictTries)
}

// countNames reads the count of a name, and its version.
func (b *Bot) countNames(key store.Key) (n namesakes, version uint64, err error) {
	ctx, cancel := b.deadline()
	defer cancel()
	got, err := b.store.Get(ctx, key)
	if err == nil {
		err = decode(got[0], &n)
	}
	if err != nil {
		return n, 0, fmt.Errorf("count a name: %w", err)
	}
	return n, got[0].Version, nil
}
