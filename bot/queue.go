package bot

import (
	"context"
	"fmt"
	"slices"
	"time"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
)

// How long a customer's words may wait to be shown to staff before the queue's card says so.
const (
	lateAfter  = time.Minute
	growsAfter = 5 * time.Second  // where there is more than the group takes in this minute
	overAfter  = 10 * time.Second // once it says so, until nobody waits so long any more
)

// queue keeps the card in the general topic that says how far what staff see is behind: Telegram lets a bot make 20 calls
// a minute in a group.
func (w *watcher) queue(ctx context.Context) error {
	group := w.desk.Load().Group
	if group == 0 {
		return nil
	}
	if slices.ContainsFunc(w.office.Load().Faults, desk.Silences) { // the owner is told, and there it cannot be
		w.faulty, w.caughtUp, w.behind = true, 0, 0
		return nil
	}
	if w.faulty {
		w.faulty, w.mended = false, w.now()
	}
	if err := w.recall(group); err != nil {
		return err
	}
	lag := w.outbox.Lag()
	waits := w.now().Sub(lag.Since)
	after := lateAfter
	switch {
	case w.behind == group:
		after = overAfter
	case lag.Grows:
		after = growsAfter
	}
	late := lag.Customers > 0 && min(waits, w.now().Sub(w.mended)) >= after
	if !late && (w.caughtUp == group || lag.Customers > 0) {
		return nil
	}
	act := desk.Act{Kind: desk.Queued, Group: group}
	if late {
		k, err := w.load(lag.Customer)
		if err != nil {
			return err
		}
		act.Queue = &desk.Queue{ID: lag.Customer, Name: desk.Called(&k.record.State.Customer), Items: lag.Items, Waits: waits}
	}
	if err := w.enact(ctx, generalOf(group), act); err != nil {
		return err
	}
	if w.caughtUp, w.behind = group, 0; late {
		w.caughtUp, w.behind = 0, group
	}
	return nil
}

// recall finds out whether there is a card of an earlier life, or of before a move: it may say that somebody waits.
func (w *watcher) recall(group int64) error {
	if w.caughtUp == group || w.behind == group {
		return nil
	}
	shown, err := w.queued(group)
	if err != nil {
		return err
	}
	if w.caughtUp, w.behind = group, 0; shown {
		w.caughtUp, w.behind = 0, group
	}
	return nil
}

// queued says whether a group has the card.
func (b *Bot) queued(group int64) (bool, error) {
	ctx, cancel := b.deadline()
	defer cancel()
	got, err := b.store.Get(ctx, outbox.CardsKey(generalOf(group)))
	if err != nil {
		return false, fmt.Errorf("look whether group %d has the queue's card: %w", group, err)
	}
	return got[0].Version != 0, nil
}

// restQueues has the cards in groups that answer no more say so.
func (b *Bot) restQueues() error {
	for _, f := range b.office.Load().Former {
		shown, err := b.queued(f.Chat)
		if err != nil {
			return err
		}
		if !shown || f.Out {
			continue
		}
		if err := b.enact(context.Background(), generalOf(f.Chat), desk.Act{Kind: desk.Queued, Group: f.Chat}); err != nil {
			return err
		}
	}
	return nil
}
