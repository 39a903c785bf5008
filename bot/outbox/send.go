package outbox

import (
	"context"
	"strings"

	"guanxi/bot/telegram"
	"guanxi/dialogs"
	"guanxi/locales"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// send tries the first job of a lane and does what the answer asks for.
func (o *Outbox) send(ctx context.Context, l *lane, j *job) {
	if !o.prepare(ctx, l, j) {
		return
	}
	id, err := o.call(ctx, l, j)
	if l.of != nil {
		l.of.under.ended = o.opts.Now() // ours alone until it is settled
	}
	o.conclude(ctx, l, j, id, err)
}

// prepare does what has to be done before the call: the topic found, a Once item marked, the message to replace looked up.
// It is false where there is no call to be made now.
func (o *Outbox) prepare(ctx context.Context, l *lane, j *job) bool {
	if j.astray(l.chat, l.of != nil) || o.tellsOf(&j.Item) {
		o.done(ctx, l, j, 0)
		return false
	}
	if l.of != nil && !o.ready(ctx, l, j) {
		return false
	}
	if j.Once && !j.Started {
		if err := o.begin(ctx, j, true); err != nil {
			o.opts.Log.Warn("mark an item before it is sent; trying again", "item", j.ref().String(), "err", err)
			o.retry(ctx, l, j, err)
			return false
		}
	}
	if err := o.aim(ctx, l, j); err != nil {
		o.pause(l, j, err)
		return false
	}
	if j.Card != "" && j.Text == "" && j.target == 0 { // it was to lose its buttons, and never was
		o.done(ctx, l, j, 0)
		return false
	}
	if l.of == nil && j.Home {
		j.Text, j.Buttons, j.Board, j.Home = j.Rest, nil, "", false
	}
	j.apart = l.of == nil && j.Chat == Desk && j.Whose != ""
	return true
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

// call sends a job as it is now, and returns the id of the message, or of the topic made first.
func (o *Outbox) call(ctx context.Context, l *lane, j *job) (int, error) {
	switch {
	case j.opens != nil:
		return o.open(ctx, l, j)
	case j.Topic != nil:
		return 0, o.change(ctx, l, j)
	case j.headed():
		return o.head(ctx, l, j)
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
	text, mode := j.marked(j.body())
	var sent telegram.MessageID
	err := o.opts.Client.Call(ctx, "sendMessage", &bot.SendMessageParams{
		ChatID: l.chat, MessageThreadID: o.thread(l, j), Text: text, ParseMode: mode, LinkPreviewOptions: preview(j),
		DisableNotification: silent(l, j), ReplyMarkup: keyboard(j), ReplyParameters: answering(l, j),
	}, &sent)
	return sent.ID, err
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

// answering is what a job answers, where that lies in this chat and no line before it did.
func answering(l *lane, j *job) *models.ReplyParameters {
	elsewhere := j.Chat == Desk && j.Within != l.chat && (j.Within != 0 || l.of == nil)
	if j.Reply == 0 || j.told || elsewhere {
		return nil
	}
	return &models.ReplyParameters{MessageID: j.Reply, AllowSendingWithoutReply: true}
}

func (o *Outbox) copy(ctx context.Context, l *lane, j *job) (int, error) {
	j.ids = nil
	if all := j.copies(); len(all) > 1 || j.Past || j.Lead { // it passes over what is gone
		return o.copyAll(ctx, l, j, all)
	}
	params := &bot.CopyMessageParams{
		ChatID: l.chat, MessageThreadID: o.thread(l, j), FromChatID: j.Copy.Chat, MessageID: j.Copy.Message,
		DisableNotification: silent(l, j), ReplyMarkup: keyboard(j), ReplyParameters: answering(l, j),
	}
	if j.apart && j.Caption {
		params.Caption, params.ParseMode = j.marked(caption(j))
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
	text, mode := j.marked(j.body())
	if j.Caption {
		return o.opts.Client.Call(ctx, "editMessageCaption", &bot.EditMessageCaptionParams{
			ChatID: l.chat, MessageID: j.target, Caption: text, ParseMode: mode, ReplyMarkup: keyboard(j),
		}, nil)
	}
	return o.opts.Client.Call(ctx, "editMessageText", &bot.EditMessageTextParams{
		ChatID: l.chat, MessageID: j.target, Text: text, ParseMode: mode, LinkPreviewOptions: preview(j), ReplyMarkup: keyboard(j),
	}, nil)
}

// marked returns a text of the job's with its markup, unless that was refused.
func (j *job) marked(text string) (string, models.ParseMode) {
	if j.plain {
		return plain(text), ""
	}
	return text, models.ParseModeHTML
}

// thread is the topic into which a job goes; 0: none, or the general one.
func (o *Outbox) thread(l *lane, j *job) int {
	switch {
	case l.of != nil && j.General:
		return j.Place
	case l.of == nil || !o.topical(j):
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
