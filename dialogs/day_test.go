package dialogs

import (
	"strings"
	"testing"
	"time"

	"guanxi/locales"
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
		{"en", "are you open on Good Friday", date(4, 3)}, {"en", "christmas day", date(12, 25)}, {"en", "new year's eve", date(12, 31)}, {"en", "open easter monday?", date(4, 6)},
		{"en", "are you open 25/12", date(12, 25)}, {"en", "25.12", date(12, 25)}, {"en", "open on the 25th?", date(3, 25)}, {"en", "open at 9pm?", date(3, 2)},
		{"zh", "圣诞节开门吗", date(12, 25)}, {"zh", "5号开门吗", date(3, 5)}, {"ru", "25.12 работаете?", date(12, 25)}, {"ru", "открыты на католическую пасху?", date(4, 5)},
		{"es", "¿abrís en navidad?", date(12, 25)}, {"es", "abrís el 25?", date(3, 25)}, {"ar", "هل تفتحون في عيد الميلاد", date(12, 25)}, {"ar", "هل أنتم مفتوحون الساعة 9 مساء؟", date(3, 2)},
		{"en", "are you open during Eid?", time.Time{}}, {"zh", "中秋节营业吗", time.Time{}}, {"ru", "работаете на пасху?", time.Time{}}, {"es", "abrís en festivos?", time.Time{}}, {"ar", "هل تفتحون في العيد", time.Time{}},
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

// TestDayAhead names a weekday that is not today's, one of the next week, and days and times as the first words of a
// chat: it is Monday 2 March 2026.
func TestDayAhead(t *testing.T) {
	w := shopWorld(t)
	for _, test := range []struct {
		lang, words string
		day         time.Time
		at          string // the time told; empty: none
		open        bool
	}{
		{"en", "next monday", date(3, 9), "", false}, {"en", "are you open next monday?", date(3, 9), "", false}, {"en", "monday", date(3, 2), "", false}, {"en", "this monday", date(3, 2), "", false},
		{"en", "monday next week", date(3, 9), "", false}, {"en", "sunday next week", date(3, 15), "", false}, {"en", "next tuesday", date(3, 3), "", false}, {"en", "next tuesday", date(3, 10), "", false},
		{"zh", "下周一", date(3, 9), "", false}, {"zh", "下个星期天开门吗", date(3, 15), "", false}, {"zh", "周六下午还开吗", date(3, 7), "", false}, {"zh", "周一", date(3, 2), "", false},
		{"ru", "в следующий понедельник", date(3, 9), "", false}, {"ru", "во вторник на следующей неделе работаете?", date(3, 10), "", false}, {"ru", "в понедельник", date(3, 2), "", false},
		{"es", "el lunes que viene", date(3, 9), "", false}, {"es", "el próximo lunes", date(3, 9), "", false}, {"es", "¿abrís el martes de la semana que viene?", date(3, 10), "", false},
		{"ar", "الاثنين القادم", date(3, 9), "", false}, {"ar", "الثلاثاء الأسبوع القادم", date(3, 10), "", false}, {"ar", "الجمعة", date(3, 6), "", false}, {"ar", "يوم الجمعة؟", date(3, 6), "", false},
		{"es", "mañana", date(3, 3), "", false}, {"es", "¿abrís a las siete?", date(3, 2), "19:00", true}, {"es", "¿el domingo a las siete?", date(3, 8), "19:00", false}, {"es", "a las siete y media", date(3, 2), "19:30", true},
		{"en", "at seven", date(3, 2), "19:00", true}, {"en", "are you open on sunday at seven?", date(3, 8), "19:00", false}, {"zh", "星期天晚上七点还开吗", date(3, 8), "19:00", false}, {"zh", "晚上七点", date(3, 2), "19:00", true},
		{"ru", "в семь работаете?", date(3, 2), "19:00", true}, {"ru", "в воскресенье в семь вечера", date(3, 8), "19:00", false}, {"ar", "السابعة مساء؟", date(3, 2), "19:00", true}, {"ar", "هل تفتحون الأحد السابعة مساء", date(3, 8), "19:00", false},
	} {
		r := Turn(w, State{}, Input{Kind: Words, At: monday, Chat: 7, Language: test.lang, Text: test.words})
		want := w.Shop.open.On(test.day, w.Texts, test.lang)
		if test.at != "" {
			key := "hours-at-closed"
			if test.open {
				key = "hours-at-open"
			}
			want = w.Texts.Text(test.lang, key, locales.Args{"Time": test.at}) + "\n" + want
		}
		if !strings.Contains(written(r), want) {
			t.Errorf("%s: %q: %s\nwant %s", test.lang, test.words, written(r), want)
		}
	}
	for _, test := range []struct{ lang, words, entry string }{
		{"en", "delivery at seven?", "delivery-cost"}, {"en", "is there a tasting on friday at seven", "tasting"}, {"en", "can I come with my dog?", "children-dogs"}, {"zh", "下单周一能到吗", "delivery-time"},
		{"ru", "можно прийти с собакой?", "children-dogs"}, {"es", "mesa para dos a las ocho", "groups"}, {"ar", "هل يمكنني الدفع الآن؟", "payment"},
		{"en", "can I come now?", "hours"}, {"zh", "现在可以过去吗", "hours"}, {"zh", "还开多久", "hours"}, {"ru", "можно сейчас прийти?", "hours"}, {"es", "¿puedo ir ahora?", "hours"}, {"ar", "هل يمكنني القدوم الآن؟", "hours"},
	} {
		r := Turn(w, State{}, Input{Kind: Words, At: monday, Chat: 7, Language: test.lang, Text: test.words})
		if len(r.Events) != 1 || r.Events[0].Value != test.entry {
			t.Errorf("%s: %q: %+v: %s", test.lang, test.words, r.Events, written(r))
		}
	}
}

// TestDayAfterOther asks of a day after an answer that tells of none: the hours are told. Where it tells of days, no more is
// known.
func TestDayAfterOther(t *testing.T) {
	w := shopWorld(t)
	for _, test := range []struct{ lang, before, words, entry string }{
		{"en", "how much is delivery?", "and on Sunday?", "hours"}, {"ru", "сколько стоит доставка?", "а завтра", "hours"}, {"ar", "كم تكلفة التوصيل؟", "وغدا؟", "hours"},
		{"zh", "运费多少", "那明天呢", "hours"}, {"es", "¿cuánto cuesta el envío?", "¿y mañana?", "hours"}, {"en", "how long does delivery take?", "and on Sunday?", "delivery-time"},
		{"ru", "часы работы", "а в семь?", "hours"}, {"ar", "متى تفتحون؟", "السابعة مساء؟", "hours"},
	} {
		r := after(w, State{}, Input{Text: test.before, Language: test.lang}, Input{Text: test.words, Language: test.lang})
		if len(r.Events) == 0 || r.Events[0].Value != test.entry {
			t.Errorf("%s: %q after %q: %+v: %s", test.lang, test.words, test.before, r.Events, written(r))
		}
	}
}

// TestFeasts holds feasts against their days as calendars print them, and wants none of today's hours for one without a day.
func TestFeasts(t *testing.T) {
	w := shopWorld(t)
	for words, want := range map[string]string{
		"Good Friday": "2027-03-26", "easter": "2027-03-28", "easter monday": "2027-03-29", "chinese new year": "2027-02-06",
		"christmas eve": "2026-12-24", "new year": "2027-01-01", "春节": "2027-02-06", "除夕": "2027-02-05", "новый год": "2027-01-01", "nochevieja": "2026-12-31",
	} {
		if got := w.days.Read(words, time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)); !got.Known || !got.Alone || got.Day.Format(time.DateOnly) != want {
			t.Errorf("%s: %+v, want %s", words, got, want)
		}
	}
	today := w.Shop.open.Tell(monday).In(w.Texts, "en")
	if said := written(Turn(w, State{}, Input{Kind: Words, At: monday, Chat: 7, Language: "en", Text: "are you open during Eid?"})); strings.Contains(said, today) {
		t.Errorf("today's hours for a feast: %s", said)
	}
}

// TestEitherChristmas tells both days of who asks in Russian for Christmas as such, the nearer first, and one where it is said
// which.
func TestEitherChristmas(t *testing.T) {
	w := shopWorld(t)
	for words, want := range map[string]string{
		"вы работаете на Рождество?": "12-25 01-07", "рождество": "12-25 01-07", "на католическое рождество открыты?": "12-25", "православное рождество": "01-07",
		"7 января, на рождество, работаете?": "01-07", "christmas": "12-25", "圣诞节": "12-25", "navidad": "12-25",
	} {
		got := w.days.Read(words, time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC))
		days := got.Day.Format("01-02")
		if !got.Other.IsZero() {
			days += " " + got.Other.Format("01-02")
		}
		if !got.Known || !got.Feast && !got.Dated || days != want {
			t.Errorf("%s: %s, want %s: %+v", words, days, want, got)
		}
	}
	said := written(Turn(w, State{}, Input{Kind: Words, At: date(1, 2), Chat: 7, Language: "ru", Text: "вы открыты на рождество?"}))
	if first, second := strings.Index(said, "7 января"), strings.Index(said, "25 декабря"); first < 0 || second < first {
		t.Errorf("on 2 January: %s", said)
	}
}

// TestNextWeekday names a weekday that some take for one of this week and some for one of the next: both are told. It is Monday
// 2 March 2026, and Friday the sixth.
func TestNextWeekday(t *testing.T) {
	w := shopWorld(t)
	for words, want := range map[string][2]string{
		"next tuesday": {"03-03 03-10", "03-10"}, "the following sunday": {"03-08 03-15", "03-08 03-15"}, "next monday": {"03-09", "03-09"}, "this coming tuesday": {"03-03", "03-10"}, "tuesday": {"03-03", "03-10"},
		"в следующий вторник": {"03-03 03-10", "03-10"}, "в ближайший вторник": {"03-03", "03-10"}, "el próximo martes": {"03-03 03-10", "03-10"}, "el martes que viene": {"03-03", "03-10"},
		"下一个星期二": {"03-03 03-10", "03-10"}, "下周二": {"03-10", "03-10"}, "الثلاثاء القادم": {"03-03 03-10", "03-10"}, "الثلاثاء الجاي": {"03-03", "03-10"}, "tuesday next week": {"03-10", "03-10"},
	} {
		for i, today := range []int{2, 6} {
			got := w.days.Read(words, date(3, today))
			days := got.Day.Format("01-02")
			if !got.Other.IsZero() {
				days += " " + got.Other.Format("01-02")
			}
			if !got.Alone || days != want[i] {
				t.Errorf("%s on the %d: %s, want %s: %+v", words, today, days, want[i], got)
			}
		}
	}
}

// TestHoursAround asks of an hour that only bounds the question, or late in the day, and how late the shop is open: the hours are told,
// nothing else is, and no hour is said to be closed that was not asked about.
func TestHoursAround(t *testing.T) {
	w := shopWorld(t)
	for _, test := range []struct{ lang, words, at string }{
		{"en", "are you open until 9 on saturday", ""}, {"en", "open till 9 on saturday?", ""}, {"en", "do you open before 10", ""}, {"en", "are you still open at 8", "20:00"}, {"en", "are you open after 8", "20:00"},
		{"en", "are you open at 8", "08:00"}, {"zh", "周六开到9点吗", ""}, {"zh", "10点前开门吗", ""}, {"zh", "8点还开吗", "20:00"}, {"ru", "в субботу до 9 работаете?", ""}, {"ru", "ещё открыты в 8?", "20:00"},
		{"es", "¿abrís hasta las 9 el sábado?", ""}, {"es", "¿todavía abiertos a las 8?", "20:00"}, {"ar", "هل أنتم مفتوحون حتى الساعة 9 يوم السبت؟", ""}, {"ar", "هل تفتحون بعد الساعة 8؟", "20:00"},
		{"en", "how late are you open", ""}, {"en", "how late are you open tonight", ""}, {"en", "how long are you open today", ""}, {"en", "until what time are you open today", ""}, {"es", "¿hasta qué hora tenéis abierto hoy?", ""},
		{"zh", "今天开到多晚", ""}, {"ru", "сегодня до скольки открыты", ""}, {"ar", "إلى متى تفتحون اليوم؟", ""},
	} {
		r := Turn(w, State{}, Input{Kind: Words, At: monday, Chat: 7, Language: test.lang, Text: test.words})
		claimed := ""
		for _, at := range []string{"08:00", "09:00", "10:00", "20:00", "21:00"} {
			for _, key := range []string{"hours-at-open", "hours-at-closed"} {
				if strings.Contains(written(r), w.Texts.Text(test.lang, key, locales.Args{"Time": at})) {
					claimed += at
				}
			}
		}
		if len(r.Events) != 1 || r.Events[0].Value != "hours" || claimed != test.at {
			t.Errorf("%s: %q: %+v: %s, want a word of %q alone", test.lang, test.words, r.Events, written(r), test.at)
		}
	}
	for _, test := range []struct{ words, entries string }{
		{"how late are you open and how much is delivery", "hours delivery-cost"}, {"how long do you keep tea", "storage"}, {"where are you when do you open", "address hours"},
	} {
		var got []string
		for _, e := range Turn(w, State{}, Input{Kind: Words, At: monday, Chat: 7, Language: "en", Text: test.words}).Events {
			got = append(got, e.Value)
		}
		if strings.Join(got, " ") != test.entries {
			t.Errorf("%q: %v, want %s", test.words, got, test.entries)
		}
	}
}

// TestFeastAmongWords asks for the hours of a feast, or of a day by a rarer name, of which the shop has no phrasing: they are told as if
// asked for today. What asks for something else does not.
func TestFeastAmongWords(t *testing.T) {
	w := shopWorld(t)
	for _, test := range []struct {
		lang, words string
		day         time.Time // zero: not the hours
	}{
		{"en", "are you open on chinese new year", springOf2027}, {"en", "do you open on chinese new year?", springOf2027}, {"en", "chinese new year hours?", springOf2027}, {"en", "open on new year?", newYear2027},
		{"es", "abrís en año nuevo chino", springOf2027}, {"ru", "китайский новый год работаете?", springOf2027}, {"ar", "هل تفتحون رأس السنة الصينية", springOf2027}, {"zh", "春节开吗", springOf2027},
		{"zh", "下星期二开吗", date(3, 10)}, {"zh", "星期二开吗", date(3, 3)}, {"zh", "下礼拜二开门吗", date(3, 10)},
		{"en", "do you deliver on chinese new year?", time.Time{}}, {"en", "is there a tasting on new year's day", time.Time{}}, {"en", "happy chinese new year", time.Time{}}, {"en", "do you have a chinese new year tea?", time.Time{}},
		{"en", "is the pot on sale on sunday", time.Time{}}, {"en", "how was your weekend", time.Time{}}, {"zh", "下星期二能到吗", time.Time{}}, {"zh", "星期二有茶艺课吗", time.Time{}}, {"zh", "春节送货吗", time.Time{}},
		{"ru", "доставка в новый год есть?", time.Time{}}, {"es", "¿hay cata en año nuevo?", time.Time{}}, {"ar", "سنة جديدة سعيدة", time.Time{}},
	} {
		r := Turn(w, State{}, Input{Kind: Words, At: date(3, 2).Add(9 * time.Hour), Chat: 7, Language: test.lang, Text: test.words})
		hours := len(r.Events) == 1 && r.Events[0].Value == "hours"
		if hours == test.day.IsZero() || hours && !strings.Contains(written(r), w.Shop.open.On(test.day, w.Texts, test.lang)) {
			t.Errorf("%s: %q: %+v: %s", test.lang, test.words, r.Events, written(r))
		}
	}
}

// The feasts that come next in the year after the tests' own.
var (
	springOf2027 = time.Date(2027, 2, 6, 0, 0, 0, 0, time.UTC)
	newYear2027  = time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
)

func date(m time.Month, day int) time.Time { return time.Date(2026, m, day, 0, 0, 0, 0, time.UTC) }
