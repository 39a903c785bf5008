package bot

import (
	"fmt"
	"slices"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/bot/telegram"
	"guanxi/locales"
)

// maxMarketers bounds how many there are: a shop's, not a crowd.
const maxMarketers = 20

// seekHeir gives the owner a link by which somebody can ask for the bot.
func (b *Bot) seekHeir(d *delivery) error {
	return b.amend(d, func(a *amendment) error {
		a.office.Next = nil
		a.tell(b.owner(&a.desk).Heir(desk.StartLink(b.username, desk.Heir, a.draw(desk.Heir))))
		return nil
	})
}

// seekMarketer gives the owner a link that makes a marketer.
func (b *Bot) seekMarketer(d *delivery) error {
	return b.amend(d, func(a *amendment) error {
		a.tell(b.owner(&a.desk).Hire(desk.StartLink(b.username, desk.Hire, a.draw(desk.Hire)), a.desk.Marketers))
		return nil
	})
}

// follow takes somebody who came by a link of the owner's. It is false where the link is none any more.
func (b *Bot) follow(d *delivery, kind, secret string) (bool, error) {
	if kind == desk.Invite || !desk.Opens(b.office.Load().Links[kind], secret) {
		return false, nil
	}
	p := b.person(d.from)
	return true, b.amend(d, func(a *amendment) error {
		if p.ID == a.desk.Chat && kind == desk.Heir || !a.spend(kind, secret) {
			return errSettled
		}
		if kind == desk.Hire {
			b.hire(a, p)
			return nil
		}
		a.office.Next = &p
		a.tell(p.To(b.world.Load().Texts).Say("desk-heir-asked", nil), b.owner(&a.desk).Confirm(p))
		return nil
	})
}

// give makes somebody the owner, as the owner confirmed.
func (b *Bot) give(d *delivery, whom int64) error {
	var to desk.Person
	err := b.amend(d, func(a *amendment) error {
		if a.office.Next == nil || a.office.Next.ID != whom {
			return errSettled
		}
		to = *a.office.Next
		former := b.owner(&a.desk)
		it := former.Say("desk-heir-gone", locales.Args{"Name": to.Name})
		it.Edit = d.reply()
		a.tell(it)
		b.hand(a, to, d.from.From.ID, d.from.From.Name)
		return nil
	})
	if err == nil && to.ID != 0 {
		b.appointed(to)
	}
	return err
}

// keepBot takes back what was offered to an heir.
func (b *Bot) keepBot(d *delivery) error {
	return b.amend(d, func(a *amendment) error {
		if next := a.office.Next; next != nil {
			a.tell(next.To(b.world.Load().Texts).Say("desk-heir-refused", nil))
		}
		a.office.Next = nil
		a.drop(desk.Heir)
		it := b.owner(&a.desk).Say("desk-heir-kept", nil)
		it.Edit = d.reply()
		a.tell(it)
		return nil
	})
}

// hire makes somebody a marketer; both sides are told.
func (b *Bot) hire(a *amendment, p desk.Person) {
	if a.desk.Markets(p.ID) || len(a.desk.Marketers) >= maxMarketers {
		return
	}
	a.desk.Marketers = append(slices.Clone(a.desk.Marketers), p)
	a.note(a.desk.Chat, a.desk.Name, "marketer", fmt.Sprint(p.ID))
	a.tell(b.owner(&a.desk).Hired(p))
	if p.ID != a.desk.Chat {
		a.tell(p.To(b.world.Load().Texts).Say("desk-hired", nil))
	}
}

// fire takes the role of a marketer back.
func (b *Bot) fire(d *delivery, whom int64) error {
	return b.amend(d, func(a *amendment) error {
		if !a.desk.Markets(whom) {
			return errSettled
		}
		i := slices.IndexFunc(a.desk.Marketers, func(p desk.Person) bool { return p.ID == whom })
		it := b.owner(&a.desk).Say("desk-fired", locales.Args{"Name": a.desk.Marketers[i].Name})
		it.Edit = d.reply()
		a.tell(it)
		a.note(d.from.From.ID, d.from.From.Name, "marketer-no", fmt.Sprint(whom))
		a.desk.Marketers = without(a.desk.Marketers, whom)
		return nil
	})
}

// inGroup does what the owner, and nobody else, can ask for in the group: the figures, and to make a marketer of whom they
// answer. The rest has links and buttons that are theirs alone: it is for their own chat.
func (b *Bot) inGroup(d *delivery) (bool, error) {
	u := d.from
	if u.Queue != telegram.Messages || u.Text == "" || u.Edited || b.forAnother(u.Text) {
		return false, nil
	}
	name, owns := desk.OwnerCommand(u.Text), u.From.ID == b.desk.Load().Chat
	switch {
	case !slices.Contains([]string{"today", "marketer", "owner", "desk"}, name):
		return false, nil
	case !owns, name == "owner", name == "desk":
		return true, b.amend(d, func(a *amendment) error {
			key := "desk-own-elsewhere"
			if !owns {
				key = "desk-own-only"
			}
			a.tell(b.here(d, b.owner(&a.desk).Say(key, nil)))
			return nil
		})
	case name == "today":
		return true, b.figures(d)
	case name == "marketer":
		if u.ReplyTo == 0 || u.Replied.Bot || u.Replied.ID == 0 {
			return true, b.seekMarketer(d)
		}
		p := desk.Person{ID: u.Replied.ID, Name: u.Replied.Name, Language: b.world.Load().Texts.Match(u.Replied.Language)}
		return true, b.amend(d, func(a *amendment) error {
			b.hire(a, p)
			return nil
		})
	}
	return false, nil
}

// here has an item of the owner's go where a delivery came from: into the group's topic, or the owner's chat.
func (b *Bot) here(d *delivery, it outbox.Item) outbox.Item {
	if g := b.desk.Load().Group; g != 0 && d.from.Chat == g {
		it.Chat, it.General, it.Place, it.Reply = outbox.Desk, true, d.from.Thread, d.from.Message
	}
	return it
}
