package bot

import (
	"context"
	"encoding/json"
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
	if it.File != dialogs.FileMydata {
		return telegram.File{}, fmt.Errorf("there is no file of the kind %q", it.File)
	}
	h, err := b.holdings(ctx, it.Customer)
	if err != nil {
		return telegram.File{}, err
	}
	now := b.now().UTC()
	told := object{
		{"shop", b.world.Load().Shop.Called(h.known.record.State.Customer.Language)},
		{"written", now.Format(time.RFC3339)},
	}
	told = append(told, h.tell()...)
	text, err := json.MarshalIndent(told, "", "  ")
	return telegram.File{Field: "document", Name: "my-data-" + now.Format(time.DateOnly) + ".json", Content: append(text, '\n')}, err
}

// tell is everything that the store has of a customer, for them to read.
func (h *holdings) tell() object {
	told := object{
		{"record", readable(reflect.ValueOf(h.known.record))},
		{"history", readable(reflect.ValueOf(h.known.history))},
	}
	lists := []struct {
		name  string
		links []store.Link
	}{{"lists", h.own}, {"shown to staff", h.shown}, {"topics", h.topics}, {"could not be handled", h.dead}}
	for _, list := range lists {
		var entries []any
		for _, link := range list.links {
			entries = append(entries, entry(link))
		}
		if entries != nil {
			told = append(told, member{list.name, entries})
		}
	}
	return told
}

// entry is one entry of a list: the list's name, what the entry is ordered by, and what it holds; but nothing that names
// staff or their chats.
func entry(link store.Link) object {
	list, _, _ := strings.Cut(link.List.Name, ":")
	told := object{{"list", list}}
	switch list {
	case "shown", "topics", "pairs-desk", "pairs-theirs": // their ids begin with the chat
	default:
		told = append(told, member{"id", link.Entry.ID})
	}
	switch list {
	case "timers", "outbox", "dead", "dead-updates", "shown", "topics", "days":
		told = append(told, member{"at", moment(link.Entry.Score)})
	case "tickets": // the value is who holds it
		return told
	}
	if into := kindOf(list); into != nil && cbor.Unmarshal(link.Entry.Value, into) == nil {
		unnamed(into)
		return append(told, member{"holds", readable(reflect.ValueOf(into))})
	}
	if len(link.Entry.Value) > 0 {
		told = append(told, member{"holds", raw(link.Entry.Value)})
	}
	return told
}

// unnamed takes out of an entry what may name staff in words: whom a conversation was taken from, and what the bot tells
// staff. What such words say of the customer stands in the record.
func unnamed(entry any) {
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
		unnamed(&e.Item)
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
	case "days":
		return new(desk.Day)
	case "roster":
		return new(desk.Entry)
	case "pairs-desk", "pairs-theirs":
		return new(outbox.Pair)
	}
	return nil
}
