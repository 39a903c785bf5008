package bot

import (
	"encoding/json"
	"fmt"
	"html"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/bot/telegram"
	"guanxi/dialogs"
	"guanxi/profile"
)

// accept brings an update into the lane of the customer it concerns. done is told once: nil when the update needs no
// further delivery.
func (b *Bot) accept(raw json.RawMessage, done func(error)) {
	var u telegram.Update
	err := shield(func() (err error) {
		if u, err = telegram.Decode(raw); err == nil {
			b.bring(&u, raw, done)
		}
		return err
	})
	if err != nil {
		done(b.bury("", raw, u.ID, err))
	}
}

// bring is accept for what could be read.
func (b *Bot) bring(u *telegram.Update, raw json.RawMessage, done func(error)) {
	if u.Chat != 0 && u.Chat == b.desk.Load().Group {
		b.acceptStaff(u, raw, done)
		return
	}
	in, ok := u.Input(b.now())
	if !ok {
		b.visit(u, raw, done)
		return
	}
	if b.forAnother(u.Text) {
		done(nil)
		return
	}
	d := delivery{
		customer: profile.TelegramCustomer(u.Chat), input: in, update: u.ID, queue: queueOf(u, false), raw: raw,
		press: b.pressed(u), done: done,
	}
	_, claims := desk.Claim(u.Text)
	_, _, carried := desk.Carried(u.Text)
	if claims || carried || u.Chat == b.desk.Load().Chat || b.office.Load().owned(u.Chat) {
		d.from = u
		b.staff.add(d)
		return
	}
	b.lanes.add(d)
}

// direct is the work of the staff lanes: it finds out which customer each update is about and puts it into that
// customer's lane.
func (b *Bot) direct(id profile.CustomerID, batch []delivery) {
	for _, d := range batch {
		one := []delivery{d}
		err := errBehind
		if !b.misdirected.behind(id, one, b.now()) {
			err = b.orAside(&d, shield(func() error { return b.find(&d) }))
		}
		if err != nil {
			b.misdirected.note(id, one, b.now())
			d.done(err)
			continue
		}
		b.misdirected.clear(id, one)
		if d.customer == "" {
			d.press.answer("")
			d.done(nil)
			continue
		}
		b.lanes.add(d)
	}
}

// find finds out what staff's update means, and for whom.
func (b *Bot) find(d *delivery) error {
	if d.from.Kind == telegram.Private {
		return b.fromStaff(d)
	}
	return b.fromGroup(d)
}

// fromStaff turns what staff do for a customer into an input of that customer's, and what takes the bot into one of
// the owner's. Whatever else staff write is their own talk with the bot.
func (b *Bot) fromStaff(d *delivery) error {
	u := d.from
	if secret, ok := desk.Claim(u.Text); ok {
		taken, err := b.claim(u, secret)
		if taken || u.Chat == b.desk.Load().Chat { // or had taken it when this update came before
			d.input.Kind = dialogs.Appointed
		}
		return err
	}
	if kind, secret, ok := desk.Carried(u.Text); ok {
		if took, err := b.follow(d, kind, secret); took || err != nil {
			d.customer = ""
			return err
		}
	}
	if u.Chat != b.desk.Load().Chat { // who came by a link that is none any more is a customer like others
		if b.office.Load().owned(u.Chat) {
			handed := func(to *desk.Desk) outbox.Item { return b.person(u).To(b.world.Load().Texts).Handed(to.Name) }
			if u.Queue == telegram.Messages && !u.Edited && (desk.Commands(u.Text) || desk.OwnerCommand(u.Text) != "") && !b.world.Load().Begins(u.Text) {
				return b.instead(d, handed)
			}
			return b.elsewhere(d, handed)
		}
		return nil
	}
	if done, err := b.manage(d); done || err != nil {
		d.customer = ""
		return err
	}
	if u.Membership == telegram.Joined {
		b.steer() // staff who had blocked the bot are back
	}
	if b.desk.Load().Group == 0 { // else a group answers
		return b.fromAlone(d)
	}
	return b.elsewhere(d, func(to *desk.Desk) outbox.Item { return b.owner(to).Elsewhere(*to) })
}

// elsewhere tells who does something for a customer in their chat, by an old card, that others answer by now.
func (b *Bot) elsewhere(d *delivery, say func(*desk.Desk) outbox.Item) error {
	u := d.from
	if _, pressed := desk.Named(u.Data); pressed {
		d.customer = ""
		d.press.answer(html.UnescapeString(say(b.desk.Load()).Text)) // Telegram shows it as it is
		return nil
	}
	if u.Queue != telegram.Messages {
		return nil
	}
	about := []int{u.ReplyTo}
	if u.Edited { // an answer of theirs
		about = append(about, u.Message)
	}
	for _, message := range about {
		if message == 0 {
			continue
		}
		if id, err := b.answered(u.Chat, message); err != nil {
			return err
		} else if id != "" {
			return b.instead(d, say)
		}
	}
	return nil
}

// instead answers a message with what is told of it, and nothing else comes of it.
func (b *Bot) instead(d *delivery, say func(*desk.Desk) outbox.Item) error {
	d.customer = ""
	return b.amend(d, func(a *amendment) error {
		it := say(&a.desk)
		it.Reply = d.from.Message
		a.tell(it)
		return nil
	})
}

// answered returns the customer whom a message in a staff chat is about; none: "". Staff may answer a message before
// the record that names its customer is written: then that is waited for.
func (b *Bot) answered(chat int64, message int) (profile.CustomerID, error) {
	ctx, cancel := b.deadline()
	defer cancel()
	key := outbox.AnswersKey(chat, message)
	got, err := b.store.Get(ctx, key)
	if err == nil && got[0].Version == 0 {
		if err = b.outbox.Settled(ctx, chat); err == nil {
			got, err = b.store.Get(ctx, key)
		}
	}
	if err != nil {
		return "", fmt.Errorf("look up whom staff answer: %w", err)
	}
	return profile.CustomerID(got[0].Value), nil
}
