package stories_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/profile"
	"guanxi/profile/store"
	"guanxi/profile/store/storetest"
)

var long = flag.Bool("long", false, "play many more days; minutes instead of seconds")

// TestMixed has customers and staff do what they like, in a random order, on a bad day: topics are deleted and closed,
// colleagues leave, customers block the bot, the bot is thrown out, restarted and killed, updates come again and answers
// are lost. No message may show in a wrong chat, none may be lost, each chat's order is kept.
func TestMixed(t *testing.T) {
	engines := map[string]func(*testing.T) func(*testing.T) store.Store{
		"bolt": func(*testing.T) func(*testing.T) store.Store { return inMemory },
		"redis": func(t *testing.T) func(*testing.T) store.Store {
			server := storetest.Start(t, "--appendfsync", "no") // no disk: nothing of this test kills the server
			n := 0
			return func(t *testing.T) store.Store {
				n++
				db, err := store.OpenRedis(context.Background(), fmt.Sprintf("%s/%d", server.URL(), n%16))
				if err != nil {
					t.Fatal(err)
				}
				return db
			}
		},
	}
	days, steps := map[string]int{"bolt": 12, "redis": 4}, 150
	if *long {
		days, steps = map[string]int{"bolt": 300, "redis": 15}, 400
	}
	for name, engine := range engines {
		t.Run(name, func(t *testing.T) {
			open := engine(t)
			for seed := range uint64(days[name]) {
				t.Run(fmt.Sprint(seed), func(t *testing.T) {
					inTown(t, open, sandbox.Options{Limits: true, Keep: 100_000}, func(t *testing.T, w *town) {
						d := newDay(w, seed)
						for range steps {
							d.step()
						}
						d.evening()
						d.check()
					})
				})
			}
		})
	}
}

// Whose chats these are: staff 1 (the owner) to 6, customers 11 to 16, two of one name.
const (
	staffers  = 6
	customers = 6
	firstOf   = 11
)

// day is a random one.
type day struct {
	*town
	draw    *rand.Rand
	n       int // the last number of a message
	staff   []int64
	said    map[int64][]said // by customer
	wrote   []answer
	staffed map[int64]bool // by customer: what they write now goes to staff
	blocked map[int64]bool
	kicked  bool
	decided map[int]int // questions about held messages: the last message when they were decided
	armed   int         // how many messages the bot had got through when its death was prepared
	dying   bool
	twice   [][2]int // from and to which of them some may have come twice
	gone    map[int]bool
}

// said is what a customer wrote.
type said struct {
	token   string
	message int
	staffed bool // it must be shown to staff
}

// answer is what one of the staff wrote in a topic.
type answer struct {
	token   string
	by      int64
	to      int64 // the customer
	thread  int
	message int
	inside  bool
}

func newDay(w *town, seed uint64) *day {
	d := &day{
		town: w, draw: rand.New(rand.NewPCG(seed, 4)), said: map[int64][]said{}, staffed: map[int64]bool{}, blocked: map[int64]bool{},
		decided: map[int]int{}, gone: map[int]bool{},
	}
	languages := []string{"en", "zh", "ru", "es", "ar"}
	for id := range int64(staffers) {
		d.staff = append(d.staff, id+1)
		w.box.AddUser(sandbox.User{ID: id + 1, Name: fmt.Sprintf("Anna %d", id), Language: "en"})
	}
	for i := range int64(customers) {
		w.box.AddUser(sandbox.User{ID: firstOf + i, Name: fmt.Sprintf("Mei %d", i/2), Language: languages[i%5]})
	}
	w.live()
	w.own()
	w.office(sandbox.Group{ID: group, Title: "Desk", Forum: true, Members: slices.Clone(d.staff), Admins: []int64{owner}})
	w.box.SetFaults(sandbox.Faults{Seed: seed, Redeliver: 0.1, Lost: 0.03, Internal: 0.03, HTML: 0.01, DelayMS: 20, Methods: []string{
		"getUpdates", "sendMessage", "copyMessage", "copyMessages", "createForumTopic", "editForumTopic", "setMessageReaction",
	}})
	return d
}

// step is something that happens, and then some time.
func (d *day) step() {
	c := firstOf + d.draw.Int64N(customers)
	switch n := d.draw.IntN(100); {
	case n < 34:
		d.says(c)
	case n < 64:
		d.answers(c)
	case n < 70:
		d.edits(c)
	case n < 78:
		d.decides()
	case n < 81:
		d.leavesStaff(c)
	case n < 84:
		d.deletes(c)
	case n < 86:
		d.closes(c)
	case n < 88:
		d.blocks(c)
	case n < 90:
		d.colleagueLeaves()
	case n < 92:
		d.throwsOut()
	case n < 94:
		d.restarts()
	case n < 97:
		d.dies()
	default:
		pass(time.Duration(d.draw.IntN(120)) * time.Second)
	}
	if d.draw.IntN(3) > 0 {
		pass(time.Duration(d.draw.IntN(4000)) * time.Millisecond)
	}
}

// known waits until the bot has taken all that happened. What it has to send waits on.
func (d *day) known() {
	d.t.Helper()
	d.revive()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Minute)
	defer cancel()
	if err := d.box.WaitIdle(ctx); err != nil {
		d.t.Fatal(err)
	}
}

func (d *day) token(form string, args ...any) string {
	d.n++
	return fmt.Sprintf(form, append([]any{d.n}, args...)...)
}

// says has a customer write, or ask for a person.
func (d *day) says(c int64) {
	if !d.staffed[c] && d.draw.IntN(2) == 0 {
		d.known()
		d.send(sandbox.Post{Chat: c, Text: "/human"})
		d.known()
		d.staffed[c], d.blocked[c] = true, false
		return
	}
	if d.blocked[c] {
		return
	}
	s := said{token: d.token("c%[2]d-%[1]d", c), staffed: d.staffed[c]}
	post := sandbox.Post{Chat: c, Text: s.token}
	switch d.draw.IntN(5) {
	case 0:
		post.Media = "photo"
	case 1:
		if own := d.said[c]; len(own) > 0 {
			post.ReplyTo = own[d.draw.IntN(len(own))].message
		}
	}
	s.message = d.send(post)
	d.said[c] = append(d.said[c], s)
}

// thread is a customer's newest topic that is there; 0: none.
func (d *day) thread(c int64) int {
	last := 0
	for _, t := range d.box.Topics(group) {
		if d.topicOf(group, t.Thread) == profile.TelegramCustomer(c) && d.visible(t.Thread) {
			last = t.Thread
		}
	}
	return last
}

// visible says whether staff see a topic: Telegram shows none without a message, as one is that was made when the bot died.
func (d *day) visible(thread int) bool {
	return slices.ContainsFunc(d.box.History(group), func(m sandbox.Message) bool { return m.Thread == thread && m.Plain != "" })
}

// answers has somebody of the staff write in a customer's topic.
func (d *day) answers(c int64) {
	thread := d.thread(c)
	if thread == 0 || d.kicked {
		return
	}
	by := d.staff[d.draw.IntN(min(2, len(d.staff)))] // mostly those who are there first
	if d.draw.IntN(4) == 0 {
		by = d.staff[d.draw.IntN(len(d.staff))]
	}
	if !d.staffed[c] {
		d.known()
	}
	a := answer{token: d.token("s%[1]d-%[2]d", c), by: by, to: c, thread: thread}
	post := sandbox.Post{Chat: group, From: by, Thread: thread, Text: a.token}
	switch d.draw.IntN(8) {
	case 0:
		a.token = d.token("i%d")
		a.inside, post.Text = true, "//"+a.token
	case 1:
		a.token = d.token("i%d")
		a.inside, post.Text = true, "/note "+a.token
	case 2:
		post.Media = "photo"
	}
	a.message = d.send(post)
	d.wrote = append(d.wrote, a)
	if !d.staffed[c] && !a.inside && !d.blocked[c] {
		d.known()
		d.staffed[c] = true // nobody holds a ticket that is not open
	}
}

// edits has a customer or somebody of the staff change what they wrote.
func (d *day) edits(c int64) {
	if own := d.said[c]; len(own) > 0 && !d.blocked[c] && d.draw.IntN(2) == 0 {
		s := own[len(own)-1-d.draw.IntN(min(3, len(own)))]
		d.try(d.box.Edit(c, s.message, s.token+" changed"))
		return
	}
	for range 5 {
		if len(d.wrote) == 0 {
			return
		}
		if a := d.wrote[len(d.wrote)-1-d.draw.IntN(min(5, len(d.wrote)))]; !a.inside && !d.gone[a.thread] {
			d.try(d.box.Edit(group, a.message, a.token+" changed"))
			return
		}
	}
}

// decides presses a button under a question about held messages.
func (d *day) decides() {
	for _, m := range d.box.History(group) {
		if m.Deleted || len(m.Keyboard) != 3 || m.ReplyTo == 0 || d.draw.IntN(2) == 0 {
			continue
		}
		for _, a := range d.wrote {
			if a.message != m.ReplyTo {
				continue
			}
			_, err := d.box.PressAs(group, m.ID, m.Keyboard[d.draw.IntN(2)][0].Data, a.by) // sends it, or takes over
			d.try(err)
			d.decided[m.ID] = d.last()
			return
		}
	}
}

// last is the youngest message of the group.
func (d *day) last() int {
	all := d.box.History(group)
	return all[len(all)-1].ID
}

// leavesStaff ends a conversation, from either side.
func (d *day) leavesStaff(c int64) {
	thread := d.thread(c)
	if !d.staffed[c] || thread == 0 || d.kicked {
		return
	}
	d.known()
	words := []string{"/close", "/handback"}[d.draw.IntN(2)]
	d.send(sandbox.Post{Chat: group, From: d.staff[0], Thread: thread, Text: words})
	d.known()
	d.staffed[c] = false
}

func (d *day) deletes(c int64) {
	if thread := d.thread(c); thread != 0 {
		d.gone[thread] = true
		d.box.DeleteTopic(group, thread)
	}
}

func (d *day) closes(c int64) {
	thread := d.thread(c)
	if thread == 0 || d.kicked {
		return
	}
	d.known()
	d.try(d.box.ShutTopic(group, thread, d.staff[0], true))
	d.known()
	d.staffed[c] = false
}

// blocks has a customer stop the bot, once all that was for them has come.
func (d *day) blocks(c int64) {
	d.known()
	d.quiet()
	d.try(d.box.Block(c))
	d.known()
	d.staffed[c], d.blocked[c] = false, true
}

func (d *day) colleagueLeaves() {
	if len(d.staff) <= 3 || d.kicked {
		return
	}
	i := d.draw.IntN(len(d.staff))
	if d.staff[i] == owner {
		return
	}
	d.try(d.box.Leave(group, d.staff[i]))
	d.staff = append(d.staff[:i:i], d.staff[i+1:]...)
}

func (d *day) throwsOut() {
	d.kicked = !d.kicked
	if d.kicked {
		d.try(d.box.Block(group))
	} else {
		d.try(d.box.Unblock(group))
	}
}

func (d *day) restarts() {
	d.revive()
	d.die()
	d.live()
}

// dies has this life lose its store after some more commits; perhaps the last one arrives, without an answer.
func (d *day) dies() {
	d.revive()
	d.armed, d.dying = len(d.box.Accepted()), true
	d.life.torn = d.draw.IntN(2) == 0
	d.life.left.Store(1 + d.draw.Int64N(12))
}

// revive begins another life where this one is dying.
func (d *day) revive() {
	if d.dying {
		d.kill()
		d.twice, d.dying = append(d.twice, [2]int{d.armed, len(d.box.Accepted())}), false
		d.live()
	}
}

// quiet lets the clock go on until nothing waits, except what is held.
func (d *day) quiet() {
	for range 2 * 60 * 60 {
		pass(time.Second)
		if d.waiting() == 0 {
			return
		}
		if d.kicked {
			d.throwsOut()
		}
	}
	d.t.Fatalf("%d items are never sent", d.waiting())
}

// evening lets all come that is to come.
func (d *day) evening() {
	d.box.SetFaults(sandbox.Faults{})
	d.revive()
	if d.kicked {
		d.throwsOut()
	}
	d.known()
	d.quiet()
	for shard := range uint8(profile.Shards) {
		dead, err := d.keeps.Range(context.Background(), store.Key{Shard: shard, Name: "dead-updates"}, 0, 1<<53, 10)
		if err != nil || len(dead) != 0 {
			d.t.Errorf("%d updates were set aside, %v", len(dead), err)
		}
	}
}

func (d *day) try(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}
