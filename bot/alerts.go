package bot

import (
	"context"
	"fmt"
	"time"

	"guanxi/bot/desk"
	"guanxi/bot/outbox"
	"guanxi/profile"
	"guanxi/profile/store"
)

const (
	roomLow    = 500 << 20 // bytes free below which the owner is told
	roomAgain  = 12 * time.Hour
	deadAgain  = 6 * time.Hour
	waitsAgain = 2 * time.Hour // of the same customer; of another at once
	morning    = 8             // when the day before is summed up, and from when on the owner may be rung
	evening    = 22
)

// awake says whether the owner may be told of what can wait: by day, and whenever the shop is open.
func (w *watcher) awake() bool {
	shop := w.world.Load().Shop
	clock := shop.Clock(w.now())
	opens, ok := shop.Opens(w.now())
	return clock.Hour() >= morning && clock.Hour() < evening || ok && !opens.After(w.now())
}

// warned says whether the owner was told of something within a time.
func (w *watcher) warned(what string, within time.Duration) bool {
	return w.now().UnixMilli()-w.office.Load().Told[what] < within.Milliseconds()
}

// warn tells the owner of something, and remembers when.
func (w *watcher) warn(what string, it outbox.Item, more func(*office)) error {
	return w.amend(nil, func(a *amendment) error {
		if a.desk.Chat == 0 {
			return errSettled
		}
		told := map[string]int64{what: a.now}
		for other, at := range a.office.Told {
			if other != what {
				told[other] = at
			}
		}
		a.office.Told = told
		if more != nil {
			more(&a.office)
		}
		a.tell(it)
		return nil
	})
}

// warnAll tells the owner of what is not as it should be.
func (w *watcher) warnAll(ctx context.Context) error {
	if w.desk.Load().Chat == 0 || !w.awake() {
		return nil
	}
	for _, do := range []func(context.Context) error{w.late, w.room, w.dead, w.report} {
		if err := do(ctx); err != nil {
			return err
		}
	}
	return nil
}

// late tells of the customer who waits longer, while the shop is open, than the shop wants.
func (w *watcher) late(ctx context.Context) error {
	q, err := w.longest(ctx)
	if err != nil || q.id == "" {
		return err
	}
	shop := w.world.Load().Shop
	due, ok := shop.Late(q.since)
	if !ok || due.After(w.now()) || w.office.Load().Waiting == q.since.Unix() && w.warned("waiting", waitsAgain) {
		return nil
	}
	it := w.owner(w.desk.Load()).Waiting(q.name, shop.Clock(q.since), shop.Clock(w.now()), q.others, q.topic)
	it.Names = []profile.CustomerID{q.id}
	return w.warn("waiting", it, func(o *office) { o.Waiting = q.since.Unix() })
}

// room tells that the disk fills.
func (w *watcher) room(context.Context) error {
	if w.free == nil || w.warned("disk", roomAgain) {
		return nil
	}
	free, err := w.free()
	if err != nil {
		return fmt.Errorf("look how much room is left: %w", err)
	}
	if free >= roomLow {
		return nil
	}
	return w.warn("disk", w.owner(w.desk.Load()).DiskFull(free), nil)
}

// dead tells how much could not be handled since the owner was told last.
func (w *watcher) dead(ctx context.Context) error {
	if w.warned("dead", deadAgain) || w.now().Sub(w.counted) < 10*roundTime {
		return nil
	}
	w.counted = w.now()
	since := w.office.Load().Buried
	n, last := 0, since
	err := w.buried(ctx, since, func(_ store.Key, letters []store.Entry) {
		n += len(letters)
		last = max(last, letters[len(letters)-1].Score)
	})
	if err != nil || n == 0 {
		return err
	}
	return w.warn("dead", w.owner(w.desk.Load()).Buried(n, since), func(o *office) { o.Buried = last })
}

// report sums up the day before, once, in the morning, where there is something to tell.
func (w *watcher) report(ctx context.Context) error {
	clock := w.world.Load().Shop.Clock(w.now())
	today := desk.DateOf(clock)
	if clock.Hour() < morning || w.office.Load().Summed == today {
		return nil
	}
	f, err := w.sum(ctx, desk.DateOf(clock.AddDate(0, 0, -1)))
	if err != nil {
		return err
	}
	return w.amend(nil, func(a *amendment) error {
		if a.office.Summed == today {
			return errSettled
		}
		first := a.office.Summed == 0 // whoever took the bot just now had no yesterday
		if a.office.Summed = today; !first && !f.Quiet() {
			a.tell(w.owner(&a.desk).Figures(f, true, clock))
		}
		return nil
	})
}
