package outbox

import (
	"slices"
	"testing"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/dialogs"
)

// TestUnmarked sends what Telegram cannot read as plain text, also where it says whose something is.
func TestUnmarked(t *testing.T) {
	inSandbox(t, false, func(t *testing.T, r *rig, box *sandbox.Server) {
		box.AddUser(sandbox.User{ID: 55, Wrote: true})
		box.AddUser(sandbox.User{ID: 7, Wrote: true})
		for n, kind := range []string{"photo", "sticker"} {
			id, err := box.Send(sandbox.Post{Chat: 7, Media: kind})
			if err != nil {
				t.Fatal(err)
			}
			it := forDesk(7, n+1, "")
			it.Copy, it.Whose, it.Words, it.Caption = &dialogs.Copy{Chat: 7, Message: id}, "<b>Mei", "1 &lt; 2", kind == "photo"
			r.add(it)
		}
		r.SetDesk(55)
		r.run()
		pass(time.Minute)
		expect(t, bubbles(box, 55), []string{"Mei\n1 < 2", "Mei", ""})
		if got := r.Stats(); got.Sent != 2 || got.Failed != 0 {
			t.Errorf("stats %+v", got)
		}
	})
}

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

// TestCardKeepsItsOwn: in the owner's chat what waited with a customer's card follows it, customers come in the order in which
// they were queued, and what comes to nothing there takes nobody's turn.
func TestCardKeepsItsOwn(t *testing.T) {
	inSandbox(t, false, func(t *testing.T, r *rig, box *sandbox.Server) {
		box.AddUser(sandbox.User{ID: 55, Wrote: true})
		at := time.Now().UnixMilli()
		var items []Item
		for _, chat := range []int64{102, 103} { // renames of the former group's topics
			name := forDesk(chat, 1, "")
			name.Topic = &Topic{Name: "🔴"}
			items = append(items, name)
		}
		for i, chat := range []int64{101, 102, 103} {
			who := string(rune('A' + i))
			card := forDesk(chat, 2, who+" card")
			card.First, card.Answers, card.Buttons = true, true, [][]dialogs.Button{{{Label: "ok", Data: "ok"}}}
			items = append(items, card, forDesk(chat, 3, who+" photo"), forDesk(chat, 4, who+" voice"))
			for j := range items[len(items)-3:] {
				items[len(items)-3+j].Queued = at + int64(i)
			}
		}
		later := forDesk(101, 5, "A later")
		later.Queued = at + 10
		items = append(items, later)
		r.SetDesk(55)
		r.commit(items...)
		r.Queue(items...)
		r.run()
		pass(time.Minute)
		var got []string
		for _, m := range box.History(55) {
			got = append(got, m.Plain)
		}
		expect(t, got, []string{
			"A card", "A photo", "A voice", "B card", "B photo", "B voice", "C card", "C photo", "C voice", "A later",
		})
	})
}
