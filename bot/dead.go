package bot

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// maxLetter is how much of an update a dead letter keeps, in bytes.
const maxLetter = 16 << 10

// deadLetter is an update that could not be handled, kept for whoever mends the cause.
type deadLetter struct {
	Update int64  `cbor:"1,keyasint,omitempty"`
	Raw    []byte `cbor:"2,keyasint,omitempty"`
	Error  string `cbor:"3,keyasint,omitempty"`
	At     int64  `cbor:"4,keyasint,omitempty"` // Unix milliseconds

	Customer profile.CustomerID `cbor:"5,keyasint,omitempty"` // whose turn it was for; empty: nobody's
}

func deadUpdatesIn(shard uint8) store.Key { return store.Key{Shard: shard, Name: "dead-updates"} }

func (l deadLetter) link(shard uint8) (store.Link, error) {
	l.Raw, l.Error = l.Raw[:min(len(l.Raw), maxLetter)], l.Error[:min(len(l.Error), maxLetter)]
	value, err := cbor.Marshal(l)
	return store.Link{
		List:  deadUpdatesIn(shard),
		Entry: store.Entry{Score: l.At, ID: fmt.Sprintf("%d-%x", l.Update, sha256.Sum256(l.Raw)), Value: value},
	}, err
}

// buried goes through the lists of what could not be handled since a time, in Unix milliseconds, that have something.
func (b *Bot) buried(ctx context.Context, since int64, each func(list store.Key, letters []store.Entry)) error {
	for shard := range uint8(profile.Shards) {
		for _, list := range []store.Key{deadUpdatesIn(shard), outbox.DeadIn(shard)} {
			letters, err := b.store.Range(ctx, list, since+1, endOfTime, math.MaxInt32)
			if err != nil {
				return fmt.Errorf("go through what could not be handled in shard %d: %w", shard, err)
			}
			if len(letters) > 0 {
				each(list, letters)
			}
		}
	}
	return nil
}

// whose tells over the owner's chat whose words could not be handled since a time. No message of the chat names them: it
// would go on doing so when they are forgotten.
func (b *Bot) whose(d *delivery, since int64) error {
	ctx, cancel := b.deadline()
	defer cancel()
	theirs := map[profile.CustomerID]bool{}
	err := b.buried(ctx, since, func(list store.Key, letters []store.Entry) {
		for _, e := range letters {
			theirs[buriedOf(list, e)] = true
		}
	})
	if err != nil {
		return err
	}
	var names []string
	for _, id := range slices.Sorted(maps.Keys(theirs)) {
		if len(names) > desk.MaxNamed { // there are more
			break
		}
		if k, err := b.load(id); err == nil && k.record.State.Customer.Name != "" { // else it is nobody, or cannot be read
			names = append(names, desk.Called(&k.record.State.Customer))
		}
	}
	d.press.answer(b.owner(b.desk.Load()).Whose(names))
	return nil
}

// buriedOf is whose the entry of a list of dead letters or of dead items is; empty: nobody's, or it cannot be read.
func buriedOf(list store.Key, e store.Entry) profile.CustomerID {
	var update deadLetter
	if list == deadUpdatesIn(list.Shard) {
		if cbor.Unmarshal(e.Value, &update) != nil {
			return ""
		}
		return update.Customer
	}
	var item outbox.Dead
	if cbor.Unmarshal(e.Value, &item) != nil {
		return ""
	}
	return item.Item.Customer
}

// buryAll keeps the updates of a batch whose customer cannot be served.
func (b *Bot) buryAll(batch []delivery, cause error) error {
	for _, d := range batch {
		if err := b.bury(d.customer, d.raw, d.update, cause); err != nil {
			return err
		}
		if d.alarm != 0 {
			ring := timer(d.customer, d.alarm)
			if err := b.apply(store.Commit{Shard: ring.List.Shard, Remove: []store.Link{ring}}); err != nil {
				return err
			}
		}
	}
	return nil
}

// orAside sets an update of staff's or of a group's aside that failed hopelessly; of another failure it comes again.
func (b *Bot) orAside(d *delivery, err error) error {
	if !hopeless(err) {
		return err
	}
	d.customer = ""
	return b.bury("", d.raw, d.update, err)
}

// bury keeps an update of a customer who cannot be served, or of nobody where it cannot be read. Of somebody who was
// forgotten, to whom Telegram may bring an old one once more, it keeps no words.
func (b *Bot) bury(of profile.CustomerID, raw []byte, update int64, cause error) error {
	if of == "" {
		left, err := b.forgotten(senderOf(raw))
		if err != nil {
			return err
		}
		if left {
			raw = nil
		}
	}
	link, err := deadLetter{Customer: of, Update: update, Raw: raw, Error: cause.Error(), At: b.now().UnixMilli()}.link(0)
	if err != nil {
		return err
	}
	b.log.Error("set an update aside", "update", update, "err", cause)
	return b.apply(store.Commit{Shard: 0, Add: []store.Link{link}})
}

// forgotten says whether whoever has a private chat was forgotten and has not come back.
func (b *Bot) forgotten(chat int64) (bool, error) {
	k, err := b.load(profile.TelegramCustomer(chat))
	if errors.Is(err, errUnreadable) {
		return false, nil
	}
	return err == nil && (k.gone.Name != "" || k.record.Leaving != nil), err
}

// senderOf is who sent an update, as far as that can be read where the rest cannot: Telegram's id of the user, else of the
// chat; 0: nobody knows.
func senderOf(raw []byte) int64 {
	var parts map[string]json.RawMessage
	if json.Unmarshal(raw, &parts) != nil {
		return 0
	}
	type party struct {
		ID int64 `json:"id"`
	}
	for _, part := range parts {
		var of struct {
			From party `json:"from"`
			User party `json:"user"` // of a reaction
			Chat party `json:"chat"`
		}
		if json.Unmarshal(part, &of) == nil {
			if id := cmp.Or(of.From.ID, of.User.ID, of.Chat.ID); id != 0 {
				return id
			}
		}
	}
	return 0
}
