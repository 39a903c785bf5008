package bot

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"sync"

	"guanxi/bot/desk"
	"guanxi/dialogs"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// lessons are what staff taught the bot beside the shop's own knowledge, and what they closed for a day.
type lessons struct {
	mu     sync.Mutex
	world  *dialogs.World // without them
	full   *dialogs.World // with what was taught
	taught []desk.Taught
	hidden map[string]bool  // what was taught and the shop's own knowledge answers by now
	closed map[string]int64 // entries, until when: Unix seconds

	shutting sync.Mutex // held by who changes closed, in the store and then here
}

// closedKey is the list of the entries that staff closed, by until when in Unix milliseconds.
var closedKey = store.Key{Shard: officer.Shard(), Name: "closed"}

// recall reads what the bot was taught and what is closed, and makes the world of it.
func (b *Bot) recall(ctx context.Context) error {
	entries, err := b.store.Range(ctx, desk.TaughtKey, 0, endOfTime, math.MaxInt32)
	if err != nil {
		return fmt.Errorf("load what staff taught: %w", err)
	}
	var all []desk.Taught
	for _, e := range entries {
		var t desk.Taught
		if err := cbor.Unmarshal(e.Value, &t); err != nil {
			return fmt.Errorf("read what staff taught: entry %s: %w", e.ID, err)
		}
		all = append(all, t)
	}
	shut, err := b.store.Range(ctx, closedKey, b.now().UnixMilli(), endOfTime, math.MaxInt32)
	if err != nil {
		return fmt.Errorf("load what is closed for the day: %w", err)
	}
	closed := map[string]int64{}
	for _, e := range shut {
		closed[e.ID] = e.Score / 1000
	}
	b.study(func(l *lessons) { l.taught, l.closed = all, closed })
	return nil
}

// study changes the lessons and has the turns from now on decide by them.
func (b *Bot) study(change func(*lessons)) {
	l := &b.lessons
	l.mu.Lock()
	defer l.mu.Unlock()
	world, taught := l.world, l.taught
	change(l)
	if l.full == nil || l.world != world || !slices.EqualFunc(l.taught, taught, desk.Taught.Same) {
		entries, hidden := desk.Entries(l.taught, l.world.Knowledge(), l.world.Shop.Languages[0])
		l.full, l.hidden = l.world.With(entries), hidden
		l.full.Learn()
		b.embed(l.full)
	} else if b.embeddings.Failed() { // what closes for a day moves no entry
		b.embed(l.full)
	}
	b.world.Store(b.consulting(l.full.Closing(maps.Clone(l.closed))))
}

// learn adds to what was taught, or changes it.
func (l *lessons) learn(taught ...desk.Taught) {
	for _, t := range taught {
		l.unlearn(t.ID)
		l.taught = append(l.taught, t)
	}
}

// unlearn takes back what was taught. The former list is left as it is.
func (l *lessons) unlearn(id string) {
	l.taught = slices.DeleteFunc(slices.Clone(l.taught), func(t desk.Taught) bool { return t.ID == id })
}

// lesson returns what was taught under an id.
func (b *Bot) lesson(id string) (desk.Taught, bool) {
	b.lessons.mu.Lock()
	defer b.lessons.mu.Unlock()
	i := slices.IndexFunc(b.lessons.taught, func(t desk.Taught) bool { return t.ID == id })
	if i < 0 {
		return desk.Taught{}, false
	}
	return b.lessons.taught[i], true
}

// consulting is a world in which the language model is asked, where there is one.
func (b *Bot) consulting(w *dialogs.World) *dialogs.World {
	if b.consults.model == nil {
		return w
	}
	if b.consults.model.Hears() {
		w = w.Hearing()
	}
	return w.Consulting()
}

// keep writes down what staff taught, before the commit of the customer about whom it was: done twice it stands once.
func (b *Bot) keep(taught []desk.Taught) error {
	for _, t := range taught {
		link, err := t.Link()
		if err == nil {
			err = b.apply(store.Commit{Shard: link.List.Shard, Add: []store.Link{link}})
		}
		if err != nil {
			return fmt.Errorf("keep what staff taught: %w", err)
		}
	}
	if len(taught) > 0 {
		b.study(func(l *lessons) { l.learn(taught...) })
	}
	return nil
}
