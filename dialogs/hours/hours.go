// Package hours tells when a shop is open, when it opens next, and when some time of being open will have passed.
//
// It is pure: the moment asked about is an argument, and so is a closure that staff have announced (ClosedUntil).
package hours

import (
	"time"
	_ "time/tzdata" // time zones on a machine that has none
)

// Hours are a shop's opening hours in its time zone. The zero value is open always, in UTC. It never changes after
// Parse, so it may be read from everywhere at once.
type Hours struct {
	zone     *time.Location
	week     [7][]span // by time.Weekday
	holidays []period
	limited  bool      // week counts; without it a shop is open always
	shut     time.Time // closed until then, whatever week says
}

// ClosedUntil returns the hours of a shop whose staff have closed it until a moment: "closed today until four".
func (h Hours) ClosedUntil(until time.Time) Hours {
	h.shut = until
	return h
}

// In returns a moment on the shop's own clock.
func (h Hours) In(at time.Time) time.Time {
	if h.zone == nil {
		return at.UTC()
	}
	return at.In(h.zone)
}

// Open tells whether the shop is open.
func (h Hours) Open(at time.Time) bool {
	for stretch := range h.from(at) {
		return !stretch.start.After(at)
	}
	return false
}

// Next returns the first moment from at on when the shop is open: at itself where it is. It is false where the shop
// does not open within two years.
func (h Hours) Next(at time.Time) (opens time.Time, ok bool) {
	for stretch := range h.from(at) {
		return later(stretch.start, at), true
	}
	return time.Time{}, false
}

// Closes returns when a shop that is open closes. It is false where the shop is closed, and where it goes on for more
// than a week.
func (h Hours) Closes(at time.Time) (closes time.Time, ok bool) {
	for stretch := range h.from(at) {
		open := !stretch.start.After(at)
		return stretch.end, open && stretch.end.Sub(at) <= 7*day
	}
	return time.Time{}, false
}

// After returns the moment when the shop has been open for d since from. It is false where that is not within two
// years.
func (h Hours) After(from time.Time, d time.Duration) (then time.Time, ok bool) {
	if d <= 0 {
		return from, true
	}
	for stretch := range h.from(from) {
		start := later(stretch.start, from)
		if length := stretch.end.Sub(start); length < d {
			d -= length
			continue
		}
		return start.Add(d), true
	}
	return time.Time{}, false
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
