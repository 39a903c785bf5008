package desk

import (
	"strings"
	"testing"
	"time"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
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
	v.Group = 0
	out := Step(v, Act{Kind: Shifted, Group: 0})
	if len(out.Items) != 1 || strings.Contains(out.Items[0].Text, "//") || strings.Contains(out.Items[0].Text, "reply to one") || out.Items[0].Home {
		t.Errorf("the owner is shown %+v", out.Items)
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
		{"the card", talking, Act{Text: "/card"}, nil, "holder 0 held 0 open true waiting true | | note to 0 with 2 buttons"},
		{"the card by a button", talking, Act{Kind: Pressed, Data: cardData + "TELEGRAM"}, nil, "holder 0 held 0 open true waiting true | | note to 0 with 2 buttons"},
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
