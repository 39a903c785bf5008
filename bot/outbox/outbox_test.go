package outbox

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"guanxi/dialogs"
	"guanxi/profile"
)

func numbers(n int) []string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprint(i + 1)
	}
	return all
}

func TestSendsAsCalls(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		edit := item(7, 2, "two")
		edit.Edit = 99
		buttons := item(7, 1, "<b>one</b>")
		buttons.Buttons = [][]dialogs.Button{{{Label: "Yes", Data: "f.s:y"}}, {{Label: "No", Data: "f.s:n"}}}
		copied := item(7, 3, "")
		copied.Copy = &dialogs.Copy{Chat: 5, Message: 6}
		r.add(buttons, edit, copied)
		r.run()
		pass(time.Second)
		calls := r.api.asked()
		if len(calls) != 3 || calls[0].method != "sendMessage" || calls[1].method != "editMessageText" || calls[2].method != "copyMessage" {
			t.Fatalf("calls %+v", calls)
		}
		if c := calls[0]; c.Mode != "HTML" || c.Text != "<b>one</b>" || len(c.Markup.Rows) != 2 || c.Markup.Rows[1][0].Data != "f.s:n" {
			t.Errorf("message %+v", c)
		}
		if c := calls[1]; c.Edit != 99 || c.Text != "two" {
			t.Errorf("edit %+v", c)
		}
		if c := calls[2]; c.From != 5 || c.Edit != 6 {
			t.Errorf("copy %+v", c)
		}
		if left := r.left(ListIn); len(left) != 0 {
			t.Errorf("%d items left", len(left))
		}
		if got := r.Stats(); got != (Stats{Sent: 3}) {
			t.Errorf("stats %+v", got)
		}
	})
}

func TestPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		r.add(row(7, 30)...)
		r.add(row(-7, 50)...)
		start := time.Now()
		r.run()
		pass(10 * time.Minute)
		var private, group []time.Duration
		for _, c := range r.api.shown() {
			if c.Chat == 7 {
				private = append(private, c.at.Sub(start))
			} else {
				group = append(group, c.at.Sub(start))
			}
		}
		if len(private) != 30 || private[19] != 0 || private[20] != time.Second || private[29] != 10*time.Second {
			t.Errorf("private chat at %v", private)
		}
		if len(group) != 50 {
			t.Fatalf("group at %v", group)
		}
		for i := 20; i < len(group); i++ {
			if group[i]-group[i-20] < time.Minute {
				t.Fatalf("group: 21 messages within %v", group[i]-group[i-20])
			}
		}
	})
}

func TestOneChatDoesNotHoldUpAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		r.Queue(row(7, 10_000)...)
		r.run()
		pass(time.Millisecond)
		hello := item(8, 1, "hello")
		r.commit(hello)
		at := time.Now()
		r.Queue(hello)
		pass(time.Millisecond)
		last := r.api.shown()[len(r.api.shown())-1]
		if last.Chat != 8 || last.at != at {
			t.Errorf("the other chat's message went after %v: %+v", last.at.Sub(at), last)
		}
		pass(980 * time.Second)
		expect(t, r.api.texts(7), numbers(1000))
	})
}

func TestBulkYieldsToReplies(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		for chat := range int64(300) {
			it := item(1000+chat, 1, "news")
			it.Bulk = true
			r.add(it)
		}
		start := time.Now()
		r.run()
		pass(time.Second)
		if n := len(r.api.shown()); n < 29 || n > 32 {
			t.Errorf("%d bulk messages in the first second, want 30", n)
		}
		for chat := range int64(100) {
			r.add(item(5000+chat, 1, "reply"))
		}
		r.add(item(1299, 2, "reply")) // behind this chat's news
		pass(time.Millisecond)
		replies := 0
		for _, c := range r.api.shown() {
			if c.Text == "reply" {
				replies++
			}
		}
		if replies != 101 {
			t.Errorf("%d replies went at once, want 101", replies)
		}
		expect(t, r.api.texts(1299), []string{"news", "reply"})
		pass(time.Minute)
		last := r.api.shown()[len(r.api.shown())-1]
		if took := last.at.Sub(start); len(r.api.shown()) != 401 || took < 10*time.Second || took > 13*time.Second {
			t.Errorf("%d messages in %v", len(r.api.shown()), took)
		}
	})
}

func TestDeskIsHeldUntilSomebodyTakesIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		desk := func(chat int64, n int, text string) Item {
			it := item(chat, n, text)
			it.Chat = Desk
			it.Queued = int64(n)
			return it
		}
		r.add(desk(7, 1, "1"), desk(8, 2, "2"))
		r.run()
		pass(time.Hour)
		r.fresh(Options{}) // and through a restart
		if err := r.Load(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.run()
		r.add(desk(7, 3, "3"))
		pass(time.Hour)
		if len(r.api.asked()) != 0 {
			t.Fatalf("calls before there was a desk: %+v", r.api.asked())
		}
		r.SetDesk(55)
		pass(time.Second)
		got := r.api.texts(55)
		slices.Sort(got) // those of the earlier life come by shard
		expect(t, got, numbers(3))
		r.SetDesk(56)
		r.add(desk(8, 4, "4"))
		pass(time.Second)
		expect(t, r.api.texts(56), []string{"4"})
	})
}

func TestAnswersAreKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		card := item(7, 1, "card")
		card.Chat, card.Answers = Desk, true
		r.SetDesk(55)
		r.add(card)
		r.run()
		pass(time.Second)
		records, err := r.store.Get(t.Context(), AnswersKey(55, 1))
		if err != nil || profile.CustomerID(records[0].Value) != card.Customer {
			t.Errorf("the answer to the card belongs to %+v, %v", records, err)
		}
	})
}

func TestReloadAddsWhatIsNotKnown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		items := row(7, 30)
		r.add(items[:28]...)
		r.commit(items[28:]...)
		r.run()
		pass(time.Second) // some are sent, some wait
		if err := r.Reload(t.Context(), items[0].Customer.Shard()); err != nil {
			t.Fatal(err)
		}
		pass(time.Minute)
		expect(t, r.api.texts(7), numbers(30))
	})
}

func TestStopFinishesWhatIsInFlight(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stall := make(chan struct{})
		r := newRig(t, func(call) reply { return reply{stall: stall} })
		r.add(row(7, 5)...)
		r.run()
		synctest.Wait()
		r.stop()
		synctest.Wait()
		select {
		case <-r.done:
			t.Fatal("stopped with a send in flight")
		default:
		}
		close(stall)
		<-r.done
		if got := r.Stats(); got.Sent != 1 || got.Waiting != 4 || len(r.left(ListIn)) != 4 {
			t.Errorf("stats %+v, %d left", got, len(r.left(ListIn)))
		}
	})
}

func TestNextWaitsForTheFormer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stall := make(chan struct{})
		r := newRig(t, func(call) reply { return reply{stall: stall} })
		r.add(item(7, 1, "1"))
		r.run()
		pass(time.Second)
		r.add(item(7, 2, "2"))
		pass(time.Second)
		expect(t, r.api.texts(7), []string{"1"})
		close(stall)
		pass(time.Second)
		expect(t, r.api.texts(7), []string{"1", "2"})
	})
}

func TestStopIsBoundedWhileTheStoreIsDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		items := row(7, 5)
		r.commit(items...)
		r.fresh(Options{Store: moody{r.store, time.Now().Add(time.Hour)}})
		r.Queue(items...)
		r.run()
		pass(time.Second)
		start := time.Now()
		r.halt()
		if took := time.Since(start); took > stopTime {
			t.Errorf("stop took %v", took)
		}
	})
}

func TestStopIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stall := make(chan struct{})
		defer close(stall)
		r := newRig(t, func(call) reply { return reply{stall: stall} })
		r.add(row(7, 5)...)
		r.run()
		synctest.Wait()
		start := time.Now()
		r.halt()
		if took := time.Since(start); took > stopTime {
			t.Errorf("stop took %v", took)
		}
		if len(r.left(ListIn)) != 5 {
			t.Errorf("%d left", len(r.left(ListIn)))
		}
	})
}

func TestDeskServesCustomersInTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		r.SetDesk(55)
		desk := func(chat int64, n int, text string) Item {
			it := item(chat, n, text)
			it.Chat = Desk
			return it
		}
		for n := range 40 {
			r.add(desk(7, n+1, fmt.Sprint("flood ", n+1)))
		}
		r.run()
		pass(5 * time.Second)
		before := len(r.api.texts(55))
		r.add(desk(8, 1, "hello"), desk(8, 2, "again"))
		pass(2 * time.Second)
		after := r.api.texts(55)[before:]
		expect(t, after, []string{"hello", fmt.Sprint("flood ", before+1)})
		pass(time.Minute)
		var flood []string
		for _, text := range r.api.texts(55) {
			if text != "hello" && text != "again" {
				flood = append(flood, text)
			}
		}
		if len(flood) != 40 || flood[0] != "flood 1" || flood[39] != "flood 40" {
			t.Errorf("of the flood came %d: %q", len(flood), flood)
		}
	})
}

func TestEmptyEditTakesTheButtonsAway(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		edit := item(7, 1, "")
		edit.Edit = 99
		r.add(edit)
		r.run()
		pass(time.Second)
		calls := r.api.asked()
		if len(calls) != 1 || calls[0].method != "editMessageReplyMarkup" || calls[0].Edit != 99 {
			t.Errorf("calls %+v", calls)
		}
	})
}
