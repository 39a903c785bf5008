package dialogs

import (
	"strings"
	"testing"
	"time"

	"guanxi/profile"
)

// TestStatusInWords tells how far a complaint has come to whoever asks in words, also where words of another are asked.
func TestStatusInWords(t *testing.T) {
	w := shopWorld(t)
	s := State{}
	s.Customer.Cases = []profile.Case{{Number: 1042, State: profile.Work}}
	for _, said := range []string{
		"how is my complaint going?", "where is my complaint C-1042?", "ну что там с моей жалобой?", "где моя жалоба C-1042", "где моя жалоба С-1042",
		"وين شكوتي", "¿dónde está mi queja?", "我的投诉处理得怎么样了？",
	} {
		if r := after(w, s, Input{Kind: Words, Text: said}); len(r.Messages) == 0 || !strings.Contains(r.Messages[0].Text, "C-1042") {
			t.Errorf("%q: %+v", said, r.Messages)
		}
		r := after(w, s, Input{Kind: Words, Text: "/complain"}, Input{Kind: Words, Text: said})
		if len(r.Messages) == 0 || !strings.Contains(r.Messages[0].Text, "C-1042") || r.State.Session.Step != "complain.about" {
			t.Errorf("%q in a complaint: %q, %+v", said, r.State.Session.Step, r.Messages)
		}
	}
}

// TestStatusOfRequest lists a request for a person, also when the bot is back because nobody came, until staff answer or
// close it; so it does with words that staff left unanswered for a day. Who has gone back by themselves asks for nobody.
func TestStatusOfRequest(t *testing.T) {
	w := shopWorld(t)
	at := func(hours int) time.Time { return monday.Add(time.Duration(hours) * time.Hour) }
	said := func(text string, hour int) Input { return Input{Kind: Words, Text: text, At: at(hour)} }
	staff := func(hour int) Input { return Input{Kind: Staff, From: -5, Message: 9, At: at(hour)} }
	wake := func(hour int) Input { return Input{Kind: Wake, At: at(hour)} }
	alone := after(w, State{}, said("/human", 0), wake(1), wake(26))
	if alone.State.Session.Staffed() || alone.Effects[0].Returned.By != "nobody" {
		t.Fatalf("nobody came: %+v", alone)
	}
	left := after(w, State{}, said("/human", 0), staff(1), said("and when?", 2), wake(26))
	if left.Effects[0].Returned.By != "nobody" || !strings.Contains(left.Messages[0].Text, "last message") {
		t.Errorf("words left unanswered: %+v", left)
	}
	const none, open = "You have no open", "your request is open"
	for name, c := range map[string]struct {
		from   State
		inputs []Input
		want   string
	}{
		"nobody came":     {alone.State, nil, open},
		"left unanswered": {left.State, nil, open},
		"asked on":        {alone.State, []Input{said("when are you open?", 27)}, open},
		"closed":          {alone.State, []Input{{Kind: HandBack, At: at(27)}}, none},
		"answered":        {alone.State, []Input{staff(27), said("thank you", 28), {Kind: HandBack, At: at(29)}}, none},
		"answered, quiet": {alone.State, []Input{staff(27), said("thank you", 28), wake(52)}, none},
		"taken back":      {alone.State, []Input{staff(27), {Kind: Unanswered, At: at(28)}, wake(52)}, open},
		"gone back":       {State{}, []Input{said("/human", 0), {Kind: Press, Data: "human.wait:back", At: at(1)}}, none},
		"barred":          {alone.State, []Input{{Kind: Barred, Number: 1, At: at(27)}}, none},
		"barred, calls":   {alone.State, []Input{{Kind: Barred, Number: 1, At: at(27)}, said("/human", 28)}, none},
	} {
		r := after(w, c.from, append(c.inputs, said("/status", 60))...)
		if len(r.Messages) != 1 || !strings.Contains(r.Messages[0].Text, c.want) {
			t.Errorf("%s: %+v", name, r.Messages)
		}
	}
	for _, words := range []string{"/mydata", "/forget"} {
		in := said(words, 60)
		in.History = &profile.History{}
		r := after(w, alone.State, in)
		if words == "/forget" {
			r = after(w, r.State, Input{Kind: Press, Data: "privacy.ask:yes", At: at(60)})
		}
		if text := written(r); !strings.Contains(text, open) && !strings.Contains(text, "your conversation with a person") {
			t.Errorf("%s tells nothing of the request: %s", words, text)
		}
	}
	closed := after(w, alone.State, Input{Kind: HandBack, At: at(27)})
	if len(closed.Effects) != 1 || closed.Effects[0].Returned == nil || closed.Messages != nil {
		t.Errorf("staff close it: %+v", closed)
	}
}

// TestReceipt tells who waits for a person once that their words arrive: the first some minutes after the call, and the
// first after the note that nobody came yet; not each of them, and nothing while staff talk with them.
func TestReceipt(t *testing.T) {
	w := shopWorld(t)
	s := after(w, State{}, Input{Kind: Words, Text: "/human", At: monday}).State
	for i, c := range []struct {
		minute int
		in     Input
		want   bool
	}{
		{1, Input{Kind: Words, Text: "order 12"}, false},
		{10, Input{Kind: Words, Text: "still there?"}, true},
		{11, Input{Kind: Words, Text: "hello?"}, false},
		{16, Input{Kind: Wake}, true}, // the note
		{17, Input{Kind: Words, Text: "it is about my order"}, true},
		{18, Input{Kind: Media, Media: "photo"}, false},
		{60, Input{Kind: Words, Text: "hello?"}, false},
		{140, Input{Kind: Words, Text: "hello?"}, true},
		{141, Input{Kind: Staff, From: -5, Message: 9}, true}, // staff's own words
		{150, Input{Kind: Words, Text: "the green one"}, false},
		{200, Input{Kind: Words, Text: "hello?"}, false},
	} {
		c.in.At = monday.Add(time.Duration(c.minute) * time.Minute)
		r := after(w, s, c.in)
		if s = r.State; (len(r.Messages) > 0) != c.want {
			t.Errorf("%d, minute %d: %+v", i, c.minute, r.Messages)
		}
	}
}
