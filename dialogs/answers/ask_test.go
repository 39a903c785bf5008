package answers

import (
	"slices"
	"strings"
	"testing"
)

// courteous are courtesies as the catalogues have them.
var courteous = []string{"hi", "hello", "thank you", "thanks", "please", "hola", "buenas tardes", "q tal", "gracias", "السلام عليكم", "شكرا", "你好", "请问", "谢谢", "здравствуйте", "спасибо", "привет"}

// TestAsk takes messages apart: what is asked, by entry, ? for a question that nothing answers, and nothing where none does.
func TestAsk(t *testing.T) {
	x := New(knowledge(t), "en", courteous...)
	for _, test := range []struct{ lang, message, want string }{
		{"en", "Thank you! And how much is delivery?", "delivery-cost"},
		{"es", "Hola, buenas tardes, ¿a qué hora cerráis hoy?", "hours"},
		{"es", "Gracias, ¿y el envío?", "delivery-cost"},
		{"ar", "السلام عليكم كم التوصيل", "delivery-cost"},
		{"zh", "你好，请问几点关门？谢谢", "hours"},
		{"en", "how much is dragon well and do you deliver to France? also when do you close", "longjing delivery-cost hours"},
		{"zh", "几点关门，龙井多少钱", "hours longjing"},
		{"en", "shipping to Portugal and can I pay by paypal?", "delivery-cost payment"},
		{"ru", "сколько стоит доставка и когда вы открыты?", "delivery-cost hours"},
		{"es", "¿Cuánto cuesta el envío? ¿Y tenéis wifi?", "delivery-cost wifi"},
		{"ar", "كم سعر التوصيل ومتى تفتحون؟", "delivery-cost hours"},
		{"en", "When are you open? Do you repair bicycles?", "hours ?"},
		{"en", "I ordered last week. Where is my order?", "order-status"},
		{"en", "how long does delivery take? can i pay with card? what is your opinion on cats?", "delivery-time payment ?"},
		{"en", "where are you? how do i get there? do you have wifi", "address wifi"},
		{"zh", "今天几点关门，你们那儿有停车位没", "hours address"},
		{"zh", "明天几点开门 可以带小孩吗", "hours children-dogs"}, {"zh", "明天幾點開門　可以帶小孩嗎", "hours children-dogs"}, {"zh", "运费多少钱 可以刷卡吗", "delivery-cost payment"},
		{"zh", "你们有 停车位 吗", "address"}, {"zh", "普洱茶 怎么泡", "puer"}, {"zh", "请问 运费 多少钱", "delivery-cost"}, {"zh", "能不能退货 多久退款", "returns"},
		{"zh", "龙井和大红袍各多少钱", "longjing da-hong-pao"},
		{"ru", "вы доставляете в Германию? сколько это займёт? можно картой?", "delivery-cost ? payment"},
		{"es", "a qué hora cerráis hoy y hay karaoke", "hours ?"},
		{"ar", "متى تغلقون اليوم وهل يوجد موقف سيارات", "hours address"},
		{"es", "¿Cuánto cuesta el envío a Sevilla y abrís el domingo?", "delivery-cost hours"},
		{"es", "¿Hacéis envíos a Francia y aceptáis tarjeta?", "delivery-cost payment"},
		{"es", "¿Tenéis aparcamiento y servís café?", "address tea-room"},
		{"es", "Cuánto tarda el envío a Madrid y se puede pagar con bizum", "? payment"},
		{"en", "How much is shipping to Seville and you open on Sunday?", "delivery-cost hours"},
		{"en", "do you ship to france and take cards?", "delivery-cost payment"},
		{"en", "do you have parking and serve coffee?", "address tea-room"},
		{"ru", "Сколько стоит доставка в Мадрид и работаете ли вы в воскресенье?", "delivery-cost hours"},
		{"ru", "Сколько стоит доставка в Севилью и вы открыты в воскресенье?", "delivery-cost hours"},
		{"ru", "сколько стоит доставка и принимаете карты", "delivery-cost payment"},
		{"zh", "寄到马德里运费多少钱，还有周日开门吗", "delivery-cost hours"},
		{"zh", "运费多少钱还有你们周日营业吗", "delivery-cost hours"},
		{"ar", "كم تكلفة التوصيل إلى إشبيلية وتفتحون يوم الأحد؟", "delivery-cost hours"},
		{"ar", "هل لديكم واي فاي ويمكنني إحضار كلبي؟", "wifi children-dogs"},
		{"ar", "هل توصلون إلى فرنسا وتقبلون البطاقات؟", "delivery-cost payment"},
		{"ar", "أين أنتم ومتى تغلقون", "address hours"},
		{"en", "what", ""}, {"en", "a", ""}, {"ru", "я", ""}, {"es", "y", ""}, {"en", "?", ""},
	} {
		var got []string
		for _, p := range x.Ask(test.message, test.lang) {
			switch {
			case p.Sure:
				got = append(got, p.Match.ID)
			case strings.Contains(test.want, " "):
				got = append(got, "?")
			}
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: %q, want %q", test.message, got, test.want)
		}
	}
}

// TestTogether wants one question of what has an "and" in it, but no second question.
func TestTogether(t *testing.T) {
	x := New(knowledge(t), "en", courteous...)
	for lang, messages := range map[string]string{
		"en": "black and green tea|do you have black and green tea?|bread and breakfast|are you open on Saturdays and Sundays?|do you deliver to Spain and Portugal?|how much is delivery to Spain and Portugal?|do you wrap and send gifts?|how do I open and close the lid?|can I come and taste the tea?",
		"es": "té verde y negro|¿tenéis té verde y negro?|pan y desayuno|¿Abrís los sábados y domingos?|¿Enviáis a España y Portugal?|¿Cuánto cuesta el envío a Madrid y Sevilla?|¿Puedo devolver un té abierto y me devolvéis el dinero?|la lata y el asa|té inglés y francés",
		"ru": "зелёный и чёрный чай|у вас есть зелёный и чёрный чай?|хлеб и завтрак|вы открыты в субботу и воскресенье?|доставляете в Испанию и Португалию?|где и когда вы открываетесь?",
		"zh": "绿茶和红茶|有绿茶和红茶吗|面包和早餐|周六和周日开门吗|能寄到西班牙和葡萄牙吗",
		"ar": "شاي أخضر وأسود|هل لديكم شاي أخضر وأسود؟|خبز وفطور|هل تفتحون السبت والأحد؟|هل توصلون إلى إسبانيا والبرتغال؟",
	} {
		for message := range strings.SplitSeq(messages, "|") {
			if parts := x.Ask(message, lang); len(parts) != 1 {
				t.Errorf("%s: %d parts", message, len(parts))
			}
		}
	}
}

// TestWhole wants no question that is one taken for several.
func TestWhole(t *testing.T) {
	entries := knowledge(t)
	x := New(entries, "en", courteous...)
	for _, e := range entries {
		for lang, phrasings := range e.Questions {
			for _, q := range phrasings {
				if parts := x.Ask(q, lang); len(parts) != 1 {
					t.Errorf("%s: %d parts", q, len(parts))
				}
			}
		}
	}
	several := 0
	for _, q := range questions(t, "tuned.txt") {
		if parts := x.Ask(q.question, q.lang); len(parts) != 1 {
			several++
			t.Logf("%s: %d parts", q.question, len(parts))
		}
	}
	if several > 3 { // of 760
		t.Errorf("%d questions are taken apart", several)
	}
}

// TestNear wants the entries that the customer may mean, at most three, none of them small talk.
func TestNear(t *testing.T) {
	x := New(knowledge(t), "en")
	p := x.Ask("parcel to germny", "en")[0]
	if p.Sure || len(p.Near) == 0 || len(p.Near) > maxNear || !slices.ContainsFunc(p.Near, func(m Match) bool { return m.ID == "delivery-time" }) {
		t.Errorf("%+v", p)
	}
}

// TestSlips survives what is typed in haste.
func TestSlips(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{{"delievry", "delivery", 1}, {"germny", "germany", 1}, {"vuocher", "voucher", 1}, {"доставака", "доставка", 1}, {"hours", "hours", 0}, {"abc", "xyz", 3}} {
		if n := slipsBetween([]rune(test.a), []rune(test.b), 3); n != test.want {
			t.Errorf("%s, %s: %d slips, want %d", test.a, test.b, n, test.want)
		}
	}
}

func FuzzAsk(f *testing.F) {
	x := New(knowledge(f), "en", courteous...)
	f.Add("how much is dragon well and do you deliver? 几点关门，龙井多少钱 كم سعر التوصيل ومتى")
	f.Add("\xff، و و,\xd9")
	f.Fuzz(func(t *testing.T, message string) {
		parts := x.Ask(message, "en")
		if len(parts) == 0 || len(parts) > maxPieces {
			t.Errorf("%d parts", len(parts))
		}
	})
}

// BenchmarkAsk asks 40 entries and 1,000, the latter the same under other names, each with words of its own.
func BenchmarkAsk(b *testing.B) {
	entries := knowledge(b)
	many := make([]Entry, 1000)
	for i := range many {
		e := entries[i%len(entries)]
		own := strings.Repeat(string(rune('a'+i%26)), 3) + strings.Repeat(string(rune('a'+i/26%26)), 3)
		e.Questions = map[string][]string{"en": append(slices.Clone(e.Questions["en"]), own), "zh": e.Questions["zh"]}
		many[i] = e
	}
	for name, x := range map[string]*Index{"40": New(entries, "en", courteous...), "1000": New(many, "en", courteous...)} {
		x.Learn()
		for kind, message := range map[string]string{"one": "how much to ship a parcel to madrid please", "three": "how much is dragon well and do you deliver to France? also when do you close"} {
			b.Run(name+"/"+kind, func(b *testing.B) {
				for b.Loop() {
					x.Ask(message, "en")
				}
			})
		}
	}
}

// TestWeakWord says a word or two that stand in some answer, and in no question: nobody asks for that. What is like a phrasing, or
// reads like a question, is answered as before.
func TestWeakWord(t *testing.T) {
	x := New(knowledge(t), "en", courteous...)
	for _, test := range []struct{ lang, text, want string }{
		{"en", "you guys rock", ""}, {"en", "my bad", ""}, {"en", "good tea", ""}, {"ru", "вы там совсем?", ""}, {"ru", "ага", ""},
		{"en", "rock oolong", "da-hong-pao"}, {"en", "rock tea", "da-hong-pao"}, {"en", "water", "water"}, {"en", "dogs", "children-dogs"}, {"es", "tenéis insta?", "social"}, {"es", "vale regalo", "gift-cards"}, {"en", "what's your insta", "social"}, {"en", "refund please", "returns"},
		{"es", "necesitais camareros", "careers"}, {"es", "qué fuerte es", "caffeine"}, {"zh", "水温", "water"}, {"ru", "вайфай", "wifi"}, {"ar", "واي فاي", "wifi"},
	} {
		m, ok := x.Find(test.text, test.lang)
		if ok != (test.want != "") || ok && m.ID != test.want {
			t.Errorf("%s: %q: %q, %.2f, want %q", test.lang, test.text, m.ID, m.Score, test.want)
		}
	}
	if p := x.Ask("вы там совсем?", "ru")[0]; len(p.Near) > 0 {
		t.Errorf("what is like nothing is taken for %s", p.Near[0].ID)
	}
}
