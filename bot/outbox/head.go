package outbox

import (
	"context"
	"strings"

	"guanxi/bot/telegram"

	"github.com/go-telegram/bot"
)

// headed says whether a line has to say first whose it is, or what it answers: an album does neither, and what has no caption,
// and a text that is full, not the one.
func (j *job) headed() bool {
	switch {
	case j.told:
		return false
	case j.Copy == nil:
		return j.apart && !strings.HasPrefix(j.body(), j.Whose)
	}
	return j.apart && (len(j.copies()) > 1 || !j.Caption) || j.quotes()
}

// quotes says whether it is an album that answers something in a group.
func (j *job) quotes() bool {
	return j.Copy != nil && j.Reply != 0 && j.Within == 0 && j.Whose != "" && len(j.copies()) > 1
}

// nameless says whether only what was sent before tells whose it is.
func (j *job) nameless() bool { return j.told || j.Copy != nil && j.Whose == "" }

// head sends that line.
func (o *Outbox) head(ctx context.Context, l *lane, j *job) (int, error) {
	text, mode := j.marked(j.Whose)
	var sent telegram.MessageID
	err := o.opts.Client.Call(ctx, "sendMessage", &bot.SendMessageParams{
		ChatID: l.chat, MessageThreadID: o.thread(l, j), Text: text, ParseMode: mode, LinkPreviewOptions: noPreview,
		DisableNotification: silent(l, j), ReplyParameters: answering(l, j),
	}, &sent)
	return sent.ID, err
}
