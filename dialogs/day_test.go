package dialogs

import (
	"strings"
	"testing"
	"time"
)

// TestDay asks about a day, in every language, on Monday 2 March 2026: the answer is that day's hours, and no other's.
func TestDay(t *testing.T) {
	w, err := loadOnce()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		lang, words string
		day         time.Time // zero: the whole week
	}{
		{"en", "Are you open on Sunday?", date(3, 8)}, {"en", "25 December", date(12, 25)}, {"en", "what about December 25th?", date(12, 25)},
		{"en", "are you open tomorrow?", date(3, 3)}, {"en", "when do you close today", date(3, 2)}, {"en", "on the 3rd of May?", date(5, 3)},
		{"en", "When are you open?", time.Time{}}, {"en", "Are you open on Saturday or Sunday?", time.Time{}}, {"en", "open the day after tomorrow?", date(3, 4)},
		{"zh", "周日开门吗？", date(3, 8)}, {"zh", "12月25日开门吗", date(12, 25)}, {"zh", "明天营业吗", date(3, 3)}, {"zh", "后天几点开门", date(3, 4)}, {"zh", "12月25号", date(12, 25)},
		{"ru", "завтра работаете?", date(3, 3)}, {"ru", "Вы работаете в воскресенье?", date(3, 8)}, {"ru", "25 декабря работаете?", date(12, 25)}, {"ru", "а 25-го декабря?", date(12, 25)},
		{"ru", "до скольки вы сегодня?", date(3, 2)}, {"ru", "работаете послезавтра?", date(3, 4)},
		{"es", "¿Abrís el domingo?", date(3, 8)}, {"es", "¿abren mañana?", date(3, 3)}, {"es", "¿Abrís el 25 de diciembre?", date(12, 25)}, {"es", "el 25 de diciembre", date(12, 25)},
		{"es", "¿a qué hora cerráis hoy?", date(3, 2)}, {"es", "¿Abrís el sábado por la mañana?", date(3, 7)},
		{"ar", "هل تفتحون يوم الأحد؟", date(3, 8)}, {"ar", "هل تعملون غدًا؟", date(3, 3)}, {"ar", "هل أنتم مفتوحون يوم ٢٥ ديسمبر؟", date(12, 25)}, {"ar", "٢٥ ديسمبر", date(12, 25)},
		{"ar", "متى تغلقون اليوم؟", date(3, 2)},
	} {
		r := Turn(w, State{}, Input{Kind: Words, At: monday, Chat: 7, Language: test.lang, Text: test.words})
		said := ""
		for text := range r.said {
			said += text + "\n"
		}
		match, _ := w.answers.Entry("hours", test.lang)
		_, week, _ := strings.Cut(match.Text, "\n")
		want := week
		if !test.day.IsZero() {
			want = w.Shop.open.On(test.day, w.Texts, test.lang)
			if week == "" || strings.Contains(said, week) {
				t.Errorf("%s: %q is answered with the whole week:\n%s", test.lang, test.words, said)
			}
		}
		if !strings.Contains(said, want) {
			t.Errorf("%s: %q is answered\n%s\nwant %s", test.lang, test.words, said, want)
		}
	}
}

func date(m time.Month, day int) time.Time { return time.Date(2026, m, day, 0, 0, 0, 0, time.UTC) }
