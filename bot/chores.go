package bot

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"time"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/profile"
	"guanxi/profile/store"
)

const (
	erasedAfter = 24 * time.Hour      // what was erased is gone from the store's files by then
	shortest    = 10 * time.Minute    // from an erasing until the files are rewritten: longer than the erasing takes
	quietHour   = 4                   // when the fewest write, on the shop's clock
	keptFor     = 30 * 24 * time.Hour // whom staff's messages are about, and dead letters
	pairedFor   = 7 * 24 * time.Hour  // which message is the copy of which, three entries each: later answers quote nothing, and in a group replies to these stay inside
	choreBatch  = 1000                // entries of a list looked through at once
)

// choresKey is the list of what is to be done for the store itself, by when it is due: it outlives a restart.
var choresKey = store.Key{Shard: profile.ShardOf("chores"), Name: "chores"}

// The chores. Each erasing asks for a rewriting of its own; one does for all that are due.
const (
	compactChore = "compact" // rewrite the store's files without what was erased
	trimChore    = "trim"    // take away what is too old; again each night
)

func chore(name string, due time.Time) store.Link {
	return store.Link{List: choresKey, Entry: store.Entry{Score: due.UnixMilli(), ID: name}}
}

// tonight is the next quiet hour, not sooner than what is erased now surely is, and within a day.
func (b *Bot) tonight() time.Time {
	now := b.world.Load().Shop.Clock(b.now())
	due := time.Date(now.Year(), now.Month(), now.Day(), quietHour, 0, 0, 0, now.Location())
	if due.Before(now.Add(shortest)) {
		due = due.AddDate(0, 0, 1)
	}
	if latest := now.Add(erasedAfter - shortest); due.After(latest) {
		return latest
	}
	return due
}

// compactSoon has the store's files be rewritten within a day.
func (b *Bot) compactSoon() error {
	return b.apply(store.Commit{Shard: choresKey.Shard, Add: []store.Link{chore(compactChore, b.tonight())}})
}

// keepHouse does the chores when they are due, until ctx is done.
func (b *Bot) keepHouse(ctx context.Context) {
	for ctx.Err() == nil {
		if err := b.tidy(ctx); err != nil && ctx.Err() == nil {
			b.log.Error("keep house; trying again", "err", err)
		}
		timer := time.NewTimer(shortest) // no chore is due sooner after it came up
		select {
		case <-timer.C:
		case <-ctx.Done():
		}
		timer.Stop()
	}
}

// tidy does what is due.
func (b *Bot) tidy(ctx context.Context) error {
	all, err := b.store.Range(ctx, choresKey, 0, endOfTime, math.MaxInt32)
	if err != nil {
		return fmt.Errorf("look up what is to be done: %w", err)
	}
	due := map[string][]store.Link{}
	trims := false
	for _, e := range all {
		trims = trims || e.ID == trimChore
		if e.Score <= b.now().UnixMilli() {
			due[e.ID] = append(due[e.ID], store.Link{List: choresKey, Entry: e})
		}
	}
	if done := due[trimChore]; done != nil || !trims {
		if b.embeddings.Failed() {
			b.embed(b.world.Load())
		}
		old, err := b.trim(ctx)
		if err != nil {
			return err
		}
		next := store.Commit{Shard: choresKey.Shard, Remove: done, Add: []store.Link{chore(trimChore, b.tonight())}}
		if err := b.store.Commit(ctx, next); err != nil {
			return fmt.Errorf("put down when to trim again: %w", err)
		}
		if old > 0 {
			b.log.Info("took away what was too old", "entries", old)
		} else {
			b.log.Debug("nothing was too old")
		}
	}
	if done := due[compactChore]; done != nil {
		return b.compact(ctx, done)
	}
	return nil
}

// compact has the store's files rewritten; once more the next night where last words to somebody forgotten, which name
// their chat, are still in them.
func (b *Bot) compact(ctx context.Context, done []store.Link) error {
	var again []store.Link
	if b.outbox.Fleeting() {
		again = []store.Link{chore(compactChore, b.tonight())}
	}
	err := store.Compact(ctx, b.store)
	switch {
	case errors.Is(err, store.ErrRefused):
		b.unwritten.Do(func() { b.log.Warn("have erased data go from the store's files", "err", err) })
	case err != nil:
		return err
	default:
		b.log.Info("rewrote the store's files: what was erased is gone from them")
	}
	if err := b.store.Commit(ctx, store.Commit{Shard: choresKey.Shard, Remove: done, Add: again}); err != nil {
		return fmt.Errorf("put down that the store's files were rewritten: %w", err)
	}
	return nil
}

// trim takes away what is too old to be of use.
func (b *Bot) trim(ctx context.Context) (removed int, err error) {
	for shard := range uint8(profile.Shards) {
		for more := true; more; {
			c := store.Commit{Shard: shard}
			if more, err = b.outdated(ctx, &c); err != nil {
				return removed, fmt.Errorf("trim shard %d: %w", shard, err)
			}
			if len(c.Remove) == 0 {
				break
			}
			if err := b.store.Commit(ctx, c); err != nil {
				return removed, fmt.Errorf("trim shard %d: %w", shard, err)
			}
			removed += len(c.Remove)
		}
	}
	return removed, nil
}

// outdated adds to a commit what takes away the old entries of a shard, and says whether there are more.
func (b *Bot) outdated(ctx context.Context, c *store.Commit) (more bool, err error) {
	for _, old := range []struct {
		list store.Key
		kept time.Duration
		goes func(context.Context, *store.Commit, store.Entry) error
	}{
		{outbox.ShownIn(c.Shard), keptFor, b.unanswered},
		{outbox.DeadIn(c.Shard), keptFor, nil},
		{deadUpdatesIn(c.Shard), keptFor, nil},
		{desk.DaysIn(c.Shard), keptFor, nil},
		{desk.GapsIn(c.Shard), keptFor, nil},
		{goneIn(c.Shard), seenFor, b.unmarked},
		{outbox.PairsIn(c.Shard), pairedFor, unpair},
	} {
		entries, err := b.store.Range(ctx, old.list, 0, b.now().Add(-old.kept).UnixMilli(), choreBatch)
		if err != nil {
			return false, err
		}
		for _, e := range entries {
			c.Remove = append(c.Remove, store.Link{List: old.list, Entry: e})
			if old.goes == nil {
				continue
			}
			if err := old.goes(ctx, c, e); err != nil {
				return false, err
			}
		}
		more = more || len(entries) == choreBatch
	}
	if !more {
		err = errors.Join(b.surplus(ctx, c), b.embeddings.Trim(ctx, c))
	}
	return more, err
}

// unanswered takes away whom a reply to a message of staff's chat belongs to.
func (b *Bot) unanswered(_ context.Context, c *store.Commit, e store.Entry) error {
	if chat, message, ok := outbox.Shown(e); ok {
		c.Delete = append(c.Delete, outbox.AnswersKey(chat, message))
	}
	return nil
}

// unpair takes away which messages are copies of one another.
func unpair(_ context.Context, c *store.Commit, e store.Entry) error {
	links, err := outbox.PairLinks(e)
	c.Remove = append(c.Remove, links...)
	return err
}

// unmarked leaves of a forgotten customer nothing but a no to offers. One who came back left nothing.
func (b *Bot) unmarked(ctx context.Context, c *store.Commit, e store.Entry) error {
	key := store.Key{Shard: c.Shard, Name: goneName(strings.Clone(e.ID))}
	got, err := b.store.Get(ctx, key)
	if err != nil || got[0].Version == 0 {
		return err
	}
	var g gone
	if err := decode(got[0], &g); err != nil {
		return err
	}
	if g.At != e.Score { // forgotten again since
		return nil
	}
	c.Guards = append(c.Guards, store.Guard{Key: key, Version: got[0].Version})
	if !g.Refused {
		c.Delete = append(c.Delete, key)
		return nil
	}
	return put(c, key, gone{Refused: true, At: g.At})
}
