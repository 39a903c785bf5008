package mask_test

import (
	"strings"
	"testing"

	"guanxi/dialogs/mask"
)

// TestFamilies hides who somebody says they are, where they live and how they are reached, in the ways in which people of
// the five languages write it. What is to be hidden stands between ‹ and ›.
func TestFamilies(t *testing.T) {
	for _, c := range []string{
		// names
		"My name’s ‹Xiomara Quesada›, when do you open?", "My name's ‹xiomara› and I want tea", "I am ‹Ingrid Olafsdottir›", "Hi, I’m ‹Ingrid› and I like tea",
		"Hello, this is ‹Zbigniew Kowalczyk›.", "I AM ‹INGRID OLAFSDOTTIR›", "Name: ‹Xiomara Vance›", "Ask Mr. ‹Zbigniew Kowalczyk› please", "Mrs ‹Vance› ordered tea",
		"Dear ‹Xiomara›,\nwhere is my tea?", "Do you deliver?\nRegards, ‹Xiomara Vance›", "Where is it?\nThanks,\n‹Xiomara›", "Where is it?\n-- ‹Xiomara Vance›",
		"Hola, soy ‹Ramón Quintanilla› y quiero té", "Soy ‹Ramón de la Vega›", "Me llamo ‹Ramón›. Té verde, por favor", "La Sra. ‹Quintanilla› pregunta", "¿Abrís hoy? Un saludo, ‹Ramón Quintanilla›",
		"Я ‹Прасковья Лыткина›, где заказ?", "Здравствуйте, это ‹Прасковья›.", "Звонил г-н ‹Лыткин›", "госпожа ‹Лыткина› ждёт", "Где заказ?\nС уважением, ‹Прасковья Лыткина›", "ФИО: ‹Лыткина Прасковья Ивановна›",
		"我是‹王小明›，想问运费", "我叫‹欧阳修文›", "我叫‹王小明›", "我叫‹Anna Petrova›", "‹王›先生的订单", "‹李小红›女士想退货", "收件人：‹张伟明›",
		"أنا ‹محمد القحطاني›", "اسمي ‹عبد الرحمن القحطاني› وأريد الشاي", "اسمي ‹فاطمة› وأريد الشاي", "السيد ‹محمد القحطاني› ينتظر", "متى يصل؟ مع التحية، ‹سارة القحطاني›",
		// without capitals, and rare ones
		"i am ‹anna›", "hi, i'm ‹anna petrova› and i want tea", "hello this is ‹anna›", "soy ‹ramón›", "soy ‹ana› y quiero té", "я ‹анна›, где заказ", "это ‹маша›", "我是‹anna›",
		"I'm ‹Þórdís›", "I am called ‹xiomara›", "They call me ‹Xiomara›", "my name is ‹thorvald›", "My name is ‹Nkiruka Okonkwo-Bello›", "Me llamo ‹Itziar Goikoetxea›", "soy ‹Xoán›", "mis amigos me llaman ‹Pepe›",
		"меня зовут ‹айгуль сагитова›", "Я ‹Гюльчатай›", "все зовут меня ‹Праша›", "我叫‹阿依古丽›", "我叫‹古丽娜尔·买买提›，想退货", "我是‹阿依古丽·买买提›", "اسمي ‹ثريا المنصوري›", "أنا ‹ثريا›", "أنا ‹غادة›", "انا ‹غاده›", "أنا ‹سلمى›",
		// addresses
		"‹22b Rue de la Paix, 75002 Paris›", "je suis 12 ‹rue de la Paix›", "to ‹Hauptstraße 12, 10115 Berlin› please", "‹Berliner Str. 5›", "‹Via Roma 12, 00184 Roma›", "‹350 5th Ave, apt 4B›",
		"‹5th Avenue 350, New York›", "‹17 Apple Park Way, Cupertino, CA 95014›", "Galway ‹H91 X2F4›", "‹28013 Madrid›", "calle ‹Mayor 12, 28013 Madrid›", "postcode ‹1012›",
		"живу ‹Тверская 7-12›", "адрес: ‹г. Казань, Баумана 15›", "‹ул Ленина дом пять›", "‹朝阳区望京SOHO塔3›", "‹الرياض، حي الملز، عمارة 5›",
		// the net and the telephone
		"‹ingrid(arroba)mail.com›", "‹ingrid arroba gmail punto com›", "‹ingrid gmail.com›", "‹ingrid собака почта точка ру›", "‹六一二三四五六七八›", "call ‹six one two, three four five›", "llámame al ‹seis uno dos tres cuatro cinco seis siete ocho›",
	} {
		text := strings.NewReplacer("‹", "", "›", "").Replace(c)
		m := mask.New()
		hidden := m.Hide(text)
		for rest := c; ; {
			_, after, ok := strings.Cut(rest, "‹")
			if !ok {
				break
			}
			var own string
			own, rest, _ = strings.Cut(after, "›")
			for word := range strings.FieldsSeq(own) {
				if strings.Contains(hidden, word) && !strings.Contains(strings.NewReplacer("‹", " ", "›", " ").Replace(strings.Replace(c, own, "", 1)), word) {
					t.Errorf("%q is left of %q: %q", word, c, hidden)
				}
			}
		}
		if m.Show(hidden) != text {
			t.Errorf("hide and show %q: %q", text, m.Show(hidden))
		}
	}
}

// TestReadable leaves questions as they are, where words stand as a name, an address or a number would.
func TestReadable(t *testing.T) {
	for _, text := range []string{
		"I am vegetarian", "I'm Vegan, what can I eat?", "I am looking for green tea", "I'm from Madrid", "I AM LOOKING FOR GREEN TEA", "this is bitter, why?", "I'm allergic to nuts, is it safe?", "My name is on the parcel",
		"do you have Soy Milk?", "which tea is best for the evening", "thanks, it was great", "I miss the Longjing", "don't you open on Sunday?", "product: Longjing, how much?", "Compare Keemun - Longjing",
		"soy alérgica a los frutos secos", "soy vegana", "Soy Celíaca, ¿qué puedo tomar?", "gracias, ¿abrís mañana?", "vía Bizum 12 €", "quiero dos o tres tazas",
		"я в Москве", "Я Вам писала вчера", "я вегетарианка", "это вкусно?", "спасибо, а доставка?", "50 г. Чай зелёный", "Тайваньский 50 г есть?", "моя собака боится грозы", "улун 30 и зелёный 25", "чёрный и улун 24 месяца",
		"我是素食者", "我是高中生，有优惠吗", "我是黄金会员吗", "这是黄茶吗", "谢谢，多少钱？", "你们有三家店吗",
		"أنا نباتي", "شاي الياسمين", "أنا أحب الشاي", "أنا أبحث عن شاي أخضر", "هل أسأل الدكتور عن الشاي؟", "شكرا، متى تفتحون؟",
		"i am hungry", "i'm very tired today", "this is jasmine, right?", "call me tomorrow", "what do you call it?", "soy nueva aquí", "¿me llaman mañana?", "как вас зовут?", "это маття?", "я голоден", "我是VIP会员吗", "أنا سعودي", "أنا مريضة",
		"10 minutes from the street", "2 teas by the way", "what is the way to the shop?", "pay via card at 10:00", "I want one or two cups", "2024 Longjing harvest", "a1 tea for 20 people", "look at the black tea",
		"100 g of Keemun, 50 g of Longjing", "two places at 16:00 on Saturday", "What water for 5 g of tea in a square pot?", "from 10 to 20 on 2 May",
	} {
		if got := mask.New().Hide(text); got != text {
			t.Errorf("%q is read as %q", text, got)
		}
	}
}
