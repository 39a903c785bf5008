package bot

import (
	"maps"
	"slices"
	"strings"
	"time"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	knowledge "guanxi/dialogs/answers"
	"guanxi/locales"
	"guanxi/profile/store"
)

// showOpen shows what can be closed for the day: all, or what goes by some words.
func (b *Bot) showOpen(d *delivery, words string, page int) error {
	entries := b.closable(words)
	if len(entries) == 0 {
		return b.show(d, func(k desk.Books) outbox.Item { return k.Say("desk-soldout-none", nil) })
	}
	b.lessons.mu.Lock()
	closed := b.lessons.closed
	b.lessons.mu.Unlock()
	first := b.world.Load().Shop.Languages[0]
	return b.show(d, func(k desk.Books) outbox.Item { return k.SoldOut(entries, closed, first, page, words == "") })
}

// closable are the entries that can be closed for a day, and in which words stand somewhere.
func (b *Bot) closable(words string) (entries []knowledge.Entry) {
	key := locales.Fold(words)
	for _, e := range b.world.Load().Knowledge() {
		if strings.HasPrefix(e.ID, "category:") || !b.mentions(e, key) {
			continue
		}
		entries = append(entries, e)
	}
	return entries
}

func (b *Bot) mentions(e knowledge.Entry, key string) bool {
	if strings.Contains(e.ID, key) {
		return true
	}
	has := func(text string) bool { return strings.Contains(locales.Fold(text), key) }
	for _, title := range e.Title {
		if has(title) {
			return true
		}
	}
	for _, questions := range e.Questions {
		if slices.ContainsFunc(questions, has) {
			return true
		}
	}
	return slices.ContainsFunc(e.Tags, has)
}

// shut closes an entry until the shop's midnight, or opens it again, and shows all anew.
func (b *Bot) shut(d *delivery, id string, closes bool) error {
	now := b.world.Load().Shop.Clock(b.now())
	until := time.Date(now.Year(), now.Month(), now.Day()+1, 0, 0, 0, 0, now.Location())
	entry := store.Link{List: closedKey, Entry: store.Entry{Score: until.UnixMilli(), ID: id}}
	b.lessons.shutting.Lock() // two at once would each forget the other's
	defer b.lessons.shutting.Unlock()
	ctx, cancel := b.deadline()
	defer cancel()
	past, err := b.store.Range(ctx, closedKey, 0, now.UnixMilli(), 1000)
	if err != nil {
		return err
	}
	b.lessons.mu.Lock()
	closed := maps.Clone(b.lessons.closed)
	b.lessons.mu.Unlock()
	if closed[id] = until.Unix(); !closes {
		delete(closed, id)
	}
	entries, first := b.closable(""), b.world.Load().Shop.Languages[0]
	err = b.amend(d, func(a *amendment) error {
		for _, e := range past {
			a.remove = append(a.remove, store.Link{List: closedKey, Entry: e})
		}
		what := "opened"
		if closes {
			a.add, what = []store.Link{entry}, "closed"
		} else {
			a.remove = append(a.remove, entry)
		}
		a.note(d.from.From.ID, d.from.From.Name, what, id)
		k := b.books(&a.desk, d)
		b.turnTo(a, d, k.SoldOut(entries, closed, first, k.PageOf(id, entries, closed), true))
		return nil
	})
	if err == nil {
		b.study(func(l *lessons) { l.closed = closed })
	}
	return err
}
