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
		"a las ocho menos cuarto": 19*60 + 45, "a la una": 13 * 60, "a las nueve de la mañana": 540, "в семь": 19 * 60, "до семи вечера": 19 * 60, "после девяти": 21 * 60, "в час дня": 13 * 60,
		"السابعة مساء": 19 * 60, "الساعة السابعة والنصف": 19*60 + 30, "الحادية عشرة": 660, "الثامنة صباحا": 480,
		"two teas": 0, "便宜一点": 0, "一点": 0, "tres tés": 0, "в 25 декабря": 0, "до 8 марта": 0, "at 5 May": 0, "семь чаёв": 0, "سبعة أكواب": 0, "seven": 0, "la siete": 0,
	} {
		got, _, ok := clock.Read(text, words)
		if got.Minutes != want || ok != (want > 0) {
			t.Errorf("%s: %v, %v, want %d", text, got, ok, want)
		}
	}
}

// TestAround reads hours with what is said around them: a bare one that is late in the day is the evening's, and of one that only
// bounds the question nothing is claimed.
func TestAround(t *testing.T) {
	texts, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	clock, words := NewClock(texts), NewWords(texts)
	for text, want := range map[string]Hour{
		"are you still open at 8": {20 * 60, false}, "are you open after 8": {20 * 60, false}, "after eight thirty": {20*60 + 30, false}, "still there at 9:30?": {21*60 + 30, false},
		"open at 8": {8 * 60, false}, "still open at 8 am": {8 * 60, true}, "still open at 08:30": {8*60 + 30, true}, "open after 10": {600, true}, "after 8pm": {20 * 60, false}, "around 9": {540, false},
		"distill at 8": {8 * 60, false}, "after lunch at 8": {8 * 60, false}, "are you open until 9 on saturday": {540, true}, "open till 9pm": {21 * 60, true}, "before 10": {600, true},
		"until sunday at 9": {540, false}, "8点还开吗": {20 * 60, false}, "八點以後還開嗎": {20 * 60, false}, "8点之后": {20 * 60, false}, "8点开门吗": {8 * 60, false}, "开到晚上9点吗": {21 * 60, true}, "开到九点": {540, true},
		"10点前开门吗": {600, true}, "到了8点开门吗": {8 * 60, false}, "ещё работаете в 8?": {20 * 60, false}, "после восьми открыты": {20 * 60, false}, "работаете до 9?": {540, true}, "в 8 открыты, и ещё вопрос": {8 * 60, false},
		"в 8 открыты?": {8 * 60, false}, "до обеда в 9": {540, false}, "¿abrís hasta las 9?": {540, true}, "¿todavía abiertos a las ocho?": {20 * 60, false}, "después de las 9 de la noche": {21 * 60, false},
		"¿abrís a las 9?": {540, false}, "antes de las 10 de la mañana": {600, true}, "حتى الساعة 9": {540, true}, "بعد الساعة 8": {20 * 60, false}, "هل ما زلتم مفتوحين الساعة الثامنة؟": {20 * 60, false},
		"الساعة 8": {8 * 60, false}, "قبل الساعة 10": {600, true}, "حتى العيد الساعة 9": {540, false},
	} {
		if got, _, ok := clock.Read(text, words); !ok || got != want {
			t.Errorf("%s: %v, %v, want %v", text, got, ok, want)
		}
	}
}
