package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/bot/telegram"
	"guanxi/dialogs"
	"guanxi/dialogs/grounded"
	"guanxi/profile"
	"guanxi/profile/store"
)

// ErrAnotherBot says that the store holds the memory of another bot.
var ErrAnotherBot = errors.New("the data is another bot's")

// botKey is the record that names the bot whose memory the store holds. A token can be changed, the bot's id cannot.
var botKey = store.Key{Shard: profile.ShardOf("bot"), Name: "bot"}

// identify refuses a store with another bot's memory: its customers' chats are closed to this one.
func (b *Bot) identify(ctx context.Context) error {
	if b.id == 0 {
		return nil
	}
	me := strconv.FormatInt(b.id, 10)
	for range conflictTries {
		got, err := b.store.Get(ctx, botKey)
		switch {
		case err != nil:
			return fmt.Errorf("look up whose data it is: %w", err)
		case got[0].Version == 0:
			err := b.store.Commit(ctx, store.Commit{
				Shard: botKey.Shard, Guards: []store.Guard{{Key: botKey}}, Puts: []store.Put{{Key: botKey, Value: []byte(me)}},
			})
			if !errors.Is(err, store.ErrConflict) {
				return err
			}
		case string(got[0].Value) != me:
			return fmt.Errorf("%w: it was kept by the bot %s, and the token is of the bot %s\nhint: set TELEGRAM_BOT_TOKEN to a token of that bot, or give this one a place of its own with GUANXI_DATA or REDIS_URL", ErrAnotherBot, got[0].Value, me)
		default:
			return nil
		}
	}
	return fmt.Errorf("keep whose data it is: %w", store.ErrConflict)
}

// loadDesk reads who answers for the shop.
func (b *Bot) loadDesk(ctx context.Context) error {
	d, o := &desk.Desk{}, &office{}
	if _, err := b.loadOffice(ctx, d, o); err != nil {
		return err
	}
	b.desk.Store(d)
	b.office.Store(o)
	if d.Answering() != 0 {
		b.steer()
	}
	return nil
}

// owner is the owner's chat.
func (b *Bot) owner(d *desk.Desk) desk.Owner { return d.Owner(b.world.Load().Texts) }

// Offer keeps the digest of a new secret whose link takes the bot, in the place of any before. It returns false if the
// bot has an owner, unless replace lets another take it from them.
func (b *Bot) Offer(secret string, replace bool) (bool, error) {
	if b.desk.Load().Chat != 0 && !replace {
		return false, nil
	}
	return true, b.apply(store.Commit{
		Shard: desk.ClaimKey.Shard, Puts: []store.Put{{Key: desk.ClaimKey, Value: desk.Digest(secret)}},
	})
}

// claim makes the sender the owner if the secret is the one that was offered; it works once.
func (b *Bot) claim(u *telegram.Update, secret string) (bool, error) {
	taken := false
	err := b.amend(nil, func(a *amendment) error {
		ctx, cancel := b.deadline()
		defer cancel()
		got, err := b.store.Get(ctx, desk.ClaimKey)
		if err != nil {
			return fmt.Errorf("look up the claim: %w", err)
		}
		if taken = desk.Opens(got[0].Value, secret); !taken {
			return errSettled
		}
		a.guards = []store.Guard{{Key: desk.ClaimKey, Version: got[0].Version}}
		a.delete = []store.Key{desk.ClaimKey}
		b.hand(a, b.person(u), u.From.ID, u.From.Name)
		return nil
	})
	if err != nil {
		return false, fmt.Errorf("take the bot: %w", err)
	}
	if !taken && b.desk.Load().Chat == 0 { // it may have been taken by a commit whose answer was lost
		ctx, cancel := b.deadline()
		defer cancel()
		return false, b.loadDesk(ctx)
	}
	return taken, nil
}

// hand makes somebody the owner.
func (b *Bot) hand(a *amendment, to desk.Person, by int64, name string) {
	a.note(by, name, "owner", fmt.Sprintf("%d to %d", a.desk.Chat, to.ID))
	if a.desk.Chat != 0 && a.desk.Chat != to.ID && a.desk.Group == 0 {
		a.office.Moves = true
	}
	a.disown(to.ID)
	a.desk.Chat, a.desk.Language, a.desk.Name = to.ID, to.Language, to.Name
	a.office.Links, a.office.Next, a.office.Guest, a.office.Told = nil, nil, 0, nil
}

// person is who sent an update.
func (b *Bot) person(u *telegram.Update) desk.Person {
	return desk.Person{ID: u.From.ID, Name: u.From.Name, Language: b.world.Load().Texts.Match(u.From.Language)}
}

// manage does what the owner asks for in their chat, of their own and not for a customer. It is false for all else.
func (b *Bot) manage(d *delivery) (bool, error) {
	u := d.from
	if act, whom, ok := desk.Owns(u.Data); ok {
		return true, b.press(d, act, whom)
	}
	if done, err := b.curate(d); done || err != nil {
		return done, err
	}
	if u.Queue != telegram.Messages || u.Edited || u.Media != "" {
		return false, nil
	}
	switch desk.OwnerCommand(u.Text) {
	case "help":
		return true, b.reply(d, func(o desk.Owner) outbox.Item { return o.Help(*b.desk.Load()) })
	case "owner":
		return true, b.seekHeir(d)
	case "marketer":
		return true, b.seekMarketer(d)
	case "today":
		return true, b.figures(d)
	case grounded.Translate:
		if u.ReplyTo != 0 && b.desk.Load().Group == 0 { // of whom, it answers
			return false, nil
		}
		return true, b.reply(d, func(o desk.Owner) outbox.Item { return o.Say("desk-translate-how", nil) })
	case "desk":
		return true, b.reply(d, func(o desk.Owner) outbox.Item { return o.Standing(*b.desk.Load()) })
	}
	return false, nil
}

// reply tells the owner something.
func (b *Bot) reply(d *delivery, item func(desk.Owner) outbox.Item) error {
	return b.amend(d, func(a *amendment) error {
		a.tell(item(b.owner(&a.desk)))
		return nil
	})
}

// press does what one of the owner's buttons says.
func (b *Bot) press(d *delivery, act string, whom int64) error {
	switch act {
	case desk.ActAlone:
		return b.alone(d)
	case desk.ActGroup:
		return b.invite(d)
	case desk.ActCheck:
		return b.check(d)
	case desk.ActKeep:
		return b.keepBot(d)
	case desk.ActGive:
		return b.give(d, whom)
	case desk.ActFire:
		return b.fire(d, whom)
	case desk.ActWhose:
		return b.whose(d, whom)
	}
	return nil
}

// SetGroup has a group with topics answer for the shop; 0: the owner alone does. Nothing is told or looked at.
func (b *Bot) SetGroup(group int64) error {
	return b.amend(nil, func(a *amendment) error {
		if a.desk.Group == group {
			return errSettled
		}
		a.answers(group, a.desk.Title)
		return nil
	})
}

// moveGroup follows a group to its new id: it was upgraded. It had no topics before.
func (b *Bot) moveGroup(from, to int64) error {
	return b.amend(nil, func(a *amendment) error {
		switch from {
		case a.desk.Group:
			a.desk.Group = to
		case a.office.Guest:
			a.office.Guest = to
		default:
			return errSettled
		}
		return nil
	})
}

// reply is a delivery's press as the message that its answer replaces; 0: nothing was pressed.
func (d *delivery) reply() int {
	if d.from.Queue == telegram.Presses {
		return d.from.Message
	}
	return 0
}

// without returns people but for one.
func without(people []desk.Person, user int64) []desk.Person {
	return slices.DeleteFunc(slices.Clone(people), func(p desk.Person) bool { return p.ID == user })
}

// appointed has the new owner's own conversation with the bot begin anew.
func (b *Bot) appointed(p desk.Person) {
	b.lanes.add(delivery{
		customer: profile.TelegramCustomer(p.ID),
		input:    dialogs.Input{Kind: dialogs.Appointed, At: b.now(), Chat: p.ID, Name: p.Name, Language: p.Language},
		done: func(err error) {
			if err != nil {
				b.log.Error("tell the new owner", "err", err)
			}
		},
	})
}

// speak has the desk speak the language that the owner chose for themselves.
func (b *Bot) speak(k *known, d *decision) error {
	was, is := &k.record.State.Customer, &d.known.record.State.Customer
	if is.Chat == 0 || is.Chat != b.desk.Load().Chat || !is.Chosen || was.Chosen && was.Language == is.Language {
		return nil
	}
	return b.amend(nil, func(a *amendment) error {
		if a.desk.Chat != is.Chat || a.desk.Language == is.Language {
			return errSettled
		}
		a.desk.Language = is.Language
		return nil
	})
}
