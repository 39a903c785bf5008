package outbox

import (
	"context"
	"time"
)

// markFor is how long a mark may wait for its call. After a storm there are more than anybody looks for.
const markFor = 10 * time.Minute

// vain ends a group's job whose call would show nothing: a name that the topic bears, or a mark that comes too late.
func (o *Outbox) vain(ctx context.Context, l *lane, j *job) bool {
	late := j.React != "" && o.opts.Now().Sub(j.known) > markFor
	if !late && !j.named(l.thread) {
		return false
	}
	o.pass(l, &o.stats.Replaced, j.items())
	o.remove(ctx, j)
	return true
}

// named says whether a job gives a topic the name that it surely has.
func (j *job) named(thread int) bool {
	t := j.Topic
	return t != nil && t.Name != "" && t.Thread == thread && t.Name == t.Was && t.Icon == t.WasIcon && j.tries == 0 && !j.left
}

// after is a change of a topic in place of an earlier one that was not made.
func (t *Topic) after(former *Topic) *Topic {
	if t == nil || former == nil || t.Thread != former.Thread {
		return t
	}
	both := *t
	both.Was, both.WasIcon = former.Was, former.WasIcon
	return &both
}
