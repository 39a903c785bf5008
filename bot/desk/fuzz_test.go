package desk

import (
	"slices"
	"testing"
	"unicode/utf8"

	"guanxi/dialogs"
	"guanxi/profile"
)

// FuzzPressed has staff press anything: Telegram hands on whatever somebody's app says a button held. What comes of it is
// about the customer of the topic alone, fits into Telegram, and leads to no state that a complaint does not have.
func FuzzPressed(f *testing.F) {
	v := topic(f, "en", Ticket{Group: -5, Thread: 9, Opened: 1, Holder: anna, Name: "Anna", Sent: []Sent{{By: anna, Message: 70}}, Held: []Held{{Message: 3, By: boris}}})
	v.Helped = true
	mine, other := string(v.s.Customer.ID), string(profile.TelegramCustomer(8))
	for _, e := range []dialogs.Effect{{HandOff: &dialogs.HandOff{}}, {Complaint: &dialogs.Complaint{Case: v.s.Customer.Cases[0]}}} {
		for _, it := range v.Privately(e) {
			for _, row := range it.Buttons {
				for _, b := range row {
					f.Add(b.Data)
				}
			}
		}
	}
	for button := range presses {
		for _, said := range []string{"", ":", ":1042:settled", ":9999:settled", ":1042:eaten", ":3:take", ":99999999999999999999:x", ":-1:\u202e", ":a:b:c", ":\xff"} {
			f.Add(button + mine + said)
			f.Add(button + other + said)
		}
	}
	states := []profile.State{profile.Work, profile.Answered, profile.Resolved, profile.Refused} // the others are the customer's to say
	f.Fuzz(func(t *testing.T, data string) {
		id, named := Named(data)
		if back, ok := HandsBack(data); ok && (!named || back != id) {
			t.Errorf("%q gives %q back and names %q", data, back, id)
		}
		out := Step(v, Act{Kind: Pressed, Data: data, Who: anna, Name: "Anna", Group: -5, Message: 80, At: v.Now})
		for _, in := range out.Inputs {
			if in.Kind == dialogs.Moved && (in.Number != 1042 || !slices.Contains(states, profile.State(in.Text))) {
				t.Errorf("%q moves complaint %d to %q", data, in.Number, in.Text)
			}
		}
		for _, it := range out.Items {
			if !utf8.ValidString(it.Text) {
				t.Errorf("%q shows %q", data, it.Text)
			}
			for _, row := range it.Buttons {
				for _, b := range row {
					if len(b.Data) > 64 {
						t.Errorf("%q leads to a button of %d bytes: %q", data, len(b.Data), b.Data)
					}
				}
			}
		}
	})
}
