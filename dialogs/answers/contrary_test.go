package answers

import (
	"strings"
	"testing"
	"testing/fstest"
)

// TestContrary warns of one question in two wordings that has two answers, and of no two questions.
func TestContrary(t *testing.T) {
	for _, test := range []struct {
		lang, one, is, other, says string
		warned                     bool
	}{
		{"en", "Do you have parking?", "Yes, behind the house.", "Is there parking?", "No, sorry.", true},
		{"en", "Do you have parking?", "Yes, behind the house.", "Is there parking?", "We don't have any.", true},
		{"en", "How much is delivery?", "€4 in town.", "how much does delivery cost", "€6 in town.", false}, // "cost" may be another thing
		{"en", "How much is delivery?", "€4 in town.", "how much would the delivery be", "€6 in town.", true},
		{"es", "¿Tenéis aparcamiento?", "Sí, detrás.", "¿Hay aparcamiento?", "No tenemos.", true},
		{"ru", "У вас есть парковка?", "Да, за домом.", "есть ли парковка", "Нет, к сожалению.", true},
		{"zh", "你们有停车位吗？", "有，在楼后。", "有停车位吗", "没有。", true},
		{"ar", "هل لديكم موقف؟", "نعم، خلف المبنى.", "هل يوجد موقف", "لا يوجد.", true},

		{"en", "Do you have parking?", "Yes, behind the house.", "Is there parking?", "Yes, right behind our house!", false},
		{"en", "Do you have parking?", "Yes, no problem.", "Is there parking?", "Of course.", false},
		{"en", "When is the delivery?", "In 2 days.", "How much is the delivery?", "€4.", false},
		{"en", "Do you have parking?", "Yes.", "Do you have wifi?", "No.", false},
		{"es", "¿Cuándo es la cata?", "El sábado a las 16.", "¿Cuánto es la cata?", "18 €.", false},
		{"ru", "Когда доставка?", "Через 2 дня.", "Сколько доставка?", "4 €.", false},
		{"zh", "送货几天", "2 天。", "送货多少钱", "4 欧元。", false},
		{"ar", "متى التوصيل؟", "بعد 2 يوم.", "بكم التوصيل؟", "4 يورو.", false},
	} {
		file := "- id: one\n  questions:\n    LANG: [\"" + test.one + "\"]\n  answer:\n    LANG: \"" + test.is + "\"\n" +
			"- id: other\n  questions:\n    LANG: [\"" + test.other + "\"]\n  answer:\n    LANG: \"" + test.says + "\"\n"
		file = strings.ReplaceAll(file, "LANG", test.lang)
		_, warnings, err := Parse(fstest.MapFS{"knowledge/a.yaml": {Data: []byte(file)}}, test.lang)
		if err != nil {
			t.Fatal(err)
		}
		told := strings.Join(warnings, "\n")
		if warned := strings.Contains(told, "is answered otherwise than"); warned != test.warned {
			t.Errorf("%s, %s: warned %v, %s", test.one, test.other, warned, told)
		}
		if test.warned && !strings.HasPrefix(told, "knowledge/a.yaml:6: entry other: ") {
			t.Error(told)
		}
	}
}
