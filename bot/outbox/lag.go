package outbox

import (
	"time"

	"guanxi/profile"
)

// Lag is how far what staff see is behind.
type Lag struct {
	Customer  profile.CustomerID // whose words wait longest; empty: nobody's
	Since     time.Time          // since when
	Customers int                // whose words wait
	Items     int                // of theirs
	Grows     bool               // they want more calls than this minute has left: some will wait for the next
}

// Lag says who waits to be seen at the desk, held ones too. Titles, cards and marks do not count.
func (o *Outbox) Lag() Lag {
	o.mu.Lock()
	defer o.mu.Unlock()
	var lag Lag
	oldest := map[profile.CustomerID]int64{}
	first := int64(0)
	for _, l := range o.lanesOf(o.route(Desk)) {
		for _, j := range l.jobs {
			if j.Chat != Desk || j.General || j.quiet() {
				continue
			}
			lag.Items += j.items()
			since := j.since()
			if former, known := oldest[j.Customer]; !known || since < former {
				oldest[j.Customer] = since
			}
			if lag.Customer == "" || since < first {
				lag.Customer, first = j.Customer, since
			}
		}
	}
	if chat := o.route(Desk); chat < 0 {
		g := o.group(chat)
		lag.Grows = g.wants() > o.opts.Pace.GroupMinute-g.window.used(o.opts.Now())
	}
	lag.Customers = len(oldest)
	if lag.Customers > 0 {
		lag.Since = time.UnixMilli(first)
	}
	return lag
}

// wants is about how many calls it takes to show what customers wrote that waits, besides the one under way.
func (g *group) wants() (calls int) {
	for _, l := range g.lanes {
		jobs := l.jobs
		switch {
		case l.quiet || l.customer == "" || len(jobs) == 0:
			continue
		case l.busy: // the first and its topic are the sender's alone
			jobs = jobs[1:]
		case l.thread == 0: // their topic may have to be made
			calls++
		}
		texts := false // those that follow each other go as one
		for _, j := range jobs {
			if text := j.words() || j.introduces(); !text || !texts {
				calls, texts = calls+j.cost(), text
			}
		}
	}
	return calls
}
