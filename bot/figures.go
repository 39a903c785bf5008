package bot

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"time"

	"guanxi/bot/desk"
	"guanxi/dialogs"
	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// tally counts a delivery in the customer's day. The owner is nobody's customer.
func (d *decision) tally(w *dialogs.World, to *desk.Desk, was *desk.Ticket, in *delivery, events []profile.Event, now time.Time) {
	rec := &d.known.record
	c := &rec.State.Customer
	if c.Chat == 0 || c.Chat == to.Chat {
		return
	}
	day := rec.Day
	if date := desk.DateOf(w.Shop.Clock(now)); day.Date != date {
		day = desk.Day{Date: date}
	}
	blank := desk.Day{Date: day.Date}
	day = day.With(events)
	if in.input.Chat != 0 && in.input.Kind != dialogs.Blocked {
		day.Came = true
		day.New = day.New || desk.DateOf(w.Shop.Clock(time.Unix(c.Since, 0))) == day.Date
	}
	if !was.Met && rec.Ticket.Met && was.Waiting != 0 {
		day = day.Met(waited(w.Shop, time.Unix(was.Waiting, 0), now))
	}
	if !reflect.DeepEqual(day, blank) {
		rec.Day = day
	}
}

// waited is how long a customer waited: who wrote at night waits from when the shop opens.
func waited(s dialogs.Shop, since, now time.Time) time.Duration {
	if opens, ok := s.Opens(since); ok && opens.Before(now) {
		return now.Sub(opens)
	} else if ok {
		return 0 // answered before the shop opened
	}
	return now.Sub(since)
}

// count keeps the customer's day in the list of the day.
func (d *decision) count(was *known, c *store.Commit) error {
	day := &d.known.record.Day
	if day.Date == 0 || reflect.DeepEqual(*day, was.record.Day) {
		return nil
	}
	value, err := cbor.Marshal(day)
	if err != nil {
		return err
	}
	c.Add = append(c.Add, store.Link{
		List: desk.DaysIn(c.Shard), Entry: store.Entry{Score: day.Date, ID: string(was.record.State.Customer.ID), Value: value},
	})
	return nil
}

// figures tells the owner how the day has been.
func (b *Bot) figures(d *delivery) error {
	ctx, cancel := b.deadline()
	defer cancel()
	now := b.world.Load().Shop.Clock(b.now())
	f, err := b.sum(ctx, desk.DateOf(now))
	if err != nil {
		return err
	}
	return b.amend(d, func(a *amendment) error {
		a.tell(b.here(d, b.owner(&a.desk).Figures(f, false, now)))
		return nil
	})
}

// sum adds up a day over all customers, and how things stand now.
func (b *Bot) sum(ctx context.Context, date int64) (*desk.Figures, error) {
	f := &desk.Figures{}
	for shard := range uint8(profile.Shards) {
		days, err := b.store.Range(ctx, desk.DaysIn(shard), date, date, math.MaxInt32)
		if err != nil {
			return nil, fmt.Errorf("sum up the day of shard %d: %w", shard, err)
		}
		for _, e := range days {
			var day desk.Day
			if err := cbor.Unmarshal(e.Value, &day); err != nil {
				return nil, fmt.Errorf("sum up the day of customer %s: %w", e.ID, err)
			}
			f.Add(day)
		}
		cases, err := b.store.Range(ctx, casesIn(shard), 0, endOfTime, math.MaxInt32)
		if err != nil {
			return nil, fmt.Errorf("count the open complaints of shard %d: %w", shard, err)
		}
		f.Complaints += len(cases)
	}
	w := b.world.Load()
	q, err := b.longest(ctx)
	if err != nil {
		return nil, err
	}
	if q.id != "" {
		f.Longest, f.Name, f.Since = q.id, q.name, w.Shop.Clock(q.since)
	}
	f.Hours = w.Shop.Closed(w.Texts, b.owner(b.desk.Load()).Speaks(), b.now())
	return f, nil
}

// queuing is who has waited for staff longest.
type queuing struct {
	id     profile.CustomerID // empty: nobody waits
	name   string
	topic  string // the address of their topic; empty: none
	since  time.Time
	others int
}

// longest looks who has waited longest.
func (b *Bot) longest(ctx context.Context) (q queuing, err error) {
	first := int64(endOfTime)
	for shard := range uint8(profile.Shards) {
		longest, all, err := b.waits.in(ctx, b.store, shard)
		if err != nil {
			return q, err
		}
		q.others += all
		if all > 0 && longest.Score < first {
			first, q.id = longest.Score, profile.CustomerID(longest.ID)
		}
	}
	if q.id == "" {
		return q, nil
	}
	k, err := b.load(q.id)
	if err != nil {
		return q, err
	}
	q.name, q.since, q.others = desk.Called(&k.record.State.Customer), time.Unix(first, 0), q.others-1
	if g := b.desk.Load().Group; g != 0 && k.record.Ticket.In(g) {
		q.topic = k.record.Ticket.Link()
	}
	return q, nil
}

// casesIn is the list of a shard's open complaints, by when they were filed, Unix seconds; the ids are CUSTOMER:NUMBER.
func casesIn(shard uint8) store.Key { return store.Key{Shard: shard, Name: "cases"} }

// complaining are the customers with an open complaint.
func (b *Bot) complaining() (all []profile.CustomerID, err error) {
	ctx, cancel := b.deadline()
	defer cancel()
	for shard := range uint8(profile.Shards) {
		cases, err := b.store.Range(ctx, casesIn(shard), 0, endOfTime, math.MaxInt32)
		if err != nil {
			return nil, fmt.Errorf("look through the open complaints of shard %d: %w", shard, err)
		}
		for _, e := range cases {
			id, _, _ := strings.Cut(e.ID, ":")
			all = append(all, profile.CustomerID(id))
		}
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// file keeps the list of open complaints.
func (d *decision) file(was *known, c *store.Commit) {
	before, after := opened(&was.record.State.Customer), opened(&d.known.record.State.Customer)
	for id, at := range before {
		if _, stays := after[id]; !stays {
			c.Remove = append(c.Remove, store.Link{List: casesIn(c.Shard), Entry: store.Entry{Score: at, ID: id}})
		}
	}
	for id, at := range after {
		if _, was := before[id]; !was {
			c.Add = append(c.Add, store.Link{List: casesIn(c.Shard), Entry: store.Entry{Score: at, ID: id}})
		}
	}
}

// opened are a customer's open complaints, by when they were filed.
func opened(c *profile.Customer) map[string]int64 {
	all := map[string]int64{}
	for _, filed := range c.Cases {
		if filed.Open() {
			all[string(c.ID)+":"+fmt.Sprint(filed.Number)] = filed.Filed
		}
	}
	return all
}
