package phrases

import (
	"testing"

	"guanxi/locales"
)

func shipped(t testing.TB) *locales.Catalogue {
	t.Helper()
	texts, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

// TestNumerals reads numbers as people type them in every language, and nothing else as one.
func TestNumerals(t *testing.T) {
	n := NewNumerals(shipped(t))
	for text, want := range map[string]int{
		"5": 5, "٥": 5, "五": 5, "５": 5, "пять": 5, "five": 5, "Cinco!": 5, "خمسة": 5, "خمس": 5, "۵": 5, "5️⃣": 5,
		"5 stars": 5, "5stars": 5, "5/5": 5, "5／5": 5, "5 / 5 😊": 5, "★★★★★": 5, "⭐⭐⭐⭐": 4, "⭐️⭐️ !": 2, "★★☆☆☆": 2, "4 из 5": 4, "４星": 4,
		"I give 4 stars.": 4, "four out of five": 4, "4 out of 5 stars": 4, "4 of 5": 4, "two": 2, "three...": 3, "one star": 1,
		"五星": 5, "五颗星": 5, "四颗星！": 4, "两星": 2, "给5分": 5, "打三分": 3, "5星好评": 5,
		"пятёрка": 5, "Четыре звезды": 4, "ставлю четвёрку": 4, "на пять": 5, "четыре из пяти": 4, "одна звезда": 1, "4 балла": 4,
		"le doy un cuatro": 4, "cuatro estrellas": 4, "4 de 5": 4, "un 4": 4, "tres puntos": 3,
		"خمس نجوم": 5, "٤ من ٥": 4, "نجمتان": 2, "نجمة واحدة": 1, "أربع نجوم": 4, "3 من أصل 5": 3,
		"6": 6, "ten": 10, "шесть": 6, "10/10": None, "4/10": None, "10 out of 10": None, "4.5": None, "4-5": None, "0": 0, "1042": 1042,
	} {
		got, ok := n.Read(text, 5)
		if !ok || got != want {
			t.Errorf("%q is %d, %v, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "stars", "of", "the best", "5 teas please", "five minutes late", "звезда", "一般", "когда вы открыты", "😊", "★", "⭐!", "#1 fan", "out of 5 stars?"} {
		if got, ok := n.Read(text, 5); ok {
			t.Errorf("%q is %d", text, got)
		}
	}
}

// TestNumeralsAgree wants no phrase that means two things in one language or another.
func TestNumeralsAgree(t *testing.T) {
	texts := shipped(t)
	meaning := map[string]string{}
	for _, key := range append(numberTexts[:], "number-of", "number-beside") {
		for _, lang := range texts.Languages() {
			for _, phrase := range texts.List(lang, key) {
				if other := meaning[phrase]; other != "" && other != key {
					t.Errorf("%q means %s and, in %s, %s", phrase, other, lang, key)
				}
				meaning[phrase] = key
			}
		}
	}
}
