package desk

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/profile"
)

const olga = 1

// TestShiftAlone has an owner take over from a group: what the cards say holds in their chat, and no card of a topic goes there.
func TestShiftAlone(t *testing.T) {
	v := topic(t, "en", Ticket{Opened: 1, Waiting: 1, Asked: -5})
	v.Ticket.Asked = 0
	if card := v.Show(dialogs.Effect{HandOff: &dialogs.HandOff{}}).Items[0]; !card.Home || card.Rest != "" {
		t.Errorf("the topic's card is for the owner's chat too: %+v", card)
	}
	if card := v.Show(dialogs.Effect{Rated: &dialogs.Rated{Kind: dialogs.Visit, Stars: 2}}).Items[0]; !card.Home || !strings.Contains(card.Rest, "★★☆") {
		t.Errorf("a low rating is not told in the owner's chat: %+v", card)
	}
	v.Group, v.s.Session.Talk = 0, "human.talk"
	out := Step(v, Act{Kind: Shifted, Group: 0})
	if len(out.Items) != 1 || strings.Contains(out.Items[0].Text, "//") || strings.Contains(out.Items[0].Text, "reply to one") || out.Items[0].Home {
		t.Errorf("the owner is shown %+v", out.Items)
	}
}

// TestShiftComplaints shows whoever answers now what customers complain of who wait for nobody: each open complaint with the
// buttons that move it, and nothing of those that are settled.
func TestShiftComplaints(t *testing.T) {
	open := []profile.Case{{Number: 1042, State: profile.Work}, {Number: 1043, State: profile.Settled}, {Number: 1044, State: profile.Answered}}
	for name, c := range map[string]struct {
		group int64
		cases []profile.Case
		want  []string // number and state, by the buttons
	}{
		"alone":                {0, open, []string{"1044:answered", "1042:work"}},
		"group":                {-5, open, []string{"1044:answered", "1042:work"}},
		"alone, one":           {0, open[:1], []string{"1042:work"}},
		"group, one":           {-5, open[:1], []string{"1042:work"}},
		"the same group again": {-5, open[:1], []string{"1042:work"}},
		"alone, all settled":   {0, open[1:2], nil},
		"group, all settled":   {-5, open[1:2], nil},
	} {
		v := topic(t, "en", Ticket{Group: -6, Thread: 9, Asked: -6})
		if name == "the same group again" { // which stands in for an owner meanwhile
			v.Ticket = Ticket{Group: -5, Thread: 9, Asked: -5}.After(dialogs.Effect{Complaint: &dialogs.Complaint{}}, v.Now)
			v.Ticket.close()
		}
		v.Group, v.s.Customer.Cases = c.group, c.cases
		var got []string
		for _, it := range Step(v, Act{Kind: Shifted, Group: c.group}).Items {
			if !it.Silent && c.group == 0 || it.First && c.group != 0 || len(it.Buttons) != 4 {
				t.Errorf("%s: %+v", name, it)
			}
			for _, b := range slices.Concat(it.Buttons...) {
				if _, _, said, ok := apart(b.Data); ok && strings.HasPrefix(b.Label, "✓ ") {
					got = append(got, said)
				}
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: shows %q, want %q", name, got, c.want)
		}
	}
}

// TestShiftHeld has somebody else come to answer while a customer's messages wait to be shown: behind the card comes what
// it does not tell, in order and once, and nothing of what staff were told where they answered before.
func TestShiftHeld(t *testing.T) {
	theirs := func(message int) *dialogs.Copy { return &dialogs.Copy{Chat: 7, Message: message} }
	for _, group := range []int64{0, -5} {
		v := topic(t, "en", Ticket{Group: -6, Thread: 9, Asked: -6, Opened: 1, Waiting: 1, Holder: anna, Name: "Anna"})
		v.Talk = v.Talk.With(Line{Words: "shown", Message: 4}).With(Line{Words: "waits", Message: 5}).With(Line{Media: "photo", Message: 6})
		filed := v.caseButtons(profile.Case{Number: 1050})
		v.Group = group
		held := []outbox.Item{
			{Seq: 1, Text: "a card", Home: true, First: true, Buttons: filed, Answers: true, Rest: "complains"},
			{Seq: 2, Copy: theirs(3), Answers: true},
			{Seq: 3, Text: "wants to talk", Answers: true, Buttons: v.cardButtons()},
			{Seq: 4, Text: v.remark("desk-returned-time").Text, Answers: true},
			{Seq: 5, Text: "a card", Home: true, Answers: true, Buttons: v.cardButtons(), Rest: "two stars"},
			{Seq: 6, Text: "waits", Source: theirs(5), Answers: true, Reply: 70, First: true},
			{Seq: 7, Text: "Anna has it", Reply: 71},
			{Seq: 8, Copy: theirs(6), Source: theirs(6), Answers: true},
			{Seq: 9, Copy: theirs(1), Source: theirs(1), Lead: true},
			{Seq: 10, Text: "a card", Home: true, Lead: true},
			{Seq: 11, Copy: theirs(2), Source: theirs(2), Past: true},
		}
		out := Step(v, Act{Kind: Shifted, Group: group, Held: held})
		if len(out.Gone) != len(held) {
			t.Errorf("%d: %d of %d are replaced", group, len(out.Gone), len(held))
		}
		card := out.Items[0]
		if !strings.Contains(card.Text, "Mei: shown") || strings.Contains(card.Text, "waits") || strings.Contains(card.Text, "photo") {
			t.Errorf("%d: the card says %q", group, card.Text)
		}
		if talks := strings.Contains(card.Text, "was talking with Anna"); talks != (group == 0) {
			t.Errorf("%d: the card says %q", group, card.Text)
		}
		var got []string
		for _, it := range out.Items[1:] {
			if it.Home || it.First || it.Lead || it.Reply != 0 || it.Buttons != nil {
				t.Errorf("%d: behind the card %+v", group, it)
			}
			got = append(got, fmt.Sprint(it.Seq, it.Text))
		}
		if want := []string{"2", "5two stars", "6waits", "8"}; !slices.Equal(got, want) {
			t.Errorf("%d: behind the card %q, want %q", group, got, want)
		}
	}
}

// TestShiftUnanswered has an owner take over alone: below the card comes what the customer sent since they were answered last.
func TestShiftUnanswered(t *testing.T) {
	v := topic(t, "en", Ticket{Group: -6, Thread: 9, Asked: -6, Opened: 1, Waiting: 1})
	v.Group = 0
	v.Talk = v.Talk.With(Line{Media: "photo", Message: 4}).With(Line{Words: "nice", Staff: true, Name: "Anna"})
	if items := Step(v, Act{Kind: Shifted}).Items; len(items) != 1 || !strings.Contains(items[0].Text, "photo") {
		t.Errorf("answered: %+v", items)
	}
	v.Talk = v.Talk.With(Line{Media: "photo", Message: 6}).With(Line{Media: "voice", Message: 7})
	items := Step(v, Act{Kind: Shifted}).Items
	if len(items) != 2 || items[1].Copy == nil || items[1].Copy.Message != 6 || !slices.Equal(items[1].More, []int{7}) || items[1].Lead {
		t.Errorf("then two more: %+v", items)
	}
}

// TestStepAlone takes acts of an owner who answers alone: the same as in a topic, but that what they answer is who it is for.
func TestStepAlone(t *testing.T) {
	talking := Ticket{Opened: 1, Waiting: 1}
	ours := []outbox.Pair{{Desk: olga, Message: 70, Theirs: 5, Staff: true, By: olga, At: 2e9 - 100}}
	answered := Ticket{Opened: 1, Sent: []Sent{{By: olga, Message: 70}}}
	for _, c := range []struct {
		name   string
		ticket Ticket
		act    Act
		pairs  []outbox.Pair
		want   string
	}{
		{"answers", talking, Act{Text: "hi"}, nil, "holder 0 held 0 open true waiting false | input staff message 80 quote 0 |"},
		{"a note", talking, Act{Text: "／／ who?"}, nil, "holder 0 held 0 open true waiting true | | mark ✍"},
		{"keeps a note", talking, Act{Text: "/note likes tea"}, nil, "holder 0 held 0 open true waiting true | | note to 80 with 1 buttons"},
		{"an unknown command", talking, Act{Text: "/xyz"}, nil, "holder 0 held 0 open true waiting true | | note to 80 with 0 buttons"},
		{"the card", talking, Act{Text: "/card"}, nil, "holder 0 held 0 open true waiting true | | note to 0 with 4 buttons"},
		{"the card by a button", talking, Act{Kind: Pressed, Data: cardData + "TELEGRAM"}, nil, "holder 0 held 0 open true waiting true | | note to 0 with 4 buttons"},
		{"a photo with a command", talking, Act{Text: "/close", Media: "photo"}, nil, "holder 0 held 0 open true waiting true | | mark ✍ note to 80 with 0 buttons"},
		{"a photo with a note", talking, Act{Text: "/note this one", Media: "photo"}, nil, "holder 0 held 0 open true waiting true | | mark ✍ note to 80 with 1 buttons"},
		{"answers an own note", talking, Act{Text: "more", Replied: olga, RepliedText: "/note tea"}, nil, "holder 0 held 0 open true waiting true | | mark ✍"},
		{"goes on from an own answer", answered, Act{Text: "more", Replied: olga, RepliedText: "tea/coffee"}, nil, "holder 0 held 0 open true waiting false | input staff message 80 quote 0 |"},
		{"says for whom a command was", talking, Act{Text: "/close", Asked: 79}, nil, "holder 0 held 0 open false waiting false | input back message 0 quote 0 | edit 79 in 0"},
		{"closes", talking, Act{Text: "/close"}, nil, "holder 0 held 0 open false waiting false | input back message 0 quote 0 |"},
		{"takes back", answered, Act{Text: "/undo"}, ours, "holder 0 held 0 open true waiting false | | delete 5 in 7 delete 70 in 0 note to 80 with 0 buttons"},
		{"a claim of before does not hold", Ticket{Opened: 1, Holder: boris, Name: "Boris"}, Act{Text: "hi"}, nil,
			"holder 3 held 0 open true waiting false | input staff message 80 quote 0 |"},
	} {
		v := topic(t, "en", c.ticket)
		v.Group, v.Pairs, v.s.Session.Talk = 0, c.pairs, "human.talk"
		c.act.Group, c.act.Who, c.act.Name, c.act.Message, c.act.ReplyTo, c.act.At = olga, olga, "Olga", 80, 60, time.Unix(2e9, 0)
		c.act.Data = strings.Replace(c.act.Data, "TELEGRAM", string(v.s.Customer.ID), 1)
		out := Step(v, c.act)
		if got := summary(out); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
		for _, it := range out.Items {
			if it.Chat == outbox.Desk && it.Within != olga {
				t.Errorf("%s: an item is not for Olga's chat: %+v", c.name, it)
			}
			if strings.Contains(it.Text, "goes to the customer") && it.Buttons != nil {
				t.Errorf("%s: the card says of her chat: %s", c.name, it.Text)
			}
		}
	}
}

// TestWhom asks for whom a command was meant: its buttons name the customer and the message with the command.
func TestWhom(t *testing.T) {
	v := topic(t, "en", Ticket{})
	ask := Desk{Chat: olga}.Owner(v.texts).Whom([]Found{{ID: v.s.Customer.ID}}, 1<<31)
	data := ask.Buttons[0][0].Data
	id, named := Named(data)
	message, ok := Meant(data)
	if !named || !ok || id != v.s.Customer.ID || message != 1<<31 || ask.Reply != message || len(data) > 64 {
		t.Errorf("%q means %q, %d", data, id, message)
	}
	for _, odd := range []string{"", cardData + string(id), meantData + string(id), meantData + "x:5"} {
		if _, ok := Meant(odd); ok {
			t.Errorf("%q means a message", odd)
		}
	}
}

// TestPrivately answers in the owner's chat what the customer answers of theirs.
func TestPrivately(t *testing.T) {
	v := topic(t, "en", Ticket{})
	for _, pairs := range [][]outbox.Pair{nil, {{Desk: olga, Message: 70, Theirs: 5, Staff: true}}} {
		v.Pairs = pairs
		for _, media := range []string{"", "photo"} {
			shown := v.Privately(dialogs.Effect{Relay: &dialogs.Relay{Message: 9, Words: "when?", Media: media}})
			if got := shown[0].Reply; got != 70*len(pairs) {
				t.Errorf("%q with %d pairs answers %d", media, len(pairs), got)
			}
		}
	}
}
