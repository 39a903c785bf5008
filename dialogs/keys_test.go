package dialogs

import "testing"

// TestRussianInLatinLetters types Russian on the wrong layout, and as it sounds; what says something as it stands stays.
func TestRussianInLatinLetters(t *testing.T) {
	w := shopWorld(t)
	for words, want := range map[string]string{
		"ghbdtn":                 "",
		"rfr dfc yfqnb":          "address",
		"crjkmrj cnjbn ljcnfdrf": "delivery-cost",
		"skolko stoit dostavka":  "delivery-cost",
		"how much is delivery?":  "delivery-cost",
		"qwzrtp xkcdqq":          "-",
	} {
		r := Turn(w, State{Session: Session{Seq: 3}}, Input{Kind: Words, Text: words, At: monday, Chat: 7, Language: "ru", Message: 5})
		switch got := r.Events; {
		case want == "" && (len(got) != 0 || r.State.Session.Step != "welcome.menu"):
			t.Errorf("%q: %+v at %s", words, got, r.State.Session.Step)
		case want == "-" && (len(got) != 1 || got[0].Value != "" || got[0].Words != words):
			t.Errorf("%q: %+v", words, got)
		case len(want) > 1 && (len(got) != 1 || got[0].Value != want):
			t.Errorf("%q: %+v, want %s", words, got, want)
		}
	}
}
