package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/profile/store"
)

// retitle asks for the topic's name and icon to follow the ticket. One that is not open yet gets its name when it is.
func (d *decision) retitle(to *desk.Desk, o *office, now time.Time) {
	rec := &d.known.record
	if t := &rec.Ticket; t.Thread != 0 && t.Group != 0 && t.Group != to.Group {
		d.calm(o, now)
		return
	}
	if to.Group == 0 || !rec.Ticket.In(to.Group) {
		return
	}
	title, icon := desk.Title(&rec.State, &rec.Ticket), o.Icons.Of(&rec.State, &rec.Ticket)
	if title == rec.Ticket.Title && icon == rec.Ticket.Icon {
		return
	}
	d.rename(outbox.Desk, title, icon, now)
}

// calm asks for the topic in a group that answers no more to tell nobody there that somebody waits.
func (d *decision) calm(o *office, now time.Time) {
	rec := &d.known.record
	if title := desk.Rested(&rec.State); title != rec.Ticket.Title && !o.outOf(rec.Ticket.Group) {
		d.rename(rec.Ticket.Group, title, o.Icons.Of(&dialogs.State{}, &desk.Ticket{}), now)
	}
}

// rename gives the topic a name and an icon. Nothing is kept of it where the group is not the desk and it fails.
func (d *decision) rename(chat int64, title, icon string, now time.Time) {
	t := &d.known.record.Ticket
	change := outbox.Topic{Name: title, Icon: icon, Thread: t.Thread, Was: t.Title, WasIcon: t.Icon}
	t.Title, t.Icon = title, icon
	d.queue(outbox.Item{Chat: chat, Topic: &change, Fleeting: chat != outbox.Desk}, now)
}

// list keeps the ticket's entry among its shard's open ones.
func (d *decision) list(was *known, c *store.Commit) {
	id := was.record.State.Customer.ID
	before, stood := was.record.Ticket.Place(id)
	after, stands := d.known.record.Ticket.Place(id)
	if stood == stands && before.Entry.Score == after.Entry.Score && string(before.Entry.Value) == string(after.Entry.Value) {
		return
	}
	if stood {
		c.Remove = append(c.Remove, before)
	}
	if stands {
		c.Add = append(c.Add, after)
	}
}

// refer looks up what a delivery may be about that is in chats: the pairs of the message that it answers, changes or takes
// back, and the cards of the customer's complaints.
func (b *Bot) refer(m *matter) error {
	if err := b.referPairs(m); err != nil || len(m.known.record.State.Customer.Cases) == 0 {
		return err
	}
	ctx, cancel := b.deadline()
	defer cancel()
	id := m.known.record.State.Customer.ID
	var err error
	m.boards, err = b.outbox.Boards(ctx, id)
	act := m.act
	known := func() bool {
		return slices.ContainsFunc(m.boards, func(at outbox.CardAt) bool { return at.Chat == act.Group && at.Message == act.Message })
	}
	if err != nil || act == nil || act.Board() == "" || known() {
		return err
	}
	short, stop := context.WithTimeout(ctx, markTime)
	defer stop()
	_ = b.outbox.Settled(short, act.Group) // a call that hangs is not waited for
	if m.boards, err = b.outbox.Boards(ctx, id); !known() {
		m.boards = append(m.boards, outbox.CardAt{Chat: act.Group, Message: act.Message, Board: act.Board()})
	}
	return err
}

// markTime is how long a press waits for what was sent to be marked: it may be quicker than the mark of its own card. One that is
// not known then is old, and follows from now on.
const markTime = 2 * time.Second

// referPairs looks up those pairs.
func (b *Bot) referPairs(m *matter) error {
	rec := &m.known.record
	id := rec.State.Customer.ID
	switch {
	case m.act != nil:
		return b.referAct(m)
	case !rec.State.Session.Staffed(), m.desk.Group == 0 && (m.desk.Chat == 0 || m.input.Kind == dialogs.Edit):
		return nil
	case m.desk.Group == 0: // of the owner's chat there are pairs of their own answers alone
		return b.pair(m, outbox.PairsByTheirs(id), m.desk.Chat, []int64{rec.State.Customer.Chat, m.desk.Chat}, m.input.Answers)
	case m.input.Kind == dialogs.Edit:
		return b.pair(m, outbox.PairsByTheirs(id), m.desk.Group, []int64{m.desk.Group}, m.input.Message)
	}
	return b.pair(m, outbox.PairsByTheirs(id), m.desk.Group, []int64{m.desk.Group}, m.input.Answers)
}

// referAct looks up the pairs that an act of staff's is about. What it takes back and still waits to be sent is not sent.
func (b *Bot) referAct(m *matter) error {
	rec, act := &m.known.record, m.act
	c := &rec.State.Customer
	if act.Kind == desk.Shifted {
		shifted := *act
		shifted.Held, m.act = b.outbox.Waiting(c.ID), &shifted
		return nil
	}
	ctx, cancel := b.deadline()
	defer cancel()
	var waiting []outbox.Pair
	if back := act.TakesBack(&rec.Ticket); len(back) > 0 {
		waiting = b.outbox.Withhold(ctx, c.ID, c.Chat, act.Group, back)
		for _, it := range m.queued {
			if it.Shows(act.Group, back) {
				waiting = append(waiting, it.Unsent(m.now))
			}
		}
	}
	wait := []int64{c.Chat}
	if act.Kind != desk.Lost { // then it is the group's own call that waits for this
		wait = append(wait, act.Group)
	}
	err := b.pair(m, outbox.PairsByDesk(c.ID), act.Group, wait, act.About(&rec.Ticket)...)
	m.pairs = append(m.pairs, waiting...)
	return err
}

// pair reads the pairs of messages that staff have in a chat. Who refers to one may be quicker than its mark: what is being
// sent there, and to other chats, is waited for.
func (b *Bot) pair(m *matter, list store.Key, staff int64, wait []int64, messages ...int) error {
	ctx, cancel := b.deadline()
	defer cancel()
	m.pairs = nil
	for _, message := range messages {
		if message == 0 {
			continue
		}
		pairs, err := outbox.Pairs(ctx, b.store, list, message)
		if err == nil && len(pairs) == 0 {
			for _, chat := range wait {
				err = errors.Join(err, b.outbox.Settled(ctx, chat))
			}
			if err == nil {
				pairs, err = outbox.Pairs(ctx, b.store, list, message)
			}
		}
		if err != nil {
			return fmt.Errorf("customer %s: %w", m.known.record.State.Customer.ID, err)
		}
		for _, p := range pairs {
			if p.Desk == staff {
				m.pairs = append(m.pairs, p)
			}
		}
	}
	return nil
}
