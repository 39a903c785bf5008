// What becomes of an item by the answer to its call.

package outbox

import (
	"context"
	"fmt"
	"time"

	"guanxi/bot/telegram"

	"github.com/go-telegram/bot"
)

const (
	revokedPause = time.Minute // between tries while the token is refused
	maxTries     = 20          // of an item that fails while others pass; some 15 minutes
)

// conclude does what the answer to a call asks for.
func (o *Outbox) conclude(ctx context.Context, l *lane, j *job, id int, err error) {
	switch verdict := judge(err); verdict.Next {
	case telegram.Done:
		if l.of != nil && j.tellsLag() {
			o.pin(ctx, l, j, id)
		}
		o.done(ctx, l, j, id)
	case telegram.Plain:
		o.unmark(ctx, l, j, err)
	case telegram.Anew:
		o.sendAnew(ctx, l, j, err)
	case telegram.Wait:
		o.Hush(verdict.Wait)
		o.unbegin(ctx, j)
		o.again(l, time.Time{})
	case telegram.Move:
		o.move(l, j, verdict.To)
	case telegram.Unreachable:
		o.drop(ctx, l, j, err)
	case telegram.NoTopic, telegram.Shut:
		if j.Chat != Desk || j.General || l.of == nil {
			o.fail(ctx, l, j, err)
			return
		}
		o.hold(l, verdict.Next, err)
	case telegram.Denied:
		o.deny(ctx, l, j, err)
	case telegram.Revoked:
		o.revoked(err)
		o.unbegin(ctx, j)
		o.again(l, time.Time{})
	case telegram.Unsent:
		o.unbegin(ctx, j)
		o.retry(ctx, l, j, err)
	case telegram.Unknown:
		o.unanswered(ctx, l, j, err)
	case telegram.Gone: // its writer deleted it: they are told, and there is nothing to keep
		j.Fleeting = true
		o.refused(ctx, l, j, err)
	case telegram.Refused:
		o.refused(ctx, l, j, err)
	}
}

// refused tries what is left of a job without what may have been refused of it, and gives it up where nothing is.
func (o *Outbox) refused(ctx context.Context, l *lane, j *job, err error) {
	if j.strip() {
		o.opts.Log.Warn("name a topic without an icon: it was refused with one", "item", j.ref().String(), "err", err)
		o.again(l, time.Time{})
		return
	}
	if o.unmerge(l) {
		return
	}
	o.fail(ctx, l, j, err)
}

// unmark sends a text without its markup, once.
func (o *Outbox) unmark(ctx context.Context, l *lane, j *job, err error) {
	if j.plain {
		o.fail(ctx, l, j, err)
		return
	}
	o.opts.Log.Warn("send without markup: Telegram cannot read it", "item", j.ref().String())
	j.plain = true
	o.again(l, time.Time{})
}

// sendAnew sends what was to replace a message that is gone, once.
func (o *Outbox) sendAnew(ctx context.Context, l *lane, j *job, err error) {
	if j.Edit != 0 && (j.Text == "" || j.Board != "") { // there is nothing left to take away or to put a mark on, or to keep right
		o.done(ctx, l, j, 0)
		return
	}
	if j.Edit == 0 && j.Card == "" || j.anew {
		o.fail(ctx, l, j, err)
		return
	}
	j.Edit, j.anew = 0, true
	o.again(l, time.Time{})
}

// unanswered repeats a call without an answer, unless it must not happen twice.
func (o *Outbox) unanswered(ctx context.Context, l *lane, j *job, err error) {
	if ctx.Err() != nil { // the end of a stop that took too long: the next life decides
		return
	}
	if j.Once {
		o.giveUp(ctx, l, j)
		return
	}
	o.count(&o.stats.Repeated, 1)
	o.retry(ctx, l, j, err)
}

// done ends the life of what was sent. A card is marked before its lane goes on: the next state asks where it is.
func (o *Outbox) done(ctx context.Context, l *lane, j *job, id int) {
	switch {
	case j.opens != nil:
		o.opened(ctx, l, j, id)
		return
	case j.headed(): // what it heads goes next
		o.answered(ctx, l.chat, j, id)
		o.mu.Lock()
		j.told = true
		o.mu.Unlock()
		o.again(l, time.Time{})
		return
	case j.text != "", j.ids != nil:
		o.pass(l, &o.stats.Sent, j.items())
	default:
		o.count(&o.stats.Replaced, len(j.with))
		if j.Card != "" {
			defer o.pass(l, &o.stats.Sent, 1)
		} else {
			o.pass(l, &o.stats.Sent, 1)
		}
	}
	o.mark(ctx, l.chat, j, id)
}

// pin keeps the queue's card at the top of the group, once in a life, with a call that was kept for that.
// Where it cannot be done the card is read without.
func (o *Outbox) pin(ctx context.Context, l *lane, j *job, id int) {
	o.mu.Lock()
	now, most := o.opts.Now(), o.opts.Pace.GroupMinute
	goes := !l.of.pinned && !l.of.window.free(1, most).After(now)
	if goes {
		l.of.pinned = true
		l.of.window.take(now, 1, most)
	}
	o.mu.Unlock()
	if !goes {
		return
	}
	err := o.opts.Client.Call(ctx, "pinChatMessage", &bot.PinChatMessageParams{ChatID: l.chat, MessageID: id, DisableNotification: true}, nil)
	if err != nil {
		o.opts.Log.Info("pin a message", "item", j.ref().String(), "err", err)
	}
	if v := telegram.Judge(err); v.Next == telegram.Wait {
		o.Hush(v.Wait)
	}
}

// pass ends the sending of a lane's first job; the next may go.
func (o *Outbox) pass(l *lane, counter *int, n int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	*counter += n
	if counter == &o.stats.Sent {
		o.sentLast = o.opts.Now()
		o.denied = false
	}
	l.shift()
	o.release(l, time.Time{})
}

// unmerge has merged texts be sent one by one, since together they were refused.
func (o *Outbox) unmerge(l *lane) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !l.split() {
		return false
	}
	o.release(l, time.Time{})
	return true
}

// again lets a lane try its first job once more, not before a time.
func (o *Outbox) again(l *lane, at time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.release(l, at)
}

func (o *Outbox) count(counter *int, n int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	*counter += n
}

// retry tries a job later, with longer and longer pauses; one that fails again and again while others pass is failed.
func (o *Outbox) retry(ctx context.Context, l *lane, j *job, err error) {
	now := o.opts.Now()
	if j.tries == 0 {
		j.failed = now
		o.opts.Log.Warn("send an item; trying again", "item", j.ref().String(), "err", err)
	}
	j.tries++
	o.mu.Lock()
	bad := j.tries >= maxTries && o.sentLast.After(j.failed)
	o.mu.Unlock()
	if bad {
		o.fail(ctx, l, j, fmt.Errorf("given up after %d tries: %w", j.tries, err))
		return
	}
	pause := o.opts.Pace.MaxBackoff
	if j.tries < 16 {
		pause = min(pause, o.opts.Pace.Backoff<<(j.tries-1))
	}
	o.again(l, now.Add(pause))
}

// revoked keeps all items while the token is refused: the owner may be about to mend it.
func (o *Outbox) revoked(err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.silence(revokedPause)
	if !o.denied {
		o.denied = true
		o.opts.Log.Error("token refused, sending rests", "err", err, "hint", "check TELEGRAM_BOT_TOKEN, or ask @BotFather for a new one")
	}
}

// move sends what waits for a group, and what will come, to its new id.
func (o *Outbox) move(l *lane, j *job, to int64) {
	o.mu.Lock()
	from := l.chat
	o.moved[from] = to
	if o.desk == from {
		o.desk = to
	}
	if l.of != nil {
		o.group(to).window = append(o.group(to).window, l.of.window...)
	}
	j.sending = false
	for _, each := range o.evict(from, func(*job) bool { return true }) {
		o.place(each)
	}
	o.release(l, time.Time{})
	o.mu.Unlock()
	o.opts.Log.Info("a group goes on under another id", "from", from, "to", to)
	if o.opts.Moved != nil {
		o.opts.Moved(from, to)
	}
}
