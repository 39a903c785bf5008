package outbox

import (
	"context"
	"iter"
	"time"

	"guanxi/bot/telegram"
	"guanxi/profile"
)

// Hold says that items for the desk rest until somebody has done something about it.
type Hold struct {
	Chat     int64              // the desk's
	Customer profile.CustomerID // whose topic it is; empty: all that is for the desk, until SetDesk
	Why      telegram.Next      // of a topic NoTopic or Shut, of the desk Unreachable or Denied
	Waiting  []int              // of a topic: the customer's messages, in their chat, that were to be shown there
	At       time.Time          // when that was so
	Err      error
}

// hold keeps a customer's items while their topic is gone or closed. The desk may queue items with Lead before it
// calls Resume.
func (o *Outbox) hold(l *lane, why telegram.Next, err error) {
	o.mu.Lock()
	l.of.held[l.customer] = true
	l.of.forget(l.customer)
	o.release(l, l.retry)
	o.enlistAll(l.of, l.customer)
	waiting, at := l.of.sources(l.customer), o.opts.Now()
	o.mu.Unlock()
	o.opts.Log.Info("a customer's topic cannot be written to; what is for it is held", "group", l.chat, "customer", l.customer, "err", err)
	if o.opts.Held != nil {
		o.opts.Held(Hold{Chat: l.chat, Customer: l.customer, Why: why, Waiting: waiting, At: at, Err: err})
	}
}

// Resume goes on with what is held for a customer's topic, after asking anew which it is.
func (o *Outbox) Resume(customer profile.CustomerID) {
	o.mu.Lock()
	defer o.mu.Unlock()
	chat := o.route(Desk)
	if chat >= 0 {
		return
	}
	g := o.group(chat)
	delete(g.held, customer)
	g.forget(customer)
	o.enlistAll(g, customer)
}

// forget has the topic of a customer be asked for anew.
func (g *group) forget(customer profile.CustomerID) {
	for l := range g.of(customer) {
		l.thread = 0
	}
}

// sources are the messages of a customer's that wait to be shown.
func (g *group) sources(customer profile.CustomerID) (messages []int) {
	for l := range g.of(customer) {
		for _, j := range l.jobs {
			for it := range j.all() {
				if it.Source != nil {
					messages = append(messages, it.Source.Message)
				}
			}
		}
	}
	return messages
}

func (o *Outbox) enlistAll(g *group, customer profile.CustomerID) {
	for l := range g.of(customer) {
		o.enlist(l)
	}
}

// of are a customer's lanes.
func (g *group) of(customer profile.CustomerID) iter.Seq[*lane] {
	return func(yield func(*lane) bool) {
		for _, quiet := range []bool{false, true} {
			if l, ok := g.lanes[address{customer, quiet}]; ok && !yield(l) {
				return
			}
		}
	}
}

// deny holds what is for the desk while the bot may not do there what it has to.
func (o *Outbox) deny(ctx context.Context, l *lane, j *job, err error) {
	if j.Chat != Desk {
		o.fail(ctx, l, j, err)
		return
	}
	o.mu.Lock()
	j.sending = false
	if o.route(Desk) == l.chat {
		o.desk = 0
	}
	for _, each := range o.evict(l.chat, (*job).forDesk) {
		o.place(each)
	}
	o.release(l, l.retry)
	o.mu.Unlock()
	o.opts.Log.Error("the bot lacks a right in the desk's group; what is for it is held", "group", l.chat, "err", err,
		"hint", "make the bot an administrator who may manage topics, and switch topics on")
	if o.opts.Held != nil {
		o.opts.Held(Hold{Chat: l.chat, Why: telegram.Denied, Err: err})
	}
}

// drop ends the lives of all items for a chat that cannot be reached. What waits for the desk is held instead: it is
// customers who ask for a person, and another one may come to the desk.
func (o *Outbox) drop(ctx context.Context, l *lane, j *job, err error) {
	o.mu.Lock()
	desk := o.desk != 0 && l.chat == o.route(Desk)
	if desk {
		o.desk = 0
	}
	j.sending = false
	var dropped []*job
	for _, each := range o.evict(l.chat, func(*job) bool { return true }) {
		if each.Chat == Desk {
			o.place(each)
			continue
		}
		dropped = append(dropped, each)
		o.stats.Dropped += each.items()
	}
	o.release(l, l.retry)
	o.mu.Unlock()

	o.removeAll(ctx, dropped)
	switch {
	case desk:
		hint := "unblock the bot, or start it with --new-owner"
		if l.of != nil {
			hint = "add the bot to the group again as an administrator, or choose with /desk who answers"
		}
		o.opts.Log.Error("the desk's chat cannot be reached; what is for it is held", "chat", l.chat, "hint", hint)
		if o.opts.Held != nil {
			o.opts.Held(Hold{Chat: l.chat, Why: telegram.Unreachable, Err: err})
		}
	case o.opts.Unreachable != nil && j.Chat != Desk && l.of == nil && j.React == "": // else it is no customer's
		o.opts.Unreachable(j.Customer, l.chat)
		o.undelivered(dropped, err)
	}
}

// undelivered tells of what somebody wrote to a customer and nobody will see.
func (o *Outbox) undelivered(dropped []*job, err error) {
	if o.opts.Dead == nil {
		return
	}
	for _, j := range dropped {
		for it := range j.all() {
			if it.Source != nil && it.Chat != Desk {
				o.opts.Dead(*it, err)
			}
		}
	}
}
