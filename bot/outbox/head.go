package outbox

import (
	"context"

	"guanxi/bot/telegram"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// headed says whether a line has to say first whose a copy is: an album, and what has no caption, does not.
func (j *job) headed() bool {
	return j.apart && j.Copy != nil && !j.told && (len(j.copies()) > 1 || !j.Caption)
}

// nameless says whether only what was sent before tells whose a copy is.
func (j *job) nameless() bool { return j.told || j.Copy != nil && j.Whose == "" }

// head sends that line.
func (o *Outbox) head(ctx context.Context, l *lane, j *job) (int, error) {
	var sent telegram.MessageID
	err := o.opts.Client.Call(ctx, "sendMessage", &bot.SendMessageParams{
		ChatID: l.chat, Text: j.Whose, ParseMode: models.ParseModeHTML, LinkPreviewOptions: noPreview, DisableNotification: silent(l, j),
	}, &sent)
	return sent.ID, err
}
