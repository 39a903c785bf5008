package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"strconv"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/bot/telegram"
	"guanxi/profile"
	"guanxi/profile/store"
)

// acceptStaff brings an update of the group into the lane of its topic, where it is found out whom it is about.
func (b *Bot) acceptStaff(u *telegram.Update, raw json.RawMessage, done func(error)) {
	lane := profile.IdentifiedBy("topic", strconv.FormatInt(u.Chat, 10)+":"+strconv.Itoa(u.Thread))
	b.staff.add(delivery{
		customer: lane, update: u.ID, queue: queueOf(u, true), raw: raw, press: b.pressed(u), from: u, done: done,
	})
}

// fromGroup turns what staff did in the group into an act in a customer's topic. What is nobody's has no customer.
func (b *Bot) fromGroup(d *delivery) error {
	u := d.from
	d.customer = ""
	switch {
	case u.MigrateTo != 0:
		return b.moveGroup(u.Chat, u.MigrateTo)
	case u.Member.ID != 0:
		if u.Membership == telegram.Left {
			return b.leave(u.Member.ID)
		}
		return nil
	case u.Queue == telegram.Members:
		return b.inspectDesk(d)
	case u.From.Bot, u.Queue != telegram.Messages && u.Queue != telegram.Presses:
		return nil
	}
	if done, err := b.flat(d); done || err != nil {
		return err
	}
	if done, err := b.inGroup(d); done || err != nil {
		return err
	}
	if done, err := b.curate(d); done || err != nil {
		return err
	}
	d.act = actOf(u)
	d.act.At = b.now()
	if words, write, ok := desk.Seeks(u.Text); ok && d.act.Kind == desk.Said {
		return b.seek(d, words, write)
	}
	var err error
	if d.customer, err = b.concerned(u); d.customer == "" && u.Thread == 0 && d.act.Kind == desk.Said {
		if !b.forAnother(u.Text) {
			d.customer = generalOf(u.Chat) // a command, or staff's own talk
		}
	}
	return err
}

// concerned returns the customer whom an update of the group is about: by the button that was pressed, else by the
// topic; "": none.
func (b *Bot) concerned(u *telegram.Update) (profile.CustomerID, error) {
	if id, ok := desk.Named(u.Data); ok {
		return id, nil
	}
	if u.Queue == telegram.Presses || u.Thread == 0 {
		return "", nil
	}
	ctx, cancel := b.deadline()
	defer cancel()
	got, err := b.store.Get(ctx, desk.TopicKey(u.Chat, u.Thread))
	if err != nil {
		return "", fmt.Errorf("look up whose topic %d is: %w", u.Thread, err)
	}
	return profile.CustomerID(got[0].Value), nil
}

// actOf is what an update of the group means in a topic.
func actOf(u *telegram.Update) *desk.Act {
	act := &desk.Act{
		Group: u.Chat, Thread: u.Thread, Who: u.From.ID, Name: u.From.Name, Speaks: u.From.Language, Message: u.Message, Text: u.Text, HTML: u.HTML, Media: u.Media, Album: u.Album, Data: u.Data,
		Sent: u.Sent, ReplyTo: u.ReplyTo, RepliedText: u.RepliedText,
	}
	if !u.Replied.Bot {
		act.Replied = u.Replied.ID
	}
	switch {
	case u.Queue == telegram.Presses:
		act.Kind = desk.Pressed
	case u.Topic == telegram.TopicClosed:
		act.Kind = desk.Closed
	case u.Topic == telegram.TopicReopened:
		act.Kind = desk.Reopened
	case u.Edited:
		act.Kind = desk.Edited
	case u.Text == "" && u.Media == "":
		act.Kind = desk.Noted
	}
	return act
}

// topicOf tells the outbox which topic a customer has, or under what name it is to be made.
func (b *Bot) topicOf(_ context.Context, group int64, id profile.CustomerID) (outbox.Thread, error) {
	k, err := b.load(id)
	if err != nil {
		return outbox.Thread{}, err
	}
	rec := &k.record
	if rec.Ticket.In(group) {
		return outbox.Thread{ID: rec.Ticket.Thread}, nil
	}
	return outbox.Thread{Name: desk.Title(&rec.State, &rec.Ticket), Icon: b.office.Load().Icons.Of(&rec.State, &rec.Ticket)}, nil
}

// opened keeps whose topic was made, and as what: first the record by which staff's messages find the customer, then the ticket. A
// crash in between leaves an empty topic that nobody sees. Of a customer who is leaving it waits for nothing.
func (b *Bot) opened(ctx context.Context, group int64, id profile.CustomerID, made outbox.Thread) error {
	key := desk.TopicKey(group, made.ID)
	if err := b.apply(store.Commit{
		Shard: key.Shard, Puts: []store.Put{{Key: key, Value: []byte(id)}}, Add: []store.Link{desk.TopicLink(group, made.ID, id, b.now())},
	}); err != nil {
		return fmt.Errorf("keep whose topic %d is: %w", made.ID, err)
	}
	return b.enact(ctx, id, desk.Act{Kind: desk.Placed, Group: group, Thread: made.ID, Text: made.Name, Icon: made.Icon})
}

// enact brings an act that is no update into a customer's lane and waits until it is committed, or ctx is done.
func (b *Bot) enact(ctx context.Context, id profile.CustomerID, act desk.Act) error {
	act.At = b.now()
	result := make(chan error, 1)
	b.lanes.add(delivery{customer: id, act: &act, done: func(err error) { result <- err }})
	select {
	case err := <-result:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// held mends what keeps staff from seeing a customer's messages. Where that fails the outbox meets the same again.
func (b *Bot) held(h outbox.Hold) {
	if h.Customer == "" {
		b.rounds.lose()
		return
	}
	if h.Why == telegram.NoTopic && b.flattened(h.Chat) {
		b.outbox.SetDesk(0)
		b.rounds.lose()
		return
	}
	b.answeredLast(h.Customer)
	act := desk.Act{Kind: desk.Lost, Group: h.Chat, Waiting: h.Waiting, Since: h.At.Unix()}
	if h.Why == telegram.Shut {
		act.Kind = desk.Locked
	}
	if err := b.enact(context.Background(), h.Customer, act); err != nil {
		b.log.Error("mend a customer's topic; trying again", "customer", h.Customer, "err", err)
	}
	b.outbox.Resume(h.Customer)
}

// answeredLast waits until what is being sent to a customer is sent, or refused: an answer that lay in a topic that is gone
// cannot be.
func (b *Bot) answeredLast(id profile.CustomerID) {
	k, err := b.load(id)
	if err != nil { // the turn meets it again
		return
	}
	ctx, cancel := b.deadline()
	defer cancel()
	if err := b.outbox.Settled(ctx, k.record.State.Customer.Chat); err != nil {
		b.log.Warn("wait for what is being sent to a customer", "customer", id, "err", err)
	}
}

// moved follows the desk's group to its new id.
func (b *Bot) moved(from, to int64) {
	if err := b.moveGroup(from, to); err != nil {
		b.log.Error("follow the group to its new id; it is found again with the next message", "from", from, "to", to, "err", err)
	}
}

// leave ends what somebody who left the staff had in the open tickets.
func (b *Bot) leave(who int64) error {
	ctx, cancel := b.deadline()
	defer cancel()
	for shard := range uint8(profile.Shards) {
		open, err := b.store.Range(ctx, desk.OpenIn(shard), 0, endOfTime, math.MaxInt32)
		if err != nil {
			return fmt.Errorf("look through the open tickets of shard %d: %w", shard, err)
		}
		for _, e := range open {
			if err := b.enact(context.Background(), profile.CustomerID(e.ID), desk.Act{Kind: desk.Left, Who: who}); err != nil {
				return err
			}
		}
	}
	return nil
}
