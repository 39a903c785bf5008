package days

import (
	"testing"

	"guanxi/locales"
)

// TestEaster holds the Sundays against calendars as printed.
func TestEaster(t *testing.T) {
	for year, want := range map[int]string{2025: "04-20", 2026: "04-05", 2030: "04-21", 2038: "04-25", 2285: "03-22"} {
		if got := easter(year).Format("01-02"); got != want {
			t.Errorf("easter %d: %s, want %s", year, got, want)
		}
	}
}

// TestTime reads times of day, in figures and in words.
func TestTime(t *testing.T) {
	texts, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	clock, words := NewClock(texts), NewWords(texts)
	for text, want := range map[string]int{
		"open at 9pm?": 21 * 60, "open at 9": 9 * 60, "at 5?": 17 * 60, "21:30": 21*60 + 30, "晚上9点": 21 * 60, "在 9 вечера": 21 * 60, "a las 9 de la noche": 21 * 60,
		"الساعة 9 مساء": 21 * 60, "at 10am": 600, "on the 25th": 0, "2 teas": 0, "25.12": 0,
		"в полвосьмого": 19*60 + 30, "полдевятого вечера": 20*60 + 30, "в половине первого": 12*60 + 30, "до пол шестого": 17*60 + 30, "полпервого": 12*60 + 30, "семь полок": 0, "полседьмого утра": 390, "下午两点半": 14*60 + 30, "十二点半": 12*60 + 30, "a la una y media": 13*60 + 30, "الواحدة والنصف": 13*60 + 30, "until half past two": 14*60 + 30, "до восьмого": 0, "пол чистый": 0, "полного": 0, "восьмого марта": 0,
		"at seven": 19 * 60, "at half past seven": 19*60 + 30, "Quarter to eight": 19*60 + 45, "at ten": 600, "until eleven": 660, "after eight pm": 20 * 60, "at noon": 720,
		"quarter to one": 12*60 + 45, "晚上七点还开吗": 19 * 60, "七點半": 19*60 + 30, "下午一点": 13 * 60, "十一点": 660, "en punto a las siete": 19 * 60, "a las siete y media": 19*60 + 30,
		"a las ocho menos cuarto": 19*60 + 45, "a la una": 13 * 60, "a las nueve de la mañana": 540, "в семь": 19 * 60, "до семи вечера": 19 * 60, "после девяти": 540, "в час дня": 13 * 60,
		"السابعة مساء": 19 * 60, "الساعة السابعة والنصف": 19*60 + 30, "الحادية عشرة": 660, "الثامنة صباحا": 480,
		"two teas": 0, "便宜一点": 0, "一点": 0, "tres tés": 0, "в 25 декабря": 0, "до 8 марта": 0, "at 5 May": 0, "семь чаёв": 0, "سبعة أكواب": 0, "seven": 0, "la siete": 0,
	} {
		got, _, ok := clock.Read(text, words)
		if got != want || ok != (want > 0) {
			t.Errorf("%s: %d, %v, want %d", text, got, ok, want)
		}
	}
}
