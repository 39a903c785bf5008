// How the bot stands in a group: whether it can answer there.
package bot

import (
	"context"
	"fmt"
	"slices"

	"guanxi/bot/desk"
	"guanxi/bot/telegram"

	api "github.com/go-telegram/bot"
)

// inspectDesk looks whether the desk's group can answer, and tells the owner where that has changed. d may be nil.
func (b *Bot) inspectDesk(d *delivery) error {
	at := b.desk.Load().Group
	if at == 0 {
		return nil
	}
	seen, err := b.inspect(at)
	if err != nil {
		return err
	}
	if seen.title == "" && d != nil { // who was thrown out is told no more than that
		seen.title = d.from.Title
	}
	same := false
	err = b.amend(d, func(a *amendment) error {
		was := a.office.Faults
		same = slices.Equal(was, seen.faults)
		if a.desk.Group != seen.chat || same && (seen.title == a.desk.Title || seen.title == "") {
			return errSettled
		}
		if a.office.Faults = seen.faults; seen.title != "" {
			a.desk.Title = seen.title
		}
		owner := b.owner(&a.desk)
		switch {
		case same:
		case len(seen.faults) > 0:
			a.tell(owner.Found(), owner.Lost(a.desk.Title, seen.faults))
		case d != nil && d.reply() != 0:
			a.tell(owner.Mended(a.desk.Title, true))
		default:
			a.tell(owner.Found(), owner.Mended(a.desk.Title, false))
		}
		return nil
	})
	if err != nil {
		return err
	}
	if d != nil && same && len(seen.faults) > 0 {
		d.press.answer(b.owner(b.desk.Load()).Text("desk-still", nil))
	}
	if len(seen.faults) == 0 {
		b.steer() // what was held goes on
	}
	return nil
}

// group is how the bot stands in one.
type group struct {
	chat   int64 // its id by now
	title  string
	faults []string // why it cannot answer
}

// inspect asks Telegram how the bot stands in a group.
func (b *Bot) inspect(chat int64) (group, error) {
	ctx, cancel := context.WithTimeout(context.Background(), answerTime)
	defer cancel()
	var about struct {
		Type  telegram.ChatKind `json:"type"`
		Title string            `json:"title"`
		Forum bool              `json:"is_forum"`
	}
	var me standing
	err := b.quiet(ctx)
	if err == nil {
		err = b.client.Call(ctx, "getChat", &api.GetChatParams{ChatID: chat}, &about)
	}
	if err == nil {
		err = b.client.Call(ctx, "getChatMember", &api.GetChatMemberParams{ChatID: chat, UserID: b.id}, &me)
	}
	g := group{chat: chat, title: about.Title}
	switch v := telegram.Judge(b.heed(err)); {
	case err == nil:
		g.faults = me.faults(about.Type == "supergroup" && about.Forum)
	case v.Next == telegram.Unreachable:
		g.faults = []string{desk.NotIn}
	case v.Next == telegram.Move:
		if err := b.moveGroup(chat, v.To); err != nil {
			return g, err
		}
		return b.inspect(v.To)
	default:
		return g, fmt.Errorf("ask how the bot stands in group %d: %w", chat, err)
	}
	return g, nil
}

// standing is what we read of a ChatMember that is the bot.
type standing struct {
	Status string `json:"status"`
	Manage bool   `json:"can_manage_topics"`
	Pin    bool   `json:"can_pin_messages"`
	Delete bool   `json:"can_delete_messages"`
}

func (s *standing) faults(forum bool) (all []string) {
	if s.Status == "left" || s.Status == "kicked" {
		return []string{desk.NotIn}
	}
	for _, fault := range []struct {
		is   bool
		name string
	}{
		{!forum, desk.NoTopics},
		{s.Status != "administrator", desk.NoAdmin},
		{s.Status == "administrator" && !s.Manage, desk.NoManage},
		{s.Status == "administrator" && !s.Pin, desk.NoPin},
		{s.Status == "administrator" && !s.Delete, desk.NoDelete},
	} {
		if fault.is {
			all = append(all, fault.name)
		}
	}
	return all
}
