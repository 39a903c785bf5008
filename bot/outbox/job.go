package outbox

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"guanxi/locales"
	"guanxi/profile/store"
)

// between parts the texts of one message.
const between = "\n\n"

// job is an item, or several that go as one, and what happened to it in this process.
type job struct {
	Item
	with    []Item // further items whose lives end with it: merged texts, or states that Item replaces
	text    string // of all merged; empty: Item's
	ids     []int  // as which messages several were copied
	sending bool
	alone   bool      // merged, it was refused
	plain   bool      // its markup was refused
	anew    bool      // the message to edit is gone
	apart   bool      // it was for a topic, and goes into a chat without: whose it is must be said
	told    bool      // that was said, in a line of its own
	bare    bool      // the topic's icon was refused
	opens   *Thread   // the topic to be made first
	giveUp  func()    // has whoever keeps that topic wait no longer; nil: nobody does
	target  int       // the message to replace; 0: a new one is sent
	tries   int       // failed ones
	left    bool      // by an earlier life, which may have sent it
	known   time.Time // since when this life knows it
	failed  time.Time // the first of them
}

// cost is how many calls Telegram counts; o.mu is held.
func (j *job) cost() int {
	if j.quotes() && !j.told {
		return 1
	}
	return max(1, len(j.copies()))
}

// since returns when the oldest was queued.
func (j *job) since() int64 {
	since := j.Queued
	for i := range j.with {
		since = min(since, j.with[i].Queued)
	}
	return since
}

// items counts those that the job ends.
func (j *job) items() int { return 1 + len(j.with) }

// all are the job's items; of those that were replaced only the places are known.
func (j *job) all() iter.Seq[*Item] {
	return func(yield func(*Item) bool) {
		if !yield(&j.Item) {
			return
		}
		for i := range j.with {
			if !yield(&j.with[i]) {
				return
			}
		}
	}
}

// places are where the job's items lie.
func (j *job) places() iter.Seq[store.Link] {
	return func(yield func(store.Link) bool) {
		for it := range j.all() {
			if !yield(it.Entry()) {
				return
			}
		}
	}
}

// body is the text to be sent, with whose it is where that must be said and there is room.
func (j *job) body() string {
	text := cmp.Or(j.text, j.Text)
	if named := j.Whose + "\n" + text; j.apart && locales.Units(named) <= locales.MaxText {
		return named
	}
	return text
}

// any says whether one of the items is so.
func (j *job) any(is func(*Item) bool) bool {
	for it := range j.all() {
		if is(it) {
			return true
		}
	}
	return false
}

// merge puts the texts behind the first of a lane into its message, as far as they fit; a ticket's card takes the words
// along that wait with it, in a private chat too: it says whose they are. Units count markup too, so it never is too long.
func (l *lane) merge() {
	j := l.jobs[0]
	if !j.introduces() && (l.of == nil || !j.words()) || j.alone {
		return
	}
	for {
		at := 1 + slices.IndexFunc(l.jobs[1:], func(next *job) bool { return next.Customer == j.Customer })
		if at == 0 {
			return
		}
		next := l.jobs[at]
		join := between
		if j.introduces() && len(j.with) == 0 && next.Whose != "" { // it tells them from what the bot says
			join += next.Whose + "\n"
		}
		if !next.words() || next.alone || j.items()+next.items() > maxPairs || locales.Units(j.body()+join+next.body()) > locales.MaxText {
			return
		}
		j.text = j.body() + join + next.body()
		j.with = append(append(j.with, next.Item), next.with...)
		l.jobs = slices.Delete(l.jobs, at, at+1)
		l.count(next, -1)
	}
}

// split undoes the merging of the first of a lane: it was refused, and each is to be tried alone.
func (l *lane) split() bool {
	j := l.jobs[0]
	if j.text == "" {
		return false
	}
	parts := []*job{{Item: j.Item, alone: true}}
	for _, it := range j.with {
		parts = append(parts, &job{Item: it, alone: true})
	}
	l.count(j, -1)
	for _, each := range parts {
		l.count(each, +1)
	}
	l.jobs = append(parts, l.jobs[1:]...)
	return true
}

// renew has a waiting job stand for a newer state of the same, or take an older one along; it goes where the first was.
func (j *job) renew(it Item) {
	old := it
	if it.Seq > j.Seq {
		old = j.Item
		it.First, it.Lead = it.First || old.First, it.Lead || old.Lead
		it.Answers = it.Answers || old.Answers
		it.Topic = it.Topic.after(old.Topic)
		j.Item = it.over(old)
		j.plain = false
	} else {
		j.Topic = j.Topic.after(it.Topic)
		j.Item = j.Item.over(it)
	}
	j.with = append(j.with, Item{Customer: old.Customer, Seq: old.Seq, Queued: old.Queued})
}
