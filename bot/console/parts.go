// The parts of the page that tell what the bot did: what is known of each customer, what was tried, and the faults.
// Each is rendered anew after whatever happens, and told to the pages where it became another.
package console

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"guanxi/bot/desk"
	"guanxi/bot/sandbox"
)

// settle is how long after an event the parts are looked at once more: the bot counts what it sent a little later than
// the chat shows it.
const settle = 700 * time.Millisecond

// part is an element of the page by its id, which is also its template's name up to the first hyphen.
type part struct{ id, html string }

// attempt is one thing that the page suggests. It ticks itself off when the bot has done its side of it.
type attempt struct {
	Name string
	How  string // where it is not plain
	Say  string // what the button writes for the customer, if anything
	Done bool
}

var attempts = []attempt{
	{Name: "ask", How: "Write a question, or press a suggested one"},
	{Name: "rate", How: "Writes /rate for the customer", Say: "/rate"},
	{Name: "complain", How: "Writes /complain for the customer", Say: "/complain"},
	{Name: "a person", How: "Writes /human for the customer", Say: "/human"},
	{Name: "answer as staff", How: "Reply to a message in the owner's chat, or write in a topic of the group"},
}

// known is what the template of that name gets.
type known struct {
	*person
	Open  bool
	Facts []fact
}

func (c *Console) known(p *person) known {
	v := known{person: p}
	if k, err := c.bot.Known(p.id); err == nil { // while the bot begins anew nothing is known
		v.Facts = factsOf(k)
	}
	return v
}

// tries are the attempts, with what was done of them. What was once done stays done until a reset.
func (c *Console) tries() []attempt {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range c.cast.customers() {
		maps.Copy(c.tried, c.triedBy(p))
	}
	for _, m := range c.box.History(owner.id) {
		if slices.ContainsFunc(slices.Concat(m.Keyboard...), func(b sandbox.Button) bool { _, ok := desk.HandsBack(b.Data); return ok }) {
			c.tried["a person"] = true // their card came
		}
	}
	all := slices.Clone(attempts)
	for i := range all {
		all[i].Done = c.tried[all[i].Name]
	}
	return all
}

func (c *Console) triedBy(p *person) map[string]bool {
	done := map[string]bool{}
	if k, err := c.bot.Known(p.id); err == nil {
		for name, kind := range map[string]string{"ask": "question", "rate": "rating"} {
			if countOf(k.History, kind) > 0 {
				done[name] = true
			}
		}
		if len(k.State.Customer.Cases) > 0 {
			done["complain"] = true
		}
		if k.State.Session.Staffed() {
			done["a person"] = true
		}
	}
	for _, m := range c.box.History(p.id) {
		if m.Copied.Chat == owner.id || m.Copied.Chat == groupID {
			done["a person"], done["answer as staff"] = true, true
		}
	}
	return done
}

// faults is what the template of that name gets.
type faults struct {
	On      bool
	Spoiled string // what went wrong on purpose, counted
	Sent    int    // messages and edits of the bot that arrived
	Again   int    // of these sent again because Telegram's answer was lost: they may be there twice
	Waiting int    // messages of either side that are still to arrive
	Lost    int    // messages of either side that were given up
}

// trouble is what goes wrong while the faults are on: slow, refused, and carried out without an answer.
var trouble = sandbox.Faults{Seed: 1, TooMany: 0.08, RetryAfter: 2, Internal: 0.1, HTML: 0.05, Lost: 0.25, Redeliver: 0.2, DelayMS: 250}

func (c *Console) faults() faults {
	c.mu.Lock()
	on := c.troubled
	c.mu.Unlock()
	sent := c.bot.Sent()
	v := faults{
		On: on, Sent: sent.Sent, Again: sent.Repeated, Waiting: c.box.Waiting() + sent.Waiting, Lost: c.box.Expired() + sent.Failed + sent.Uncertain,
	}
	injected := c.box.Injected()
	var words []string
	for _, kind := range []struct{ name, words string }{
		{"too_many", "“too many requests”"}, {"internal", "server errors"}, {"html", "proxy errors"},
		{"lost", "lost answers"}, {"redeliver", "repeated updates"},
	} {
		if n := injected[kind.name]; n > 0 {
			words = append(words, fmt.Sprintf("%s %d", kind.words, n))
		}
	}
	v.Spoiled = strings.Join(words, ", ")
	return v
}

// parts renders them all.
func (c *Console) parts() []part {
	all := []part{{"tries", render("tries", c.tries())}, {"faults", render("faults", c.faults())}}
	for _, p := range c.cast.customers() {
		all = append(all, part{"known-" + p.Slug, render("known", c.known(p))})
	}
	for _, p := range c.cast.people() {
		all = append(all, part{"below-" + p.Slug, render("below", belowOf(p, c.box.History(p.id)))})
	}
	return append(all, c.rooms()...)
}

// below is the keyboard below the text field, as the template of that name gets it.
type below struct {
	*person
	Keys [][]sandbox.BelowKey
}

// belowOf is what the last message with such a keyboard left there.
func belowOf(p *person, history []sandbox.Message) below {
	used := false
	for _, m := range slices.Backward(history) {
		if m.Below != nil && !m.Deleted {
			if m.Below.Once && used {
				return below{person: p}
			}
			return below{p, m.Below.Keys}
		}
		used = used || !m.FromBot
	}
	return below{person: p}
}

// follow tells the parts that became others, at once and once more when all has settled, until ctx ends.
func (c *Console) follow(ctx context.Context) {
	told := map[string]string{}
	timer := time.NewTimer(settle)
	defer timer.Stop()
	for {
		select {
		case <-c.stirred:
			timer.Reset(settle)
		case <-timer.C:
			if c.faults().On { // what they spoil shows in no chat
				timer.Reset(settle)
			}
		case <-ctx.Done():
			return
		}
		for _, p := range c.parts() {
			if told[p.id] != p.html {
				told[p.id] = p.html
				c.feed.put(event{part: &p})
			}
		}
	}
}

// stir has the parts looked at.
func (c *Console) stir() {
	select {
	case c.stirred <- struct{}{}:
	default:
	}
}
