package dialogs

import "testing"

// TestStillAPerson calls a person once more, in words that go on.
func TestStillAPerson(t *testing.T) {
	w := shopWorld(t)
	for words, want := range map[string]bool{
		"I still need a person, my parcel is lost": true, "я всё ещё хочу поговорить с человеком о заказе 5512": true, "我还是要找人工客服，我的茶没到": true,
		"do I still need a person to sign for the parcel?": false,
	} {
		if r := after(w, State{}, Input{Kind: Words, Text: words}); r.State.Session.Staffed() != want {
			t.Errorf("%q: %+v", words, r.Messages)
		}
	}
}

// TestBackFromElsewhere gives a customer back to the bot by the words of its button, though a complaint was filed since they
// called a person.
func TestBackFromElsewhere(t *testing.T) {
	w := shopWorld(t)
	for _, lang := range w.Texts.Languages() {
		var sent []Input
		for i, text := range []string{"/human", "/complain", "the cup arrived broken", w.Texts.Text(lang, "rate-why-quality", nil), w.Texts.Text(lang, "complain-wish-refund", nil), w.Texts.Text(lang, "human-back", nil)} {
			sent = append(sent, Input{Kind: Words, Text: text, Message: 10 + i, At: monday, Chat: 7, Language: lang, Number: 1042})
		}
		if r := after(w, State{}, sent...); r.State.Session.Staffed() || len(r.State.Customer.Cases) != 1 {
			t.Errorf("%s: %+v %q", lang, r.State.Session, written(r))
		}
	}
}
