package outbox

import (
	"context"
	"fmt"
	"strings"
	"time"

	"guanxi/bot/telegram"
	"guanxi/dialogs"
	"guanxi/locales"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

const (
	revokedPause = time.Minute // between tries while the token is refused
	maxTries     = 20          // of an item that fails while others pass; some 15 minutes
)

// send tries the first job of a lane and does what the answer asks for.
func (o *Outbox) send(ctx context.Context, l *lane, j *job) {
	if l.of != nil && !o.ready(ctx, l, j) {
		return
	}
	if l.of == nil && j.Chat == Desk && (j.Topic != nil || j.Edit != 0 || j.General && j.Card != "") { // of a group that answers no more
		o.done(ctx, l, j, 0)
		return
	}
	if j.Once && !j.Started {
		if err := o.begin(ctx, j, true); err != nil {
			o.opts.Log.Warn("mark an item before it is sent; trying again", "item", j.ref().String(), "err", err)
			o.retry(ctx, l, j, err)
			return
		}
	}
	if err := o.aim(ctx, l, j); err != nil {
		o.pause(l, j, err)
		return
	}
	j.apart = l.of == nil && j.Chat == Desk && j.Whose != ""
	id, err := o.call(ctx, l, j)
	if l.of != nil {
		l.of.under.ended = o.opts.Now() // ours alone until it is settled
	}
	switch verdict := judge(err); verdict.Next {
	case telegram.Done:
		if l.of != nil && j.General && j.Card != "" {
			o.pin(ctx, l, j, id)
		}
		o.done(ctx, l, j, id)
	case telegram.Plain:
		if j.plain {
			o.fail(ctx, l, j, err)
			return
		}
		o.opts.Log.Warn("send without markup: Telegram cannot read it", "item", j.ref().String())
		j.plain = true
		o.again(l, time.Time{})
	case telegram.Anew:
		if j.Edit != 0 && j.Text == "" { // there is nothing left to take away or to put a mark on
			o.done(ctx, l, j, 0)
			return
		}
		if j.Edit == 0 && j.Card == "" || j.anew {
			o.fail(ctx, l, j, err)
			return
		}
		j.Edit, j.anew = 0, true
		o.again(l, time.Time{})
	case telegram.Wait:
		o.Hush(verdict.Wait)
		o.unbegin(ctx, j)
		o.again(l, time.Time{})
	case telegram.Move:
		o.move(l, j, verdict.To)
	case telegram.Unreachable:
		o.drop(ctx, l, j, err)
	case telegram.NoTopic, telegram.Shut:
		if j.Chat != Desk || j.General || l.of == nil {
			o.fail(ctx, l, j, err)
			return
		}
		o.hold(l, j, verdict.Next, err)
	case telegram.Denied:
		o.deny(ctx, l, j, err)
	case telegram.Revoked:
		o.revoked(err)
		o.unbegin(ctx, j)
		o.again(l, time.Time{})
	case telegram.Unsent:
		o.unbegin(ctx, j)
		o.retry(ctx, l, j, err)
	case telegram.Unknown:
		if ctx.Err() != nil { // the end of a stop that took too long: the next life decides
			return
		}
		if j.Once {
			o.giveUp(ctx, l, j)
			return
		}
		o.count(&o.stats.Repeated, 1)
		o.retry(ctx, l, j, err)
	case telegram.Refused:
		if j.strip() {
			o.opts.Log.Warn("name a topic without an icon: it was refused with one", "item", j.ref().String(), "err", err)
			o.again(l, time.Time{})
			return
		}
		if o.unmerge(l) {
			return
		}
		o.fail(ctx, l, j, err)
	}
}

var noPreview = &models.LinkPreviewOptions{IsDisabled: bot.True()}

// preview shows the item's picture, large and above the words, which so may be as long as any; addresses in the words
// show nothing.
func preview(j *job) *models.LinkPreviewOptions {
	if j.Photo == "" {
		return noPreview
	}
	return &models.LinkPreviewOptions{URL: &j.Photo, PreferLargeMedia: bot.True(), ShowAboveText: bot.True()}
}

// done ends the life of what was sent. A card is marked before its lane goes on: the next state asks where it is.
func (o *Outbox) done(ctx context.Context, l *lane, j *job, id int) {
	switch {
	case j.opens != nil:
		o.opened(ctx, l, j, id)
		return
	case j.text != "", j.ids != nil:
		o.pass(l, &o.stats.Sent, j.items())
	default:
		o.count(&o.stats.Replaced, len(j.with))
		if j.Card != "" {
			defer o.pass(l, &o.stats.Sent, 1)
		} else {
			o.pass(l, &o.stats.Sent, 1)
		}
	}
	o.mark(ctx, l.chat, j, id)
}

// call sends a job as it is now, and returns the id of the message, or of the topic made first.
func (o *Outbox) call(ctx context.Context, l *lane, j *job) (int, error) {
	switch {
	case j.opens != nil:
		return o.open(ctx, l, j)
	case j.Topic != nil:
		return 0, o.change(ctx, l, j)
	case j.File != "":
		return o.upload(ctx, l.chat, j)
	case j.Copy != nil:
		return o.copy(ctx, l, j)
	case j.React != "" || j.Delete:
		return 0, o.touch(ctx, l.chat, j)
	}
	if j.target != 0 {
		return j.target, o.edit(ctx, l, j)
	}
	text, mode := j.marked()
	var sent telegram.MessageID
	err := o.opts.Client.Call(ctx, "sendMessage", &bot.SendMessageParams{
		ChatID: l.chat, MessageThreadID: o.thread(l, j), Text: text, ParseMode: mode, LinkPreviewOptions: preview(j),
		DisableNotification: silent(l, j), ReplyMarkup: keyboard(j), ReplyParameters: answering(j),
	}, &sent)
	return sent.ID, err
}

// pin keeps the queue's card at the top of the group, once in a life and as soon as the minute leaves a call for that.
// Where it cannot be done the card is read without.
func (o *Outbox) pin(ctx context.Context, l *lane, j *job, id int) {
	o.mu.Lock()
	now, most := o.opts.Now(), o.opts.Pace.GroupMinute
	goes := !l.of.pinned && !l.of.window.free(1, most).After(now)
	if goes {
		l.of.pinned = true
		l.of.window.take(now, 1, most)
	}
	o.mu.Unlock()
	if !goes {
		return
	}
	err := o.opts.Client.Call(ctx, "pinChatMessage", &bot.PinChatMessageParams{ChatID: l.chat, MessageID: id, DisableNotification: true}, nil)
	if err != nil {
		o.opts.Log.Info("pin a message", "item", j.ref().String(), "err", err)
	}
}

// touch does to the message Edit what needs no words.
func (o *Outbox) touch(ctx context.Context, chat int64, j *job) error {
	if j.Delete {
		return o.opts.Client.Call(ctx, "deleteMessage", &bot.DeleteMessageParams{ChatID: chat, MessageID: j.Edit}, nil)
	}
	return o.opts.Client.Call(ctx, "setMessageReaction", &bot.SetMessageReactionParams{
		ChatID: chat, MessageID: j.Edit,
		Reaction: []models.ReactionType{{Type: models.ReactionTypeTypeEmoji, ReactionTypeEmoji: &models.ReactionTypeEmoji{Type: models.ReactionTypeTypeEmoji, Emoji: j.React}}},
	}, nil)
}

func answering(j *job) *models.ReplyParameters {
	if j.Reply == 0 || j.apart {
		return nil
	}
	return &models.ReplyParameters{MessageID: j.Reply, AllowSendingWithoutReply: true}
}

func (o *Outbox) copy(ctx context.Context, l *lane, j *job) (int, error) {
	j.ids = nil
	if all := j.copies(); len(all) > 1 {
		return o.copyAll(ctx, l, j, all)
	}
	params := &bot.CopyMessageParams{
		ChatID: l.chat, MessageThreadID: o.thread(l, j), FromChatID: j.Copy.Chat, MessageID: j.Copy.Message,
		DisableNotification: silent(l, j), ReplyMarkup: keyboard(j), ReplyParameters: answering(j),
	}
	if j.apart && j.Caption {
		params.Caption, params.ParseMode = caption(j), models.ParseModeHTML
	}
	var sent telegram.MessageID
	err := o.opts.Client.Call(ctx, "copyMessage", params, &sent)
	return sent.ID, err
}

// caption says whose a copy is, above its words, as far as they fit.
func caption(j *job) string {
	if all := j.Whose + "\n" + j.Words; locales.Units(all) <= locales.MaxCaption {
		return strings.TrimSpace(all)
	}
	return j.Whose
}

func (o *Outbox) edit(ctx context.Context, l *lane, j *job) error {
	if j.Text == "" && !j.Caption {
		return o.opts.Client.Call(ctx, "editMessageReplyMarkup", &bot.EditMessageReplyMarkupParams{
			ChatID: l.chat, MessageID: j.target, ReplyMarkup: keyboard(j),
		}, nil)
	}
	text, mode := j.marked()
	if j.Caption {
		return o.opts.Client.Call(ctx, "editMessageCaption", &bot.EditMessageCaptionParams{
			ChatID: l.chat, MessageID: j.target, Caption: text, ParseMode: mode, ReplyMarkup: keyboard(j),
		}, nil)
	}
	return o.opts.Client.Call(ctx, "editMessageText", &bot.EditMessageTextParams{
		ChatID: l.chat, MessageID: j.target, Text: text, ParseMode: mode, LinkPreviewOptions: preview(j), ReplyMarkup: keyboard(j),
	}, nil)
}

// marked returns the text with its markup, unless that was refused.
func (j *job) marked() (string, models.ParseMode) {
	if j.plain {
		return plain(j.body()), ""
	}
	return j.body(), models.ParseModeHTML
}

// thread is the topic into which a job goes; 0: none, or the general one.
func (o *Outbox) thread(l *lane, j *job) int {
	if l.of == nil || !o.topical(j) {
		return 0
	}
	return l.thread
}

// silent says whether a message makes no sound: in the desk's group only a ticket's first does.
func silent(l *lane, j *job) bool {
	return j.Silent || l.of != nil && j.Chat == Desk && !j.any(func(it *Item) bool { return it.First })
}

func keyboard(j *job) models.ReplyMarkup {
	if len(j.Buttons) == 0 {
		return nil
	}
	rows := make([][]telegram.Key, len(j.Buttons))
	for i, row := range j.Buttons {
		rows[i] = make([]telegram.Key, len(row))
		for k, b := range row {
			rows[i][k] = key(b)
		}
	}
	return &telegram.Keyboard{Rows: rows}
}

// key is a button; one whose data are an address opens that.
func key(b dialogs.Button) telegram.Key {
	if strings.HasPrefix(b.Data, "https://") {
		return telegram.Key{Text: b.Label, URL: b.Data}
	}
	return telegram.Key{Text: b.Label, Data: b.Data}
}

// pass ends the sending of a lane's first job; the next may go.
func (o *Outbox) pass(l *lane, counter *int, n int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	*counter += n
	if counter == &o.stats.Sent {
		o.sentLast = o.opts.Now()
		o.denied = false
	}
	l.shift()
	o.release(l, time.Time{})
}

// unmerge has merged texts be sent one by one, since together they were refused.
func (o *Outbox) unmerge(l *lane) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !l.split() {
		return false
	}
	o.release(l, time.Time{})
	return true
}

// again lets a lane try its first job once more, not before a time.
func (o *Outbox) again(l *lane, at time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.release(l, at)
}

func (o *Outbox) count(counter *int, n int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	*counter += n
}

// retry tries a job later, with longer and longer pauses; one that fails again and again while others pass is failed.
func (o *Outbox) retry(ctx context.Context, l *lane, j *job, err error) {
	now := o.opts.Now()
	if j.tries == 0 {
		j.failed = now
		o.opts.Log.Warn("send an item; trying again", "item", j.ref().String(), "err", err)
	}
	j.tries++
	o.mu.Lock()
	bad := j.tries >= maxTries && o.sentLast.After(j.failed)
	o.mu.Unlock()
	if bad {
		o.fail(ctx, l, j, fmt.Errorf("given up after %d tries: %w", j.tries, err))
		return
	}
	pause := o.opts.Pace.MaxBackoff
	if j.tries < 16 {
		pause = min(pause, o.opts.Pace.Backoff<<(j.tries-1))
	}
	o.again(l, now.Add(pause))
}

// revoked keeps all items while the token is refused: the owner may be about to mend it.
func (o *Outbox) revoked(err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.silence(revokedPause)
	if !o.denied {
		o.denied = true
		o.opts.Log.Error("token refused, sending rests", "err", err, "hint", "check TELEGRAM_BOT_TOKEN, or ask @BotFather for a new one")
	}
}

// move sends what waits for a group, and what will come, to its new id.
func (o *Outbox) move(l *lane, j *job, to int64) {
	o.mu.Lock()
	from := l.chat
	o.moved[from] = to
	if o.desk == from {
		o.desk = to
	}
	if l.of != nil {
		o.group(to).window = append(o.group(to).window, l.of.window...)
	}
	j.sending = false
	for _, each := range o.evict(from, func(*job) bool { return true }) {
		o.place(each)
	}
	o.release(l, time.Time{})
	o.mu.Unlock()
	o.opts.Log.Info("a group goes on under another id", "from", from, "to", to)
	if o.opts.Moved != nil {
		o.opts.Moved(from, to)
	}
}
