package bot

import (
	"reflect"
	"slices"
	"time"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/dialogs/grounded"
	"guanxi/profile"
	"guanxi/profile/store"
)

// decision is what one customer's batch of inputs comes to.
type decision struct {
	known  known // what the customer's memory will be
	fresh  bool  // something is to be committed
	events []profile.Event
	undone []profile.Event // that were written down in error
	items  []outbox.Item
	gone   []outbox.Item // that wait, and in whose place others come
	fired  []int64       // timers that rang
	alarm  int64         // the timer to set; 0: none
	dead   []deadLetter
	taught []desk.Taught
	talked bool         // the customer and staff said something
	audit  []store.Link // what staff did that can be asked about
	gaps   []store.Link // questions that found no answer
	filled []store.Link // those that are none any more
	toasts []toast
	rest   []delivery // what came after the customer wanted to be forgotten: it is a stranger's

	consult []*dialogs.Consult // to be made when this is committed
	help    []*grounded.Help   // likewise
	hear    []*dialogs.Hear
}

type toast struct {
	press *press
	toast string
}

// decide takes the turns of a batch, one after the other.
func (b *Bot) decide(k *known, batch []delivery) (*decision, error) {
	d := &decision{known: *k}
	now := b.now()
	for i, in := range batch {
		if admitted, err := b.admit(d, &in, now); err != nil {
			return nil, err
		} else if !admitted {
			continue
		}
		if err := b.step(d, &in, now); err != nil {
			return nil, err
		}
		if d.known.record.Leaving != nil {
			d.rest = batch[i+1:]
			break
		}
	}
	if d.fresh {
		d.retitle(b.desk.Load(), b.office.Load(), now)
	}
	d.setAlarm()
	return d, nil
}

// admit says whether an input makes a turn: not what was taken before, nor what a stranger does who does not come.
func (b *Bot) admit(d *decision, in *delivery, now time.Time) (bool, error) {
	rec := &d.known.record
	if in.update != 0 && rec.seen(in.queue, in.update, now) {
		in.press.answer("")
		return false, nil
	}
	if rec.State.Customer.Chat == 0 && !in.comes() {
		return false, b.passOver(*in)
	}
	return true, nil
}

// step takes one turn into the decision.
func (b *Bot) step(d *decision, in *delivery, now time.Time) error {
	rec, fresh := &d.known.record, d.fresh
	stranger := rec.State.Customer.Chat == 0
	d.note(in, now)
	t, failed, err := b.turn(d, in)
	if err != nil {
		return err
	}
	if failed != nil {
		b.log.Error("take a turn; the update is set aside", "customer", rec.State.Customer.ID, "update", in.update, "err", failed)
		d.dead = append(d.dead, deadLetter{Customer: rec.State.Customer.ID, Update: in.update, Raw: in.raw, Error: failed.Error(), At: now.UnixMilli()})
		t.state.Disarm() // or the timer that led here would ring again
	}
	if stranger && in.input.Kind == dialogs.Press && failed == nil && len(t.items) == 0 { // an old button that leads nowhere
		d.fresh = fresh
		in.press.answer(t.toast)
		return nil
	}
	d.toasts = append(d.toasts, toast{in.press, t.toast})
	if t.forgets {
		d.leave(t.items, now)
		return nil
	}
	was := rec.Ticket
	rec.State, rec.Ticket = t.state, t.ticket
	d.tally(b.world.Load(), b.desk.Load(), &was, in, t.events, now)
	if err := d.miss(b.desk.Load(), t.events, now.UnixMilli()); err != nil {
		return err
	}
	return d.gather(&t, in, now)
}

// note marks an input as taken.
func (d *decision) note(in *delivery, now time.Time) {
	d.fresh = true
	if in.update != 0 {
		d.known.record.see(in.queue, in.update, now)
	}
	if in.alarm != 0 {
		d.ring(in.alarm)
	}
}

// turn has an input be decided, once more where that wants what has to be fetched first. failed is the turn's own error.
func (b *Bot) turn(d *decision, in *delivery) (t taken, failed, err error) {
	at := b.matter(&d.known, d.events, in)
	at.queued = d.items
	if err := b.refer(at); err != nil {
		return t, nil, err
	}
	t, failed = at.take()
	meets := failed == nil && t.ticket.Opened != 0 && t.state.Customer.Namesake == 0 && t.state.Customer.Name != ""
	if meets {
		if at.namesake, err = b.namesake(&t.state.Customer); err != nil {
			return t, nil, err
		}
	}
	if t.draw || t.recall || meets {
		if err := b.fetch(at, &t); err != nil {
			return t, nil, err
		}
		t, failed = at.take()
	}
	return t, failed, nil
}

// gather adds what a turn came to.
func (d *decision) gather(t *taken, in *delivery, now time.Time) error {
	d.known.talk, d.talked, d.gone = t.talk, d.talked || t.talked, append(d.gone, t.gone...)
	d.events, d.undone = append(d.events, t.events...), append(d.undone, t.undone...)
	d.taught = append(d.taught, t.taught...)
	d.consult = append(d.consult, t.consult...)
	if t.help != nil {
		d.help = append(d.help, t.help)
	}
	d.hear = append(d.hear, t.hear...)
	for n, act := range t.audit {
		link, err := act.Link(in.update, n)
		if err != nil {
			return err
		}
		d.audit = append(d.audit, link)
	}
	d.items = slices.DeleteFunc(d.items, func(it outbox.Item) bool { return it.Shows(in.chat(), t.unsaid) })
	for _, item := range t.items {
		if !d.repeats(item) {
			if item.Chat == outbox.Desk {
				item.Came = in.update
			}
			d.queue(item, now)
		}
	}
	return nil
}

// chat is the staff's in which an act was done; 0: it is none.
func (d *delivery) chat() int64 {
	if d.act == nil {
		return 0
	}
	return d.act.Group
}

// queue numbers an item and adds it to what the commit sends.
func (d *decision) queue(item outbox.Item, now time.Time) {
	rec := &d.known.record
	rec.Items++
	item.Customer, item.Seq, item.Queued = rec.State.Customer.ID, rec.Items, now.UnixMilli()
	d.items = append(d.items, item)
}

// repeats says whether an item says just what one of the two before it does. To a customer who sent a hundred messages at
// once the same answer is given once in each of its wordings: the chat takes one a second.
func (d *decision) repeats(item outbox.Item) bool {
	return slices.ContainsFunc(d.items[max(0, len(d.items)-2):], func(last outbox.Item) bool { return same(item, last) })
}

// same says whether two new messages of the bot's own are alike.
func same(item, last outbox.Item) bool {
	return item.Text != "" && item.Source == nil && item.Edit == 0 && last.Edit == 0 && item.Copy == nil && last.Copy == nil &&
		item.Chat == last.Chat && item.Text == last.Text && reflect.DeepEqual(item.Buttons, last.Buttons)
}

// ring notes that a timer has rung: its entry goes with the commit.
func (d *decision) ring(at int64) {
	d.fired = append(d.fired, at)
	if d.known.record.Alarm == at {
		d.known.record.Alarm = 0
	}
}

// setAlarm keeps one entry for the customer in the list of timers, no later than the session is due. One that stands
// earlier stays: when it rings, the turn finds that nothing is due and the next is set. So a turn that only moves its
// time writes nothing.
func (d *decision) setAlarm() {
	rec := &d.known.record
	due := rec.State.Alarm() * 1000
	if rec.Leaving != nil {
		due = rec.Leaving.At
	}
	if due == 0 || rec.Alarm != 0 && rec.Alarm <= due {
		return
	}
	if rec.Alarm != 0 {
		d.fired = append(d.fired, rec.Alarm)
	}
	rec.Alarm, d.alarm = due, due
}
