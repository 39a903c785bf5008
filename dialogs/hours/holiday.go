// Days that are not like their weekday.
package hours

import (
	"fmt"
	"strings"
	"time"
)

// Holiday is a date or a range of dates with hours of its own. A night that began the evening before is not cut off
// by it.
type Holiday struct {
	Date  string `yaml:"date"`  // 12-25, 2026-02-17, 12-24..01-06 or 2026-08-01..2026-08-15
	Hours string `yaml:"hours"` // as for a weekday; empty is closed
}

// UnmarshalYAML reads a holiday that is a mere date as well as one with hours.
func (h *Holiday) UnmarshalYAML(unmarshal func(any) error) error {
	if unmarshal(&h.Date) == nil {
		return nil
	}
	type plain Holiday // without this method
	return unmarshal((*plain)(h))
}

// period is a holiday that was read. Its first and last day are written so that they can be compared as text: 12-25
// where it comes every year, 2026-02-17 where it comes once.
type period struct {
	first, last string
	spans       []span
}

func (p period) meets(date time.Time) bool {
	day := date.Format(time.DateOnly)[len(time.DateOnly)-len(p.first):]
	if p.first <= p.last {
		return p.first <= day && day <= p.last
	}
	return p.first <= day || day <= p.last // over New Year's Eve
}

func (h Holiday) parse() (period, error) {
	first, last, isRange := strings.Cut(h.Date, "..")
	first, last = strings.TrimSpace(first), strings.TrimSpace(last)
	if !isRange {
		last = first
	}
	p := period{first: first, last: last}
	switch {
	case !isDate(first) || !isDate(last):
		return p, fmt.Errorf("holidays: %q is no date; hint: 12-25 (every year), 2026-02-17, or a range 2026-08-01..2026-08-15", h.Date)
	case len(first) != len(last):
		return p, fmt.Errorf("holidays: %q has a year on one side alone; hint: 2026-12-24..2027-01-06, or 12-24..01-06 for every year", h.Date)
	case len(first) == len(time.DateOnly) && last < first:
		return p, fmt.Errorf("holidays: %q ends before it begins; hint: the first day comes first", h.Date)
	}
	var err error
	if p.spans, err = parseSpans(h.Hours); err != nil {
		return p, fmt.Errorf("holidays: %s: %w", h.Date, err)
	}
	return p, nil
}

// isDate takes 02-29 for a date: it comes in leap years.
func isDate(text string) bool {
	if len(text) == len("01-02") {
		text = "2024-" + text
	}
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}
