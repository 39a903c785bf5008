package bot

import (
	"errors"
	"fmt"
	"slices"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/bot/telegram"
	"guanxi/profile"
	"guanxi/profile/store"
)

// former is a group that answered the customers until the owner had somebody else do so.
type former struct {
	Chat int64 `cbor:"1,keyasint,omitempty"`
	At   int64 `cbor:"2,keyasint,omitempty"` // when it stopped, Unix milliseconds
	Out  bool  `cbor:"3,keyasint,omitempty"` // the bot had been thrown out
}

// maxFormer is how many are remembered, and how many owners.
const maxFormer = 8

// retire remembers that a group answers no more, which had some faults.
func (a *amendment) retire(chat int64, faults []string) {
	a.unretire(chat)
	left := former{chat, a.now, slices.Contains(faults, desk.NotIn)}
	a.office.Former = append(a.office.Former[max(0, len(a.office.Former)+1-maxFormer):], left)
}

// outOf says whether the bot had been thrown out of a group when that stopped answering.
func (o *office) outOf(chat int64) bool {
	return slices.ContainsFunc(o.Former, func(f former) bool { return f.Chat == chat && f.Out })
}

// unretire forgets that, where it answers again.
func (a *amendment) unretire(chat int64) {
	a.office.Former = slices.DeleteFunc(slices.Clone(a.office.Former), func(f former) bool { return f.Chat == chat })
}

// formerly is when a group stopped answering, Unix milliseconds; 0: it never answered, or does.
func (o *office) formerly(chat int64) int64 {
	for _, f := range o.Former {
		if f.Chat == chat {
			return f.At
		}
	}
	return 0
}

// disown remembers who owned the bot until somebody else does.
func (a *amendment) disown(to int64) {
	owned := slices.DeleteFunc(slices.Clone(a.office.Owned), func(chat int64) bool { return chat == to || chat == a.desk.Chat })
	if a.desk.Chat != 0 && a.desk.Chat != to {
		owned = append(owned, a.desk.Chat)
	}
	a.office.Owned = owned[max(0, len(owned)-maxFormer):]
}

// owned says whether a chat is that of somebody who owned the bot.
func (o *office) owned(chat int64) bool { return slices.Contains(o.Owned, chat) }

// unsent tells who writes where a group answered before, once in each topic, that nobody is sent it.
func (b *Bot) unsent(since int64, u *telegram.Update) error {
	if u.Text == "" && u.Media == "" || u.Edited || u.From.Bot {
		return nil
	}
	key := "desk-former-other"
	d := b.desk.Load()
	if d.Group == 0 {
		key = "desk-former-alone"
	}
	id := profile.IdentifiedBy("former", fmt.Sprintf("%d:%d:%d", u.Chat, u.Thread, since))
	shard := id.Shard()
	if err := b.doubts.settle(b.outbox, shard); err != nil {
		return err
	}
	err := b.once(id, outbox.Item{Chat: u.Chat, Fleeting: true, General: true, Place: u.Thread, Reply: u.Message, Text: b.owner(d).Text(key, nil)})
	if err != nil && !errors.Is(err, store.ErrConflict) { // a conflict: they were told
		return fmt.Errorf("tell a group that it answers no more: %w", err)
	}
	return nil
}
