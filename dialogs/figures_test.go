package dialogs

import (
	"strings"
	"testing"
)

// TestFigures asks for amounts with numbers that are no plain ones: a decimal before a unit of weight is read, packs of a
// weight are reckoned, and of what cannot be told, is paid, or is a time, nothing is.
func TestFigures(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string]string{
		"en": "1.5 kg longjing=435.00|1,5 kg of longjing=435.00|how much is 1.5 kg of longjing=435.00|how much is 1,5kg of longjing?=435.00|0.5 kg longjing=145.00|0,25kg longjing=72.50|0.250 kg longjing=72.50|1/2 kg longjing=145.00|one kilo and a half of longjing=435.00|" +
			"2 packs of 50 g longjing=29.00|two 50 g packs of longjing=29.00|2 packs of 100 g of longjing=58.00|1.5 kg of longjing and 100 g of da hong pao=468.00|200 g longjing and 0,5 kg da hong pao=223.00|1.0 kg longjing=290.00|200 g of longjing for $60=58.00|200 g of longjing at 10:30=58.00|" +
			"$20 of longjing=|€20 of longjing=|20 € of longjing=|20€ longjing=|20 euros of longjing=|ten euros of longjing=|20 dollars of longjing=|2 pounds of longjing=|3.000 longjing=|1.500 kg longjing=|1.5 longjing=|longjing 1.5=|10.30 longjing=|longjing at 10:30=|2-3 kg longjing=|2 - 3 packs of longjing=|2.5 packs of longjing=|12.11.2026 longjing=|longjing 14.50=|$14.50 longjing=|1.25 g longjing=",
		"zh": "1.5公斤龙井=435.00|一斤半龙井=217.50|两公斤半龙井=|0.5公斤龙井=145.00|0.5斤龙井=72.50|两包50克龙井=29.00|20欧元龙井=|二十块钱龙井=|2-3包龙井=",
		"ru": "1,5 кг лунцзина=435,00|0,5 кг лунцзина=145,00|сколько стоит 1,5 кг лунцзина=435,00|2 пачки по 50 г лунцзина=29,00|килограмм с половиной лунцзина=435,00|на 20 евро лунцзина=|20 евро лунцзина=|2-3 пачки лунцзина=|2,5 кг лунцзина=",
		"es": "1,5 kg de longjing=435,00|0,5 kg de longjing=145,00|2 paquetes de 50 g de longjing=29,00|20 euros de longjing=|2-3 paquetes de longjing=|3.000 longjing=",
		"ar": "1.5 كيلو لونغجينغ=435.00|١٫٥ كيلو لونغجينغ=435.00|٠٫٥ كيلو لونغجينغ=145.00|20 يورو لونغجينغ=|2-3 علب لونغجينغ=",
	} {
		for test := range strings.SplitSeq(all, "|") {
			words, sum, _ := strings.Cut(test, "=")
			said := written(asking(w, lang, words))
			if strings.Contains(said, " × ") != (sum != "") || !strings.Contains(said, sum) {
				t.Errorf("%s: %q, want %q: %s", lang, words, sum, said)
			}
		}
	}
}
