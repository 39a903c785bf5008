package outbox

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/profile"
)

// crowd are customers who write to the desk.
type crowd struct {
	*office
	draw *rand.Rand
	seq  map[int64]int
	said map[int64][]string   // what each wrote, in order
	at   map[string]time.Time // when
	asks map[string]bool      // a ticket's first messages

	opened int // so many have a topic from the start
}

const tickets = 500

// write has a customer say something; where they say it first in a ticket, its title changes too.
func (c *crowd) write(first bool) {
	among := tickets
	if !first {
		among = c.opened // whoever has no topic begins with a ticket
	}
	chat := 1000 + c.draw.Int64N(int64(among))
	c.seq[chat]++
	text := fmt.Sprintf("%d says %d", chat, c.seq[chat])
	c.said[chat], c.at[text], c.asks[text] = append(c.said[chat], text), time.Now(), first
	it := said(chat, 2*c.seq[chat], text)
	it.First = first
	items := []Item{it}
	if first {
		title := forDesk(chat, 2*c.seq[chat]+1, "")
		title.Topic = &Topic{Name: "🔴 " + text}
		items = append(items, title)
	}
	c.add(items...)
}

// draws lets customers write for a while, at so many a second on average, at random times.
func (c *crowd) draws(perSecond float64, d time.Duration, firsts float64, each func()) {
	for end := time.Now().Add(d); ; {
		pass(time.Duration(c.draw.ExpFloat64() / perSecond * float64(time.Second)))
		if !time.Now().Before(end) {
			return
		}
		c.write(c.draw.Float64() < firsts)
		if each != nil {
			each()
		}
	}
}

// queueCard shows the lag, as the desk does.
func (c *crowd) queueCard() {
	c.seq[1]++
	lag := c.Lag()
	card := forDesk(1, c.seq[1], fmt.Sprintf("%d wait, since %s", lag.Customers, lag.Since.Format(time.TimeOnly)))
	card.Card, card.General = "queue", true
	c.add(card)
}

// open gives customers topics that are there already.
func (c *crowd) open(n int) {
	c.t.Helper()
	for chat := range int64(n) {
		var made struct {
			ID int `json:"message_thread_id"`
		}
		params := map[string]any{"chat_id": staff, "name": fmt.Sprint(chat)}
		if err := c.client.Call(c.t.Context(), "createForumTopic", params, &made); err != nil {
			c.t.Fatal(err)
		}
		c.threads[profile.TelegramCustomer(1000+chat)] = made.ID
		pass(3 * time.Second)
	}
	pass(time.Minute)
	c.calls, c.opened = nil, n
}

// shown returns when each text came to be seen first, and how many came more than once.
func (c *crowd) shown() (map[string]time.Time, int) {
	at, doubles := map[string]time.Time{}, 0
	for _, p := range c.posts() {
		if p.method != "sendMessage" || p.Thread == 0 {
			continue
		}
		for _, text := range strings.Split(p.Text, between) {
			if _, twice := at[text]; twice {
				doubles++
				continue
			}
			at[text] = p.at
		}
	}
	return at, doubles
}

func inCrowd(t *testing.T, seed uint64, test func(*testing.T, *crowd)) {
	inOffice(t, func(t *testing.T, o *office) {
		c := &crowd{
			office: o, draw: rand.New(rand.NewPCG(seed, 1)),
			seq: map[int64]int{}, said: map[int64][]string{}, at: map[string]time.Time{}, asks: map[string]bool{},
		}
		test(t, c)
	})
}

// inOrder checks that each customer's topic shows what they said, in order, and returns how many were doubled.
func (c *crowd) inOrder() {
	c.t.Helper()
	for chat, said := range c.said {
		var got []string
		for _, message := range c.topic(chat) {
			for _, text := range strings.Split(message, between) {
				if !slices.Contains(got, text) {
					got = append(got, text)
				}
			}
		}
		if !slices.Equal(got, said) {
			c.t.Errorf("of %d came %q, want %q", chat, got, said)
		}
	}
}

// percentile of waits; p from 0 to 1.
func percentile(waits []time.Duration, p float64) time.Duration {
	if len(waits) == 0 {
		return 0
	}
	slices.Sort(waits)
	return waits[min(len(waits)-1, int(p*float64(len(waits))))]
}

// TestTenBusyMinutes: 0.3 messages a second, a fifth of them a ticket's first, most of these in topics that are there.
func TestTenBusyMinutes(t *testing.T) {
	var all []time.Duration
	for seed := range uint64(10) {
		inCrowd(t, seed, func(t *testing.T, c *crowd) {
			c.open(tickets * 3 / 4)
			c.run()
			last := time.Now()
			c.draws(0.3, 10*time.Minute, 0.2, func() {
				if time.Since(last) > 10*time.Second {
					c.queueCard()
					last = time.Now()
				}
			})
			pass(10 * time.Minute)
			c.budget()
			c.inOrder()
			seen, _ := c.shown()
			var firsts, others []time.Duration
			for text, at := range c.at {
				wait := seen[text].Sub(at)
				if c.asks[text] {
					firsts = append(firsts, wait)
				} else {
					others = append(others, wait)
				}
			}
			t.Logf("seed %d: %d firsts p50 %v p95 %v; %d others p50 %v p95 %v", seed, len(firsts), percentile(firsts, .5), percentile(firsts, .95),
				len(others), percentile(others, .5), percentile(others, .95))
			all = append(all, firsts...)
			if left := len(c.left(ListIn)); left != 0 {
				t.Errorf("%d left", left)
			}
		})
	}
	t.Logf("all %d firsts: p50 %v p95 %v", len(all), percentile(all, .5), percentile(all, .95))
	if p95 := percentile(all, .95); p95 > 5*time.Second {
		t.Errorf("a ticket's first message is seen after %v at the 95th percentile", p95)
	}
}

// TestStorm: 20 messages a second for a minute, and a kill in the middle of what follows.
func TestStorm(t *testing.T) {
	inCrowd(t, 3, func(t *testing.T, c *crowd) {
		c.open(tickets)
		c.box.AddUser(sandbox.User{ID: 7, Wrote: true})
		life := &mortal{Store: c.store}
		c.live(Options{Store: life})
		c.run()
		start := time.Now()
		replies, slow := 0, 0
		c.draws(20, time.Minute, 0, func() {
			if replies++; replies%20 != 0 || replies > 1000 {
				return
			}
			c.add(item(7, replies, fmt.Sprint(replies))) // staff answer somebody
			pass(50 * time.Millisecond)
			if got := bubbles(c.box, 7); len(got) == 0 || got[len(got)-1] != fmt.Sprint(replies) {
				slow++
			}
			c.queueCard()
		})
		if slow != 0 {
			t.Errorf("%d answers to a customer waited for the group", slow)
		}
		lag := c.Lag()
		t.Logf("after the minute: %+v", lag)
		if lag.Customers < 300 || lag.Items < lag.Customers || lag.Since.Before(start) {
			t.Errorf("lag %+v", lag)
		}
		pass(5 * time.Minute)
		life.dead.Store(true)
		c.halt()
		c.live(Options{})
		if err := c.Load(t.Context()); err != nil {
			t.Fatal(err)
		}
		killed := time.Now()
		c.run()
		for c.Lag().Items > 0 && time.Since(start) < 2*time.Hour {
			pass(10 * time.Second)
			c.queueCard()
		}
		drained := time.Since(start)
		pass(10 * time.Minute)
		if left := c.left(ListIn); len(left) != 0 {
			t.Errorf("%d left", len(left))
		}
		c.budget()
		c.inOrder()
		seen, doubles := c.shown()
		if len(seen) != len(c.at) || doubles > 1+maxPairs {
			t.Errorf("%d of %d seen, %d doubled", len(seen), len(c.at), doubles)
		}
		c.longestFirst(start.Add(time.Minute), killed)
		cards := slices.DeleteFunc(c.posts(), func(p posted) bool { return !strings.Contains(p.Text, " wait, since ") })
		t.Logf("%d messages seen by %d calls in %v, %d doubled, the queue's card %d times", len(seen), len(c.posts()),
			drained.Round(time.Second), doubles, len(cards))
		if len(cards) < 10 {
			t.Errorf("the queue's card was drawn %d times", len(cards))
		}
	})
}

// longestFirst checks that, once nobody writes any more, each message shown is of who had waited longest. Not around a
// kill: what was in flight then is shown again.
func (c *crowd) longestFirst(from, killed time.Time) {
	c.t.Helper()
	var last time.Time
	for _, p := range c.posts() {
		if p.method != "sendMessage" || p.Thread == 0 || p.at.Before(from) || p.at.Sub(killed).Abs() < 2*time.Minute {
			continue
		}
		first, _, _ := strings.Cut(p.Text, between)
		at := c.at[first].Truncate(time.Millisecond)
		if at.Before(last) {
			c.t.Fatalf("%q of %v is shown after one of %v", first, at, last)
		}
		last = at
	}
}
