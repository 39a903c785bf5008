package dialogs

import (
	"slices"
	"strings"
	"testing"
	"time"

	"guanxi/profile"

	"github.com/fxamacker/cbor/v2"
)

// TestAside serves commands and old buttons beside a conversation with staff, which goes on all the while.
func TestAside(t *testing.T) {
	w := shopWorld(t)
	said := func(text string) Input { return Input{Kind: Words, Text: text} }
	pressed := func(data string) Input { return Input{Kind: Press, Data: data, Message: 3} }
	staff := Input{Kind: Staff, From: 1, Message: 2}
	for name, test := range map[string]struct {
		inputs  []Input
		step    string // where the customer is beside the conversation
		relayed string // the last words that went to staff
		talks   bool
	}{
		"a command":               {[]Input{said("/status"), said("hello?")}, "", "hello?", true},
		"a flow to its end":       {[]Input{said("/rate"), pressed("rate.stars:5"), said("and now?")}, "rate.thanks-high", "and now?", true},
		"a typed answer":          {[]Input{said("/rate"), said("5"), said("and now?")}, "rate.thanks-high", "and now?", true},
		"words beside a question": {[]Input{said("/rate"), said("one moment"), said("5")}, "rate.stars", "5", true},
		"a press after words":     {[]Input{said("/rate"), said("one moment"), pressed("rate.stars:5"), said("there")}, "rate.thanks-high", "there", true},
		"words a question takes":  {[]Input{said("/complain"), pressed("complain.about:price"), said("too dear")}, "complain.wish", "", true},
		"words after staff's":     {[]Input{said("/complain"), pressed("complain.about:price"), staff, said("to you")}, "complain.words", "to you", true},
		"an old menu":             {[]Input{pressed("welcome.menu:language"), pressed("welcome.language:en"), said("so?")}, "welcome.menu", "so?", true},
		"left":                    {[]Input{said("/complain"), said("cancel"), said("menu")}, "", "menu", true},
		"a person again":          {[]Input{said("/complain"), said("a person please"), said("well?")}, "", "well?", true},
		"a question asked":        {[]Input{said("/ask"), said("when do you open on sunday?"), said("and you?")}, "", "and you?", true},
		"thanks":                  {[]Input{said("thanks")}, "", "thanks", true},
		"back by words":           {[]Input{said("/status"), said("back to the bot")}, "", "", false},
		"back by an old button":   {[]Input{staff, pressed("human.wait:back")}, "", "", false},
		"staff's close":           {[]Input{said("/rate"), {Kind: HandBack}}, "", "", false},
	} {
		s := State{Session: Session{}}
		s = after(w, s, said("/human")).State
		relayed := ""
		for i, in := range test.inputs {
			in.At = monday.Add(time.Duration(i+1) * time.Minute)
			r := after(w, s, in)
			s = r.State
			for _, e := range r.Effects {
				if e.Relay != nil {
					relayed = e.Relay.Words
				}
			}
		}
		if s.Session.Step != test.step || relayed != test.relayed || s.Session.Staffed() != test.talks {
			t.Errorf("%s: at %q, %q relayed, staffed %v", name, s.Session.Step, relayed, s.Session.Staffed())
		}
	}
}

// TestAsideKeepsTime lets a question beside the conversation disturb neither the note after 15 minutes nor the end a day
// after staff's last word, and they not the question. Without a word of
// staff's a day after the note is the end.
func TestAsideKeepsTime(t *testing.T) {
	w := shopWorld(t)
	s := after(w, State{}, Input{Kind: Words, Text: "/human"}).State
	due := s.Session.Alarm()
	s = after(w, s, Input{Kind: Words, Text: "/rate", At: monday.Add(time.Minute)}).State
	if s.Session.Alarm() != due {
		t.Errorf("the note is due at %d, not at %d", s.Session.Alarm(), due)
	}
	r := after(w, s, Input{Kind: Wake, At: time.Unix(due, 0)})
	if len(r.Messages) != 1 || r.State.Session.Step != "rate.stars" || !r.State.Session.Staffed() {
		t.Errorf("the note: %+v", r)
	}
	if alarm := r.State.Session.Alarm(); alarm != due+24*60*60 {
		t.Errorf("nobody answered, and it ends at %d", alarm)
	}
	never := after(w, r.State, Input{Kind: Wake, At: time.Unix(due, 0).Add(24 * time.Hour)})
	if never.State.Session.Staffed() || len(never.Effects) != 1 || never.Effects[0].Returned == nil || never.Effects[0].Returned.By != "nobody" {
		t.Errorf("nobody answered in a day: %+v", never)
	}
	s = after(w, r.State, Input{Kind: Staff, From: -5, Message: 9, At: time.Unix(due+60, 0)}).State
	r = after(w, s, Input{Kind: Wake, At: time.Unix(s.Session.Alarm(), 0)})
	if r.State.Session.Staffed() || len(r.Effects) != 1 || r.Effects[0].Returned == nil {
		t.Errorf("the end: %+v", r)
	}
}

// TestStaffedOfOld takes up a conversation from a session that kept it in the place of the flow.
func TestStaffedOfOld(t *testing.T) {
	old := State{Session: Session{Step: "human.wait", Asked: monday.Unix(), Due: monday.Add(time.Hour).Unix()}}
	r := after(shopWorld(t), old, Input{Kind: Words, Text: "hello?"})
	if len(r.Effects) != 1 || r.Effects[0].Relay == nil || r.State.Session.Alarm() != old.Session.Due {
		t.Errorf("got %+v", r)
	}
}

// TestTriesEnd offers a person after three answers that cannot be used, and says something else each time.
func TestTriesEnd(t *testing.T) {
	w := shopWorld(t)
	s := after(w, State{}, Input{Kind: Words, Text: "/rate"}).State
	last, offered := "", 0
	for i := range 12 {
		r := after(w, s, Input{Kind: Words, Text: "purple monkeys"})
		s = r.State
		text := r.Messages[0].Text
		if text == last {
			t.Errorf("said twice in a row: %q", text)
		}
		last = text
		if s.Session.Step == "human.offer" && offered == 0 {
			offered = i + 1
		}
	}
	if offered != maxTries {
		t.Errorf("a person was offered after %d tries", offered)
	}
}

// TestRange has a kind word for a number that no button has.
func TestRange(t *testing.T) {
	w := shopWorld(t)
	for _, typed := range []string{"10", "6/10", "٧", "0", "3.5"} {
		r := after(w, State{}, Input{Kind: Words, Text: "/rate"}, Input{Kind: Words, Text: typed})
		if got := r.Messages[0].Text; !strings.Contains(got, "from 1 to 5") {
			t.Errorf("%q: %q", typed, got)
		}
	}
}

// TestOfferKeepsWords offers a person by a button where one is spoken of; the words are kept, and go with the customer.
func TestOfferKeepsWords(t *testing.T) {
	w := shopWorld(t)
	r := after(w, State{}, Input{Kind: Words, Text: "/complain"}, Input{Kind: Press, Data: "complain.about:service"},
		Input{Kind: Words, Text: "the operator was rude", Message: 77})
	rows := r.Messages[0].Buttons
	last := rows[len(rows)-1][0]
	if r.State.Session.Step != "complain.wish" || last.Data != w.call {
		t.Fatalf("at %s, the last button %+v", r.State.Session.Step, last)
	}
	r = after(w, r.State, Input{Kind: Press, Data: last.Data, Message: 78})
	if len(r.Effects) != 1 || r.Effects[0].HandOff == nil || len(r.Effects[0].HandOff.Messages) != 1 {
		t.Errorf("got %+v", r.Effects)
	}
}

// TestComingBack resumes a question after a week, keeps what was said to it, and answers a question before.
func TestComingBack(t *testing.T) {
	w := shopWorld(t)
	week := monday.Add(7 * 24 * time.Hour)
	left := after(w, State{}, Input{Kind: Words, Text: "/complain"}, Input{Kind: Press, Data: "complain.about:service"}).State
	back := after(w, left, Input{Kind: Words, Text: "when do you open on sunday?", At: week})
	text := ""
	for _, m := range back.Messages {
		text += m.Text + "\n"
	}
	if !strings.Contains(text, "on Sunday (15 March): 11:00") || !strings.Contains(text, "What happened?") {
		t.Errorf("coming back: %q", text)
	}
	r := after(w, back.State, Input{Kind: Words, Text: "yes", At: week}, Input{Kind: Words, Text: "it broke", At: week})
	if r.State.Session.Step != "complain.wish" || r.State.Session.picked("complaint") != "service" {
		t.Errorf("going on: %+v", r.State.Session)
	}
	if r = after(w, back.State, Input{Kind: Press, Data: "welcome.left:menu", At: week}); r.State.Session.Step != "welcome.menu" || r.State.Session.Picks != nil {
		t.Errorf("not going on: %+v", r.State.Session)
	}
	if r = after(w, left, Input{Kind: Press, Data: "complain.about:price", At: week}); r.Toast == "" || len(r.Messages) != 1 {
		t.Errorf("an old button: %q, %+v", r.Toast, r.Messages)
	}
}

// TestFit holds the fullest session within 300 bytes.
func TestFit(t *testing.T) {
	s := Session{
		Seq: 1 << 40, Step: "complain.words", Asked: 1 << 33, Due: 1 << 33, Tries: 2, Last: strings.Repeat("я", 60), Tongue: "zh",
		Album: 1 << 31, Passed: true, Heard: 1 << 30, Talk: "human.waiting", Quiet: 1 << 33, Left: "complain.words", Said: 1 << 31, Told: true, Worry: 1 << 33, Spoken: 1 << 27, Awaits: true, Odd: patience, Picks: []Pick{{"complaint", "delivery"}, {"complaint-wish", "replace"}},
	}
	for range maxKept {
		s.Kept = append(s.Kept, 1<<30)
	}
	for range maxGiven {
		s.Given = append(s.Given, 1<<30)
	}
	for range maxUnread {
		s.Unread = append(s.Unread, 1<<30)
	}
	s.fit()
	packed, err := cbor.Marshal(&s)
	if err != nil || len(packed) > 300 || s.Last == "" {
		t.Errorf("%d bytes, last words %q, %v", len(packed), s.Last, err)
	}
}

// TestSettledTyped takes a typed yes or no to the question whether a complaint is settled.
func TestSettledTyped(t *testing.T) {
	w := shopWorld(t)
	filed := State{}
	filed.Customer.Cases = []profile.Case{{Number: 1042, State: profile.Work}}
	for typed, want := range map[string]profile.State{"yes, thanks": profile.Settled, "not yet": profile.Received} {
		r := after(w, filed, Input{Kind: Moved, Number: 1042, Text: string(profile.Resolved)}, Input{Kind: Words, Text: typed})
		if got := r.State.Customer.Cases[0].State; got != want {
			t.Errorf("%q: %s, want %s", typed, got, want)
		}
	}
}

// TestComingBackWithWords answers, after a week, the question that was left open: on going on it is not asked again.
func TestComingBackWithWords(t *testing.T) {
	w := shopWorld(t)
	week := monday.Add(8 * 24 * time.Hour)
	left := after(w, State{}, Input{Kind: Words, Text: "/complain"}, Input{Kind: Press, Data: "complain.about:quality"}).State
	for _, words := range []string{"the box was wet", "箱子是湿的", "коробка была мокрая", "la caja estaba mojada", "كان الصندوق مبللا"} {
		back := after(w, left, Input{Kind: Words, Text: words, At: week, Message: 70})
		r := after(w, back.State, Input{Kind: Press, Data: "welcome.left:go", At: week})
		s := r.State.Session
		if s.Step != "complain.wish" || !slices.Equal(s.Kept, []int{70}) || r.Events[0].Kind != "complaint-words" || r.Events[0].Words != words {
			t.Errorf("%q: at %s with %v, %+v", words, s.Step, s.Kept, r.Events)
		}
	}
	back := after(w, left, Input{Kind: Words, Text: "qwzrtp?", At: week, Message: 70})
	if r := after(w, back.State, Input{Kind: Press, Data: "welcome.left:go", At: week}); r.State.Session.Step != "complain.words" {
		t.Errorf("after a question at %s", r.State.Session.Step)
	}
}

// TestComingBackToRate writes, a week after a low rating was left, what was wrong: nothing of it is lost on going on.
func TestComingBackToRate(t *testing.T) {
	w := shopWorld(t)
	week := monday.Add(8 * 24 * time.Hour)
	rate := Input{Kind: Words, Text: "/rate", At: monday}
	two := Input{Kind: Words, Text: "2", At: monday}
	for _, test := range []struct {
		before []Input
		words  []string
		step   string
		event  profile.Event
		kept   []int
	}{
		{[]Input{rate}, []string{"4"}, "rate.thanks-high", profile.Event{Kind: "rating", Value: "4"}, nil},
		{[]Input{rate}, []string{"пять"}, "rate.thanks-high", profile.Event{Kind: "rating", Value: "5"}, nil},
		{[]Input{rate, two}, []string{"the price"}, "rate.words", profile.Event{Kind: "rating-reason", Value: "price"}, nil},
		{[]Input{rate, two}, []string{"the tea was bitter"}, "rate.person", profile.Event{Kind: "rating-words", Words: "the tea was bitter"}, []int{70}},
		{[]Input{rate, two}, []string{"the tea was bitter", "and cold too"}, "rate.person", profile.Event{Kind: "rating-words", Words: "and cold too"}, []int{70, 71}},
	} {
		s := after(w, State{}, test.before...).State
		for i, words := range test.words {
			s = after(w, s, Input{Kind: Words, Text: words, At: week, Message: 70 + i}).State
		}
		r := after(w, s, Input{Kind: Press, Data: "welcome.left:go", At: week})
		last := profile.Event{}
		if n := len(r.Events); n > 0 {
			last = profile.Event{Kind: r.Events[n-1].Kind, Value: r.Events[n-1].Value, Words: r.Events[n-1].Words}
		}
		if r.State.Session.Step != test.step || last != test.event {
			t.Errorf("%q: at %s with %+v", test.words, r.State.Session.Step, r.Events)
		}
		for _, e := range r.Effects {
			if e.Rated != nil && !slices.Equal(e.Rated.Messages, test.kept) {
				t.Errorf("%q: staff see %v", test.words, e.Rated.Messages)
			}
		}
	}
}

// TestPraise thanks for praise, in words or by a sign alone. Some is passed on.
func TestPraise(t *testing.T) {
	w := shopWorld(t)
	for lang, all := range map[string]string{
		"en": "i love your shop!|😀|❤️|thanks, great shop!|your tea is amazing", "zh": "很喜欢你们的店！|你们太棒了|好喝", "ru": "обожаю ваш магазин!|вы молодцы",
		"es": "¡Me encanta vuestra tienda!|qué rico", "ar": "أحب متجركم|بحبكم",
	} {
		for words := range strings.SplitSeq(all, "|") {
			r := Turn(w, State{Session: Session{Seq: 3}}, Input{Kind: Words, Text: words, At: monday, Chat: 7, Language: lang})
			if want := w.Texts.Text(lang, "talk-praise", nil); !strings.HasPrefix(written(r), want) && written(r) != w.Texts.Text(lang, "suggest-praised", nil) {
				t.Errorf("%q: %q, want %q", words, written(r), want)
			}
		}
	}
}
