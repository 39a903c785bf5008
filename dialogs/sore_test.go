package dialogs

import (
	"slices"
	"strings"
	"testing"

	"guanxi/profile"
)

// sores are grievances that nothing answers, by language.
var sores = map[string][]string{
	"en": {"I waited 40 minutes and nobody came", "the waiter was rude to me", "I got food poisoning", "I was overcharged", "you charged me twice", "worst shop ever",
		"Your tea was moldy and the waiter was rude!!! I want my money back", "The cups were dirty. How much is delivery?"},
	"zh": {"我等了40分钟，没人来", "服务员对我很粗鲁", "我喝了你们的茶食物中毒了", "你们多收了我的钱", "扣了我两次钱", "最差的店", "茶发霉了，服务员也没礼貌！！！我要退款", "杯子很脏。运费多少钱？"},
	"ru": {"Я ждал 40 минут, и никто не подошёл", "официант мне нагрубил", "я отравился вашим чаем", "меня обсчитали", "с меня дважды списали деньги", "худший магазин",
		"Чай с плесенью, и официант нагрубил!!! Верните деньги", "Чашки были грязные. Сколько стоит доставка?"},
	"es": {"esperé 40 minutos y nadie vino", "el camarero fue grosero conmigo", "me intoxiqué con vuestro té", "me cobraron de más", "me habéis cobrado dos veces", "la peor tienda del mundo",
		"Vuestro té estaba mohoso y el camarero fue grosero!!! Quiero mi dinero", "Las tazas estaban sucias. ¿Cuánto cuesta el envío?"},
	"ar": {"انتظرت ٤٠ دقيقة ولم يأت أحد", "النادل كان وقحا معي", "تسممت من الشاي عندكم", "أخذتم مني أكثر من السعر", "خصمتم مني مرتين", "أسوأ متجر",
		"كان الشاي متعفنا والنادل فظا!!! أريد استرداد نقودي", "الكوب وسخ. كم سعر التوصيل؟"},
}

// regrets holds that the first words of a customer's are met with regret and the offer of a complaint, or not at all so.
func regrets(t *testing.T, w *World, lang string, all []string, want bool) {
	t.Helper()
	for _, words := range all {
		r := Turn(w, State{}, Input{At: monday, Chat: 7, Language: lang, Message: 50, Text: words})
		s := r.State.Session
		switch met := (s.Step == "complain.grief" || s.Step == "complain.upset") && len(r.Messages) == 1; {
		case want && !met, !want && (strings.HasPrefix(s.Step, "complain.") || s.Sore != 0):
			t.Errorf("%s: %q: at %q: %s", lang, words, s.Step, written(r))
		}
	}
}

// TestSores tells of grievances that the knowledge has other answers near to: regret, and a complaint is offered.
func TestSores(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range sores {
		regrets(t, w, lang, all, true)
	}
}

// TestMoreSores tells of grievances in other forms, and asks about the same.
func TestMoreSores(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string][2]string{
		"en": {"this bot is stupid|you charged my card twice|I had to pay twice|my cup was cracked|I was given the wrong change|nobody apologised|we waited over an hour|I'm unhappy with my order", "was I charged twice?|is the bot stupid?|the bot is not stupid|do you give change?|how long did others wait?"},
		"zh": {"服务员态度差|刷了两次卡|这个机器人真蠢|服务员冲我发火|收银员算错钱了|店员不理我们|我很不高兴", "店员态度好吗？|没有刷了两次|可以找零吗？"},
		"ru": {"официантка была грубой|продавец хамил|заплатил дважды|чашка с трещиной|официант нас проигнорировал|ждали полтора часа|даже не извинились|я очень расстроена", "можно заплатить дважды?|никто не хамил|вы меняете деньги?"},
		"es": {"el camarero fue un borde|las camareras fueron muy desagradables|pagué dos veces|me cobrasteis doble|la camarera nos ignoró|esperamos hora y media|nadie se disculpó|estoy muy disgustada", "tenéis tazas con borde dorado|nadie fue borde conmigo|¿dais cambio?"},
		"ar": {"أخذتم مني المبلغ مرتين|النادلة كانت وقحة|الموظفون كانوا وقحين|الكوب فيه شرخ|الموظف تجاهلنا|انتظرنا ساعة ونصف|لم يعتذر أحد|أنا مستاءة جدا", "هل دفعت المبلغ مرتين؟|لم تكن وقحة"},
	} {
		regrets(t, w, lang, strings.Split(words[0], "|"), true)
		regrets(t, w, lang, strings.Split(words[1], "|"), false)
	}
}

// TestHarmed tells of somebody who came to harm: regret is said once, then what to do, and a person is offered.
func TestHarmed(t *testing.T) {
	w := shopWorld(t)
	for lang, said := range map[string]string{"en": "I got food poisoning", "zh": "我食物中毒了", "ru": "я отравился вашим чаем", "es": "me intoxiqué con vuestro té", "ar": "تسممت من الشاي عندكم"} {
		for _, before := range []string{"", "/complain", "/complain "} {
			s, text := State{}, said
			switch before {
			case "/complain":
				s = Turn(w, s, Input{At: monday, Chat: 7, Language: lang, Message: 49, Text: before}).State
			case "/complain ":
				text = before + said
			}
			r := Turn(w, s, Input{At: monday, Chat: 7, Language: lang, Message: 50, Text: text})
			got, last := written(r), r.Messages[len(r.Messages)-1]
			person := slices.ContainsFunc(slices.Concat(last.Buttons...), func(b Button) bool { return w.calls(b.Data) })
			if strings.Count(got, w.Texts.Text(lang, care, nil)) != 1 || strings.Count(got, w.Texts.Text(lang, sorry, nil)) > 1 || !person {
				t.Errorf("%s after %q: a person %v: %s", lang, before, person, got)
			}
		}
	}
}

// TestNoSores writes what has the words of a grievance, and is none.
func TestNoSores(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string][]string{
		"en": {"the waiter was not rude at all", "nobody was rude", "is the tea moldy?", "what is your worst tea?", "i was never overcharged here"},
		"zh": {"服务员一点都不粗鲁", "没有多收钱", "会食物中毒吗？", "哪个最差？"},
		"ru": {"никто не нагрубил", "официант не нагрубил", "можно ли отравиться старым чаем?", "не обсчитали, спасибо"},
		"es": {"el camarero no fue grosero", "¿está mohoso?", "nunca me cobraron de más"},
		"ar": {"النادل لم يكن وقحا", "هل الشاي متعفن؟", "ليس متعفنا"},
	} {
		regrets(t, w, lang, all, false)
	}
}

// TestAnger scolds, and shows angry and sad faces: it is met with regret and a person, however often.
func TestAnger(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string][]string{
		"en": {"😡", "🤬", "👎", "😢", "this bot is useless", "you are useless", "I hate you", "I am so angry"},
		"zh": {"😡", "🤬", "👎", "这个机器人没用", "你真没用", "我恨你", "我很生气"},
		"ru": {"😡", "🤬", "👎", "этот бот бесполезен", "вы бесполезны", "я вас ненавижу", "я так зол"},
		"es": {"😡", "🤬", "👎", "este bot no sirve", "eres un inútil", "te odio", "estoy muy enfadada"},
		"ar": {"😡", "🤬", "👎", "هذا البوت فاشل", "أنت عديم الفائدة", "أكرهك", "أنا غاضب جدا"},
	} {
		s := State{}
		for i, words := range all {
			r := Turn(w, s, Input{At: monday, Chat: 7, Language: lang, Message: 50 + i, Text: words})
			if r.State.Session.Step != "complain.upset" {
				t.Errorf("%s: %q: at %q: %s", lang, words, r.State.Session.Step, written(r))
			}
			s = r.State
		}
	}
}

// urgings are what customers write whose complaint takes long.
var urgings = map[string][]string{
	"en": {"when will you answer me??", "I am so angry", "the waiter was rude to me", "I want my money back", "😡"},
	"zh": {"你们什么时候回复我？？", "还没有人联系我", "太生气了", "服务员很粗鲁", "👎"},
	"ru": {"когда вы мне ответите??", "вы издеваетесь", "официант мне нагрубил", "верните деньги", "😡"},
	"es": {"¿cuándo me vais a responder?", "estoy muy enfadado", "todavía espero el dinero", "el camarero fue grosero", "😡"},
	"ar": {"متى ستردون علي؟؟", "أنا غاضب جدا", "لم يتواصل معي أحد", "النادل كان وقحا", "😡"},
}

// TestUrged scolds and urges with a complaint open: it is told how far that is, and gets the words; none other is offered.
func TestUrged(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range urgings {
		for _, words := range all {
			s := State{Customer: profile.Customer{Cases: []profile.Case{{Number: 1042, State: profile.Work, Filed: monday.Unix(), Moved: monday.Unix()}}}}
			r := Turn(w, s, Input{At: monday, Chat: 7, Language: lang, Message: 50, Text: words})
			said := written(r)
			if len(r.Effects) != 1 || r.Effects[0].Progress == nil || len(r.Effects[0].Progress.Messages) != 1 || !strings.Contains(said, "1042") {
				t.Errorf("%s: %q: %v: %s", lang, words, r.Effects, said)
			}
			if len(r.Messages) != 1 || len(r.Messages[0].Buttons) != 1 || !strings.Contains(said, w.Texts.Text(lang, "state-work", nil)) {
				t.Errorf("%s: %q: %v", lang, words, r.Messages)
			}
		}
	}
}

// TestDespair speaks of wanting to die, out of the blue and within a complaint: it is met as what it is, and nothing is made
// of it but an offer of a person.
func TestDespair(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string][]string{
		"en": {"I want to kill myself", "i don't want to live anymore", "I want to die"}, "zh": {"我想自杀", "我不想活了"},
		"ru": {"я хочу покончить с собой", "не хочу больше жить, хочу умереть"}, "es": {"quiero suicidarme", "me quiero matar"}, "ar": {"أريد أن أقتل نفسي", "أفكر في الانتحار"},
	} {
		for _, words := range all {
			for _, step := range []string{"", "complain.matter", "complain.words", "rate.stars"} {
				s := State{}
				s.Session.Step, s.Session.Asked = step, monday.Unix()
				r := Turn(w, s, Input{At: monday, Chat: 7, Language: lang, Message: 50, Text: words})
				if said := written(r); said != w.Texts.Text(lang, "talk-despair", nil) || r.Messages[0].Buttons[0][0].Data != w.call || len(r.Events) > 0 || r.State.Session.Step != step {
					t.Errorf("%s: %q at %q: %s %v", lang, words, step, said, r.Events)
				}
			}
		}
	}
}

// TestPraisePassedOn praises unasked: it is passed on. Thanks and kind words for nothing named stay courtesies, and who looks for a
// good tea, or asks, praises nobody.
func TestPraisePassedOn(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string]map[string]bool{
		"en": {"I want to praise Lin": true, "I want to praise Lin, she was lovely": true, "great tea, thank you": true, "your staff was so friendly": true,
			"thanks": false, "❤️": false, "great": false, "I want a great tea": false, "the tea is not great": false, "do you have great tea?": false, "best tea for sleep": false},
		"zh": {"茶很好喝，谢谢": true, "我要表扬小林": true, "你们的服务真好": true, "谢谢": false, "推荐一款好喝的茶": false, "茶好喝吗？": false},
		"ru": {"отличный чай, спасибо": true, "хочу похвалить Лин": true, "у вас прекрасный магазин": true, "спасибо": false, "хочу вкусный чай": false, "чай не вкусный": false},
		"es": {"muy rico el té, gracias": true, "quería felicitar a Lin": true, "un servicio muy amable": true, "gracias": false, "busco un té rico": false, "el té no es rico": false},
		"ar": {"الشاي لذيذ جدا، شكرا": true, "أريد أن أشكر لين": true, "خدمتكم ممتازة": true, "شكرا": false, "أبحث عن شاي لذيذ": false, "هل الشاي لذيذ؟": false},
	} {
		for words, praise := range all {
			r := Turn(w, State{}, Input{At: monday, Chat: 7, Language: lang, Message: 50, Text: words})
			passed := len(r.Effects) == 1 && r.Effects[0].Suggestion != nil && written(r) == w.Texts.Text(lang, "suggest-praised", nil)
			if passed != praise || praise && (len(r.Events) != 1 || r.Events[0].Words != words) {
				t.Errorf("%s: %q: passed on %v: %s", lang, words, passed, written(r))
			}
		}
	}
}

// TestNoOffersToTheSore has a grievance, and then two good answers: nobody asks about offers that day.
func TestNoOffersToTheSore(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string][]string{
		"en": {"are you open on sunday?", "how much is delivery?"}, "zh": {"星期天开门吗？", "运费多少钱？"}, "ru": {"вы работаете в воскресенье?", "сколько стоит доставка?"},
		"es": {"¿abrís el domingo?", "¿cuánto cuesta el envío?"}, "ar": {"هل تفتحون يوم الأحد؟", "كم سعر التوصيل؟"},
	} {
		for _, sore := range []string{"", sores[lang][0], sores[lang][6], "😡"} {
			s := State{}
			asked := false
			for i, words := range append([]string{sore}, all...) {
				if words == "" {
					continue
				}
				s = Turn(w, s, Input{At: monday, Chat: 7, Language: lang, Message: 50 + i, Text: words}).State
				asked = asked || s.Customer.Asked.At != 0
			}
			if asked != (sore == "") {
				t.Errorf("%s: after %q: asked about offers %v", lang, sore, asked)
			}
		}
	}
}
