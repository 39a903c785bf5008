package bot

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"time"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/bot/telegram"
	"guanxi/dialogs"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// file makes the file of an outbox item from what the store holds when it is sent.
func (b *Bot) file(ctx context.Context, it outbox.Item) (telegram.File, error) {
	if dialogs.IsPicture(it.File) {
		name, content, err := b.world.Load().Picture(it.File)
		return telegram.File{Field: outbox.Photo, Name: name, Content: content}, err
	}
	if it.File != dialogs.FileMydata {
		return telegram.File{}, fmt.Errorf("there is no file of the kind %q", it.File)
	}
	h, err := b.holdings(ctx, it.Customer)
	if err != nil {
		return telegram.File{}, err
	}
	h.asked = it.Queued
	now, world, lang := b.now().UTC(), b.world.Load(), h.known.record.State.Speaks()
	told := object{
		{"about this file", world.Texts.Text(lang, "mydata-names", nil)},
		{"shop", world.Shop.Called(lang)},
		{"written", now.Format(time.RFC3339)},
	}
	told = append(told, h.tell()...)
	text, err := asWritten(told, "  ")
	return telegram.File{Field: "document", Name: "my-data-" + now.Format(time.DateOnly) + ".json", Content: append(text, '\n')}, err
}

// tell is what the store has of a customer, for them to read, and none of the bookkeeping around it: what the bot has to
// do next and which message is the copy of which.
func (h *holdings) tell() (told object) {
	rec := &h.known.record
	for _, part := range []struct {
		name string
		of   any
	}{
		{"customer", rec.State.Customer}, {"conversation", rec.State.Session}, {"with staff", rec.Ticket}, {"talk with staff", h.known.talk}, {"history", h.known.history},
	} {
		if about := members(reflect.ValueOf(part.of)); len(about) > 0 {
			told = append(told, member{part.name, about})
		}
	}
	for _, list := range []struct {
		name    string
		entries []any
	}{
		{"shown to staff", h.listed(h.shown, "shown")},
		{"staff's acts", h.listed(h.own, "audit")},
		{"asked without an answer", h.listed(h.own, "gaps")},
		{"on its way", h.listed(h.own, "outbox")},
		{"could not be sent", h.listed(h.own, "dead")},
		{"could not be handled", h.listed(h.dead, "dead-updates")},
	} {
		if list.entries != nil {
			told = append(told, member{list.name, list.entries})
		}
	}
	return told
}

// listed are the entries of one of the store's lists: when each was, and what it holds; but nothing that names staff or
// their chats.
func (h *holdings) listed(links []store.Link, list string) (all []any) {
	for _, link := range links {
		if name, _, _ := strings.Cut(link.List.Name, ":"); name != list || list == "outbox" && link.Entry.Score == h.asked {
			continue
		}
		told := object{{"at", moment(link.Entry.Score)}}
		if into := kindOf(list); into != nil && cbor.Unmarshal(link.Entry.Value, into) == nil {
			unnamed(into, h.chat)
			told = append(told, readable(reflect.ValueOf(into)).(object)...)
		} else if len(link.Entry.Value) > 0 && list != "shown" { // whose value is whom it is about
			told = append(told, member{"holds", raw(link.Entry.Value)})
		}
		if len(told) > 1 || list == "shown" { // else it is a change of what was said before
			all = append(all, told)
		}
	}
	return all
}

// unnamed takes out of an entry what may name staff in words: whom a conversation was taken from, and what the bot tells
// staff, or what came from others than the customer. What such words say of the customer stands in the record.
func unnamed(entry any, chat int64) {
	switch e := entry.(type) {
	case *desk.Audit:
		if e.What == "taken" {
			e.Detail = ""
		}
	case *outbox.Item:
		if e.Chat == outbox.Desk {
			e.Text = ""
		}
	case *outbox.Dead:
		unnamed(&e.Item, chat)
	case *deadLetter:
		if senderOf(e.Raw) != chat {
			e.Raw = nil
		}
	}
}

// kindOf is what the entries of a list are unpacked into; nil: they are not packed.
func kindOf(list string) any {
	switch list {
	case "outbox":
		return new(outbox.Item)
	case "dead":
		return new(outbox.Dead)
	case "dead-updates":
		return new(deadLetter)
	case "audit":
		return new(desk.Audit)
	case "gaps":
		return new(desk.Gap)
	case "days":
		return new(desk.Day)
	}
	return nil
}
