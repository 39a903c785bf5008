package dialogs

import (
	"strings"
	"testing"
)

// TestComplaintWithItsMatter begins or ends a message with the word for a complaint: the rest is kept as what happened, and
// only what it is about is asked. What asks about complaints, or tells of one, opens none.
func TestComplaintWithItsMatter(t *testing.T) {
	w := shopWorld(t)
	for words, want := range map[string]bool{
		"我要投訴 送來的茶是碎的":                                     true,
		"我要投诉，送来的茶是碎的":                                     true,
		"投诉你们送来的茶全碎了":                                      true,
		"茶叶全碎了，我要投诉！":                                      true,
		"I want to complain: the tea came crushed":         true,
		"hello, I'd like to complain about the tea I got":  true,
		"The pot leaks. I want to complain!":               true,
		"complaint - two cups were broken":                 true,
		"Хочу пожаловаться: чай пришёл раскрошенным":       true,
		"Добрый день! У меня жалоба на чай, одни крошки":   true,
		"чай пришёл раскрошенным, хочу подать жалобу":      true,
		"Quiero quejarme: el té llegó hecho polvo":         true,
		"El té llegó hecho polvo. Quiero poner una queja.": true,
		"أريد تقديم شكوى: وصل الشاي مكسورا":                true,
		"عندي شكوى وصل الشاي مكسور":                        true,
		"وصل الشاي مكسورا، أريد أن أشتكي":                  true,
		"how do I complain?":                               false,
		"can I complain about the courier here?":           false,
		"I don't want to complain, the tea is lovely":      false,
		"your complaints page is nice":                     false,
		"жалоба C-1001":                                    false,
		"куда подать жалобу на курьера?":                   false,
		"no quiero quejarme de nada":                       false,
		"¿dónde puedo poner una queja sobre el envío?":     false,
		"كيف أقدم شكوى على التوصيل؟":                       false,
		"怎么处理投诉的":                                          false,
	} {
		r := Turn(w, State{}, Input{Kind: Words, Text: words, At: monday, Chat: 7, Name: "Mei", Language: "en", Message: 5})
		s := r.State.Session
		if got := s.Step == "complain.matter" && len(s.Kept) == 1 && s.Kept[0] == 5; got != want {
			t.Errorf("%q: at %q with %v, want a complaint: %v", words, s.Step, s.Kept, want)
		}
		if want && (len(r.Events) == 0 || r.Events[0].Kind != "complaint-words" || r.Events[0].Words != words) {
			t.Errorf("%q: %+v", words, r.Events)
		}
	}
}

// TestPersonWithWords asks in one message to be called or for a person, and says more: staff get all of it.
func TestPersonWithWords(t *testing.T) {
	w := shopWorld(t)
	for words, want := range map[string]bool{
		"I want to talk to a person: can you change my order?": true, "Can I talk to someone? Is my parcel lost?": true, "can I talk to a person on sunday?": false,
		"Quiero hablar con una persona: ¿podéis cambiar mi pedido?": true, "Хочу поговорить с человеком: можете изменить заказ?": true,
		"转人工，能改订单吗？": true, "أريد التحدث مع موظف: هل يمكن تغيير طلبي؟": true, "How do I talk to a person? And when?": false,
		"someone call me back on 555 1234":                    true,
		"can you call me back?":                               true,
		"Please call me back, my number is 555 1234":          true,
		"I want to talk to a person about my order 5512":      true,
		"мне перезвоните 8 900 123 45 67":                     true,
		"Позвоните мне, пожалуйста, на номер 8 900 123 45 67": true,
		"Хочу поговорить с менеджером насчёт оптового заказа": true,
		"给我回个电话 138 0000 1234":                                true,
		"請給我打電話 13800001234":                                  true,
		"转人工 我的订单还没到":                                         true,
		"Llámame al 600 11 22 33":                             true,
		"¿Me podéis llamar al 600 11 22 33?":                  true,
		"Quiero hablar con una persona sobre mi pedido":       true,
		"اتصلوا بي على 0501234567":                            true,
		"أريد التحدث مع موظف بخصوص طلبي":                      true,
		"the operator was rude":                               false,
		"call me Mei":                                         false,
		"nobody called me back":                               false,
		"who can call me back about the fair?":                false,
		"мне никто не перезвонил":                             false,
		"человек в магазине помог":                            false,
		"la persona que me atendió fue muy amable":            false,
		"el agente me llamó ayer":                             false,
		"كان الموظف فظا":                                      false,
		"店员昨天给我打了电话":                                          false,
		"客服很差":                                                false,
	} {
		r := Turn(w, State{}, Input{Kind: Words, Text: words, At: monday, Chat: 7, Name: "Mei", Language: "en", Message: 5})
		var handed *HandOff
		for _, e := range r.Effects {
			handed = e.HandOff
		}
		if (handed != nil) != want {
			t.Errorf("%q: at %q, %+v, want a person: %v", words, r.State.Session.Step, handed, want)
		} else if want && handed.Words != words {
			t.Errorf("%q: staff get %+v", words, handed)
		}
	}
	long := "Please call me back on 555 1234. " + strings.Repeat("It is about the order of two weeks ago. ", 5)
	r := Turn(w, State{}, Input{Kind: Words, Text: long, At: monday, Chat: 7, Name: "Mei", Language: "en", Message: 5})
	if len(r.Effects) != 1 || r.Effects[0].HandOff == nil || len(r.Effects[0].HandOff.Messages) != 1 {
		t.Errorf("of a long one staff get %+v", r.Effects)
	}
}

// TestThanksForOffer thanks where a person was offered: the offer is over, and a thumb agrees to nothing.
func TestThanksForOffer(t *testing.T) {
	w := shopWorld(t)
	for _, thanks := range []string{"谢啦", "thanks!", "спасибо", "gracias", "شكرا", "👋", "bye"} {
		s := after(w, State{}, Input{Kind: Words, Text: "qwzrtp xkcdqq"}).State
		if s.Session.Step != "answer.unknown" {
			t.Fatalf("at %s", s.Session.Step)
		}
		if yes := after(w, s, Input{Kind: Words, Text: "👍"}); len(yes.Effects) != 1 {
			t.Errorf("a thumb for the offer: %+v", yes.Effects)
		}
		if r := after(w, s, Input{Kind: Words, Text: thanks}, Input{Kind: Words, Text: "👍"}); len(r.Effects) != 0 {
			t.Errorf("after %q a thumb has %+v", thanks, r.Effects[0])
		}
	}
}

// TestRatingBesideStaff rates while staff have the conversation, at the second try.
func TestRatingBesideStaff(t *testing.T) {
	w := shopWorld(t)
	s := after(w, State{}, Input{Kind: Words, Text: "/human"}, Input{Kind: Words, Text: "/rate"}).State
	for _, tries := range [][2]string{{"عشرة من عشرة", "٥ نجوم"}, {"ten out of ten", "5 stars"}, {"十分满分", "五星"}, {"10 из 10", "пять"}, {"un diez", "5 estrellas"}} {
		r := after(w, s, Input{Kind: Words, Text: tries[0]}, Input{Kind: Words, Text: tries[1]})
		if len(r.Events) == 0 || r.Events[0].Kind != Visit || r.Events[0].Value != "5" || !r.State.Session.Staffed() {
			t.Errorf("%v: at %q, %+v, %+v", tries, r.State.Session.Step, r.Events, r.Effects)
		}
	}
}

// TestTopicBeside names, right after a suggestion or a rating, what the shop has an answer to: that is no part of either.
// Words that are stay one.
func TestTopicBeside(t *testing.T) {
	w := shopWorld(t)
	for words, answered := range map[string]bool{
		"运费": true, "delivery cost": true, "стоимость доставки": true, "gastos de envío": true, "رسوم التوصيل": true,
		"还有，杯子再大一点": false, "more chairs by the window": false, "и ещё стульев": false, "y más cojines": false, "والمزيد من الكراسي": false,
		"broken cup": false,
	} {
		for _, way := range [][]Input{
			{{Kind: Words, Text: "/suggest"}, {Kind: Words, Text: "put more chairs by the window", Message: 5}},
			{{Kind: Words, Text: "/rate"}, {Kind: Press, Data: "rate.stars:4"}},
		} {
			for i := range way {
				way[i].At = monday
			}
			r := after(w, State{}, append(way, Input{Kind: Words, Text: words, Message: 9, At: monday})...)
			if got := len(r.Effects) == 0; got != answered {
				t.Errorf("%q after %s: %+v, at %s: %s", words, way[0].Text, r.Effects, r.State.Session.Step, written(r))
			}
		}
	}
}
