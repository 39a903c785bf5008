package dialogs

import (
	"strings"
	"testing"
	"time"
)

// TestLeftComplaint leaves a complaint after the first words, in each way: what was written reaches staff, before whatever
// the customer went on to is said. Who only chose what it is about, or thinks better of it, has not complained.
func TestLeftComplaint(t *testing.T) {
	w := shopWorld(t)
	begun := []Input{{Kind: Words, Text: "/complain"}, {Kind: Words, Text: "the cup arrived broken", Message: 4}}
	for name, test := range map[string]struct {
		inputs []Input
		filed  bool
	}{
		"command": {append(begun, Input{Kind: Words, Text: "/status", Number: 1042}), true},
		"menu":    {append(begun, Input{Kind: Press, Data: "welcome.menu:rate", Message: 1, Number: 1042}), true},
		"time":    {append(begun, Input{Kind: Wake, Number: 1042, At: monday.Add(2 * time.Hour)}), true},
		"block":   {append(begun, Input{Kind: Blocked, Number: 1042}), true},
		"again":   {append(begun, Input{Kind: Words, Text: "/complain", Number: 1042}), true},
		"cancel":  {append(begun, Input{Kind: Words, Text: "never mind"}), false},
		"empty":   {[]Input{{Kind: Words, Text: "/complain"}, {Kind: Words, Text: "/status"}}, false},
	} {
		r := after(w, State{}, test.inputs...)
		if !test.filed {
			if len(r.State.Customer.Cases) != 0 {
				t.Errorf("%s: filed %+v", name, r.State.Customer.Cases)
			}
			continue
		}
		if len(r.Effects) != 1 || r.Effects[0].Complaint == nil || len(r.Effects[0].Complaint.Messages) != 1 || r.Effects[0].Complaint.Messages[0] != 4 {
			t.Errorf("%s: effects %+v", name, r.Effects)
		}
		if want := "I've passed on what you wrote as your complaint <b>C-1042</b>. You'll hear of each step right here."; name == "block" != (len(r.Messages) == 0) || name != "block" && !strings.HasPrefix(r.Messages[0].Text, want) {
			t.Errorf("%s: messages %+v", name, r.Messages)
		}
		if len(r.State.Session.Kept) != 0 {
			t.Errorf("%s: the next flow has the messages %v too", name, r.State.Session.Kept)
		}
	}
}

// TestScoldingAlone leaves after scolding and what tells nothing: nothing is filed. Who tells what happened has complained.
func TestScoldingAlone(t *testing.T) {
	w := shopWorld(t)
	for lang, words := range map[string]string{
		"en": "you are idiots|lol|cold tea arrived in a broken cup", "zh": "你们是骗子|哈哈|箱子是湿的", "ru": "идиоты|хаха|коробка пришла совсем мокрая",
		"es": "idiotas|jajaja|la caja estaba mojada", "ar": "نصابون|هههه|وصل الصندوق مبللا",
	} {
		all := strings.Split(words, "|")
		play := func(texts ...string) (r Result) {
			for _, text := range texts {
				r = Turn(w, r.State, Input{Kind: Words, Text: text, At: monday, Chat: 7, Language: lang, Message: 5, Number: 1042})
			}
			return r
		}
		if r := play(all[0], "asdfgh jkl;", "🍵", ".", all[1], "/status"); len(r.State.Customer.Cases) != 0 {
			t.Errorf("%s: filed %+v", lang, r.State.Customer.Cases)
		}
		if r := play(all[0], all[2], "/status"); len(r.State.Customer.Cases) != 1 {
			t.Errorf("%s: %q is not filed", lang, all[2])
		}
		for _, nothing := range []string{".", "🍵", all[1]} {
			r := play("/complain", all[2], nothing)
			if n := len(r.State.Session.Kept); r.State.Session.Step != "complain.matter" || n != 1 || len(r.Events) != 0 || strings.Contains(written(r), w.Texts.Text(lang, "talk-hi", nil)) {
				t.Errorf("%s: after %q at %s with %d messages: %s", lang, nothing, r.State.Session.Step, n, written(r))
			}
		}
	}
}
