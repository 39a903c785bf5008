package days

import "testing"

// TestEaster holds the Sundays against calendars as printed.
func TestEaster(t *testing.T) {
	for year, want := range map[int]string{2025: "04-20", 2026: "04-05", 2030: "04-21", 2038: "04-25", 2285: "03-22"} {
		if got := easter(year).Format("01-02"); got != want {
			t.Errorf("easter %d: %s, want %s", year, got, want)
		}
	}
}

// TestTime reads times of day.
func TestTime(t *testing.T) {
	for text, want := range map[string]int{
		"open at 9pm?": 21 * 60, "open at 9": 9 * 60, "at 5?": 17 * 60, "21:30": 21*60 + 30, "晚上9点": 21 * 60, "在 9 вечера": 21 * 60, "a las 9 de la noche": 21 * 60,
		"الساعة 9 مساء": 21 * 60, "at 10am": 600, "on the 25th": 0, "2 teas": 0, "25.12": 0,
	} {
		if got, ok := Time(text); got != want || ok != (want > 0) {
			t.Errorf("%s: %d, %v", text, got, ok)
		}
	}
}
