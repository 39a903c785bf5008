package outbox

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"guanxi/bot/telegram"

	"github.com/go-telegram/bot/models"
)

// errUnmade says that a file could not be made: surely nothing was sent.
var errUnmade = errors.New("the file could not be made")

// upload makes an item's file and sends it. What the file holds lies in the store only as what it is made from.
func (o *Outbox) upload(ctx context.Context, chat int64, j *job) (int, error) {
	file, err := o.opts.File(ctx, j.Item)
	if err != nil {
		return 0, fmt.Errorf("make file %s: %w: %w", j.File, errUnmade, err)
	}
	params := map[string]string{"chat_id": strconv.FormatInt(chat, 10), "caption": j.Text, "parse_mode": string(models.ParseModeHTML)}
	if j.plain {
		params["caption"] = plain(j.Text)
		delete(params, "parse_mode")
	}
	var sent telegram.MessageID
	err = o.opts.Client.Upload(ctx, "sendDocument", params, file, &sent)
	return sent.ID, err
}

// judge says what to do after an item's call.
func judge(err error) telegram.Verdict {
	if errors.Is(err, errUnmade) {
		return telegram.Verdict{Next: telegram.Unsent}
	}
	return telegram.Judge(err)
}
