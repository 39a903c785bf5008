package outbox

import (
	"slices"
	"strings"
	"testing"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/dialogs"
	"guanxi/locales"
	"guanxi/profile"
	"guanxi/profile/store"
)

// TestInstead has what waits for a group that is out of reach come to an owner otherwise: what replaces it is sent once, the
// card with its customer's words in one message, though other customers' stand between.
func TestInstead(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		o.box.AddUser(sandbox.User{ID: 55, Wrote: true})
		o.SetDesk(0)
		o.run()
		whose := func(it Item) Item {
			it.Whose = "Mei " + string(it.Customer[0])
			return it
		}
		quiet := said(7, 4, "")
		quiet.Topic, quiet.Source = &Topic{Name: "x"}, nil
		o.add(forDesk(7, 1, "an old card"), whose(said(7, 2, "first")), whose(said(8, 1, "other")), whose(said(7, 3, "second")), quiet)
		id := profile.TelegramCustomer(7)
		waiting := o.Waiting(id)
		if len(waiting) != 3 || waiting[0].Seq != 1 || waiting[2].Text != "second" {
			t.Fatalf("there wait %+v", waiting)
		}
		card := forDesk(7, 5, "a card")
		card.First, card.Buttons = true, [][]dialogs.Button{{{Label: "x", Data: "x"}}}
		first, second := waiting[1], waiting[2]
		first.Seq, second.Seq = 6, 7
		other := forDesk(8, 2, "their card")
		other.First, other.Buttons = true, card.Buttons
		now := []Item{card, first, other, second}
		c := store.Commit{Shard: id.Shard()}
		for _, it := range waiting {
			c.Remove = append(c.Remove, it.Entry())
		}
		o.commit(now...)
		if err := o.store.Commit(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		o.Instead(waiting, now...)
		o.SetDesk(55)
		pass(time.Minute)
		got := bubbles(o.box, 55)
		slices.Sort(got)
		expect(t, got, []string{"Mei " + string(profile.TelegramCustomer(8)[0]) + "\nother", "a card\n\n" + first.Whose + "\nfirst\n\nsecond", "their card"})
		if n := o.Stats().Waiting; n != 0 || len(o.left(ListIn)) != 0 {
			t.Errorf("%d wait, %d lie in the store", n, len(o.left(ListIn)))
		}
	})
}

// TestLongWords has words that leave no room for a name go where no topic says whose they are: the name goes before.
func TestLongWords(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		o.box.AddUser(sandbox.User{ID: 55, Wrote: true})
		long := said(7, 1, strings.Repeat("x", locales.MaxText))
		long.Whose = "Mei"
		o.add(long)
		o.SetDesk(55)
		o.run()
		pass(time.Minute)
		expect(t, bubbles(o.box, 55), []string{"Mei", long.Text})
	})
}
