package bot

import (
	"slices"
	"strings"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/bot/telegram"
)

// flat notices that topics were switched off in the desk's group, or on again: of that Telegram tells nobody, but each
// message from there shows it. Staff who answer there, where no topic says whom, are told that nobody reads it: then it is done.
func (b *Bot) flat(d *delivery) (bool, error) {
	u := d.from
	if u.Queue != telegram.Messages || u.Chat != b.desk.Load().Group {
		return false, nil
	}
	if u.Flat != slices.Contains(b.office.Load().Faults, desk.NoTopics) {
		b.rounds.lose()
	}
	if !u.Flat || u.Edited || u.Replied.ID != b.id || strings.HasPrefix(u.Text, "/") {
		return false, nil
	}
	return true, b.amend(d, func(a *amendment) error {
		a.tell(outbox.Item{Chat: u.Chat, Reply: u.Message, Text: b.owner(&a.desk).Text("desk-flat", nil), Fleeting: true})
		return nil
	})
}

// flattened asks whether a group has no topics any more: then the one that was not found is not gone, and comes back with
// all others.
func (b *Bot) flattened(group int64) bool {
	seen, err := b.inspect(group)
	return err == nil && slices.Contains(seen.faults, desk.NoTopics)
}
