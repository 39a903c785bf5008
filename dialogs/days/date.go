package days

import (
	"strconv"
	"time"
)

// ofMonth is the next day of the number that stands before or behind the words from one to another: the 25th.
func ofMonth(words []string, from, to, side int, base time.Time) (time.Time, bool) {
	i := to
	if side > 0 {
		i = from - 1
	}
	if i < 0 || i >= len(words) || len(words[i]) > 2 {
		return time.Time{}, false
	}
	n, _ := strconv.Atoi(words[i])
	for ahead := range 3 { // one of three months has 31 days
		day := time.Date(base.Year(), base.Month()+time.Month(ahead), n, 0, 0, 0, 0, time.UTC)
		if n > 0 && day.Day() == n && !day.Before(base) {
			return day, true
		}
	}
	return time.Time{}, false
}

// dated is the next day of a month whose number stands beside its name, before it or after it.
func dated(words []string, from, to int, m time.Month, base time.Time) (time.Time, bool) {
	number := func(i int) int {
		if i < 0 || i >= len(words) || len(words[i]) > 2 {
			return 0
		}
		n, _ := strconv.Atoi(words[i]) // 0 where it is none
		return n
	}
	n := 0
	for _, i := range []int{to, from - 1, from - 2, from - 3, to + 1} { // December 25, 25 December, 25 de diciembre, 25th of December, December the 25th
		if n = number(i); n != 0 {
			break
		}
	}
	return nextDate(n, m, base)
}

// nextDate is the next day of a date.
func nextDate(n int, m time.Month, base time.Time) (time.Time, bool) {
	for year := base.Year(); year < base.Year()+8; year++ { // 29 February comes every fourth
		day := time.Date(year, m, n, 0, 0, 0, 0, time.UTC)
		if day.Day() == n && day.Month() == m && !day.Before(base) {
			return day, true
		}
	}
	return time.Time{}, false
}
