package bot

import (
	"crypto/rand"
	"fmt"
	"slices"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/locales"
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
