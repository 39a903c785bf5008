package bot

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"

	"guanxi/bot/desk"
	"guanxi/dialogs"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// lessons are what staff taught the bot beside the shop's own knowledge.
type lessons struct {
	mu     sync.Mutex
	world  *dialogs.World // without them
	taught []desk.Taught
}

// recall reads what the bot was taught, and makes the world of it.
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
	b.study(b.lessons.world, all)
	return nil
}

// study has the turns from now on decide by a world, with all that was taught and more.
func (b *Bot) study(w *dialogs.World, more []desk.Taught) {
	b.lessons.mu.Lock()
	defer b.lessons.mu.Unlock()
	l := &b.lessons
	if w != nil {
		l.world = w
	}
	for _, t := range more {
		l.taught = append(slices.DeleteFunc(l.taught, func(old desk.Taught) bool { return old.ID == t.ID }), t)
	}
	if len(l.taught) == 0 {
		b.world.Store(b.consulting(l.world))
		return
	}
	b.world.Store(b.consulting(l.world.With(desk.Entries(l.taught, l.world.Shop.Languages[0]))))
}

// consulting is a world in which the language model is asked, where there is one.
func (b *Bot) consulting(w *dialogs.World) *dialogs.World {
	if b.consults.model == nil {
		return w
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
		b.study(nil, taught)
	}
	return nil
}
