// How a shop writes its hours.
package hours

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Settings are the hours as shop.yaml has them.
//
//	time-zone: Europe/Madrid
//	hours:
//	  monday: 10:00-14:00, 16:00-20:00
//	  friday: 20:00-02:00          # into Saturday
//	  saturday: 24 hours           # a day that is not named is closed
//	holidays:
//	  - 12-25                      # every year
//	  - 2026-08-01..2026-08-15     # once
//	  - {date: 12-24, hours: 10:00-14:00}
type Settings struct {
	Zone     string            // IANA; empty is UTC
	Week     map[string]string // spans by English weekday; without any the shop is open always
	Holidays []Holiday         // of several for a day the last counts
}

// span is a part of a day in minutes since its midnight; to is up to 2879 where it reaches into the next day.
type span struct{ from, to int }

const midnight = 24 * 60

var (
	allDay   = []span{{0, midnight}}
	weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"} // by time.Weekday
	spanForm = regexp.MustCompile(`^(\d{1,2}):(\d\d)\s*[-–—]\s*(\d{1,2}):(\d\d)$`)
)

// Parse reads the hours. The error joins all faults, each with its mend.
func Parse(s Settings) (Hours, error) {
	h := Hours{limited: len(s.Week) > 0}
	var faults []error
	fault := func(err error) {
		if err != nil {
			faults = append(faults, err)
		}
	}
	var err error
	h.zone, err = zone(s.Zone)
	fault(err)
	fault(h.readWeek(s.Week))
	for _, holiday := range s.Holidays {
		p, err := holiday.parse()
		fault(err)
		h.holidays = append(h.holidays, p)
	}
	if faults != nil {
		return Hours{}, errors.Join(faults...)
	}
	return h, nil
}

func zone(name string) (*time.Location, error) {
	zone, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		return nil, fmt.Errorf("time-zone: there is no %q; hint: a name such as Europe/Madrid or Asia/Shanghai", name)
	}
	return zone, nil
}

func (h *Hours) readWeek(week map[string]string) error {
	var faults []error
	open := false
	for _, name := range slices.Sorted(maps.Keys(week)) {
		weekday := slices.Index(weekdays, strings.ToLower(name))
		if weekday < 0 {
			faults = append(faults, fmt.Errorf("hours: %s is no weekday; hint: monday, tuesday, wednesday, thursday, friday, saturday, sunday", name))
			continue
		}
		spans, err := parseSpans(week[name])
		if err != nil {
			faults = append(faults, fmt.Errorf("hours: %s: %w", name, err))
		}
		h.week[weekday] = spans
		open = open || len(spans) > 0
	}
	if h.limited && !open && faults == nil {
		return errors.New("hours: every day is closed; hint: name a day's hours, or leave hours out for a shop that is always open")
	}
	return errors.Join(faults...)
}

// parseSpans reads the hours of a day. What comes back is in order.
func parseSpans(text string) ([]span, error) {
	switch strings.ToLower(strings.TrimSpace(text)) {
	case "", "closed":
		return nil, nil
	case "24 hours", "24h", "open":
		return allDay, nil
	}
	var spans []span
	for part := range strings.SplitSeq(text, ",") {
		s, err := parseSpan(strings.TrimSpace(part))
		if err != nil {
			return nil, err
		}
		spans = append(spans, s)
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to {
			return nil, fmt.Errorf("%q has spans that overlap; hint: let one end before the next begins", text)
		}
	}
	return spans, nil
}

func parseSpan(text string) (span, error) {
	found := spanForm.FindStringSubmatch(text)
	if found == nil {
		return span{}, fmt.Errorf("%q is no span of time; hint: write 10:00-20:00, 10:00-14:00, 16:00-20:00, 24 hours or closed", text)
	}
	var n [4]int
	for i := range n {
		n[i], _ = strconv.Atoi(found[i+1]) // two digits at most
	}
	s := span{n[0]*60 + n[1], n[2]*60 + n[3]}
	switch {
	case n[1] > 59 || n[3] > 59 || s.from >= midnight || s.to > midnight:
		return span{}, fmt.Errorf("%q has a time that no clock shows; hint: 00:00 to 24:00", text)
	case s.from == s.to:
		return span{}, fmt.Errorf("%q ends when it begins; hint: for the whole day write 24 hours", text)
	case s.to < s.from:
		s.to += midnight
	}
	return s, nil
}
