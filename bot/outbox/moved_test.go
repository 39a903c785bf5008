package outbox

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/bot/telegram"
)

func TestWithoutRightsAllForTheDeskIsHeld(t *testing.T) {
	for name, test := range map[string]struct {
		answer reply
		why    telegram.Next
	}{
		"demoted":    {refused(400, "Bad Request: not enough rights to create a topic"), telegram.Denied},
		"topics off": {refused(400, "Bad Request: the chat is not a forum"), telegram.Denied},
		"kicked":     {refused(403, "Forbidden: bot was kicked from the supergroup chat"), telegram.Unreachable},
		"closed":     {refused(400, "Bad Request: TOPIC_CLOSED"), telegram.Shut},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var until time.Time
				r := newRig(t, func(c call) reply {
					if c.Chat == staff && time.Now().Before(until) {
						return test.answer
					}
					return reply{}
				})
				var held []Hold
				r.fresh(Options{Held: func(h Hold) { held = append(held, h) }})
				until = time.Now().Add(time.Minute)
				r.SetDesk(staff)
				r.add(said(7, 1, "a"), said(7, 2, "b"), item(9, 1, "private"))
				r.run()
				pass(2 * time.Minute)
				if len(held) != 1 || held[0].Why != test.why || held[0].Chat != staff || (held[0].Customer != "") != (test.why == telegram.Shut) {
					t.Fatalf("held %+v", held)
				}
				r.add(said(7, 3, "c"), said(8, 1, "d"))
				pass(time.Minute)
				expect(t, r.api.texts(9), []string{"private"})
				r.SetDesk(staff)
				pass(time.Minute)
				got := r.api.texts(staff)
				slices.Sort(got)
				expect(t, got, []string{"a\n\nb\n\nc", "d"})
				if s := r.Stats(); s.Waiting != 0 || s.Failed != 0 || s.Dropped != 0 {
					t.Errorf("stats %+v", s)
				}
			})
		})
	}
}

func TestItemsMoveBetweenAGroupAndThePrivateDesk(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		o.box.AddUser(sandbox.User{ID: 55, Wrote: true})
		for chat := range int64(40) {
			o.add(forDesk(100+chat, 1, fmt.Sprint(chat)))
		}
		title := forDesk(100, 2, "")
		title.Topic = &Topic{Name: "x"}
		o.add(title)
		o.run()
		pass(30 * time.Second)
		o.SetDesk(55)
		pass(time.Minute)
		texts := bubbles(o.box, 55)
		for chat := range int64(40) {
			texts = append(texts, o.topic(100+chat)...)
		}
		seen := map[string]int{}
		for _, text := range texts {
			seen[text]++
		}
		if len(bubbles(o.box, 55)) < 20 || len(seen) != 40 || len(texts) != 40 || o.Stats().Waiting != 0 {
			t.Errorf("%d with the owner, %d in all, stats %+v", len(bubbles(o.box, 55)), len(texts), o.Stats())
		}
	})
}

func TestTheBudgetSurvivesRestarts(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		for chat := range int64(60) {
			o.commit(forDesk(100+chat, 1, "x"))
		}
		for life := range 12 {
			mortal := &mortal{Store: o.store}
			o.live(Options{Store: mortal})
			if err := o.Load(t.Context()); err != nil {
				t.Fatal(err)
			}
			o.run()
			pass(time.Duration(2+life) * time.Second)
			mortal.dead.Store(true)
			o.halt()
		}
		o.budget()
		if n := len(o.posts()); n < 25 {
			t.Errorf("%d calls in %d lives", n, 12)
		}
	})
}

func TestAnUpgradedGroupKeepsItsBudget(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		const basic int64 = -5
		o.box.AddGroup(sandbox.Group{ID: basic, Basic: true})
		o.fresh(Options{})
		o.SetDesk(basic)
		for n := range int64(40) {
			o.add(forDesk(100+n, 1, fmt.Sprint(n)))
		}
		o.run()
		pass(50 * time.Second) // the minute is used up
		if err := o.box.Upgrade(basic, -100777); err != nil {
			t.Fatal(err)
		}
		pass(5 * time.Minute)
		old, now := bubbles(o.box, basic), bubbles(o.box, -100777)
		old = slices.DeleteFunc(old, func(text string) bool { return text == "" })
		if len(old) != 20 || len(now) != 20 || o.Stats().Hushes != 0 || o.Stats().Waiting != 0 {
			t.Errorf("%d before, %d after, stats %+v", len(old), len(now), o.Stats())
		}
		o.mu.Lock()
		defer o.mu.Unlock()
		for i := 20; i < len(o.calls); i++ {
			if took := o.calls[i].at.Sub(o.calls[i-20].at); took < time.Minute {
				t.Fatalf("21 calls within %v", took)
			}
		}
	})
}
