package bot

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"guanxi/bot/desk"
	"guanxi/locales"
	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// verdictBad and verdictGood begin the value of an event that judges an answer; the entry follows.
const (
	verdictKind = "verdict"
	verdictBad  = "bad:"
	verdictGood = "good:"
)

// miss keeps which questions of the customer's found no answer, or one that was no help; and no more which one was, after
// all. The owner is nobody's customer.
func (d *decision) miss(to *desk.Desk, events []profile.Event, millis int64) error {
	rec := &d.known.record
	c := &rec.State.Customer
	if len(events) == 0 || c.Chat == 0 || c.Chat == to.Chat {
		return nil
	}
	for _, e := range events {
		var err error
		switch {
		case e.Kind == "question" && e.Value == "":
			for slices.Contains(rec.Gaps, millis) { // of several in one batch each has a place
				millis++
			}
			err = d.gap(desk.Gap{Words: e.Words, Language: rec.State.Speaks()}, millis)
		case e.Kind == verdictKind && strings.HasPrefix(e.Value, verdictBad):
			entry := strings.TrimPrefix(e.Value, verdictBad)
			err = d.gap(desk.Gap{Words: d.asked(entry, e.Round), Language: rec.State.Speaks(), Entry: entry}, e.Round*1000)
		case e.Kind == verdictKind && strings.HasPrefix(e.Value, verdictGood):
			d.unGap(e.Round * 1000)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// asked is what the customer asked when an entry answered.
func (d *decision) asked(entry string, at int64) string {
	for _, e := range slices.Backward(d.known.history.With(d.events...).Last) {
		if e.Kind == "question" && e.Value == entry && e.At == at {
			return e.Words
		}
	}
	return ""
}

// gap adds one; of a customer's the oldest goes beyond some.
func (d *decision) gap(g desk.Gap, at int64) error {
	rec := &d.known.record
	g.Words = desk.Nameless(strings.Join(strings.Fields(g.Words), " "), &rec.State.Customer)
	if locales.Fold(g.Words) == "" {
		return nil
	}
	value, err := cbor.Marshal(g)
	if err != nil {
		return err
	}
	d.unGap(at)
	rec.Gaps = append(slices.Clone(rec.Gaps), at)
	if len(rec.Gaps) > desk.MaxGaps {
		d.unGap(rec.Gaps[0])
	}
	link := gapOf(rec.State.Customer.ID, at)
	link.Entry.Value = value
	d.gaps = append(d.gaps, link)
	return nil
}

// unGap takes one away.
func (d *decision) unGap(at int64) {
	rec := &d.known.record
	if !slices.Contains(rec.Gaps, at) {
		return
	}
	rec.Gaps = slices.DeleteFunc(slices.Clone(rec.Gaps), func(other int64) bool { return other == at })
	d.gaps = slices.DeleteFunc(d.gaps, func(l store.Link) bool { return l.Entry.Score == at })
	d.filled = append(d.filled, gapOf(rec.State.Customer.ID, at))
}

func gapOf(id profile.CustomerID, at int64) store.Link {
	return store.Link{List: desk.GapsIn(id.Shard()), Entry: store.Entry{Score: at, ID: string(id)}}
}

// maxHeard is how many gaps of all customers are listed, the newest.
const maxHeard = 2000

// heard is a gap and where it lies.
type heard struct {
	desk.Gap
	link store.Link
}

// gaps are the questions that found no answer and would find none now, grouped by what they ask, the most frequent first.
func (b *Bot) gaps(ctx context.Context) ([]desk.Gaps, error) {
	var all []heard
	for shard := range uint8(profile.Shards) {
		entries, err := b.store.Range(ctx, desk.GapsIn(shard), 0, endOfTime, math.MaxInt32)
		if err != nil {
			return nil, fmt.Errorf("look for questions without an answer in shard %d: %w", shard, err)
		}
		for _, e := range entries {
			h := heard{link: store.Link{List: desk.GapsIn(shard), Entry: e}}
			if err := cbor.Unmarshal(e.Value, &h.Gap); err != nil {
				b.unread.Do(func() { b.log.Warn("passed over a question without an answer", "customer", e.ID, "err", err) })
				continue // one must not keep staff from all others
			}
			all = append(all, h)
		}
	}
	slices.SortStableFunc(all, func(a, b heard) int { return cmp.Compare(b.link.Entry.Score, a.link.Entry.Score) })
	all = all[:min(len(all), maxHeard)]
	w, now := b.world.Load(), b.now()
	all = slices.DeleteFunc(all, func(h heard) bool {
		found := w.Answers(h.Words, h.Language, now)
		return found != "" && found != h.Entry
	})
	words := make([]string, len(all))
	for i := range all {
		words[i] = all[i].Words
	}
	var groups []desk.Gaps
	for _, places := range w.Groups(words) {
		groups = append(groups, gather(all, places))
	}
	slices.SortStableFunc(groups, func(a, b desk.Gaps) int { return cmp.Compare(b.Customers, a.Customers) })
	return groups, nil
}

// gather makes one of gaps that ask for the same. A customer counts once.
func gather(all []heard, places []int) (g desk.Gaps) {
	customers := map[string]bool{}
	seen := map[string]bool{}
	for _, i := range places {
		h := all[i]
		customers[h.link.Entry.ID] = true
		if key := locales.Fold(h.Words); !seen[key] {
			seen[key] = true
			g.Words = append(g.Words, h.Words)
		}
		g.Entry = cmp.Or(g.Entry, h.Entry)
		g.Links = append(g.Links, h.link)
	}
	slices.SortStableFunc(g.Words, func(a, b string) int { // the plainest stands for all
		return cmp.Or(cmp.Compare(strings.Count(a, "…"), strings.Count(b, "…")), cmp.Compare(len(a), len(b)))
	})
	first := all[places[0]]
	g.Language, g.Last, g.Customers = first.Language, first.link.Entry.Score/1000, len(customers)
	return g
}

// leaveOut takes gaps away for good.
func (b *Bot) leaveOut(g desk.Gaps) error {
	by := map[uint8][]store.Link{}
	for _, link := range g.Links {
		by[link.List.Shard] = append(by[link.List.Shard], link)
	}
	for shard, links := range by {
		if err := b.apply(store.Commit{Shard: shard, Remove: links}); err != nil {
			return fmt.Errorf("leave a question out: %w", err)
		}
	}
	return nil
}

// surplus adds to a commit what takes away the oldest gaps of a shard beyond some.
func (b *Bot) surplus(ctx context.Context, c *store.Commit) error {
	entries, err := b.store.Range(ctx, desk.GapsIn(c.Shard), 0, endOfTime, math.MaxInt32)
	if err != nil {
		return err
	}
	for _, e := range entries[:max(0, len(entries)-desk.MaxShardGaps)] {
		c.Remove = append(c.Remove, store.Link{List: desk.GapsIn(c.Shard), Entry: e})
	}
	return nil
}
