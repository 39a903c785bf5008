package outbox

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strconv"

	"guanxi/bot/telegram"
	"guanxi/dialogs"
	"guanxi/profile"
	"guanxi/profile/store"
)

// errUnmade says that a file could not be made: surely nothing was sent.
var errUnmade = errors.New("the file could not be made")

// upload makes an item's file and sends it. What the file holds lies in the store only as what it is made from.
func (o *Outbox) upload(ctx context.Context, chat int64, j *job) (int, error) {
	if id := o.uploaded(ctx, j.File); id != "" {
		if sent, err := o.resend(ctx, chat, id); telegram.Judge(err).Next != telegram.Refused {
			return sent, err
		} // Telegram knows it no more
	}
	file, err := o.opts.File(ctx, j.Item)
	if errors.Is(err, fs.ErrNotExist) {
		o.opts.Log.Warn("send a file: passed over, for there is none any more", "item", j.ref().String(), "err", err)
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("make file %s: %w: %w", j.File, errUnmade, err)
	}
	text, mode := j.marked(j.Text)
	params := map[string]string{"chat_id": strconv.FormatInt(chat, 10), "caption": text}
	if mode != "" {
		params["parse_mode"] = string(mode)
	}
	method := "sendDocument"
	if file.Field == Photo {
		method = "sendPhoto"
	}
	var sent telegram.Uploaded
	if err = o.opts.Client.Upload(ctx, method, params, file, &sent); err == nil && file.Field == Photo {
		o.keepUploaded(ctx, j.File, sent.Photo())
	}
	return sent.ID, err
}

// Photo is the field of a file that is sent as a picture: uploaded once, and sent again by the id that it has at Telegram.
const Photo = "photo"

// uploadedKey is the record of the id that a picture has at Telegram, which keeps it for the bot that uploaded it.
func uploadedKey(name string) store.Key {
	name = "uploaded:" + name
	return store.Key{Shard: profile.ShardOf(name), Name: name}
}

// uploaded is the id of a picture at Telegram; empty: it was not uploaded, or nobody knows, or it is another file.
func (o *Outbox) uploaded(ctx context.Context, name string) string {
	if !dialogs.IsPicture(name) {
		return ""
	}
	got, err := o.opts.Store.Get(ctx, uploadedKey(name))
	if err != nil {
		return ""
	}
	return string(got[0].Value)
}

// keepUploaded keeps the id. Where that fails the next time uploads it again.
func (o *Outbox) keepUploaded(ctx context.Context, name, id string) {
	key := uploadedKey(name)
	if err := o.opts.Store.Commit(ctx, store.Commit{Shard: key.Shard, Puts: []store.Put{{Key: key, Value: []byte(id)}}}); err != nil {
		o.opts.Log.Warn("keep the id of a picture; it is uploaded again", "file", name, "err", err)
	}
}

// resend sends a picture that Telegram has.
func (o *Outbox) resend(ctx context.Context, chat int64, id string) (int, error) {
	var sent telegram.MessageID
	err := o.opts.Client.Call(ctx, "sendPhoto", map[string]any{"chat_id": chat, "photo": id}, &sent)
	return sent.ID, err
}

// judge says what to do after an item's call.
func judge(err error) telegram.Verdict {
	if errors.Is(err, errUnmade) {
		return telegram.Verdict{Next: telegram.Unsent}
	}
	return telegram.Judge(err)
}
