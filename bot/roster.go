package bot

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"guanxi/bot/desk"
	"guanxi/locales"
	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// generalOf is the name under which what staff ask in the general topic of a group is worked off. It is no customer's.
func generalOf(group int64) profile.CustomerID {
	return profile.IdentifiedBy("general", strconv.FormatInt(group, 10))
}

// enrol keeps the entry by which staff find the customer.
func (d *decision) enrol(was *known, c *store.Commit) error {
	before, rec := &was.record, &d.known.record
	customer := &rec.State.Customer
	entry := desk.EntryOf(customer, &rec.Ticket, &d.known.history)
	if customer.Chat == 0 || was.version > 0 && entry.Same(desk.EntryOf(&before.State.Customer, &before.Ticket, &was.history)) {
		return nil
	}
	value, err := cbor.Marshal(entry)
	if err != nil {
		return err
	}
	c.Add = append(c.Add, store.Link{
		List: desk.RosterIn(c.Shard), Entry: store.Entry{Score: customer.Since, ID: string(customer.ID), Value: value},
	})
	return nil
}

// seek finds out whom a command of staff's is about. One who is to be written to is the only one that fits; else staff
// are told who does.
func (b *Bot) seek(d *delivery, words string, write bool) error {
	search := b.search
	if write {
		search = b.called
	}
	found, err := search(words)
	if err != nil {
		return err
	}
	if write && len(found) == 0 {
		if found, d.act.Data, err = b.addressed(words); err != nil {
			return err
		}
	}
	d.customer, d.found = generalOf(d.from.Chat), found
	if write && len(found) == 1 {
		d.customer, d.act.Kind = found[0].ID, desk.Wanted
	}
	return nil
}

// maxCalled is how many words of a command name somebody at most: each more is a way through the roster.
const maxCalled = 3

// addressed looks for whom the first of some words name, as many of them as fit, and returns the others.
func (b *Bot) addressed(words string) (found []desk.Found, rest string, err error) {
	all := strings.Fields(words)
	for n := min(len(all)-1, maxCalled); n > 0 && len(found) == 0; n-- {
		if found, err = b.called(strings.Join(all[:n], " ")); err != nil {
			return nil, "", err
		}
		rest = strings.Join(all[n:], " ")
	}
	if len(found) == 0 {
		rest = ""
	}
	return found, rest, nil
}

// called looks for customers by what they are called, as search does, and not by what they spoke of: who is written to is
// meant by name.
func (b *Bot) called(words string) ([]desk.Found, error) {
	found, err := b.search(words)
	return slices.DeleteFunc(found, func(f desk.Found) bool { return !f.Fits(words) }), err
}

// search looks for customers by name, username, phone, numbers of complaints and what they complained of or suggested, and
// where staff have them by what they spoke of last; those with a topic come first. It goes once through the whole roster:
// some 300 ms of one CPU for 100,000 customers in the embedded store, a tenth of that for the complaints of every tenth
// (BenchmarkSearch).
func (b *Bot) search(words string) ([]desk.Found, error) {
	ctx, cancel := b.deadline()
	defer cancel()
	var found []desk.Found
	for shard := range uint8(profile.Shards) {
		entries, err := b.store.Range(ctx, desk.RosterIn(shard), 0, endOfTime, math.MaxInt32)
		if err != nil {
			return nil, fmt.Errorf("look through the roster of shard %d: %w", shard, err)
		}
		for _, e := range entries {
			f := desk.Found{ID: profile.CustomerID(e.ID)}
			if err := cbor.Unmarshal(e.Value, &f.Entry); err != nil {
				return nil, fmt.Errorf("read the roster's entry of customer %s: %w", e.ID, err)
			}
			fits, err := b.fits(&f, words)
			if err != nil {
				return nil, err
			}
			if fits {
				found = append(found, f)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b desk.Found) int {
		return cmp.Or(cmp.Compare(min(1, b.Thread), min(1, a.Thread)), strings.Compare(a.Name, b.Name), cmp.Compare(a.Namesake, b.Namesake))
	})
	return found, nil
}

// fits says whether words mean a customer, and notes what fits of theirs, else what one of staff's spoke of last.
func (b *Bot) fits(f *desk.Found, words string) (bool, error) {
	named := f.Fits(words)
	if f.Gist = f.Tells(words); f.Gist != "" || f.Thread == 0 {
		return named || f.Gist != "", nil
	}
	k, err := b.load(f.ID)
	if err != nil {
		return false, err
	}
	f.Gist = k.record.State.Session.Last
	folded := locales.Fold(words)
	return named || folded != "" && strings.Contains(locales.Fold(f.Gist), folded), nil
}
