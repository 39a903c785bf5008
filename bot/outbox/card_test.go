package outbox

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/dialogs"
	"guanxi/profile"
)

// TestBoards has messages with boards be remembered as they were sent, the last ones, until they have no buttons any more. One
// that is gone is not sent anew.
func TestBoards(t *testing.T) {
	inSandbox(t, false, func(t *testing.T, r *rig, box *sandbox.Server) {
		box.AddUser(sandbox.User{ID: 7, Wrote: true})
		id := profile.TelegramCustomer(7)
		buttons := [][]dialogs.Button{{{Label: "Yes", Data: "a.b:c"}}}
		seq := uint64(0)
		send := func(it Item) {
			seq++
			it.Customer, it.Seq, it.Chat, it.Queued = id, seq, 7, time.Now().UnixMilli()
			r.add(it)
			pass(time.Minute)
		}
		check := func(want ...string) {
			t.Helper()
			all, err := r.Boards(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, at := range all {
				got = append(got, fmt.Sprintf("%d %s %s", at.Message, at.Board, at.Text))
			}
			if !slices.Equal(got, want) {
				t.Errorf("there are %q, want %q", got, want)
			}
		}
		r.run()
		send(Item{Text: "a <b>card</b>", Buttons: buttons, Board: "x"})
		send(Item{Text: "another", Buttons: buttons, Board: "y"})
		check("11 y another", "10 x a <b>card</b>")
		send(Item{Edit: 10, Text: "it is <b>over</b>", Board: "x"})
		check("11 y another")
		for n := range maxBoards {
			send(Item{Text: fmt.Sprint("card ", n), Buttons: buttons, Board: "z"})
		}
		if all, err := r.Boards(t.Context(), id); err != nil || len(all) != maxBoards || all[maxBoards-1].Text != "card 0" {
			t.Errorf("of too many there are %v, %v", all, err)
		}
		if err := box.Delete(7, 12); err != nil {
			t.Fatal(err)
		}
		send(Item{Edit: 12, Text: "card 0, later", Buttons: buttons, Board: "z"})
		if got := bubbles(box, 7); len(got) != 2+maxBoards {
			t.Errorf("the chat shows %q", got)
		}
	})
}
