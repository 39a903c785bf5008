package outbox

import (
	"slices"
	"testing"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/dialogs"
)

// TestEachKnowsWhose: where all customers share the owner's chat, nothing comes between a copy and what says whose it is.
func TestEachKnowsWhose(t *testing.T) {
	inSandbox(t, false, func(t *testing.T, r *rig, box *sandbox.Server) {
		box.AddUser(sandbox.User{ID: 55, Wrote: true})
		box.AddUser(sandbox.User{ID: 7, Wrote: true})
		sticker, err := box.Send(sandbox.Post{Chat: 7, Media: "sticker"})
		if err != nil {
			t.Fatal(err)
		}
		copied := func(n, message int) Item {
			it := forDesk(7, n, "")
			it.Copy, it.Answers = &dialogs.Copy{Chat: 7, Message: message}, true
			return it
		}
		items := []Item{forDesk(7, 1, "Mei complains"), copied(2, sticker)} // the remark says whose it is
		for n, id := range album(t, box, 7) {
			it := copied(n+3, id)
			it.Album, it.Whose, it.Words, it.Caption = "a", "<b>Mei</b>", "cups", true
			items = append(items, it)
		}
		alone := copied(6, sticker)
		alone.Whose = "<b>Mei</b>"
		items = append(items, alone)
		for chat := range int64(6) {
			items = append(items, forDesk(100+chat, 1, "Lan: hello"), forDesk(100+chat, 2, "Lan: hello"))
		}
		r.SetDesk(55)
		r.commit(items...)
		r.Queue(items...)
		r.run()
		pass(time.Minute)
		var got []string
		history := box.History(55)
		for i, m := range history {
			if m.Media == "" {
				continue
			}
			before := history[i-1]
			if m.Album != "" && before.Album == m.Album {
				continue
			}
			got = append(got, before.Plain)
			answers, err := r.store.Get(t.Context(), AnswersKey(55, before.ID))
			if err != nil || i > 1 && before.Plain == "Mei" && string(answers[0].Value) != string(items[0].Customer) {
				t.Errorf("an answer to %q belongs to %q, %v", before.Plain, answers[0].Value, err)
			}
		}
		slices.Sort(got)
		expect(t, got, []string{"Mei", "Mei", "Mei complains"})
		if len(r.left(ListIn)) != 0 || r.Stats().Waiting != 0 {
			t.Errorf("stats %+v", r.Stats())
		}
	})
}

// TestAnswersWhereItLies: what an item answers is quoted in the chat where it lies, and in no other.
func TestAnswersWhereItLies(t *testing.T) {
	inSandbox(t, false, func(t *testing.T, r *rig, box *sandbox.Server) {
		box.AddUser(sandbox.User{ID: 55, Wrote: true})
		answer, err := box.Send(sandbox.Post{Chat: 55, Text: "at five"})
		if err != nil {
			t.Fatal(err)
		}
		var items []Item
		for n, within := range []int64{55, 0, 99} { // here, in a group, at another owner's
			it := forDesk(7, n+1, "yes")
			it.Reply, it.Within = answer, within
			items = append(items, it)
		}
		r.SetDesk(55)
		r.commit(items...)
		r.Queue(items...)
		r.run()
		pass(time.Minute)
		var got []int
		for _, m := range box.History(55)[1:] {
			got = append(got, m.ReplyTo)
		}
		if !slices.Equal(got, []int{answer, 0, 0}) {
			t.Errorf("they answer %v, want %d, and nothing", got, answer)
		}
	})
}
