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
	lag.Customers = len(oldest)
	if lag.Customers > 0 {
		lag.Since = time.UnixMilli(first)
	}
	return lag
}
