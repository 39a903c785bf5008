// The hours of one day, as they are told to a customer who asks about it.
package hours

import (
	"fmt"
	"time"

	"guanxi/locales"
)

// On says in a language when the shop is open on a day: of the date that day has in UTC.
func (h Hours) On(day time.Time, texts *locales.Catalogue, lang string) string {
	args := locales.Args{
		"Weekday": texts.Text(lang, weekdayKeys[day.Weekday()], nil),
		"Day":     day.Day(),
		"Month":   texts.Text(lang, monthKeys[day.Month()], nil),
	}
	spans := h.on(date(day))
	if len(spans) == 0 || !h.clock(date(day), spans[len(spans)-1].to).After(h.shut) {
		return texts.Text(lang, "hours-day-closed", args)
	}
	if len(spans) == 1 && spans[0] == allDay[0] {
		return texts.Text(lang, "hours-day-always", args)
	}
	told := ""
	for i, s := range spans {
		span := texts.Text(lang, "hours-span", locales.Args{"From": shown(s.from), "To": shown(s.to)})
		if told = span; i > 0 {
			told = texts.Text(lang, "hours-spans", locales.Args{"First": args["Spans"], "Second": span})
		}
		args["Spans"] = told
	}
	return texts.Text(lang, "hours-day", args)
}

// At says in a language whether the shop is open on a day, as in On, at a time in minutes.
func (h Hours) At(day time.Time, minutes int, texts *locales.Catalogue, lang string) string {
	key := "hours-at-closed"
	if h.Open(h.clock(date(day), minutes)) {
		key = "hours-at-open"
	}
	return texts.Text(lang, key, locales.Args{"Time": shown(minutes)})
}

// shown is a time in minutes as a clock shows it; midnight at a day's end is 24:00.
func shown(minutes int) string {
	if minutes > midnight {
		minutes -= midnight
	}
	return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
}
