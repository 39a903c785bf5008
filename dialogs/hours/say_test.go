package hours

import (
	"strings"
	"testing"
	"time"

	"guanxi/locales"
)

// TestSentences holds what customers read, in every language. The shop is in Madrid; Monday is 21 December 2026.
func TestSentences(t *testing.T) {
	texts, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	week := Settings{
		Zone: "Europe/Madrid",
		Week: map[string]string{
			"monday": "10:00-14:00, 16:00-20:00", "tuesday": "10:00-20:00", "wednesday": "10:00-24:00", "thursday": "10:00-02:00",
			"saturday": "12:00-18:30",
		},
		Holidays: []Holiday{{Date: "2026-12-26..2027-01-06"}},
	}
	h := parse(t, week)
	mondays := parse(t, Settings{Zone: "Europe/Madrid", Week: map[string]string{"monday": "10:00-14:00"}})
	always := parse(t, Settings{})
	never := always.ClosedUntil(time.Date(2060, 1, 1, 0, 0, 0, 0, time.UTC))
	for _, test := range []struct {
		hours Hours
		at    string
		want  map[string]string
	}{
		{h, "2026-12-21 11:00", map[string]string{
			"en": "We're open until 14:00.", "zh": "我们营业到 14:00。", "ru": "Мы работаем до 14:00.",
			"es": "Atendemos hasta las 14:00 h.", "ar": "أبوابنا مفتوحة حتى الساعة 14:00.",
		}},
		{h, "2026-12-23 23:59", map[string]string{
			"en": "We're open until 24:00.", "zh": "我们营业到 24:00。", "ru": "Мы работаем до 24:00.",
			"es": "Atendemos hasta las 24:00 h.", "ar": "أبوابنا مفتوحة حتى الساعة 24:00.",
		}},
		{h, "2026-12-25 01:59", map[string]string{
			"en": "We're open until 02:00.", "zh": "我们营业到 02:00。", "ru": "Мы работаем до 02:00.",
			"es": "Atendemos hasta las 02:00 h.", "ar": "أبوابنا مفتوحة حتى الساعة 02:00.",
		}},
		{h, "2026-12-21 14:00", map[string]string{
			"en": "We open today at 16:00.", "zh": "我们今天 16:00 开门。", "ru": "Мы откроемся сегодня в 16:00.",
			"es": "Abrimos hoy a las 16:00 h.", "ar": "نفتح اليوم الساعة 16:00.",
		}},
		{h, "2026-12-21 20:00", map[string]string{
			"en": "We open tomorrow at 10:00.", "zh": "我们明天 10:00 开门。", "ru": "Мы откроемся завтра в 10:00.",
			"es": "Abrimos mañana a las 10:00 h.", "ar": "نفتح غدًا الساعة 10:00.",
		}},
		{h, "2026-12-19 18:30", map[string]string{
			"en": "We open on Monday at 10:00.", "zh": "我们周一 10:00 开门。", "ru": "Мы откроемся в понедельник в 10:00.",
			"es": "Abrimos el lunes a las 10:00 h.", "ar": "نفتح يوم الاثنين الساعة 10:00.",
		}},
		{h, "2026-12-26 12:00", map[string]string{
			"en": "We open on 7 January at 10:00.", "zh": "我们1月7日 10:00 开门。", "ru": "Мы откроемся 7 января в 10:00.",
			"es": "Abrimos el 7 de enero a las 10:00 h.", "ar": "نفتح يوم 7 يناير الساعة 10:00.",
		}},
		{mondays, "2026-12-21 14:00", map[string]string{ // "on Monday" would be taken for today
			"en": "We open on 28 December at 10:00.", "zh": "我们12月28日 10:00 开门。", "ru": "Мы откроемся 28 декабря в 10:00.",
			"es": "Abrimos el 28 de diciembre a las 10:00 h.", "ar": "نفتح يوم 28 ديسمبر الساعة 10:00.",
		}},
		{always, "2026-12-25 03:00", map[string]string{
			"en": "We're open around the clock.", "zh": "我们全天 24 小时营业。", "ru": "Мы работаем круглосуточно.",
			"es": "Atendemos las 24 horas.", "ar": "أبوابنا مفتوحة على مدار الساعة.",
		}},
		{never, "2026-12-25 03:00", map[string]string{
			"en": "We're closed for now.", "zh": "我们目前暂停营业。", "ru": "Мы пока не работаем.",
			"es": "De momento la tienda está cerrada.", "ar": "نحن مغلقون حاليًا.",
		}},
	} {
		sentence := test.hours.Tell(clock(t, test.hours, test.at))
		for lang, want := range test.want {
			if got := withoutIsolates(sentence.In(texts, lang)); got != want {
				t.Errorf("%s %s: %q, want %q", test.at, lang, got, want)
			}
		}
	}
}

// TestNames puts every weekday and month into its sentence, in every language.
func TestNames(t *testing.T) {
	texts, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{
		"en": "on Monday|on Tuesday|on Wednesday|on Thursday|on Friday|on Saturday|on Sunday|January|February|March|April|May|June|July|August|September|October|November|December",
		"zh": "周一|周二|周三|周四|周五|周六|周日|1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月",
		"ru": "в понедельник|во вторник|в среду|в четверг|в пятницу|в субботу|в воскресенье|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
		"es": "el lunes|el martes|el miércoles|el jueves|el viernes|el sábado|el domingo|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
		"ar": "يوم الاثنين|يوم الثلاثاء|يوم الأربعاء|يوم الخميس|يوم الجمعة|يوم السبت|يوم الأحد|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
	} {
		names := strings.Split(want, "|")
		for i := range 7 {
			when := time.Date(2026, 12, 21+i, 10, 0, 0, 0, time.UTC)
			if got := (Sentence{"hours-weekday", when}).In(texts, lang); !strings.Contains(got, names[i]) {
				t.Errorf("%s: %q lacks %q", lang, got, names[i])
			}
		}
		for i := range 12 {
			when := time.Date(2026, time.Month(i+1), 9, 10, 0, 0, 0, time.UTC)
			got := withoutIsolates(Sentence{"hours-date", when}.In(texts, lang))
			if !strings.Contains(got, names[7+i]) || !strings.Contains(got, "9") || !strings.Contains(got, "10:00") {
				t.Errorf("%s: %q lacks %q", lang, got, names[7+i])
			}
		}
	}
}

func withoutIsolates(text string) string {
	return strings.NewReplacer("\u2068", "", "\u2069", "").Replace(text)
}
