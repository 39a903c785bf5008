package bot

import (
	"errors"
	"fmt"

	"guanxi/profile"
	"guanxi/profile/store"
)

// conflictTries is how often a turn is decided again because somebody else had written meanwhile.
const conflictTries = 10

// work takes a customer's waiting inputs through their turns and into one commit, and tells each that it is done. After
// an error nothing of it counts as done, though it may be: the same inputs come again, none after them is taken before,
// and the marks in the record tell.
func (b *Bot) work(id profile.CustomerID, batch []delivery) {
	err := errBehind
	if !b.failures.behind(id, batch, b.now()) {
		err = b.attempt(id, batch)
	}
	for _, d := range batch {
		d.done(err)
	}
}

func (b *Bot) attempt(id profile.CustomerID, batch []delivery) error {
	err := shield(func() error { return b.take(id, batch) })
	switch {
	case errors.Is(err, errPanic) && len(batch) > 1: // alone each shows whether it was the cause
		for _, d := range batch {
			if err := b.attempt(id, []delivery{d}); err != nil {
				return err
			}
		}
		return nil
	case hopeless(err):
		err = b.buryAll(batch, err)
	}
	if err != nil {
		b.failures.note(id, batch, b.now())
		return err
	}
	b.failures.clear(id, batch)
	return nil
}

func (b *Bot) take(id profile.CustomerID, batch []delivery) error {
	if err := b.doubts.settle(b.outbox, id.Shard()); err != nil {
		return err
	}
	if err := b.attribute(id, batch); err != nil {
		return err
	}
	for range conflictTries {
		k, err := b.load(id)
		if err != nil {
			return err
		}
		if k.record.Leaving != nil {
			if err := b.erase(k); err != nil && !errors.Is(err, store.ErrConflict) {
				return err
			}
			continue
		}
		d, err := b.decide(k, batch)
		if err != nil || !d.fresh {
			return err
		}
		if err = errors.Join(b.keep(d.taught), b.speak(k, d)); err != nil {
			return err
		}
		err = b.commit(k, d)
		if errors.Is(err, store.ErrConflict) {
			b.cache.drop(id)
			continue
		}
		if err != nil {
			b.cache.drop(id)
			return fmt.Errorf("commit customer %s: %w", id, err)
		}
		b.start(d)
		if batch = d.rest; len(batch) == 0 {
			return nil
		}
	}
	return fmt.Errorf("commit customer %s: %w %d times in a row", id, store.ErrConflict, conflictTries)
}

// start begins what a decision that is committed wants done beside: what a model is asked, and answers to presses.
func (b *Bot) start(d *decision) {
	for _, c := range d.consult {
		b.consult(&d.known, c)
	}
	for _, h := range d.hear {
		b.hear(d.known.record.State.Customer.ID, h, d.known.record.State.Customer.Chat)
	}
	for _, h := range d.help {
		b.help(&d.known, h)
	}
	for _, a := range d.toasts {
		a.press.answer(a.toast)
	}
}

// commit writes a decision and lets the rest of the process see what the store now holds.
func (b *Bot) commit(k *known, d *decision) error {
	c, err := d.commit(k)
	if err != nil {
		return err
	}
	id := k.record.State.Customer.ID
	release := b.doubts.hold(c.Shard)
	defer release()
	if err := b.apply(c); err != nil {
		if !errors.Is(err, store.ErrConflict) {
			b.doubts.raise(c.Shard)
		}
		return err
	}
	b.cache.put(id, new(d.known)) // without the rest of the decision
	b.outbox.Instead(d.gone, d.items...)
	if d.alarm != 0 {
		b.alarms.note(c.Shard, d.alarm)
	}
	return nil
}

func (b *Bot) apply(c store.Commit) error {
	ctx, cancel := b.deadline()
	defer cancel()
	defer b.waits.note(&c)
	return b.store.Commit(ctx, c)
}
