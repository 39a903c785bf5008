package days

import (
	"regexp"
	"strconv"
	"time"

	"guanxi/dialogs/phrases"
)

// The keys of the words for feasts, in the order of feasts.
var feastWords = [...]string{"feast-words-christmas-eve", "feast-words-christmas", "feast-words-new-year-eve", "feast-words-new-year",
	"feast-words-epiphany", "feast-words-women", "feast-words-labour", "feast-words-orthodox-christmas", "feast-words-good-friday",
	"feast-words-easter", "feast-words-easter-monday", "feast-words-spring-eve", "feast-words-spring"}

// movingWords are for feasts that hang on the moon as it is seen, and whose day nobody can tell ahead; generalWords are for
// holidays whichever.
const (
	movingWords  = "feast-words-moving"
	generalWords = "feast-words-holidays"
)

// eitherWords are for Christmas where both of its days are kept: who says so in Russian may mean either.
const eitherWords = "feast-words-either-christmas"

// christmases are the next days on which Christmas is kept, the nearer first.
func christmases(base time.Time) (first, second time.Time) {
	first, _ = nextDate(25, time.December, base)
	second, _ = nextDate(7, time.January, base)
	if second.Before(first) {
		first, second = second, first
	}
	return first, second
}

// feasts tell the day of a feast in a year: some keep their date, Easter and what hangs on it is computed, and the Spring Festival
// stands in a table. It is the zero time where it is not known.
var feasts = [...]func(year int) time.Time{
	each(12, 24), each(12, 25), each(12, 31), each(1, 1), each(1, 6), each(3, 8), each(5, 1), each(1, 7),
	fromEaster(-2), fromEaster(0), fromEaster(1), fromSpring(-1), fromSpring(0),
}

func each(m time.Month, day int) func(int) time.Time {
	return func(year int) time.Time { return time.Date(year, m, day, 0, 0, 0, 0, time.UTC) }
}

func fromEaster(days int) func(int) time.Time {
	return func(year int) time.Time { return easter(year).AddDate(0, 0, days) }
}

func fromSpring(days int) func(int) time.Time {
	return func(year int) time.Time {
		day, ok := springs[year]
		if !ok {
			return time.Time{}
		}
		first, err := time.Parse(time.DateOnly, strconv.Itoa(year)+"-"+day)
		if err != nil {
			return time.Time{}
		}
		return first.AddDate(0, 0, days)
	}
}

// springs are the first days of the Chinese year (Hong Kong Observatory, Gregorian-Lunar calendar conversion table).
var springs = map[int]string{
	2025: "01-29", 2026: "02-17", 2027: "02-06", 2028: "01-26", 2029: "02-13", 2030: "02-03",
	2031: "01-23", 2032: "02-11", 2033: "01-31", 2034: "02-19", 2035: "02-08",
}

// easter is the Sunday of the western church (Meeus, Astronomical Algorithms, chapter 8).
func easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	g := (8*b + 13) / 25
	h := (19*a + b - b/4 - g + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}

// nextFeast is the next day of a feast from a day on.
func nextFeast(feast int, base time.Time) (time.Time, bool) {
	for year := base.Year(); year < base.Year()+2; year++ {
		if day := feasts[feast](year); !day.IsZero() && !day.Before(base) {
			return day, true
		}
	}
	return time.Time{}, false
}

// figures is a date in numbers, the day first, or behind where it can be no month. Behind a dot or a hyphen no month is
// ahead: 10.30 is a time of day.
var figures = regexp.MustCompile(`(?:^|[^\d.,/-])(\d{1,2})([./-])(\d{1,2})(?:[./-](?:\d{2}|\d{4}))?(?:$|[^\d/-])`)

// figured is the next day of a date in figures, and the text without it.
func figured(text string, base time.Time) (day time.Time, rest string, ok bool) {
	text = phrases.Digits(text)
	at := figures.FindStringSubmatchIndex(text)
	if at == nil {
		return day, text, false
	}
	d, _ := strconv.Atoi(text[at[2]:at[3]])
	m, _ := strconv.Atoi(text[at[6]:at[7]])
	if m > 12 && text[at[4]] == '/' {
		d, m = m, d
	}
	day, ok = nextDate(d, time.Month(m), base)
	return day, text[:at[2]] + " " + text[at[7]:], ok
}
