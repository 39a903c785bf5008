package stories_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"guanxi/bot/sandbox"
)

// crowd are customers at a busy desk.
type crowd struct {
	*town
	draw   *rand.Rand
	called map[int64]bool       // who has a ticket
	first  map[string]time.Time // a ticket's first words
	at     map[string]time.Time // all words
	n      int
}

const (
	tickets  = 500
	newcomer = 10_000 // customers' chats begin here
)

// inCrowd opens some tickets at a desk of 30, one after the other.
func inCrowd(t *testing.T, seed uint64, opened int, test func(*testing.T, *crowd)) {
	inTown(t, inMemory, sandbox.Options{Limits: true, Keep: 100_000}, func(t *testing.T, w *town) {
		c := &crowd{town: w, draw: rand.New(rand.NewPCG(seed, 7)), called: map[int64]bool{}, first: map[string]time.Time{}, at: map[string]time.Time{}}
		staff := []int64{owner}
		for id := range int64(30) {
			w.box.AddUser(sandbox.User{ID: id + 1, Name: fmt.Sprintf("Anna %d", id), Language: "en"})
			staff = append(staff, id+1)
		}
		for id := range int64(tickets) {
			w.box.AddUser(sandbox.User{ID: newcomer + id, Name: fmt.Sprintf("Mei %d", id), Language: "en"})
		}
		w.live()
		w.own()
		w.office(sandbox.Group{ID: group, Title: "Desk", Forum: true, Members: staff, Admins: []int64{owner}})
		for id := range int64(opened) {
			c.call(newcomer + id)
			pass(7 * time.Second)
		}
		w.settle()
		pass(2 * time.Minute)
		clear(c.first)
		clear(c.at)
		test(t, c)
	})
}

var ofCrowd = regexp.MustCompile(`word \d+\.`)

// call has a customer ask for a person.
func (c *crowd) call(id int64) {
	c.called[id] = true
	c.send(sandbox.Post{Chat: id, Text: "/human"})
}

// write has somebody with a ticket write, or somebody without one come with their first words.
func (c *crowd) write(comes bool) {
	c.n++
	words := fmt.Sprintf("word %d.", c.n)
	id := newcomer + c.draw.Int64N(int64(tickets))
	for c.called[id] == comes {
		id = newcomer + c.draw.Int64N(int64(tickets))
	}
	c.at[words] = time.Now()
	c.send(sandbox.Post{Chat: id, Text: words})
	if comes { // what they had said to the bot stands on the card
		c.first[words] = time.Now()
		c.call(id)
	}
}

// draws lets customers write for a while, at random times, perSecond on average; comes is the share of those who have no
// ticket yet.
func (c *crowd) draws(perSecond float64, d time.Duration, comes float64) {
	for end := time.Now().Add(d); ; {
		pass(time.Duration(c.draw.ExpFloat64() / perSecond * float64(time.Second)))
		if !time.Now().Before(end) {
			return
		}
		c.write(len(c.called) < tickets && c.draw.Float64() < comes)
		if c.draw.IntN(2) == 0 { // staff answer somebody
			topics := c.box.Topics(group)
			at := topics[c.draw.IntN(len(topics))]
			c.send(sandbox.Post{Chat: group, From: 1 + int64(at.Thread%30), Thread: at.Thread, Text: "Yes."})
		}
	}
}

// seen returns when each of the words came to be seen in a topic first.
func (c *crowd) seen() map[string]time.Time {
	seen := map[string]time.Time{}
	for _, m := range c.box.History(group) {
		if !m.FromBot || m.Thread == 0 {
			continue
		}
		for _, words := range ofCrowd.FindAllString(m.Plain, -1) {
			if _, twice := seen[words]; !twice {
				seen[words] = m.At
			}
		}
	}
	return seen
}

// within checks that no minute had more than 20 calls that Telegram counts, and that Telegram never had to say so.
func (c *crowd) within() {
	c.t.Helper()
	var at []time.Time
	for _, m := range c.box.History(group) {
		if m.FromBot {
			at = append(at, m.At)
		}
	}
	for i := 20; i < len(at); i++ {
		if took := at[i].Sub(at[i-20]); took < time.Minute {
			c.t.Errorf("21 messages within %v", took)
		}
	}
	if n := c.box.Injected()["limits"]; n != 0 {
		c.t.Errorf("%d times too many requests", n)
	}
}

func percentile(waits []time.Duration, p float64) time.Duration {
	if len(waits) == 0 {
		return 0
	}
	slices.Sort(waits)
	return waits[min(len(waits)-1, int(p*float64(len(waits))))].Round(100 * time.Millisecond)
}

// TestBusy: 0.3 messages a second for ten minutes at a desk of 30 with 500 tickets, one in ten of them a newcomer's, and
// staff who answer half as often. Newcomers are seen within seconds, and Telegram's limit is never met.
func TestBusy(t *testing.T) {
	var firsts, others []time.Duration
	days := uint64(3)
	if *long {
		days = 20
	}
	for seed := range days {
		inCrowd(t, seed, tickets-50, func(t *testing.T, c *crowd) {
			c.draws(0.3, 10*time.Minute, 0.1)
			c.drain()
			c.within()
			seen := c.seen()
			for words, at := range c.at {
				shown, ok := seen[words]
				switch _, first := c.first[words]; {
				case !ok:
					t.Errorf("%q was never seen", words)
				case first:
					firsts = append(firsts, shown.Sub(at))
				default:
					others = append(others, shown.Sub(at))
				}
			}
		})
	}
	t.Logf("%d newcomers seen after p50 %v p95 %v; %d other messages p50 %v p95 %v", len(firsts), percentile(firsts, .5), percentile(firsts, .95),
		len(others), percentile(others, .5), percentile(others, .95))
	if p95 := percentile(firsts, .95); p95 > 5*time.Second {
		t.Errorf("newcomers are seen after %v at the 95th percentile", p95)
	}
}

// TestStorm: 20 messages a second for a minute. All are seen, who has waited longest first, and the limit is kept.
func TestStorm(t *testing.T) {
	inCrowd(t, 5, tickets, func(t *testing.T, c *crowd) {
		began := time.Now()
		c.draws(20, time.Minute, 0)
		ended := time.Now()
		c.drain()
		pass(10 * time.Minute)
		c.within()
		c.told()
		seen, last := c.seen(), began
		for words := range c.at {
			if at, ok := seen[words]; !ok {
				t.Errorf("%q was never seen", words)
			} else if at.After(last) {
				last = at
			}
		}
		t.Logf("%d messages seen within %v", len(c.at), last.Sub(began).Round(time.Second))
		c.longestFirst(ended)
	})
}

// told checks that the queue's card said how far staff are behind, is pinned, and says now that they are not.
func (c *crowd) told() {
	c.t.Helper()
	cards := 0
	for _, m := range c.box.History(group) {
		if m.FromBot && m.Thread == 0 && m.Pinned {
			if cards++; !m.Edited || !strings.Contains(m.Plain, "✅") {
				c.t.Errorf("the queue's card says %q in the end", m.Plain)
			}
		}
	}
	behind := 0
	for _, a := range c.box.Accepted() {
		if strings.HasPrefix(a.Plain, "⏳") {
			behind++
		}
	}
	if cards != 1 || behind < 1 {
		c.t.Errorf("%d pinned cards, which told of the lag %d times", cards, behind)
	}
}

// drain waits until nothing is to be sent any more.
func (c *crowd) drain() {
	for began := time.Now(); c.waiting() > 0 && time.Since(began) < 3*time.Hour; {
		pass(10 * time.Second)
	}
}

// longestFirst checks that, once nobody writes any more, each message in a topic is of who had waited longest.
func (c *crowd) longestFirst(from time.Time) {
	c.t.Helper()
	var last time.Time
	for _, m := range c.box.History(group) {
		words := ofCrowd.FindString(m.Plain)
		if !m.FromBot || m.At.Before(from) || words == "" {
			continue
		}
		if at := c.at[words].Truncate(time.Millisecond); at.Before(last) {
			c.t.Fatalf("%q of %v is shown after one of %v", words, at, last)
		} else {
			last = at
		}
	}
}
