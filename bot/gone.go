package bot

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"guanxi/profile"
	"guanxi/profile/store"
)

// gone is what stays of a customer who was forgotten, under a keyed hash of their name of ours: nobody can tell from it
// who they were, but if they write again it is found. The marks keep updates that Telegram delivers once more from making
// a customer of them, and go when they count no more; a no to offers stays.
type gone struct {
	Seen    []mark `cbor:"1,keyasint,omitempty"`
	Items   uint64 `cbor:"2,keyasint,omitempty"` // queued for the outbox: who comes back goes on counting
	Refused bool   `cbor:"3,keyasint,omitempty"` // they said no to offers
	At      int64  `cbor:"4,keyasint,omitempty"` // Unix milliseconds
}

// secretKey is the record of the secret that the hashes are keyed with: 32 random bytes, sealed as all values are.
var secretKey = store.Key{Shard: profile.ShardOf("gone"), Name: "gone-secret"}

// goneIn is the list of a shard's forgotten customers, by when that was.
func goneIn(shard uint8) store.Key { return store.Key{Shard: shard, Name: "gone"} }

// loadSecret reads the secret, or draws it.
func (b *Bot) loadSecret(ctx context.Context) error {
	got, err := b.store.Get(ctx, secretKey)
	if err == nil && got[0].Version == 0 {
		secret := make([]byte, 32)
		rand.Read(secret)
		err = b.store.Commit(ctx, store.Commit{
			Shard: secretKey.Shard, Guards: []store.Guard{{Key: secretKey}}, Puts: []store.Put{{Key: secretKey, Value: secret}},
		})
		if errors.Is(err, store.ErrConflict) {
			err = nil // another process was first
		}
		if err == nil {
			got, err = b.store.Get(ctx, secretKey)
		}
	}
	if err != nil {
		return fmt.Errorf("load the secret of the forgotten: %w", err)
	}
	b.secret = got[0].Value
	return nil
}

// goneKey is the record of a customer as one who was forgotten.
func (b *Bot) goneKey(id profile.CustomerID) store.Key {
	mac := hmac.New(sha256.New, b.secret)
	mac.Write([]byte(id))
	return store.Key{Shard: id.Shard(), Name: goneName(hex.EncodeToString(mac.Sum(nil)[:16]))}
}

func goneName(hash string) string { return "gone:" + hash }

// remain adds to a commit what stays of a customer.
func (b *Bot) remain(id profile.CustomerID, c *store.Commit, g gone) error {
	key := b.goneKey(id)
	if err := put(c, key, &g); err != nil {
		return err
	}
	c.Add = append(c.Add, store.Link{List: goneIn(c.Shard), Entry: store.Entry{Score: g.At, ID: key.Name[len(goneName("")):]}})
	return nil
}

// recognize has a customer who was forgotten, and comes again, not be asked about offers, and their old updates not be
// taken. They are new in all else.
func (k *known) recognize(key store.Key, stored store.Record) error {
	if k.version != 0 || stored.Version == 0 {
		return nil
	}
	var g gone
	if err := decode(stored, &g); err != nil {
		return fmt.Errorf("decode what stays of a forgotten customer: %w: %w", errUnreadable, err)
	}
	k.gone = key
	k.record.Seen, k.record.Items = g.Seen, g.Items
	if g.Refused {
		k.record.State.Customer.Consents = []profile.Consent{{At: g.At / 1000, How: "before"}}
	}
	return nil
}
