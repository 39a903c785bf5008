package bot

import (
	"context"
	"crypto/rand"
	"fmt"
	"math"
	"slices"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/bot/telegram"
	"guanxi/locales"
	"guanxi/profile"
	"guanxi/profile/store"

	api "github.com/go-telegram/bot"
)

// draw makes a link of a kind that works once, in the place of the one before, and returns its secret.
func (a *amendment) draw(kind string) (secret string) {
	secret = rand.Text()
	links := map[string][]byte{kind: desk.Digest(secret)}
	for other, digest := range a.office.Links {
		if other != kind {
			links[other] = digest
		}
	}
	a.office.Links = links
	return secret
}

// spend says whether a secret is the one of a link's kind. Then the link is used up.
func (a *amendment) spend(kind, secret string) bool {
	if !desk.Opens(a.office.Links[kind], secret) {
		return false
	}
	a.drop(kind)
	return true
}

func (a *amendment) drop(kind string) {
	links := map[string][]byte{}
	for other, digest := range a.office.Links {
		if other != kind {
			links[other] = digest
		}
	}
	a.office.Links = links
}

// invite shows the owner how a group comes to answer.
func (b *Bot) invite(d *delivery) error {
	return b.amend(d, func(a *amendment) error {
		it := b.owner(&a.desk).Invite(desk.InviteLink(b.username, a.draw(desk.Invite)))
		it.Edit = d.reply()
		b.dismiss(a)
		a.tell(it)
		return nil
	})
}

// alone has the owner answer.
func (b *Bot) alone(d *delivery) error {
	return b.amend(d, func(a *amendment) error {
		former := a.answers(0, "")
		b.dismiss(a)
		a.drop(desk.Invite)
		owner := b.owner(&a.desk)
		it := owner.Alone()
		it.Edit = d.reply()
		a.tell(it)
		if former != 0 {
			a.note(d.from.From.ID, d.from.From.Name, "alone", fmt.Sprint(former))
			a.tell(outbox.Item{Chat: former, Text: owner.Text("desk-group-left", nil), Fleeting: true})
		}
		return nil
	})
}

// arrive has the group answer into which the owner brought the bot by the link, if it can; else the owner is told why
// not. secret is empty where the group is known already and something about it has changed.
func (b *Bot) arrive(d *delivery, chat int64, secret string) error {
	o := b.office.Load()
	if secret != "" && (d.from.From.ID != b.desk.Load().Chat || !desk.Opens(o.Links[desk.Invite], secret)) || secret == "" && o.Guest != chat {
		return nil
	}
	seen, err := b.inspect(chat)
	if err != nil {
		return err
	}
	if seen.title == "" {
		seen.title = d.from.Title
	}
	return b.amend(d, func(a *amendment) error {
		if secret != "" && !a.spend(desk.Invite, secret) || secret == "" && a.office.Guest != chat {
			return errSettled
		}
		owner := b.owner(&a.desk)
		if len(seen.faults) == 0 {
			b.seat(a, d, seen)
			return nil
		}
		if a.office.Guest == chat && slices.Equal(a.office.Short, seen.faults) {
			d.press.answer(owner.Text("desk-still", nil))
			return nil
		}
		b.dismiss(a)
		a.office.Guest, a.office.Short = seen.chat, seen.faults
		it := owner.Faulty(seen.title, seen.faults)
		it.Edit = d.reply()
		a.tell(it)
		return nil
	})
}

// answers has a group answer from now on, 0: the owner alone, and returns the one that did until now; 0: none, or the same.
func (a *amendment) answers(group int64, title string) (former int64) {
	if a.desk.Group != group {
		former = a.desk.Group
	}
	if former != 0 {
		a.retire(former, a.office.Faults)
	}
	a.unretire(group)
	a.office.Moves = a.office.Moves || former != 0 || group != 0
	a.desk.Group, a.desk.Title, a.office.Faults = group, title, nil
	return former
}

// dismiss forgets the group that was to answer and cannot yet, and what told of that loses its buttons.
func (b *Bot) dismiss(a *amendment) {
	if a.office.Guest != 0 {
		a.tell(b.owner(&a.desk).Settled())
	}
	a.office.Guest, a.office.Short = 0, nil
}

// seat has a group answer.
func (b *Bot) seat(a *amendment, d *delivery, seen group) {
	if former := a.answers(seen.chat, seen.title); former != 0 {
		a.tell(outbox.Item{Chat: former, Text: b.owner(&a.desk).Text("desk-group-left", nil), Fleeting: true})
	}
	b.dismiss(a)
	a.drop(desk.Invite)
	a.note(d.from.From.ID, d.from.From.Name, "group", fmt.Sprint(seen.chat))
	owner := b.owner(&a.desk)
	told := owner.Say("desk-group-fine", locales.Args{"Group": seen.title})
	told.Edit = d.reply()
	a.tell(told, outbox.Item{Chat: outbox.Desk, General: true, Text: owner.Text("desk-group-here", nil)})
}

// check looks once more whether a group can answer.
func (b *Bot) check(d *delivery) error {
	o := b.office.Load()
	switch {
	case o.Guest != 0:
		return b.arrive(d, o.Guest, "")
	case b.desk.Load().Group != 0:
		return b.inspectDesk(d)
	}
	d.press.answer(b.owner(b.desk.Load()).Text("desk-group-none", nil))
	return nil
}

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

// shift shows all open tickets to whoever answers now, who wait longest first. Who has but an open complaint comes last:
// the former group's topics are to rest.
func (b *Bot) shift() error {
	b.settleFormer()
	if err := b.restQueues(); err != nil {
		return err
	}
	open, err := b.open()
	if err != nil {
		return err
	}
	complain, err := b.complaining()
	if err != nil {
		return err
	}
	var ids []profile.CustomerID
	shown := map[profile.CustomerID]bool{}
	for _, f := range open {
		ids, shown[f.ID] = append(ids, f.ID), true
	}
	complain = slices.DeleteFunc(complain, func(id profile.CustomerID) bool { return shown[id] })
	owner := profile.TelegramCustomer(b.desk.Load().Chat)
	for _, id := range append(ids, complain...) {
		if id == owner { // nobody's to answer, whatever they asked for as a customer
			continue
		}
		if err := b.enact(context.Background(), id, desk.Act{
			Kind: desk.Shifted, Group: b.desk.Load().Group, Since: b.now().Unix(),
		}); err != nil {
			return err
		}
	}
	if err := b.retitleAll(); err != nil {
		return err
	}
	err = b.amend(nil, func(a *amendment) error {
		a.office.Moves = false
		return nil
	})
	b.steer()
	return err
}

// retitleAll has the topics be named as their tickets stand now: where the owner alone answers none is, and what waited to be
// is called as nobody knows.
func (b *Bot) retitleAll() error {
	group := b.desk.Load().Group
	stale := b.outbox.Renaming()
	if group != 0 {
		var err error
		if stale, err = b.misnamed(group); err != nil {
			return err
		}
	}
	for _, id := range stale {
		if err := b.enact(context.Background(), id, desk.Act{Kind: desk.Untitled, Group: group}); err != nil {
			return err
		}
	}
	return nil
}

// misnamed are the customers whose topics in a group are not called as they should be.
func (b *Bot) misnamed(group int64) (all []profile.CustomerID, err error) {
	var topics []store.Entry
	for shard := range uint8(profile.Shards) {
		ctx, cancel := b.deadline()
		here, err := b.store.Range(ctx, desk.TopicsIn(shard), 0, endOfTime, math.MaxInt32)
		if cancel(); err != nil {
			return nil, fmt.Errorf("look through the topics of shard %d: %w", shard, err)
		}
		topics = append(topics, here...)
	}
	for _, e := range topics {
		k, err := b.load(profile.CustomerID(e.Value))
		if err != nil {
			return nil, err
		}
		if t := &k.record.Ticket; t.In(group) && t.Title != desk.Title(&k.record.State, t) {
			all = append(all, profile.CustomerID(e.Value))
		}
	}
	return all, nil
}

// settleFormer waits until what was being sent to who answered before is sent, or waits with the rest.
func (b *Bot) settleFormer() {
	chats := []int64{b.desk.Load().Chat}
	for _, f := range b.office.Load().Former {
		chats = append(chats, f.Chat)
	}
	ctx, cancel := b.deadline()
	defer cancel()
	for _, chat := range chats {
		if err := b.outbox.Settled(ctx, chat); err != nil {
			b.log.Warn("wait for what is being sent to who answered before", "chat", chat, "err", err)
		}
	}
}
