package desk

import (
	"slices"
	"testing"
	"time"

	"guanxi/bot/outbox"
)

// TestUndoBackwards takes back one's own messages one after the other, an album whole, and never a colleague's.
func TestUndoBackwards(t *testing.T) {
	at := time.Unix(2e9, 0)
	ticket := Ticket{Group: -5, Thread: 9, Opened: 1}
	for _, m := range []Sent{
		{By: anna, Message: 60}, {By: anna, Message: 61}, {By: boris, Message: 62}, {By: anna, Message: 63}, {By: anna, Message: 64, Album: "a"},
		{By: anna, Message: 65, Album: "a"}, {By: boris, Message: 66}, {By: anna, Message: 67}, {By: anna, Message: 68},
	} {
		ticket.said(Sent{By: m.By, Message: m.Message, Album: m.Album, At: at.Unix() - 1})
	}
	undo := func(act Act) (gone []int) {
		act.Text, act.At, act.Group, act.Message = "/undo", at, -5, 90
		v := topic(t, "en", ticket)
		for _, message := range act.TakesBack(&ticket) {
			by := int64(anna)
			if message == 62 || message == 66 {
				by = boris
			}
			v.Pairs = append(v.Pairs, outbox.Pair{Desk: -5, Message: message, Theirs: message + 100, Staff: true, By: by, At: at.Unix() - 1})
		}
		out := Step(v, act)
		ticket = out.Ticket
		return out.Unsaid
	}
	for _, c := range []struct {
		act  Act
		want []int
	}{
		{Act{Who: anna}, []int{68}},
		{Act{Who: anna}, []int{67}},
		{Act{Who: boris}, []int{66}},
		{Act{Who: boris, ReplyTo: 63, Replied: anna}, nil},
		{Act{Who: anna, ReplyTo: 64, Replied: anna}, []int{64, 65}}, // what is answered goes, an album whole
		{Act{Who: anna}, []int{63}},
		{Act{Who: anna}, []int{61}},
		{Act{Who: anna}, nil}, // no more than five are remembered
		{Act{Who: anna, ReplyTo: 60, Replied: anna}, []int{60}},
		{Act{Who: boris}, []int{62}},
	} {
		if got := undo(c.act); !slices.Equal(got, c.want) {
			t.Errorf("%d in reply to %d takes back %v, want %v", c.act.Who, c.act.ReplyTo, got, c.want)
		}
	}
}

// TestSentStaysSmall remembers but a few messages of each of the staff, none that it is too late for.
func TestSentStaysSmall(t *testing.T) {
	var ticket Ticket
	for i := range 100 {
		ticket.said(Sent{By: int64(i % 7), Message: i + 1, At: int64(i)})
	}
	if len(ticket.Sent) != maxSent || ticket.Sent[maxSent-1].Message != 100 {
		t.Errorf("%d are remembered, the last %+v", len(ticket.Sent), ticket.Sent[len(ticket.Sent)-1])
	}
	if ticket.said(Sent{By: 1, Message: 101, At: 99 + undoTime}); len(ticket.Sent) != 1 {
		t.Errorf("%d are remembered after two days", len(ticket.Sent))
	}
}
