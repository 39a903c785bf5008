package bot

import (
	"context"
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
		w.faulty = true
		return nil
	}
	if w.faulty {
		w.faulty, w.mended = false, w.now()
	}
	if err := w.recall(ctx, group); err != nil {
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
	if !late && (w.caughtUp == group || lag.Grows) { // as after a move: what was put off has just begun to wait again
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
func (w *watcher) recall(ctx context.Context, group int64) error {
	if w.caughtUp == group || w.behind == group {
		return nil
	}
	got, err := w.store.Get(ctx, outbox.CardsKey(generalOf(group)))
	if err != nil {
		return err
	}
	if w.caughtUp, w.behind = group, 0; got[0].Version != 0 {
		w.caughtUp, w.behind = 0, group
	}
	return nil
}
