package outbox

import (
	"context"
	"slices"
	"time"

	"guanxi/bot/telegram"

	"github.com/go-telegram/bot"
)

// gathering is how long the beginning of an album waits for the rest, each message of which comes by itself.
const gathering = time.Second

// gathers returns when an album is taken to be whole; the zero time for anything else.
func (j *job) gathers() time.Time {
	if j.Album == "" {
		return time.Time{}
	}
	return time.UnixMilli(j.Queued).Add(gathering)
}

// beginning returns the waiting job with which an item's album began, or nil.
func (l *lane) beginning(it *Item) *job {
	if it.Album == "" || it.Copy == nil {
		return nil
	}
	for _, j := range l.jobs {
		if !j.sending && j.Album == it.Album && j.Customer == it.Customer && j.Copy != nil && j.Copy.Chat == it.Copy.Chat {
			return j
		}
	}
	return nil
}

// copies are the messages that a job copies, rising, as Telegram wants them.
func (j *job) copies() []int {
	var all []int
	for it := range j.all() {
		if it.Copy != nil {
			all = append(append(all, it.Copy.Message), it.More...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// shows returns as which message a copied one was sent; id where it was the only one, 0 where Telegram passed over some
// and it is unknown which.
func (j *job) shows(message, id int) int {
	if j.ids == nil {
		return id
	}
	copies := j.copies()
	at := slices.Index(copies, message)
	if at < 0 || len(copies) != len(j.ids) {
		return 0
	}
	return j.ids[at]
}

// copyAll copies several messages at once: so albums stay together.
func (o *Outbox) copyAll(ctx context.Context, l *lane, j *job, messages []int) (int, error) {
	var sent []telegram.MessageID
	err := o.opts.Client.Call(ctx, "copyMessages", &bot.CopyMessagesParams{
		ChatID: l.chat, MessageThreadID: o.thread(l, j), FromChatID: j.Copy.Chat, MessageIDs: messages, DisableNotification: silent(l, j),
	}, &sent)
	if err != nil || len(sent) == 0 {
		return 0, err
	}
	for _, m := range sent {
		j.ids = append(j.ids, m.ID)
	}
	return j.ids[0], nil
}
