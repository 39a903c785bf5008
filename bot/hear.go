package bot

import (
	"context"

	"guanxi/dialogs"
	"guanxi/profile"
)

// maxVoice is how large a recording may be that is heard, in bytes: some ten minutes. Longer ones go to staff.
const maxVoice = 2 << 20

// hear has a customer's voice message heard; what nobody hears goes to staff.
func (b *Bot) hear(id profile.CustomerID, h *dialogs.Hear, chat int64) {
	call := func(ctx context.Context) {
		defer b.typing(ctx, chat)()
		b.outcome(id, dialogs.Input{Kind: dialogs.Heard, Call: h.Call, Text: b.recorded(ctx, h.File)})
	}
	if !b.consults.start(call) {
		b.outcome(id, dialogs.Input{Kind: dialogs.Heard, Call: h.Call})
	}
}

// recorded is what is said in one of Telegram's files, or "".
func (b *Bot) recorded(ctx context.Context, file string) string {
	ctx, cancel := context.WithTimeout(ctx, dialogs.ConsultTime)
	defer cancel()
	said, err := b.consults.model.Hear(ctx, func(ctx context.Context) (string, []byte, error) {
		name, voice, err := b.client.File(ctx, file, maxVoice)
		return name, voice, b.heed(err)
	})
	if err != nil { // the client told whoever should know
		return ""
	}
	return said
}
