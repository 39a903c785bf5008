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
