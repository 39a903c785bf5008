package dialogs

import (
	"slices"
	"strings"
	"testing"
	"time"

	"guanxi/dialogs/grounded"
	"guanxi/profile"
)

// asks is a question that the shop's knowledge does not surely answer, and answered an answer of a model's that an entry
// has.
const (
	asks     = "would a nephew of eight enjoy paper around his parcel"
	answered = "Of course! Rice paper and a linen ribbon are €3, and free from €50."
)

// with takes the turns of inputs a second apart, each again with what has happened where it wants that.
func with(w *World, s State, inputs ...Input) Result {
	var r Result
	for i, in := range inputs {
		in.Chat, in.Name, in.Language = 7, "Mei", "en"
		if in.At.IsZero() {
			in.At = monday.Add(time.Duration(i) * time.Second)
		}
		if in.Kind == Wake || in.Kind == Consulted || in.Kind == Heard || in.Kind == Staff {
			in.Chat = 0
		}
		r = Turn(w, s, in)
		if r.Recall {
			in.History = &profile.History{}
			r = Turn(w, s, in)
		}
		s = r.State
	}
	return r
}

func texts(r Result) string {
	var all []string
	for _, m := range r.Messages {
		all = append(all, m.Text)
	}
	return strings.Join(all, "\n")
}

func wrapped(text string) *grounded.Reply {
	return &grounded.Reply{Outcome: grounded.Answer, Entries: []string{"gift-wrap"}, Text: text}
}

// TestConsult asks a model what is not sure, and says what it says where the entries have it.
func TestConsult(t *testing.T) {
	w := shopWorld(t)
	if r := with(w, State{}, Input{Kind: Words, Text: asks, Message: 5}); len(r.Effects) != 0 || len(r.Messages) == 0 {
		t.Fatal("without a model one is asked, or nothing said")
	}
	offline := texts(with(w, State{}, Input{Kind: Words, Text: asks, Message: 5}))
	w = w.Consulting()
	if r := with(w, State{}, Input{Kind: Words, Text: "Do you gift wrap?", Message: 5}); len(r.Effects) != 0 || !strings.Contains(texts(r), "linen ribbon") {
		t.Errorf("what is sure is asked: %+v", r)
	}
	waiting := with(w, State{}, Input{Kind: Words, Text: asks, Message: 5})
	if len(waiting.Messages) != 0 || len(waiting.Effects) != 1 || waiting.Effects[0].Consult == nil || waiting.State.Alarm() != monday.Add(ConsultTime).Unix() {
		t.Fatalf("asked: %+v", waiting)
	}
	c := waiting.Effects[0].Consult
	if q := w.Question(c, monday); c.Words != asks || c.Message != 5 || q.Sources[0].ID == "" || len(q.Sources) > shortlist {
		t.Errorf("%+v", q)
	}
	for name, test := range map[string]struct {
		reply *grounded.Reply
		says  string
		step  string
	}{
		"an answer":            {wrapped(answered), "Of course! Rice paper and a linen ribbon are €3, and free from €50.\n\n", ""},
		"an answer with signs": {wrapped("Rice paper & ribbon are <b>€3</b>, and free from €50."), "Rice paper &amp; ribbon are &lt;b&gt;€3&lt;/b&gt;", ""},
		"nothing":              {nil, offline, ""},
		"a lie":                {wrapped("Rice paper and a linen ribbon are free."), offline, ""},
		"not known":            {&grounded.Reply{Outcome: grounded.Unknown}, w.Texts.Text("en", "answer-unknown", nil), "answer.unknown"},
		"a person":             {&grounded.Reply{Outcome: grounded.Person}, "", "human"},
	} {
		r := with(w, waiting.State, Input{Kind: Consulted, Call: c.Call, Reply: test.reply})
		flow, _ := r.State.Session.Where()
		if !strings.Contains(texts(r), test.says) || test.step != "" && !strings.HasPrefix(test.step, flow) || len(r.State.Questions) != 0 {
			t.Errorf("%s: at %q, %q", name, flow, texts(r))
		}
		if name == "a person" && (len(r.Effects) != 1 || r.Effects[0].HandOff == nil || !strings.Contains(r.Effects[0].HandOff.Words, "nephew")) {
			t.Errorf("nobody is called: %+v", r.Effects)
		}
		if len(r.Messages) > 0 && r.Messages[0].Quote != 0 {
			t.Errorf("%s: as an answer to a message though nothing came between", name)
		}
		if again := with(w, r.State, Input{Kind: Consulted, Call: c.Call, Reply: test.reply}); len(again.Messages) != 0 {
			t.Errorf("%s: the outcome comes twice and is told twice: %q", name, texts(again))
		}
	}
	late := with(w, waiting.State, Input{Kind: Wake, At: monday.Add(ConsultTime)})
	if texts(late) != offline {
		t.Errorf("nothing came: %q", texts(late))
	}
	if r := with(w, late.State, Input{Kind: Consulted, Call: c.Call, Reply: wrapped(answered)}); len(r.Messages) != 0 {
		t.Errorf("it came too late and is told: %q", texts(r))
	}
}

// TestPrivacyOfModel tells customers that a model is asked, and only then.
func TestPrivacyOfModel(t *testing.T) {
	asked := Input{Kind: Words, Text: "/privacy"}
	for w, want := range map[*World]bool{shopWorld(t): false, shopWorld(t).Consulting().Hearing(): true} {
		said := texts(with(w, State{}, asked))
		for _, key := range []string{"privacy-model", "privacy-voice"} {
			if strings.Contains(said, w.Texts.Text("en", key, nil)) != want {
				t.Errorf("%s: says %q", key, said)
			}
		}
	}
}

// TestConsultMeanwhile lets customers go on while a model is asked.
func TestConsultMeanwhile(t *testing.T) {
	w := shopWorld(t).Consulting()
	question := Input{Kind: Words, Text: asks, Message: 5}
	for name, test := range map[string]struct {
		meanwhile []Input
		reply     *grounded.Reply
		quotes    int
		silent    bool
		step      string
	}{
		"another question":      {[]Input{{Kind: Words, Text: "Do you gift wrap?", Message: 6}}, wrapped(answered), 5, false, ""},
		"a flow":                {[]Input{{Kind: Words, Text: "/complain", Message: 6}}, wrapped(answered), 5, false, "complain.about"},
		"a flow, failing":       {[]Input{{Kind: Words, Text: "/complain", Message: 6}}, nil, 5, false, "complain.about"},
		"a flow, for a person":  {[]Input{{Kind: Words, Text: "/complain", Message: 6}}, &grounded.Reply{Outcome: grounded.Person}, 5, false, "complain.about"},
		"a person":              {[]Input{{Kind: Words, Text: "/human", Message: 6}}, wrapped(answered), 0, true, ""},
		"staff":                 {[]Input{{Kind: Staff, From: 1, Message: 2}}, wrapped(answered), 0, true, ""},
		"asked anew":            {[]Input{{Kind: Edit, Text: "Do you gift wrap?", Message: 5}}, wrapped(answered), 0, true, ""},
		"stopped":               {[]Input{{Kind: Blocked}}, wrapped(answered), 0, true, ""},
		"the clock of a former": {[]Input{{Kind: Wake}}, wrapped(answered), 0, false, ""},
	} {
		waiting := with(w, State{}, question)
		call := waiting.Effects[0].Consult.Call
		s := with(w, waiting.State, test.meanwhile...).State
		r := with(w, s, Input{Kind: Consulted, Call: call, Reply: test.reply})
		if test.silent {
			if len(r.Messages) != 0 {
				t.Errorf("%s: says %q", name, texts(r))
			}
			continue
		}
		if len(r.Messages) == 0 || r.Messages[0].Quote != test.quotes || r.State.Session.Step != test.step {
			t.Errorf("%s: at %q, %+v", name, r.State.Session.Step, r.Messages)
		}
	}
	s := State{}
	asked := 0
	for i := range 5 {
		r := with(w, s, Input{Kind: Words, Text: asks + strings.Repeat("!", i), Message: 5 + i})
		s, asked = r.State, asked+len(r.Effects)
	}
	if asked != maxWaiting || len(s.Questions) != maxWaiting {
		t.Errorf("of five questions at once %d are asked, %d wait", asked, len(s.Questions))
	}
	if r := with(w, s, Input{Kind: Wake, At: monday.Add(time.Minute)}); len(r.State.Questions) != 0 || len(r.Messages) == 0 {
		t.Errorf("they wait still: %+v", r.State.Questions)
	}
}

// TestHear has a voice message heard, and passes it on to a person where nobody hears it.
func TestHear(t *testing.T) {
	voice := Input{Kind: Media, Media: "voice", File: "f1", Message: 5}
	offline := texts(with(shopWorld(t), State{}, voice))
	w := shopWorld(t).Consulting().Hearing()
	waiting := with(w, State{}, voice)
	if len(waiting.Effects) != 1 || waiting.Effects[0].Hear == nil || waiting.Effects[0].Hear.File != "f1" || len(waiting.Messages) != 0 {
		t.Fatalf("%+v", waiting)
	}
	call := waiting.Effects[0].Hear.Call
	for name, in := range map[string]Input{
		"nobody hears it": {Kind: Heard, Call: call},
		"it says nothing": {Kind: Heard, Call: call, Text: " … "},
		"it takes long":   {Kind: Wake, At: monday.Add(ConsultTime)},
	} {
		r := with(w, waiting.State, in)
		if texts(r) != offline || len(r.State.Questions) != 0 || !r.State.Session.Staffed() || len(r.Effects) != 1 || !slices.Equal(r.Effects[0].HandOff.Messages, []int{5}) {
			t.Errorf("%s: says %q, %+v", name, texts(r), r.Effects)
		}
	}
	heard := with(w, waiting.State, Input{Kind: Heard, Call: call, Text: "/Do you gift wrap?"})
	if said := texts(heard); !strings.Contains(said, "“Do you gift wrap?”") || !strings.Contains(said, "linen ribbon") {
		t.Errorf("heard, it says %q", said)
	}
	asked := with(w, waiting.State, Input{Kind: Heard, Call: call, Text: asks})
	if len(asked.Effects) != 1 && !asked.Recall {
		t.Errorf("what is not sure is not asked: %+v", asked)
	}
	staff := with(w, waiting.State, Input{Kind: Staff, From: 1, Message: 2}, Input{Kind: Heard, Call: call, Text: "Do you gift wrap?"})
	if len(staff.Messages) != 0 || len(staff.Effects) != 1 || staff.Effects[0].Relay == nil || staff.Effects[0].Relay.Media != "voice" {
		t.Errorf("while staff talk: %+v", staff)
	}
	flow := with(w, waiting.State, Input{Kind: Words, Text: "/complain", Message: 6}, Input{Kind: Heard, Call: call, Text: "Do you gift wrap?"})
	if flow.State.Session.Step != "complain.about" || len(flow.Messages) == 0 || flow.Messages[0].Quote != 5 {
		t.Errorf("in a flow: at %q, %+v", flow.State.Session.Step, flow.Messages)
	}
	unheard := with(w, waiting.State, Input{Kind: Words, Text: "/complain", Message: 6}, Input{Kind: Heard, Call: call})
	if unheard.State.Session.Step != "complain.about" || len(unheard.Messages) != 1 || unheard.Messages[0].Quote != 5 || len(unheard.Effects) != 1 || !slices.Equal(unheard.Effects[0].HandOff.Messages, []int{5}) {
		t.Errorf("not heard, in a flow: at %q, %+v, %+v", unheard.State.Session.Step, unheard.Messages, unheard.Effects)
	}
	barred := State{Customer: profile.Customer{Barred: true}}
	if r := with(shopWorld(t), barred, voice); len(r.Effects) != 0 || r.State.Session.Staffed() || !strings.Contains(texts(r), "can't") {
		t.Errorf("barred: %q, %+v", texts(r), r.Effects)
	}
}

// TestTwoVoices hears two voice messages, and what the model says to each answers that one, in whatever order it comes.
func TestTwoVoices(t *testing.T) {
	w := shopWorld(t).Consulting().Hearing()
	voice := func(message int) Input {
		return Input{Kind: Media, Media: "voice", File: "f", Message: message}
	}
	for _, first := range []int{0, 1} {
		var calls [2]uint64
		heard5 := with(w, State{}, voice(5))
		heard6 := with(w, heard5.State, voice(6))
		one := with(w, heard6.State, Input{Kind: Heard, Call: heard5.Effects[0].Hear.Call, Text: asks})
		two := with(w, one.State, Input{Kind: Heard, Call: heard6.Effects[0].Hear.Call, Text: asks + " too"})
		calls[0], calls[1] = one.Effects[0].Consult.Call, two.Effects[0].Consult.Call
		if calls[0] == calls[1] || len(two.State.Questions) != 2 {
			t.Fatalf("calls %v, waiting %+v", calls, two.State.Questions)
		}
		r := with(w, two.State, Input{Kind: Consulted, Call: calls[first], Reply: wrapped(answered)})
		if left := r.State.Questions; len(left) != 1 || left[0].Call != calls[1-first] || left[0].Message != 6-first {
			t.Errorf("left waiting: %+v", left)
		}
		if first == 0 && (len(r.Messages) == 0 || r.Messages[0].Quote != 5) {
			t.Errorf("the first is answered as %+v", r.Messages)
		}
		if r = with(w, r.State, Input{Kind: Wake, At: monday.Add(time.Minute)}); len(r.State.Questions) != 0 || len(r.Messages) == 0 {
			t.Errorf("the other is answered with %q", texts(r))
		}
	}
}
