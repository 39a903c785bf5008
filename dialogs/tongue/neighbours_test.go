package tongue

import (
	"strings"
	"testing"
)

// neighbours are sentences of shop's customers in languages that share a script with ours.
var neighbours = map[string][]string{
	"uk": {"Скільки коштує доставка до Києва?", "Коли ви працюєте в неділю", "де моє замовлення", "дякую, все сподобалось", "хочу повернути товар", "чи є знижки?"},
	"bg": {"Колко струва доставката?", "кога отваряте утре", "къде е поръчката ми", "благодаря много", "искам да върна чайника", "имате ли зелен чай"},
	"mk": {"Колку чини испораката?", "каде е мојата нарачка", "благодарам многу", "сакам да го вратам производот"},
	"sr": {"Колико кошта достава?", "када радите недељом", "где је моја поруџбина", "хвала пуно, све је супер"},
	"be": {"Колькі каштуе дастаўка?", "калі вы працуеце ў нядзелю", "дзе мой заказ", "вялікі дзякуй"},
	"kk": {"Жеткізу қанша тұрады?", "ертең сағат нешеде ашыласыздар", "рахмет, бәрі ұнады"},
	"fa": {"هزینه ارسال چقدر است؟", "فردا ساعت چند باز می\u200cکنید", "سفارش من کجاست", "خیلی ممنون", "می\u200cخواهم کالا را پس بدهم", "چای سبز دارید؟"},
	"ur": {"ڈیلیوری کتنے کی ہے؟", "کل دکان کب کھلے گی", "میرا آرڈر کہاں ہے", "بہت شکریہ"},
	"pt": {"Quanto custa a entrega?", "vocês abrem no domingo", "onde está o meu pedido", "muito obrigada", "quero devolver o produto", "tem desconto?"},
	"fr": {"Combien coûte la livraison ?", "vous ouvrez dimanche", "où est ma commande", "merci beaucoup", "je veux un remboursement", "avez-vous du thé vert"},
	"it": {"Quanto costa la spedizione?", "siete aperti domenica", "dov'è il mio ordine", "grazie mille", "voglio restituire il prodotto", "avete tè verde?"},
	"de": {"Was kostet der Versand?", "habt ihr sonntags offen", "wo ist meine Bestellung", "vielen Dank", "ich möchte das zurückgeben", "gibt es grünen Tee"},
	"ca": {"Quant costa l'enviament?", "obriu diumenge", "on és la meva comanda", "moltes gràcies", "vull tornar el producte"},
	"pl": {"Ile kosztuje dostawa?", "gdzie jest moje zamówienie", "dziękuję bardzo"},
	"ro": {"Cât costă livrarea?", "unde este comanda mea", "mulțumesc mult"},
	"vi": {"Phí giao hàng bao nhiêu?", "đơn hàng của tôi đâu rồi", "cảm ơn nhiều"},
	"ja": {"送料はいくらですか", "明日は何時に開きますか", "注文した商品が届きません", "ありがとう", "緑茶ありますか"},
	"ko": {"배송비가 얼마예요?", "내일 몇 시에 열어요", "감사합니다"},
	"he": {"כמה עולה המשלוח?", "תודה רבה"},
	"hi": {"डिलीवरी कितने की है?", "धन्यवाद"},
	"el": {"Πόσο κοστίζει η αποστολή;", "ευχαριστώ πολύ"},
}

// TestNeighbours allows one in twenty to be taken for one of ours.
func TestNeighbours(t *testing.T) {
	total, wrong := 0, 0
	for lang, all := range neighbours {
		for _, text := range all {
			total++
			if got := Of(text, shippedLanguages); got != "" {
				wrong++
				t.Logf("%s is taken for %s: %s", lang, got, text)
			}
		}
	}
	if wrong*20 > total {
		t.Errorf("%d of %d are taken for a language of ours", wrong, total)
	}
}

// TestShort wants silence where a few letters tell nothing, and an answer to what everybody types.
func TestShort(t *testing.T) {
	for text, want := range map[string]string{
		"": "", " ": "", "5": "", "ok": "", "OK!": "", "👍": "", "😀😀": "", "...": "", "C-1042": "", "+34 600 123 456": "", "/start": "",
		"https://example.com/hello-world": "", "ann@example.com": "", "@hello": "", "#thanks": "", "www.hello.com": "", "qinghe.example/hello": "",
		"Maria": "", "Juan Carlos": "", "Иван": "", "Анна": "", "محمد": "", "田中": "", "iPhone": "", "DHL": "", "oolong": "", "no": "", "a": "", "да": "", "سلام": "",
		"hello": "en", "thanks": "en", "how much is it": "en", "hola": "es", "gracias": "es", "¿cuánto cuesta?": "es", "привет": "ru", "спасибо": "ru",
		"сколько стоит": "ru", "你好": "zh", "多少钱": "zh", "請問幾點開門": "zh", "مرحبا": "ar", "شكرا": "ar", "بكم هذا": "ar",
		"iPhone 15 Pro Max 多少钱": "zh", "сколько стоит iPhone 15 Pro": "ru", "بكم iPhone 15 Pro Max": "ar", "where can I find 铁观音": "en",
		"ik zoek het boek The Little Prince and the Fox": "", "hast du The Picture of Dorian Gray da": "", "найдите мне The Secret Garden": "ru",
		"DONDE ESTA MI PEDIDO": "es", "Where Is My Order": "en", "hola Juan": "es", "look at https://ejemplo.es/tienda please": "en",
		"do\u0301nde esta\u0301 mi pedido": "es", "شُكْرًا": "ar", "\xff\xfe": "", "🇪🇸": "",
	} {
		if got := Of(text, shippedLanguages); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	if got := Of("спасибо", []string{"en", "es"}); got != "" {
		t.Errorf("Russian is told in a shop that does not speak it: %q", got)
	}
}

// TestLong reads Chinese without a space to its end, and no more of a long message than tells something.
func TestLong(t *testing.T) {
	var r reading
	r.read(strings.Repeat("好", 60))
	if r.plain[han] != 180 {
		t.Errorf("of 60 characters %d are read", r.plain[han]/3)
	}
	if got := Of(strings.Repeat("¿dónde está mi pedido? ", 10_000), shippedLanguages); got != "es" {
		t.Errorf("a long message is %q", got)
	}
}

func FuzzOf(f *testing.F) {
	f.Add("hola, ¿qué tal?")
	f.Add("a.b@c 铁观音 чай شاي 𠀀")
	f.Fuzz(func(t *testing.T, text string) {
		Of(text, shippedLanguages)
	})
}

func BenchmarkOf(b *testing.B) {
	for name, text := range map[string]string{
		"short": "hola", "message": "Hi, where is my order? It should have come on Monday, number 4521.",
		"chinese": "你好，请问我上周一买的茶壶什么时候能送到？", "russian": "Здравствуйте, когда придёт мой заказ? Обещали в понедельник.",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Of(text, shippedLanguages)
			}
		})
	}
}

// TestForeign names other languages so, and neither ours nor names.
func TestForeign(t *testing.T) {
	for _, text := range []string{
		"Wie lange haben Sie heute geöffnet?", "Bonjour, vous êtes ouverts le dimanche ?", "営業時間を教えてください", "영업시간이 어떻게 되나요?",
		"quanto costa la spedizione in Italia", "Quanto custa a entrega para Lisboa?", "Скільки коштує доставка до Києва?", "हम आज कितने बजे खुले हैं",
	} {
		if !Foreign(text, shippedLanguages) {
			t.Errorf("%q is taken for one of ours", text)
		}
	}
	ours := readLabelled(t, "testdata/es.jsonl", "", "t", "l", 1e6)
	for _, text := range []string{
		"Lapsang Souchong?", "Tieguanyin", "ok", "do u have any sencha or gyokuro", "wen r u open 2moro", "几点开门", "сколько стоит", "كم السعر",
		"C-1042", "whats the wifi pw", "te gusta el mate?", "tendrian algo para regalar", "почем дахунпао", "asdf qwer",
	} {
		ours = append(ours, labelled{text, "", ""})
	}
	wrong := 0
	for _, m := range ours {
		if Foreign(m.text, shippedLanguages) {
			wrong++
			t.Logf("%q is taken for none of ours", m.text)
		}
	}
	if wrong*200 > len(ours) {
		t.Errorf("%d of %d are taken for none of ours", wrong, len(ours))
	}
	if !Foreign("¿Cuánto cuesta el envío a Madrid?", []string{"en"}) {
		t.Error("Spanish where it is not spoken")
	}
}
