package dialogs

import (
	"strings"
	"testing"

	"guanxi/locales"
	"guanxi/profile"
)

// asking is one question in a chat of its own, where nothing has happened.
func asking(w *World, lang, words string) Result {
	return Turn(w, State{}, Input{Kind: Words, At: monday, Chat: 7, Language: lang, Message: 5, Text: words, History: &profile.History{}})
}

// TestBasket names several things with how much of each: each has its sum, and all together have one. Where one of them is
// nothing that is sold by so much, or is short, no total is told.
func TestBasket(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string]string{
		"en": "200 g Longjing and 100 g Da Hong Pao|how much is 200 g of longjing, 100 g of da hong pao?|4 packs of longjing + 2 packs of da hong pao|how much is 200 g longjing plus 100 g da hong pao in total?",
		"zh": "200克龙井和100克大红袍|200克龙井加100克大红袍一共多少钱|四包龙井，两包大红袍，一共多少", "ru": "200 г лунцзина и 100 г да хун пао|сколько будет 200 грамм лунцзина и 100 грамм да хун пао",
		"es": "200 g de longjing y 100 g de da hong pao|cuánto es 200 g de longjing y 100 g de da hong pao en total", "ar": "200 غرام لونغ جينغ و 100 غرام دا هونغ باو|200 غرام لونغ جينغ و100 غرام دا هونغ باو",
	} {
		for words := range strings.SplitSeq(all, "|") {
			r := asking(w, lang, words)
			said := strings.ReplaceAll(written(r), ",", ".")
			for _, sum := range []string{"58.00", "33.00", "91.00"} {
				if !strings.Contains(said, sum) {
					t.Errorf("%s: %q lacks %s: %s", lang, words, sum, said)
				}
			}
		}
	}
	for _, test := range []struct{ lang, words, lacks string }{
		{"en", "200 g longjing and 10 g dianhong", "Altogether"}, {"en", "200 g longjing and 3 kg longjing", "Altogether"}, {"en", "200 g of longjing and the address", "Altogether"},
		{"en", "longjing and da hong pao", "Altogether"}, {"en", "2 of us and 1 child", "Altogether"}, {"zh", "两个大人和一个孩子", "合计"}, {"ru", "2 чашки и 1 чайник разбились", "Всего"},
		{"es", "2 adultos y 1 niño", "En total"}, {"ar", "شخصان و3 أطفال", "المجموع"},
	} {
		if said := written(asking(w, test.lang, test.words)); strings.Contains(said, test.lacks) {
			t.Errorf("%s: %q: %s", test.lang, test.words, said)
		}
	}
}

// TestBasketAndMore names so much of something, and asks for something else in the same breath: both are told.
func TestBasketAndMore(t *testing.T) {
	w := shopWorld(t)
	for _, test := range []struct{ lang, words, entry string }{
		{"en", "2 longjing and a refund", "returns"}, {"en", "200 g of longjing and the address", "address"}, {"en", "2 longjing and how much is delivery?", "delivery-cost"}, {"zh", "两份龙井和退款", "returns"},
		{"ru", "2 лунцзина и возврат", "returns"}, {"es", "2 longjing y una devolución", "returns"}, {"en", "2 longjing and a dragon", ""},
	} {
		r := asking(w, test.lang, test.words)
		if len(r.Events) != 2 || r.Events[0].Value != "product:longjing" || r.Events[1].Value != test.entry || !strings.Contains(written(r), "× 50") {
			t.Errorf("%s: %q: %+v: %s", test.lang, test.words, r.Events, written(r))
		}
	}
}

// TestBasketOfThings names things that are no tea beside teas, with an article, a number, or neither: nothing is left out of
// the sum. What the shop has not is named, and then no sum is told of all.
func TestBasketOfThings(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string]string{
		"en": "100 g longjing and a gaiwan, how much in total?=16.00 29.00 45.00|2 longjing, 1 gaiwan and 3 matcha=29.00 16.00 54.00 99.00|a gaiwan and two longjing altogether=45.00|how much for a gaiwan and two longjing=45.00|five longjing, three da hong pao and a teapot=180.00",
		"zh": "龙井两份加一个盖碗一共多少钱=16.00 29.00 45.00|100克龙井和一个盖碗，一共多少钱？=45.00|两份龙井、一个盖碗和三罐抹茶=99.00",
		"ru": "100 г лунцзина и гайвань, сколько всего?=16.00 29.00 45.00|2 лунцзина, 1 гайвань и 3 матчи=99.00|пять лунцзин, три да хун пао=122.00",
		"es": "100 g de longjing y un gaiwan, ¿cuánto es en total?=16.00 29.00 45.00|2 longjing, 1 gaiwan y 3 matcha=99.00|cinco longjing, tres da hong pao=122.00",
		"ar": "100 غرام لونغ جينغ وغايوان، كم المجموع؟=16.00 29.00 45.00|2 لونغ جينغ، 1 غايوان و3 ماتشا=99.00|خمسة لونغ جينغ، ثلاثة دا هونغ باو=122.00",
	} {
		for test := range strings.SplitSeq(all, "|") {
			words, sums, _ := strings.Cut(test, "=")
			said := strings.ReplaceAll(written(asking(w, lang, words)), ",", ".")
			for sum := range strings.FieldsSeq(sums) {
				if !strings.Contains(said, sum) {
					t.Errorf("%s: %q lacks %s: %s", lang, words, sum, said)
				}
			}
		}
	}
	total := func(lang string) string {
		return strings.Trim(w.Texts.Text(lang, "product-total", locales.Args{"Sum": ""}), " \u2068\u2069")
	}
	for _, test := range []struct{ lang, words, names string }{
		{"en", "100 g longjing and a samovar, how much in total?", "samovar"}, {"en", "2 longjing and 2 samovars", "samovar"}, {"zh", "100克龙井和一个烧烤架，一共多少钱", "烧烤架"}, {"ru", "100 г лунцзина и 1 самовар, сколько всего?", "самовар"},
		{"es", "100 g de longjing y un samovar, ¿cuánto es?", "samovar"}, {"ar", "100 غرام لونغ جينغ و1 سماور، كم المجموع؟", "سماور"}, {"en", "200 g da hong pao and dianhong", "8.50"},
	} {
		if said := written(asking(w, test.lang, test.words)); !strings.Contains(said, test.names) || !strings.Contains(said, " × ") || strings.Contains(said, total(test.lang)) {
			t.Errorf("%s: %q: %s", test.lang, test.words, said)
		}
	}
	for lang, all := range map[string]string{
		"en": "how do I use a gaiwan and a whisk|2 longjing are missing and 1 gaiwan is broken|2 longjing and a refund|longjing and a gaiwan|a gaiwan|when do you open and is there a gaiwan", "zh": "一个盖碗碎了，两包龙井少了", "ru": "гайвань и чайник|1 гайвань разбилась и 2 лунцзина пропали",
		"es": "un gaiwan roto y dos longjing perdidos", "ar": "غايوان مكسور وعلبتان ناقصتان",
	} {
		for words := range strings.SplitSeq(all, "|") {
			if said := written(asking(w, lang, words)); strings.Contains(said, total(lang)) {
				t.Errorf("%s: %q: %s", lang, words, said)
			}
		}
	}
}

// TestExtreme asks for the cheapest and the dearest, of a category or of all.
func TestExtreme(t *testing.T) {
	w := shopWorld(t)
	for _, test := range []struct{ lang, words, product string }{
		{"en", "cheapest tea", "dianhong"}, {"en", "what's your cheapest tea?", "dianhong"}, {"en", "the cheapest green tea", "huangshan-maofeng"}, {"en", "most expensive tea", "puer-sheng-2019"}, {"en", "the cheapest?", "rooibos"},
		{"zh", "最便宜的茶", "dianhong"}, {"zh", "哪款茶最便宜", "dianhong"}, {"zh", "最贵的白茶", "silver-needle"}, {"ru", "самый дешёвый чай", "dianhong"}, {"ru", "самый дешёвый", "rooibos"}, {"ru", "какой чай самый дорогой?", "puer-sheng-2019"},
		{"es", "el té más barato", "dianhong"}, {"es", "¿cuál es el té más barato?", "dianhong"}, {"es", "el oolong más caro", "da-hong-pao"}, {"ar", "أرخص شاي", "dianhong"}, {"ar", "ما هو أغلى شاي لديكم؟", "puer-sheng-2019"},
	} {
		r := asking(w, test.lang, test.words)
		p, _ := w.shelf.find(test.product)
		lines := strings.Split(written(r), "\n")
		if len(r.Events) != 1 || r.Events[0].Value != ofProduct+":"+test.product || len(lines) < 2 || !strings.Contains(lines[1], p.Name[test.lang]) {
			t.Errorf("%s: %q: %+v: %s", test.lang, test.words, r.Events, written(r))
		}
	}
	for _, test := range []struct{ lang, words, entry string }{
		{"en", "what is the cheapest delivery", "delivery-cost"}, {"en", "is it cheaper online", ""}, {"en", "which tea is best", "choosing"}, {"zh", "便宜一点吧", ""}, {"ru", "это дорого", ""},
		{"es", "¿es más barato por internet?", ""}, {"ar", "هذا غالي", ""},
	} {
		r := asking(w, test.lang, test.words)
		if len(r.Events) > 0 && r.Events[0].Value != test.entry || strings.Contains(written(r), w.Texts.Text(test.lang, "products-cheapest", nil)) {
			t.Errorf("%s: %q: %+v: %s", test.lang, test.words, r.Events, written(r))
		}
	}
	green := Input{Kind: Words, At: monday, Chat: 7, Language: "ru", Message: 5, Text: "а самый дешёвый?", History: &profile.History{Last: []profile.Event{{Kind: "question", Value: "category:green", At: monday.Unix()}}}}
	if r := Turn(w, State{}, green); len(r.Events) != 1 || r.Events[0].Value != "product:huangshan-maofeng" {
		t.Errorf("of the green teas: %+v", r.Events)
	}
}

// TestAsFriendsAsk asks for what the shop knows in the short and careless words of a chat, in each language, beside what is
// meant otherwise.
func TestAsFriendsAsk(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string]map[string]string{
		"en": {
			"category:tea": "what teas do you have|which teas do you have?|what kinds of tea do you sell", "category:white": "which white teas do you have", "product:dianhong": "dian hong", "product:da-hong-pao": "da hong pao",
			"address": "where are you|where are you guys?|where are you located|where r u located|where is the shop", "order-status": "where is my order", "delivery-cost": "can you send it to my office|can you ship to Paris|could you send tea to London",
			"wholesale": "do you have tea for the office", "choosing": "recommend a tea|recommend me a tea", "loyalty": "offers|do you have any offers right now", "tasting": "do you offer tastings?", "caffeine": "which one is stronger",
			"category:green": "how much is green tea", "category:all": "catalogue", "": "I lost my umbrella|i forgot my scarf at your place",
		},
		"zh": {
			"category:tea": "你们有什么茶|有哪些茶", "choosing": "推荐一款茶|给我推荐一款茶", "address": "你们在哪|你们在哪儿|店在哪", "order-status": "我的包裹在哪", "delivery-cost": "能寄到巴黎吗|能送到办公室吗",
			"loyalty": "有什么优惠", "caffeine": "哪个更浓", "": "我的雨伞丢了",
		},
		"ru": {
			"category:tea": "какие чаи у вас есть?", "choosing": "посоветуйте чай", "address": "где вы?", "order-status": "вы выслали мой заказ?", "delivery-cost": "вышлете в Париж?|можете прислать в Барселону|отправите в Киев?|пришлете чай в Берлин", "loyalty": "есть акции?",
			"category:green": "сколько стоит зелёный чай|хотела спросить, есть ли у вас зелёный чай", "product:dianhong": "дянь хун", "caffeine": "какой крепче?", "": "я потеряла зонт",
		},
		"es": {
			"category:tea": "¿qué tés tenéis?", "choosing": "recomiéndame un té", "address": "¿dónde estáis?|donde estais", "delivery-cost": "¿mandáis a México?|precio embio|kiero saver el presio de embio|asen embios a fransia?|¿lo podéis enviar a mi oficina?",
			"category:green": "teneis te berde|q bale el te berde|cuánto vale el té verde|quería preguntar si tenéis té verde y cuánto vale", "hours": "orario", "wifi": "ai wifi", "loyalty": "¿tenéis alguna oferta?|ofertas", "caffeine": "¿cuál es más fuerte?", "": "he perdido mi paraguas",
		},
		"ar": {
			"category:tea": "ما أنواع الشاي لديكم؟", "choosing": "انصحني بشاي", "address": "أين أنتم|وينكم|أين المتجر|أين يقع المحل", "delivery-cost": "هل ترسلون إلى باريس؟|هل يمكن إرساله إلى مكتبي؟", "loyalty": "هل لديكم عروض", "caffeine": "أيهما أقوى",
			"category:all": "المتجر", "": "ضاعت مظلتي",
		},
	} {
		for entry, questions := range all {
			for words := range strings.SplitSeq(questions, "|") {
				if r := asking(w, lang, words); len(r.Events) != 1 || r.Events[0].Value != entry {
					t.Errorf("%s: %q: %+v, want %s: %s", lang, words, r.Events, entry, written(r))
				}
			}
		}
	}
}

// TestWhereAreYou asks where the shop is with words that ask a person whether they are there: only while one is waited for
// they do.
func TestWhereAreYou(t *testing.T) {
	w := shopWorld(t)
	r := Turn(w, State{Session: Session{Awaits: true}}, Input{Kind: Words, At: monday, Chat: 7, Language: "ar", Message: 5, Text: "أين أنتم", History: &profile.History{}})
	if !strings.HasPrefix(written(r), w.Texts.Text("ar", "human-stands", nil)[:20]) {
		t.Errorf("a person is waited for: %s", written(r))
	}
}

// TestAnnouncesQuestion says that there is a question, without it: the bot is all ears. What follows in the same message is
// answered.
func TestAnnouncesQuestion(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string]string{
		"en": "I have a question|quick question|hi, can I ask something?", "zh": "想问一下|你好，请问一下", "ru": "хочу спросить|у меня вопрос", "es": "quería preguntar|quería preguntar una cosa…|tengo una pregunta", "ar": "عندي سؤال|أريد أن أسأل",
	} {
		for words := range strings.SplitSeq(all, "|") {
			if r := asking(w, lang, words); written(r) != w.Texts.Text(lang, "answer-ask", nil) {
				t.Errorf("%s: %q: %s", lang, words, written(r))
			}
		}
	}
	for lang, words := range map[string]string{
		"en": "I have a question: when are you open?", "zh": "我想问一下你们几点关门", "ru": "у меня вопрос, когда вы открыты?", "es": "quería preguntar a qué hora abrís", "ar": "عندي سؤال: متى تفتحون؟",
	} {
		if r := asking(w, lang, words); len(r.Events) != 1 || r.Events[0].Value != "hours" {
			t.Errorf("%s: %q: %+v", lang, words, r.Events)
		}
	}
}

// TestRefusesOffers refuses offers in words of one's own; who asks for some, or refuses something else, goes on getting them.
func TestRefusesOffers(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string]string{
		"en": "I don't want your promotions|i don't want any more of your ads|no more of these promotions please|not interested in your newsletters", "zh": "我不想要你们的促销|不要再给我推销了|请不要再发你们的广告了",
		"ru": "не хочу ваших акций|мне не нужны ваши акции|больше не присылайте мне вашу рекламу", "es": "no quiero más promociones vuestras|no me interesan vuestras ofertas|basta ya de tanta publicidad",
		"ar": "لا أريد عروضا بعد الآن|لا أريد إعلانات بعد اليوم|ما عاد بدي عروض",
	} {
		for words := range strings.SplitSeq(all, "|") {
			if r := asking(w, lang, words); len(r.Events) != 1 || r.Events[0].Kind != "offers" || r.Events[0].Value != "no" {
				t.Errorf("%s: %q: %+v: %s", lang, words, r.Events, written(r))
			}
		}
	}
	for lang, all := range map[string]string{
		"en": "do you have any promotions|I don't want to miss your offers|your promotions|I don't want your tea|no more", "zh": "有什么促销|我不想要|你们的优惠", "ru": "какие у вас акции|не хочу чай|ваши акции", "es": "¿tenéis promociones?|no quiero más té|vuestras ofertas",
		"ar": "هل لديكم عروض|لا أريد الشاي بعد الآن",
	} {
		for words := range strings.SplitSeq(all, "|") {
			for _, e := range asking(w, lang, words).Events {
				if e.Kind == "offers" {
					t.Errorf("%s: %q: %+v", lang, words, e)
				}
			}
		}
	}
}
