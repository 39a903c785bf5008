package hours

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// TestClockChanges: in Madrid 2026-03-29 02:00 leaps to 03:00, and 2026-10-25 03:00 falls back to 02:00.
func TestClockChanges(t *testing.T) {
	utc := func(month time.Month, day, hour, minute int) time.Time {
		return time.Date(2026, month, day, hour, minute, 0, 0, time.UTC)
	}
	for _, test := range []struct {
		name, sunday  string
		opens, closes time.Time
	}{
		{"opens in the leap", "02:30-05:00", utc(3, 29, 1, 0), utc(3, 29, 3, 0)},
		{"closes in the leap", "01:00-02:30", utc(3, 29, 0, 0), utc(3, 29, 1, 0)},
		{"over the leap", "00:00-06:00", utc(3, 28, 23, 0), utc(3, 29, 4, 0)},
		{"opens in the hour that comes twice", "02:30-05:00", utc(10, 25, 0, 30), utc(10, 25, 4, 0)},
		{"closes in the hour that comes twice", "01:00-02:30", utc(10, 24, 23, 0), utc(10, 25, 0, 30)},
		{"over the hour that comes twice", "00:00-06:00", utc(10, 24, 22, 0), utc(10, 25, 5, 0)},
		{"within the hour that comes twice", "02:15-02:45", utc(10, 25, 0, 15), utc(10, 25, 0, 45)},
	} {
		h := parse(t, Settings{Zone: "Europe/Madrid", Week: map[string]string{"sunday": test.sunday}})
		opens, _ := h.Next(test.opens.Add(-5 * time.Hour))
		closes, _ := h.Closes(opens)
		if !opens.Equal(test.opens) || !closes.Equal(test.closes) {
			t.Errorf("%s: open %v to %v, want %v to %v", test.name, opens.UTC(), closes.UTC(), test.opens, test.closes)
		}
	}
	gone := parse(t, Settings{Zone: "Europe/Madrid", Week: map[string]string{"sunday": "02:10-02:50"}}) // wholly in the leap
	if opens, _ := gone.Next(utc(3, 28, 12, 0)); !opens.Equal(utc(4, 5, 0, 10)) {
		t.Errorf("opens %v though its hours are leapt over", opens.UTC())
	}
}

func TestClosedUntil(t *testing.T) {
	h := parse(t, Settings{Week: map[string]string{"monday": "10:00-14:00, 16:00-20:00"}})
	shut := h.ClosedUntil(clock(t, h, "2026-03-02 17:00"))
	at := clock(t, h, "2026-03-02 11:00")
	if !h.Open(at) || shut.Open(at) || !shut.Open(clock(t, h, "2026-03-02 17:00")) {
		t.Error("closed until five is not closed, or not open then")
	}
	if opens, _ := shut.Next(at); !opens.Equal(clock(t, h, "2026-03-02 17:00")) {
		t.Errorf("opens %v", opens)
	}
	if then, _ := shut.After(at, 15*time.Minute); !then.Equal(clock(t, h, "2026-03-02 17:15")) {
		t.Errorf("a quarter of an hour later: %v", then)
	}
	if opens, _ := h.ClosedUntil(clock(t, h, "2026-03-02 15:00")).Next(at); !opens.Equal(clock(t, h, "2026-03-02 16:00")) {
		t.Errorf("opens %v though its break is not over", opens)
	}
	if opens, _ := h.ClosedUntil(clock(t, h, "2026-03-02 09:00")).Next(at); !opens.Equal(at) {
		t.Errorf("an old closure counts: %v", opens)
	}
}

// TestLong looks at hours without an end, and at a shop that is gone.
func TestLong(t *testing.T) {
	at := time.Date(2026, 3, 2, 11, 0, 0, 0, time.UTC)
	var always Hours
	if _, closes := always.Closes(at); closes || !always.Open(at) {
		t.Error("a shop without hours is not always open")
	}
	if then, _ := always.After(at, 400*day); !then.Equal(at.Add(400 * day)) {
		t.Errorf("400 days of being open are over on %v", then)
	}
	gone := always.ClosedUntil(at.AddDate(3, 0, 0))
	if opens, ok := gone.Next(at); !ok || !opens.Equal(at.AddDate(3, 0, 0)) {
		t.Errorf("closed for three years: %v, %v", opens, ok)
	}
	never := parse(t, Settings{Holidays: []Holiday{{Date: "01-01..12-31"}}})
	if _, ok := never.Next(at); ok || never.Open(at) {
		t.Error("opens though every day is a holiday")
	}
	if _, ok := never.After(at, time.Minute); ok {
		t.Error("a shop that is never open has been open for a minute")
	}
}

// TestWalk compares random hours with a walk from minute to minute that looks at the shop's clock alone, over weeks in
// which clocks change.
func TestWalk(t *testing.T) {
	zones := []string{"Europe/Madrid", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Africa/Cairo", "America/Santiago", "Pacific/Apia", "UTC"}
	starts := []time.Time{
		time.Date(2026, 3, 5, 17, 0, 0, 0, time.UTC), time.Date(2026, 3, 26, 7, 0, 0, 0, time.UTC), time.Date(2026, 10, 22, 4, 0, 0, 0, time.UTC),
		time.Date(2026, 10, 30, 4, 0, 0, 0, time.UTC), time.Date(2026, 4, 2, 4, 0, 0, 0, time.UTC), time.Date(2026, 4, 22, 4, 0, 0, 0, time.UTC),
		time.Date(2026, 9, 3, 4, 0, 0, 0, time.UTC), time.Date(2026, 12, 28, 4, 0, 0, 0, time.UTC), time.Date(2011, 12, 27, 4, 0, 0, 0, time.UTC),
	}
	for seed := range uint64(100) {
		draw := rand.New(rand.NewPCG(seed, 7))
		s := Settings{Zone: zones[draw.IntN(len(zones))], Week: map[string]string{}, Holidays: someHolidays(draw)}
		for _, name := range weekdays {
			s.Week[name] = someSpans(draw)
		}
		h, err := Parse(s)
		if err != nil {
			continue // the draw closed every day, or its spans overlap
		}
		start := starts[draw.IntN(len(starts))]
		if draw.IntN(3) == 0 {
			h = h.ClosedUntil(start.Add(time.Duration(draw.IntN(4000)) * time.Minute))
		}
		t.Run(fmt.Sprint(seed), func(t *testing.T) { walk(t, h, start, draw) })
	}
}

// walk goes through eight days, and asks at random minutes of them.
func walk(t *testing.T, h Hours, start time.Time, draw *rand.Rand) {
	const minutes = 8 * midnight
	open := make([]bool, minutes)
	latest := time.Time{} // what the clock has shown at most: where it is set back, it stands still
	for i := -2 * midnight; i < minutes; i++ {
		at := start.Add(time.Duration(i) * time.Minute)
		year, month, day := h.In(at).Date()
		shown := time.Date(year, month, day, h.In(at).Hour(), h.In(at).Minute(), 0, 0, time.UTC)
		latest = later(latest, shown)
		if i >= 0 {
			open[i] = shows(h, latest) && !at.Before(h.shut)
		}
	}
	lastThen := time.Time{}
	var lastFrom time.Time
	for range 60 {
		i := draw.IntN(minutes)
		at := start.Add(time.Duration(i) * time.Minute)
		if h.Open(at) != open[i] {
			t.Fatalf("%v: open is %v", h.In(at), h.Open(at))
		}
		next := i
		for next < minutes && !open[next] {
			next++
		}
		if opens, ok := h.Next(at); next < minutes && (!ok || !opens.Equal(start.Add(time.Duration(next)*time.Minute)) || !h.Open(opens)) {
			t.Fatalf("%v: opens %v, want %v", h.In(at), opens, h.In(start.Add(time.Duration(next)*time.Minute)))
		}
		end := i
		for end < minutes && open[end] {
			end++
		}
		if closes, ok := h.Closes(at); ok != (end > i) && end < minutes || ok && end < minutes && !closes.Equal(start.Add(time.Duration(end)*time.Minute)) {
			t.Fatalf("%v: closes %v, %v", h.In(at), closes, ok)
		}
		wait := 1 + draw.IntN(900)
		passed, then := 0, i
		for then < minutes && passed < wait {
			if open[then] {
				passed++
			}
			then++
		}
		got, ok := h.After(at, time.Duration(wait)*time.Minute)
		if passed == wait && (!ok || !got.Equal(start.Add(time.Duration(then)*time.Minute))) {
			t.Fatalf("%v: %d minutes of being open are over at %v, want %v", h.In(at), wait, got, h.In(start.Add(time.Duration(then)*time.Minute)))
		}
		fixed, _ := h.After(at, 45*time.Minute)
		if !lastFrom.IsZero() && at.Before(lastFrom) && fixed.After(lastThen) || !at.Before(lastFrom) && fixed.Before(lastThen) {
			t.Fatalf("%v: asked later, told earlier", h.In(at))
		}
		lastFrom, lastThen = at, fixed
	}
}

// shows tells whether a shop whose clock shows a time is open, by its signs alone.
func shows(h Hours, shown time.Time) bool {
	minute := shown.Hour()*60 + shown.Minute()
	for i := range 2 { // today, and the night that began yesterday
		date := shown.AddDate(0, 0, -i).Truncate(day)
		for _, s := range h.on(date) {
			if now := minute + i*midnight; s.from <= now && now < s.to {
				return true
			}
		}
	}
	return false
}

func someSpans(draw *rand.Rand) string {
	minute := func() string { return fmt.Sprintf("%02d:%02d", draw.IntN(24), draw.IntN(60)) }
	switch draw.IntN(8) {
	case 0:
		return "closed"
	case 1:
		return "24 hours"
	case 2:
		return fmt.Sprintf("%02d:%02d-%02d:%02d", draw.IntN(2), draw.IntN(60), 2+draw.IntN(3), draw.IntN(60)) // where clocks change
	case 3:
		return fmt.Sprintf("0%d:00-11:30, 12:00-%s", draw.IntN(9), "24:00")
	default:
		return minute() + "-" + minute()
	}
}

func someHolidays(draw *rand.Rand) (all []Holiday) {
	for _, date := range []string{"03-28", "2026-10-25..2026-10-26", "12-31..01-02", "04-05"} {
		switch draw.IntN(4) {
		case 0:
			all = append(all, Holiday{Date: date})
		case 1:
			all = append(all, Holiday{Date: date, Hours: "10:00-14:00"})
		}
	}
	return all
}

func BenchmarkHours(b *testing.B) {
	h := parse(b, Settings{Zone: "Europe/Madrid", Week: map[string]string{"monday": "10:00-14:00, 16:00-20:00", "friday": "20:00-02:00"}})
	at := clock(b, h, "2026-03-03 12:00")
	b.Run("open", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			h.Open(at)
		}
	})
	b.Run("after", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			h.After(at, 15*time.Minute)
		}
	})
}
