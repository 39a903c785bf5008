package dialogs

import (
	"testing"

	"guanxi/profile"
)

// writing plays what a customer writes, one message after the other.
func writing(w *World, s State, all ...string) Result {
	var in []Input
	for _, text := range all {
		in = append(in, Input{Kind: Words, At: monday, Text: text, Number: 1042})
	}
	return after(w, s, in...)
}

// TestChoiceInOtherWords answers a complaint's questions in words that stand on no button.
func TestChoiceInOtherWords(t *testing.T) {
	w := shopWorld(t)
	for _, test := range []struct{ about, wish, wantAbout, wantWish string }{
		{"quality problem", "a refund please", "quality", "refund"}, {"the delivery", "money back", "delivery", "refund"},
		{"too expensive", "replacement", "price", "replace"}, {"none of these", "send me a new one", "other", "replace"},
		{"质量", "退货退款", "quality", "refund"}, {"质量问题", "给我换一个新的", "quality", "replace"}, {"服务态度", "道歉", "service", "hear"},
		{"плохое качество", "деньги верните", "quality", "refund"}, {"хамство", "извинения", "service", "hear"},
		{"la calidad", "quiero mi dinero", "quality", "refund"}, {"el envío", "mándenme otro", "delivery", "replace"},
		{"الجودة", "استرجاع المبلغ", "quality", "refund"}, {"تأخير", "اعتذار", "delivery", "hear"}, {"service", "nothing", "service", "hear"},
	} {
		r := writing(w, State{}, "/complain", test.about, "it was so and so", test.wish)
		cases := r.State.Customer.Cases
		if len(cases) != 1 || cases[0].About != test.wantAbout || cases[0].Wish != test.wantWish {
			t.Errorf("%s, %s: %+v at %q, want %s, %s", test.about, test.wish, cases, r.State.Session.Step, test.wantAbout, test.wantWish)
		}
	}
}

// TestOtherInTheEnd gives no choice at all: the words are kept, and nobody is asked for ever.
func TestOtherInTheEnd(t *testing.T) {
	w := shopWorld(t)
	r := writing(w, State{}, "/complain", "purple rain", "green rain", "grey rain", "blue rain", "red rain")
	if cases := r.State.Customer.Cases; len(cases) != 1 || cases[0].About != "other" || cases[0].Wish != "" {
		t.Errorf("a complaint of odd words: %+v at %q", cases, r.State.Session.Step)
	}
	for _, e := range r.Effects {
		if e.Complaint != nil && len(e.Complaint.Messages) != 5 {
			t.Errorf("staff see %v of it, want five messages", e.Complaint.Messages)
		}
	}
	if r = writing(w, State{}, "/rate", "2", "purple rain", "green rain", "grey rain"); r.State.Session.Step != "rate.thanks-words" {
		t.Errorf("a rating of odd words: at %q", r.State.Session.Step)
	}
	if r = writing(w, State{}, "/rate", "2", "the quality"); r.State.Session.picked("rating-reason") == "other" {
		t.Errorf("the quality: %+v", r.State.Session)
	}
}

// TestSolvedInWords says in many words whether a complaint is settled.
func TestSolvedInWords(t *testing.T) {
	w := shopWorld(t)
	s := State{}
	s.Customer.Cases = []profile.Case{{Number: 1042, State: profile.Work}}
	for words, settled := range map[string]bool{
		"no problem any more": true, "没问题了": true, "没问题": true, "没事了，谢谢": true, "проблем больше нет": true, "ya no hay problema": true,
		"لم تعد هناك مشكلة": true, "yes, the new pot arrived": true, "all good now, thank you!": true, "да, всё пришло": true, "solved": true,
		"money arrived": true, "gracias, todo bien": true, "todo arreglado": true, "وصل المال": true, "الحمد لله": true, "谢谢，没问题了": true, "спасибо, всё хорошо": true,
		"the money has not arrived": false, "no ha llegado el dinero": false, "لم يصل المال": false, "钱还没到": false, "no": false, "no, still the same": false, "yes but the lid is missing": false, "还没解决": false, "不行": false, "да, но крышки нет": false,
		"sí, pero falta la tapa": false, "نعم لكن الغطاء مفقود": false, "нет, не решено": false, "todavía no": false, "ليس بعد": false,
	} {
		r := after(w, s, Input{Kind: Moved, Number: 1042, Text: string(profile.Resolved)}, Input{Kind: Words, Text: words})
		want := profile.Received
		if settled {
			want = profile.Settled
		}
		if got := r.State.Customer.Cases[0].State; got != want {
			t.Errorf("%q: %s, want %s: %s", words, got, want, written(r))
		}
	}
}
