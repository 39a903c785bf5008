package dialogs

import (
	"strings"
	"testing"
)

// TestPraisesName praises people whose names nobody knows.
func TestPraisesName(t *testing.T) {
	w := shopWorld(t)
	for words, passed := range map[string]bool{
		"Lin was amazing": true, "Mei is an angel": true, "what a lovely place": true, "I really enjoyed my visit": true, "you saved my day": true,
		"best tea ever": true, "qué sitio más bonito": true, "muy buen servicio": true, "Lin es un amor": true, "Lin fue muy amable": true,
		"小林服务特别好": true, "小林真贴心": true, "你们的茶真好喝": true, "لين كانت لطيفة جدا": true, "المكان جميل": true, "شايكم رائع": true,
		"Линь просто чудо": true, "Линь была очень внимательна и такая милая": true, "вкусные пирожные": true,
		"is Lin nice?": false, "this is nice": false, "Lin was not kind": false, "which tea is best": false, "my friend is looking for a nice gift": false,
		"Lin was rude": false, "¿es bueno el té?": false, "это очень красиво": false, "这个很棒": false, "هذا جميل": false, "how is the weather": false,
		"the delivery was not great": false, "хочу вкусные пирожные": false, "你们的服务不好": false,
	} {
		r := writing(w, State{}, words)
		got := false
		for _, e := range r.Effects {
			got = got || e.Suggestion != nil
		}
		if got != passed {
			t.Errorf("%q: passed on %v, want %v: %s", words, got, passed, written(r))
		}
	}
	for _, words := range []string{"but my last parcel was broken", "la tetera llegó rota, quiero mi dinero", "but it came broken"} {
		r := writing(w, State{}, "best tea ever, thank you so much", words)
		for _, e := range r.Effects {
			if e.Suggestion != nil {
				t.Errorf("%q after praise is passed on as praise: %s", words, written(r))
			}
		}
	}
}

// TestHarm tells of accidents: they are met with regret and the offer of a complaint or a person, whatever else is said.
func TestHarm(t *testing.T) {
	w := shopWorld(t)
	for words, sorry := range map[string]bool{
		"your gaiwan exploded and cut my hand": true, "my son drank your tea and is vomiting": true, "found glass in my tea": true,
		"I ate your cake and got ill": true, "I ate your gluten free cake and now I am in hospital": true, "I had an allergic reaction": true,
		"estoy en urgencias por vuestro té": true, "he encontrado cristales en el té": true, "la tetera explotó y me corté": true, "mi hijo está vomitando": true,
		"чайник взорвался и порезал мне руку": true, "в чае осколок": true, "сына рвёт после вашего чая": true, "съел торт и теперь я в больнице": true,
		"盖碗炸了，割伤了手": true, "茶里有玻璃渣": true, "吃了你们的蛋糕进医院了": true, "我儿子喝了茶一直吐": true,
		"انفجر الإبريق وجرح يدي": true, "وجدت زجاجا في الشاي": true, "ابني يتقيأ بعد الشاي": true, "أكلت الكعكة وأنا في المستشفى": true,
		"my mother is in hospital, I want to send her tea": false, "do you have glass teapots": false, "¿tenéis teteras de cristal?": false,
		"стеклянный чайник есть?": false, "有玻璃壶吗": false, "عندكم أباريق زجاج؟": false, "nobody was injured": false, "can I cut the cake?": false,
		"is matcha good after food poisoning?": false, "скорая доставка есть?": false,
	} {
		r := writing(w, State{}, words)
		if got := r.State.Session.Step == "complain.grief"; got != sorry {
			t.Errorf("%q: regret %v, want %v: %s (%s)", words, got, sorry, written(r), r.State.Session.Step)
		}
	}
	r := writing(w, State{}, "/complain", "I got food poisoning from your cake")
	if got := written(r); !strings.Contains(got, "sorry") {
		t.Errorf("within a complaint: %s", got)
	}
}

// TestPortions asks for amounts as people say them.
func TestPortions(t *testing.T) {
	w := shopWorld(t)
	for words, sum := range map[string]string{
		"half a kilo of longjing": "10 ×", "medio kilo de longjing": "10 ×", "полкило лунцзина": "10 ×", "半斤龙井": "5 ×", "一斤龙井": "10 ×",
		"نصف كيلو لونغجينغ": "10\u2069 ×", "a quarter of a kilo of longjing": "5 ×", "2 longjing": "2 ×", "two longjing please": "2 ×",
		"one and a half kilo of longjing": "", "2 questions": "", "3 people": "", "2 people for the tasting": "", "4 teas": "",
	} {
		got := written(writing(w, State{}, words))
		if sum == "" && strings.Contains(got, " × ") || !strings.Contains(got, sum) {
			t.Errorf("%q: %s, want %q", words, got, sum)
		}
	}
}

// TestBareDay names but a day after the hours were told, in words that are near to something else.
func TestBareDay(t *testing.T) {
	w := shopWorld(t)
	for _, c := range [][2]string{
		{"¿a qué hora abrís?", "¿mañana?"}, {"¿a qué hora abrís?", "¿el lunes que viene?"}, {"متى تفتحون؟", "الجمعة"}, {"متى تفتحون؟", "الجمعة؟"},
	} {
		r := writing(w, State{}, c[0], c[1])
		if e := r.Events[len(r.Events)-1]; e.Kind != "question" || e.Value != "hours" {
			t.Errorf("%q, %q: %s", c[0], c[1], written(r))
		}
	}
	r := writing(w, State{}, "¿cuánto cuesta el envío?", "¿mañana?")
	for _, e := range r.Events {
		if e.Value == "delivery-cost" {
			t.Errorf("after delivery: %s", written(r))
		}
	}
}
