package dialogs

import (
	"strings"
	"testing"
)

// TestPraiseAfterSuggestion praises right after a suggestion, in words that ask elsewhere: it goes to staff too. A question is
// answered all the same.
func TestPraiseAfterSuggestion(t *testing.T) {
	w := shopWorld(t)
	for words, passed := range map[string]bool{
		"matcha rocks": true, "you have the best tea in town": true, "tenéis el mejor té del mundo": true, "tienen un té riquísimo": true,
		"怎么这么好喝": true, "没什么可挑的，很好": true, "у вас есть душа": true, "пуэр отличный": true, "شو طيب الشاي عندكم": true,
		"كم أنتم رائعون": true, "do you have matcha?": false, "how much is delivery": false, "когда вы открываетесь": false, "几点关门": false,
	} {
		r := writing(w, State{}, "/suggest", "more tea in small tins", words)
		got := false
		for _, e := range r.Effects {
			got = got || e.Suggestion != nil
		}
		if got != passed {
			t.Errorf("%q: passed on %v, want %v: %s", words, got, passed, written(r))
		}
	}
}

// TestDamageAfterPraise tells, right after praise, of what broke or came late, without a but: a complaint is offered. What is whole,
// asked, or wished for is none.
func TestDamageAfterPraise(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string][3]string{
		"en": {"your tea is wonderful", "and the cup is broken|and one lid is chipped|the teapot leaks|and the parcel came late|and two bags are missing", "and not one cup was broken|and I'm torn between longjing and matcha|more broken leaf teas please|and the cups are lovely"},
		"zh": {"你们的茶很好喝", "而且杯子是破的|然后盖子裂了|茶壶漏水|还少了一包", "孩子们高兴坏了|杯子也没有碎|味道有突破了|杯子很好看"},
		"ru": {"у вас отличный чай", "а чашка разбита|и чашка разбилась|и чайник протекает|и крышка треснула", "и ничего не разбилось|и ни одна чашка не треснула|и чашки красивые|больше улунов, пожалуйста"},
		"es": {"me encanta vuestro té", "y la taza está rota|y se ha roto la tapa|y el paquete llegó tarde|y la tetera gotea", "y nada llegó roto|y las tazas son preciosas|y más oolong, por favor"},
		"ar": {"شاي رائع عندكم", "والفنجان انكسر|والكوب مكسور|والإبريق يسرب|والطلب ناقص", "ولم ينكسر شيء|والأكواب جميلة|والعلبة غير مكسورة"},
	} {
		for i, all := range words[1:] {
			for said := range strings.SplitSeq(all, "|") {
				s := Turn(w, State{}, Input{At: monday, Chat: 7, Language: lang, Message: 50, Text: words[0]}).State
				r := Turn(w, s, Input{At: monday, Chat: 7, Language: lang, Message: 51, Text: said})
				if sore := r.State.Session.Step == "complain.grief"; sore != (i == 0) {
					t.Errorf("%s: %q: at %q: %s", lang, said, r.State.Session.Step, written(r))
				}
			}
		}
	}
}

// TestPraiseOfTheShop praises what the knowledge knows of, and whom it does not: it is passed on. Questions of the same, what is
// looked for, and what is not so good are not.
func TestPraiseOfTheShop(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string][2]string{
		"en": {"had a wonderful afternoon with you|everything was perfect|your tea is nice|the cake was divine|very happy with everything|Lin was so kind|my compliments to the staff|Lin is the best|your pastries are to die for|the lady at the counter was super helpful|please tell Lin thank you|please thank the driver, he was kind",
			"everything was perfect?|is the shop nice|what great tea do you have|the cake was not divine|green tea is best in the morning|tell me the best tea|had a wonderful afternoon but the cup was broken"},
		"zh": {"店员很热情|杏仁蛋糕太好吃了|东西很好吃|非常满意|小林人真好|服务特别好|下午过得很愉快|请替我谢谢小林|这次体验特别好", "服务很好吗|不是很满意|什么东西很好吃|哪个茶很好喝|想要好吃的蛋糕|告诉我哪个好喝|茶很好喝，再来两包"},
		"ru": {"всё было идеально|чай просто супер, спасибо|очень довольны всем|Линь просто чудо|прекрасно провели время|передайте Лин спасибо|пирожные объедение", "чай просто супер?|есть ли идеальный чай|не очень довольны|чай не супер|скажите, какой чай лучший"},
		"es": {"me encanta este sitio|muy amables todos|muy contento con todo|todo estaba perfecto|Lin es un amor|enhorabuena al equipo|la chica que nos atendió es un encanto|los pasteles estaban buenísimos|dadle las gracias a Lin", "¿es bonito el sitio?|me encanta este sitio, ¿a qué hora cierra?|busco un sitio bonito|el té no es rico|dime cuál es el mejor"},
		"ar": {"متجر رائع|كل شيء كان رائعا|استمتعت بزيارتكم|الموظفة محترمة جدا|لين كانت لطيفة جدا|فريق رائع|تعامل الموظفين ممتاز|بلغوا شكري للين", "هل المكان رائع؟|أريد مكانا رائعا|المكان ليس رائعا|قولوا لي أي شاي أفضل|الشاي رائع، أريد 200 غرام أخرى"},
	} {
		for i, all := range words {
			for said := range strings.SplitSeq(all, "|") {
				r := Turn(w, State{}, Input{At: monday, Chat: 7, Language: lang, Message: 50, Text: said})
				if passed := len(r.Effects) == 1 && r.Effects[0].Suggestion != nil; passed != (i == 0) {
					t.Errorf("%s: %q: passed on %v: %s", lang, said, passed, written(r))
				}
			}
		}
	}
}

// TestThanksToSomebody thanks somebody by name, which is thanks, and says what only begins so.
func TestThanksToSomebody(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string][2]string{
		"en": {"thank you Lin|thanks so much, Lin", "thank you pu'er|thanks, delivery?|thanks but no|thank you idiot|thank you Lin 🙄"}, "zh": {"谢谢小林", "谢谢 🙄|谢谢龙井"},
		"ru": {"спасибо Лин", "спасибо за доставку|спасибо, нет|спасибо 🙄"}, "es": {"gracias Lin", "gracias matcha|gracias pero no|bravo 🙄"}, "ar": {"شكرا يا لين", "شكرا لا|رائع 🙄"},
	} {
		for i, all := range words {
			for said := range strings.SplitSeq(all, "|") {
				r := Turn(w, State{}, Input{At: monday, Chat: 7, Language: lang, Message: 50, Text: said})
				if thanked := written(r) == w.Texts.Text(lang, "talk-thanks", nil); thanked != (i == 0) || strings.Contains(said, "🙄") && r.State.Session.Step != "complain.upset" {
					t.Errorf("%s: %q: at %q: %s", lang, said, r.State.Session.Step, written(r))
				}
			}
		}
	}
}

// TestThanksAndBadNews says a word of thanks, and in two more what is wrong: that is no name, and nobody is told that they are
// welcome. Names are, also those that are nearly a word of the shop's.
func TestThanksAndBadNews(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string][2]string{
		"en": {"thanks, lid broken|thanks, pot broken|great, lid cracked|thanks, wrong item|perfect, wrong tea|thanks, too late", "thank you Maria|thanks Jack|thanks my friend|thanks, John Smith"},
		"zh": {"谢谢，碎了|很好，裂了", "谢谢小王|谢谢老板"},
		"ru": {"отлично, крышка разбита|спасибо, крышка разбита|спасибо, коробка порвана|спасибо, коробка пустая", "спасибо, Ольга|спасибо Иван Петрович|спасибо, дорогая"},
		"es": {"gracias, tapa rota|gracias, té equivocado|gracias, caja vacía", "gracias María|gracias, Pablo|gracias amigo"},
		"ar": {"شكرا، الغطاء مكسور|ممتاز والغطاء مكسور|رائع والغطاء مكسور|ممتاز، الطرد تالف", "شكرا أحمد|شكرا يا أحمد|شكرا حبيبي"},
	} {
		for i, all := range words {
			for said := range strings.SplitSeq(all, "|") {
				r := Turn(w, State{}, Input{At: monday, Chat: 7, Language: lang, Message: 50, Text: said})
				if thanked := written(r) == w.Texts.Text(lang, "talk-thanks", nil); thanked != (i == 1) {
					t.Errorf("%s: %q: at %q: %s", lang, said, r.State.Session.Step, written(r))
				}
			}
		}
	}
}

// TestPraiseAndBadNews praises and tells what is wrong: a complaint is offered. Who praises that nothing is has none.
func TestPraiseAndBadNews(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string][2]string{
		"en": {"great tea, shame about the broken lid|best shop ever, sadly my order has not come|my order has not come|the tea is excellent. but one bag was torn|love it! although delivery took 3 weeks|thank you so much, but the tea tastes of mould|excellent tea! the pot drips",
			"perfect, nothing is broken|nothing was broken, thank you|great tea, is it ever mouldy?"},
		"zh": {"茶很好喝，盖子裂了", "没有坏，很满意|很好，没有碎了"},
		"ru": {"спасибо, всё супер, только чайник протекает|супер, но упаковка порвана", "не разбилось, всё отлично|спасибо, ничего не разбито"},
		"es": {"muy rico todo, la tetera gotea|encantada, aunque tardó tres semanas", "no se ha roto nada, todo perfecto"},
		"ar": {"الشاي رائع لكن التوصيل تأخر", "لا شيء مكسور، كل شيء ممتاز"},
	} {
		for i, all := range words {
			for said := range strings.SplitSeq(all, "|") {
				r := Turn(w, State{}, Input{At: monday, Chat: 7, Language: lang, Message: 50, Text: said})
				passed := len(r.Effects) == 1 && r.Effects[0].Suggestion != nil
				pleased := passed || written(r) == w.Texts.Text(lang, "talk-thanks", nil) || strings.HasSuffix(said, "?")
				if sore := r.State.Session.Step == "complain.grief"; sore != (i == 0) || pleased != (i == 1) {
					t.Errorf("%s: %q: at %q: %s", lang, said, r.State.Session.Step, written(r))
				}
			}
		}
	}
}

// TestWantsToPraise wants to, and has not said what: it is asked.
func TestWantsToPraise(t *testing.T) {
	w := shopWorld(t)
	for lang, said := range map[string]string{"en": "I'd like to leave a compliment", "zh": "我要表扬店员", "ru": "хочу оставить комплимент", "es": "quiero felicitar al equipo", "ar": "أريد مدح الموظفين"} {
		if r := Turn(w, State{}, Input{At: monday, Chat: 7, Language: lang, Message: 50, Text: said}); r.State.Session.Step != "suggest.ask" {
			t.Errorf("%s: %q: at %q: %s", lang, said, r.State.Session.Step, written(r))
		}
	}
}
