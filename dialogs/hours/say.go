// How opening hours are told to a customer.
package hours

import (
	"strconv"
	"time"

	"guanxi/locales"
)

var (
	weekdayKeys = [7]string{"weekday-7", "weekday-1", "weekday-2", "weekday-3", "weekday-4", "weekday-5", "weekday-6"} // by time.Weekday
	monthKeys   = [13]string{1: "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
		"month-9", "month-10", "month-11", "month-12"}
)

// farOff is from when on a date without its year would mislead.
const farOff = 300 * day

// Sentence says when the shop is open, in no language yet.
type Sentence struct {
	Key  string    // of the catalogues
	When time.Time // when it closes or opens, on the shop's clock
}

// Tell returns what a customer who asks at a moment is to be told: until when the shop is open, or when it opens.
func (h Hours) Tell(at time.Time) Sentence {
	if h.Open(at) {
		closes, ok := h.Closes(at)
		if !ok || closes.Sub(at) > day {
			return Sentence{Key: "hours-always"}
		}
		return Sentence{"hours-open", h.In(closes)}
	}
	opens, ok := h.Next(at)
	if !ok || opens.Sub(at) > farOff {
		return Sentence{Key: "hours-never"}
	}
	opens = h.In(opens)
	switch days := daysBetween(h.In(at), opens); {
	case days == 0:
		return Sentence{"hours-today", opens}
	case days == 1:
		return Sentence{"hours-tomorrow", opens}
	case days < 7:
		return Sentence{"hours-weekday", opens}
	}
	return Sentence{"hours-date", opens}
}

// In returns the sentence in a language.
func (s Sentence) In(texts *locales.Catalogue, lang string) string {
	return texts.Text(lang, s.Key, locales.Args{
		"Time":    s.clock(),
		"Weekday": texts.Text(lang, weekdayKeys[s.When.Weekday()], nil),
		"Day":     s.When.Day(),
		"Month":   texts.Text(lang, monthKeys[s.When.Month()], nil),
	})
}

// Date is a day with its year as people of a language write it inside a sentence.
func Date(texts *locales.Catalogue, lang string, at time.Time) string {
	return texts.Text(lang, "date-year", locales.Args{
		"Day": at.Day(), "Month": texts.Text(lang, monthKeys[at.Month()], nil), "Year": strconv.Itoa(at.Year()),
	})
}

// clock writes midnight as the end of the day where the shop closes then.
func (s Sentence) clock() string {
	if clock := s.When.Format("15:04"); clock != "00:00" || s.Key != "hours-open" {
		return clock
	}
	return "24:00"
}

// daysBetween counts midnights.
func daysBetween(from, to time.Time) int {
	return int(date(to).Sub(date(from)) / day)
}

func date(at time.Time) time.Time {
	year, month, day := at.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}
