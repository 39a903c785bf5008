package outbox

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"guanxi/profile"
	"guanxi/profile/store"
)

// faults draws a tenth and more of all kinds of trouble.
func faults(seed uint64) func(call) reply {
	draw := rand.New(rand.NewPCG(seed, 1)) // used under the server's lock
	return func(call) reply {
		switch draw.IntN(40) {
		case 0, 1:
			return floodWait(1 + draw.IntN(3))
		case 2, 3:
			return refused(500, "Internal Server Error")
		case 4:
			return reply{page: 502}
		case 5:
			return reply{page: 504, taken: true}
		case 6:
			return reply{swallow: true}
		case 7, 8:
			return reply{swallow: true, taken: true}
		}
		return reply{}
	}
}

// once takes repeats out, which follow their first at once.
func once(texts []string) []string { return slices.Compact(slices.Clone(texts)) }

func TestOrderUnderFailures(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, faults(7))
		const chats, each = 40, 25
		for n := range each { // the turns of all chats mingle
			for chat := range int64(chats) {
				r.add(row(100+chat, n+1)[n])
			}
		}
		r.run()
		pass(time.Hour)
		total := 0
		for chat := range int64(chats) {
			got := r.api.texts(100 + chat)
			total += len(got)
			expect(t, once(got), numbers(each))
		}
		stats := r.Stats()
		if stats.Sent != chats*each || stats.Waiting != 0 || len(r.left(ListIn)) != 0 {
			t.Errorf("stats %+v, %d left", stats, len(r.left(ListIn)))
		}
		if doubled := total - chats*each; doubled == 0 || doubled > stats.Repeated {
			t.Errorf("%d doubled of %d repeated", doubled, stats.Repeated)
		}
		if stats.Hushes == 0 {
			t.Error("no 429 came")
		}
	})
}

func TestA429SilencesTheWholeBot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		first := true
		r := newRig(t, func(call) reply {
			if first {
				first = false
				return floodWait(9)
			}
			return reply{}
		})
		a, b, c := item(7, 1, "a"), item(8, 1, "b"), item(9, 1, "c")
		b.Edit = 3
		r.commit(a, b, c)
		r.Queue(a)
		r.run()
		pass(time.Millisecond)
		r.Queue(b, c)
		pass(9*time.Second - 2*time.Millisecond)
		if n := len(r.api.asked()); n != 1 {
			t.Errorf("%d calls during the silence", n)
		}
		if until := time.Until(r.Hushed()); until != time.Millisecond {
			t.Errorf("hushed for %v more", until)
		}
		pass(2 * time.Millisecond)
		if n := len(r.api.shown()); n != 3 {
			t.Errorf("%d messages after the silence", n)
		}
	})
}

// mortal is a store that a killed process cannot write to any more.
type mortal struct {
	store.Store
	dead atomic.Bool
}

func (m *mortal) Commit(ctx context.Context, c store.Commit) error {
	if m.dead.Load() {
		return errors.New("killed")
	}
	return m.Store.Commit(ctx, c)
}

func TestKillsLoseNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, faults(11))
		const chats, each = 30, 20
		for chat := range int64(chats) {
			items := row(100+chat, each)
			items[each-1].Once = true
			r.commit(items...)
		}
		lives, sent, uncertain := 0, 0, 0
		for waiting := true; waiting; lives++ {
			life := &mortal{Store: r.store}
			r.fresh(Options{Store: life})
			if err := r.Load(t.Context()); err != nil {
				t.Fatal(err)
			}
			r.run()
			pass(time.Duration(1+lives) * 300 * time.Millisecond)
			life.dead.Store(true)
			r.halt()
			sent += r.Stats().Sent
			uncertain += r.Stats().Uncertain
			waiting = len(r.left(ListIn)) > 0
		}
		total, onces := 0, 0
		for chat := range int64(chats) {
			got := r.api.texts(100 + chat)
			total += len(got)
			last := slices.Index(got, "20")
			if last >= 0 {
				onces++
				if slices.Contains(got[last+1:], "20") {
					t.Errorf("chat %d got an item twice that is for once", 100+chat)
				}
			}
			var firsts []string
			for _, text := range got {
				if !slices.Contains(firsts, text) {
					firsts = append(firsts, text)
				}
			}
			if last < 0 {
				firsts = append(firsts, "20") // it is uncertain
			}
			expect(t, firsts, numbers(each))
		}
		t.Logf("%d lives, %d messages for %d items; %d of %d for once arrived, %d uncertain", lives, total, chats*each, onces, chats, uncertain)
		if lives < 3 || onces+uncertain < chats {
			t.Errorf("%d lives; of %d for once %d arrived, %d are uncertain", lives, chats, onces, uncertain)
		}
	})
}

func TestOnce(t *testing.T) {
	tests := map[string]struct {
		first     reply
		down      bool
		taken     int
		uncertain int
	}{
		"answered":          {taken: 1},
		"answer lost":       {first: reply{swallow: true, taken: true}, taken: 1, uncertain: 1},
		"lost on the way":   {first: reply{swallow: true}, taken: 0, uncertain: 1},
		"inner error":       {first: refused(500, "Internal Server Error"), taken: 0, uncertain: 1},
		"too many requests": {first: floodWait(2), taken: 1},
		"no connection":     {down: true, taken: 1},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				first := true
				r := newRig(t, func(call) reply {
					if first {
						first = false
						return test.first
					}
					return reply{}
				})
				r.api.down = test.down
				it := item(7, 1, "coupon")
				it.Once = true
				r.add(it)
				r.run()
				pass(time.Second)
				r.api.mu.Lock()
				r.api.down = false
				r.api.mu.Unlock()
				pass(time.Hour)
				if n, stats := len(r.api.shown()), r.Stats(); n != test.taken || stats.Uncertain != test.uncertain || stats.Waiting != 0 {
					t.Errorf("%d arrived, stats %+v", n, stats)
				}
				if n := len(r.left(ListIn)); n != 0 {
					t.Errorf("%d left", n)
				}
			})
		})
	}
}

func TestOnceIsMarkedBeforeItIsSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stall := make(chan struct{})
		r := newRig(t, func(call) reply { return reply{stall: stall} })
		it := item(7, 1, "coupon")
		it.Once = true
		r.add(it)
		r.run()
		pass(time.Second)
		var stored Item
		unpack(t, r.left(ListIn)[0], &stored)
		if !stored.Started || len(r.api.asked()) != 1 {
			t.Errorf("%d calls, begun: %t", len(r.api.asked()), stored.Started)
		}
		close(stall)
	})
}

func TestOnceFoundBegunIsNotSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, nil)
		it := item(7, 1, "coupon")
		it.Once, it.Started = true, true
		r.commit(it)
		if err := r.Load(t.Context()); err != nil {
			t.Fatal(err)
		}
		r.run()
		pass(time.Minute)
		if got := r.Stats(); got != (Stats{Uncertain: 1}) || len(r.api.asked()) != 0 || len(r.left(ListIn)) != 0 {
			t.Errorf("stats %+v, %d calls", got, len(r.api.asked()))
		}
	})
}

func TestRefusals(t *testing.T) {
	const to = 7
	edit := item(to, 1, "<b>a</b> &amp; 1 < 2")
	edit.Edit = 99
	tests := map[string]struct {
		item   Item
		first  reply
		shown  []string
		stats  Stats
		second string // the method of the second call; empty: none
	}{
		"markup":        {item(to, 1, "<b>a</b> &amp; 1 < 2"), refused(400, "Bad Request: can't parse entities: Unsupported start tag"), []string{"a & 1 < 2"}, Stats{Sent: 1}, "sendMessage"},
		"edit gone":     {edit, refused(400, "Bad Request: message to edit not found"), []string{edit.Text}, Stats{Sent: 1}, "sendMessage"},
		"edit the same": {edit, refused(400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"), nil, Stats{Sent: 1}, ""},
		"other":         {item(to, 1, "a"), refused(400, "Bad Request: BUTTON_DATA_INVALID"), nil, Stats{Failed: 1}, ""},
		"chat unknown":  {item(to, 1, "a"), refused(400, "Bad Request: chat not found"), nil, Stats{Dropped: 1}, ""},
		"proxy's page":  {item(to, 1, "a"), reply{page: 403}, []string{"a"}, Stats{Sent: 1, Repeated: 1}, "sendMessage"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				first := true
				r := newRig(t, func(call) reply {
					if first {
						first = false
						return test.first
					}
					return reply{}
				})
				r.add(test.item)
				r.run()
				pass(time.Minute)
				expect(t, r.api.texts(to), test.shown)
				if got := r.Stats(); got != test.stats {
					t.Errorf("stats %+v, want %+v", got, test.stats)
				}
				if len(r.left(ListIn)) != 0 {
					t.Error("the item is left")
				}
				if len(r.api.asked()) > 1 != (test.second != "") || test.second != "" && r.api.asked()[1].method != test.second {
					t.Errorf("calls %+v", r.api.asked())
				}
			})
		})
	}
}

func TestRefusedGoesToTheDeadAndTheNextIsSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(c call) reply {
			if c.Text == "2" {
				return refused(400, "Bad Request: message is too long")
			}
			return reply{}
		})
		var dead []Item
		r.fresh(Options{Dead: func(it Item, _ error) { dead = append(dead, it) }})
		r.add(row(7, 3)...)
		r.run()
		pass(time.Minute)
		expect(t, r.api.texts(7), []string{"1", "3"})
		letters := r.left(DeadIn)
		if len(letters) != 1 || len(dead) != 1 {
			t.Fatalf("%d in the list, %d told", len(letters), len(dead))
		}
		var letter Dead
		unpack(t, letters[0], &letter)
		if letter.Item.Text != "2" || !strings.Contains(letter.Error, "too long") || letter.At != letters[0].Score {
			t.Errorf("dead letter %+v", letter)
		}
	})
}

func TestUnreachableDropsWhatWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(c call) reply {
			if c.Chat == 7 {
				return refused(403, "Forbidden: bot was blocked by the user")
			}
			return reply{}
		})
		var lost []int64
		r.fresh(Options{Unreachable: func(customer profile.CustomerID, chat int64) {
			if customer != profile.TelegramCustomer(chat) {
				t.Errorf("chat %d is not of customer %s", chat, customer)
			}
			lost = append(lost, chat)
		}})
		r.add(row(7, 1200)...)
		r.add(row(8, 3)...)
		r.run()
		pass(time.Minute)
		if !slices.Equal(lost, []int64{7}) || len(r.api.asked()) != 4 {
			t.Errorf("told of %v after %d calls", lost, len(r.api.asked()))
		}
		if got := r.Stats(); got != (Stats{Sent: 3, Dropped: 1200}) || len(r.left(ListIn)) != 0 {
			t.Errorf("stats %+v, %d left", got, len(r.left(ListIn)))
		}
	})
}

func TestUnreachableDeskHoldsItsItems(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(c call) reply {
			if c.Chat == 55 {
				return refused(403, "Forbidden: bot was blocked by the user")
			}
			return reply{}
		})
		it := item(7, 1, "card")
		it.Chat = Desk
		r.SetDesk(55)
		r.add(it)
		r.run()
		pass(time.Minute)
		if len(r.api.asked()) != 1 || r.Stats().Waiting != 1 {
			t.Errorf("%d calls, stats %+v", len(r.api.asked()), r.Stats())
		}
		r.SetDesk(56)
		pass(time.Minute)
		expect(t, r.api.texts(56), []string{"card"})
	})
}

func TestMovedGroup(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(c call) reply {
			if c.Chat == -5 {
				return reply{refuse: `"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-100123}`}
			}
			return reply{}
		})
		var told sync.Map
		r.fresh(Options{Moved: func(from, to int64) { told.Store(from, to) }})
		r.add(row(-5, 3)...)
		r.run()
		pass(time.Minute)
		r.add(row(-5, 4)[3])
		pass(time.Minute)
		expect(t, r.api.texts(-100123), numbers(4))
		if n := len(r.api.asked()); n != 5 {
			t.Errorf("%d calls, one of them to the old id", n)
		}
		if to, _ := told.Load(int64(-5)); to != int64(-100123) {
			t.Errorf("told of %v", to)
		}
	})
}

func TestRevokedTokenKeepsItems(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		until := time.Now().Add(5 * time.Minute)
		r := newRig(t, func(call) reply {
			if time.Now().Before(until) {
				return refused(401, "Unauthorized")
			}
			return reply{}
		})
		r.add(row(7, 3)...)
		r.run()
		pass(10 * time.Minute)
		expect(t, r.api.texts(7), numbers(3))
		if n := len(r.api.asked()); n > 3+6 {
			t.Errorf("%d calls", n)
		}
	})
}

func TestAnItemThatAlwaysFailsDoesNotBlockItsChat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(c call) reply {
			if c.Text == "1" && c.Chat == 7 {
				return refused(500, "Internal Server Error")
			}
			return reply{}
		})
		r.add(row(7, 2)...)
		r.run()
		pass(10 * time.Minute)
		r.add(item(8, 1, "ok")) // others pass
		pass(time.Hour)
		expect(t, r.api.texts(7), []string{"2"})
		if got := r.Stats(); got.Failed != 1 {
			t.Errorf("stats %+v", got)
		}
		calls := r.api.asked()
		for i, want := range []time.Duration{1, 2, 4, 8, 16, 32, 60, 60} {
			if pause := calls[i+1].at.Sub(calls[i].at); pause != want*time.Second {
				t.Errorf("pause %d of %v, want %d s", i, pause, want)
			}
		}
	})
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"<b>Tea</b> &amp; <i>cake</i>":      "Tea & cake",
		"1 < 2, 3 > 2":                      "1 < 2, 3 > 2",
		`<a href="http://a/?b&amp;c">x</a>`: "x",
		"&lt;b&gt;":                         "<b>",
		"❤️ <3":                             "❤️ <3",
	} {
		if got := plain(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
	}
}
