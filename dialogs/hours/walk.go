// From weekdays and holidays to stretches of real time.
package hours

import (
	"iter"
	"time"
)

const (
	day     = 24 * time.Hour
	horizon = 2 * 366 // days that are looked ahead: a yearly holiday has come round in them
	longest = 8 * day // what is open for longer is told in pieces
)

// stretch is a time of being open without a break, end excluded.
type stretch struct{ start, end time.Time }

// from yields the stretches that end after a moment, in order. The first may have begun long before.
func (h Hours) from(at time.Time) iter.Seq[stretch] {
	return func(yield func(stretch) bool) {
		at := later(h.shut, at)
		var held stretch
		for next := range h.days(at) {
			next.start = later(next.start, h.shut)
			switch {
			case !next.end.After(at) || !next.start.Before(next.end):
				continue
			case held.end.IsZero():
				held = next
			case next.start.After(held.end) || held.end.Sub(at) > longest:
				if !yield(held) {
					return
				}
				next.start, held = later(next.start, held.end), next
			default:
				held.end = later(held.end, next.end)
			}
		}
		if held.start.Before(held.end) {
			yield(held)
		}
	}
}

// days yields what each day has by itself, from the day before a moment on: its night may not be over.
func (h Hours) days(at time.Time) iter.Seq[stretch] {
	return func(yield func(stretch) bool) {
		year, month, today := h.In(at).Date()
		for i := -1; i <= horizon; i++ {
			date := time.Date(year, month, today+i, 0, 0, 0, 0, time.UTC)
			for _, s := range h.on(date) {
				if !yield(stretch{h.clock(date, s.from), h.clock(date, s.to)}) {
					return
				}
			}
		}
	}
}

// on returns the spans of a date. Of several holidays that meet it the last in the shop's list counts.
func (h Hours) on(date time.Time) []span {
	for i := len(h.holidays) - 1; i >= 0; i-- {
		if h.holidays[i].meets(date) {
			return h.holidays[i].spans
		}
	}
	if !h.limited {
		return allDay
	}
	return h.week[date.Weekday()]
}

// clock returns the first moment at which the shop's clock shows a time of a date or a later one. So a time that the
// clock leaps over in spring is the moment of the leap, and of one that it shows twice in autumn the first counts:
// what has closed does not open again. date is in UTC; the time is in minutes and may reach into the next day.
func (h Hours) clock(date time.Time, minutes int) time.Time {
	shown := date.Add(time.Duration(minutes) * time.Minute) // what the clock shows, as if it were in UTC
	before := h.In(shown.Add(-26 * time.Hour))              // offsets are under 15 hours: before it on any clock
	_, offset := before.Zone()
	_, leap := before.ZoneBounds()
	at := shown.Add(-time.Duration(offset) * time.Second)
	if leap.IsZero() || at.Before(leap) {
		return h.In(at)
	}
	_, offset = leap.Zone()
	return h.In(later(leap, shown.Add(-time.Duration(offset)*time.Second)))
}
