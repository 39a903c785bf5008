package outbox

import (
	"context"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// Thread is a customer's topic as the desk knows it.
type Thread struct {
	ID         int    // 0: there is none, and it is to be made
	Name, Icon string // for that; Name 1 to 128 characters, Icon the id of a custom emoji or empty
}

func (j *job) forDesk() bool { return j.Chat == Desk }

func (o *Outbox) isDesk(chat int64) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.route(Desk) == chat
}

// topical says whether a job needs to know its customer's topic.
func (o *Outbox) topical(j *job) bool {
	return o.opts.Topic != nil && j.Chat == Desk && !j.General && j.Edit == 0
}

// ready sees that a group's call is within the budget of this life and the last, and finds its topic. Where it
// returns false, the lane goes on otherwise.
func (o *Outbox) ready(ctx context.Context, l *lane, j *job) bool {
	g := l.of
	if !g.known {
		if err := o.recall(ctx, g); err != nil {
			o.pause(l, j, err)
		} else {
			o.again(l, l.retry)
		}
		return false
	}
	if o.topical(j) && l.thread == 0 {
		t, err := o.opts.Topic(ctx, l.chat, j.Customer)
		switch {
		case err != nil:
			o.pause(l, j, err)
			return false
		case t.ID == 0 && j.Topic != nil: // it will be made as it is to be
			o.pass(l, &o.stats.Replaced, 1)
			o.remove(ctx, j)
			return false
		case t.ID == 0:
			if j.bare {
				t.Icon = ""
			}
			j.opens = &t
		}
		l.thread = t.ID
	}
	if o.vain(ctx, l, j) {
		return false
	}
	if !o.isDesk(l.chat) {
		return true
	}
	if err := o.keep(ctx, g); err != nil {
		o.pause(l, j, err)
		return false
	}
	return true
}

// pause has a lane try again after the store failed: that is no fault of the item's.
func (o *Outbox) pause(l *lane, j *job, err error) {
	o.opts.Log.Warn("send an item to a group; trying again", "item", j.ref().String(), "err", err)
	o.again(l, o.opts.Now().Add(o.opts.Pace.Backoff))
}

// opened keeps the topic that was made for a job, which goes into it next.
func (o *Outbox) opened(ctx context.Context, l *lane, j *job, thread int) {
	made := *j.opens
	made.ID, j.opens = thread, nil
	if o.opts.Opened != nil {
		ctx, stop := o.untilForgotten(ctx, j)
		defer stop()
		if err := o.opts.Opened(ctx, l.chat, j.Customer, made); err != nil {
			o.pause(l, j, err) // it stays empty, which nobody sees, and another is made
			return
		}
	}
	l.thread = thread
	o.again(l, l.retry)
}

// untilForgotten returns a context that ends when a job's customer is forgotten: their lane, for which whoever keeps
// the topic waits, may itself be waiting for the job to end.
func (o *Outbox) untilForgotten(ctx context.Context, j *job) (context.Context, func()) {
	ctx, stop := context.WithCancel(ctx)
	o.mu.Lock()
	defer o.mu.Unlock()
	if j.giveUp = stop; o.departed(&j.Item) {
		stop()
	}
	return ctx, stop
}

// strip has a topic be made or changed without its icon, where it was to have one: Telegram takes icons back as it likes,
// and nothing must wait for one.
func (j *job) strip() bool {
	had := j.opens != nil && j.opens.Icon != "" || j.opens == nil && j.Topic != nil && j.Topic.Icon != ""
	strips := had && !j.bare
	j.bare = j.bare || strips
	return strips
}

// change carries out what becomes of a topic.
func (o *Outbox) change(ctx context.Context, l *lane, j *job) error {
	t, icon, thread := j.Topic, j.Topic.Icon, l.thread
	if j.bare {
		icon = ""
	}
	if j.Chat != Desk { // in a group that is the desk no more
		thread = t.Thread
	}
	switch {
	case t.Reopen:
		return o.opts.Client.Call(ctx, "reopenForumTopic", &bot.ReopenForumTopicParams{ChatID: l.chat, MessageThreadID: l.thread}, nil)
	case t.Delete != 0:
		return o.opts.Client.Call(ctx, "deleteForumTopic", &bot.DeleteForumTopicParams{ChatID: l.chat, MessageThreadID: t.Delete}, nil)
	case t.Close:
		return o.opts.Client.Call(ctx, "closeForumTopic", &bot.CloseForumTopicParams{ChatID: l.chat, MessageThreadID: l.thread}, nil)
	}
	return o.opts.Client.Call(ctx, "editForumTopic", &bot.EditForumTopicParams{
		ChatID: l.chat, MessageThreadID: thread, Name: t.Name, IconCustomEmojiID: icon,
	}, nil)
}

// open makes the topic for a job and returns its id.
func (o *Outbox) open(ctx context.Context, l *lane, j *job) (int, error) {
	var made models.ForumTopic
	err := o.opts.Client.Call(ctx, "createForumTopic", &bot.CreateForumTopicParams{
		ChatID: l.chat, Name: j.opens.Name, IconCustomEmojiID: j.opens.Icon,
	}, &made)
	return made.MessageThreadID, err
}
