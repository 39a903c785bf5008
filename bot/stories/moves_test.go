package stories_test

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/profile"
)

var (
	moved  = regexp.MustCompile(`\bm(\d+)-(\d+)\b`) // a customer and the number of their message
	onCard = regexp.MustCompile(`^\S*Mei (\d+)\S* (would like to talk to a person|was talking with)`)
)

// TestMoves has a group and the owner alone answer by turns, in a random order with what customers and staff write, groups
// that are lost, and restarts. To the owner each customer comes once with each move, nothing they wrote comes twice, and
// each one's words keep their order. Nothing is lost.
func TestMoves(t *testing.T) {
	days := uint64(6)
	if *long {
		days = 200
	}
	for seed := range days {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			inTown(t, inMemory, sandbox.Options{Limits: true, Keep: 100_000}, func(t *testing.T, w *town) {
				m := &mover{town: w, draw: rand.New(rand.NewPCG(seed, 9)), said: map[int64]int{}}
				w.box.AddUser(sandbox.User{ID: owner, Name: "Olga", Language: "en"})
				for c := range int64(4) {
					w.box.AddUser(sandbox.User{ID: firstOf + c, Name: fmt.Sprint("Mei ", firstOf+c), Language: "en"})
				}
				w.live()
				w.own()
				w.office(sandbox.Group{ID: group, Title: "Desk", Forum: true, Members: []int64{owner}, Admins: []int64{owner}})
				w.settle()
				for range 60 {
					m.step()
				}
				m.goAlone()
				w.settle()
				m.check()
			})
		})
	}
}

// mover is a random day of moves.
type mover struct {
	*town
	draw   *rand.Rand
	said   map[int64]int // how many messages each customer who talks with staff wrote
	alone  bool
	kicked bool
	moves  []move
}

// move is one to the owner alone.
type move struct {
	from  int     // its first message in the owner's chat
	all   []int64 // who talked with staff then
	whole bool    // all that came of it was seen before the next
}

func (m *mover) step() {
	c := firstOf + m.draw.Int64N(4)
	switch n := m.draw.IntN(100); {
	case n < 55:
		m.says(c)
	case n < 65:
		m.answers(c)
	case n < 73 && !m.alone:
		m.goAlone()
	case n < 80 && m.alone:
		m.goBack()
	case n < 86 && !m.alone:
		m.throwsOut()
	case n < 90:
		m.die()
		m.live()
	case n < 94:
		m.whole()
	}
	pass(time.Duration(m.draw.IntN(3000)) * time.Millisecond)
}

// says has a customer ask for a person, or write to them.
func (m *mover) says(c int64) {
	n, talks := m.said[c]
	if !talks {
		m.send(sandbox.Post{Chat: c, Text: "/human"})
		pass(time.Second)
		m.said[c] = 0
		return
	}
	m.said[c] = n + 1
	m.send(sandbox.Post{Chat: c, Text: fmt.Sprintf("m%d-%d", c, n+1)})
}

// answers has the owner, in the group, write to a customer.
func (m *mover) answers(c int64) {
	for _, topic := range m.box.Topics(group) {
		if !m.alone && !m.kicked && m.topicOf(group, topic.Thread) == profile.TelegramCustomer(c) {
			m.send(sandbox.Post{Chat: group, From: owner, Thread: topic.Thread, Text: "hello"})
			return
		}
	}
}

func (m *mover) goAlone() {
	if m.alone {
		return
	}
	pass(time.Second) // what was sent is known
	from := m.ownerAlone()
	m.moves, m.alone = append(m.moves, move{from: from, all: slices.Collect(maps.Keys(m.said))}), true
}

func (m *mover) goBack() {
	if m.kicked {
		m.throwsOut()
	}
	if err := m.bot.SetGroup(group); err != nil {
		m.t.Fatal(err)
	}
	m.alone = false
}

func (m *mover) throwsOut() {
	m.kicked = !m.kicked
	err := m.box.Block(group)
	if !m.kicked {
		err = cmp.Or(m.box.Unblock(group), m.box.Promote(group, owner))
	}
	if err != nil {
		m.t.Fatal(err)
	}
}

// whole lets all come that comes of a move.
func (m *mover) whole() {
	if m.alone {
		m.settle()
		m.moves[len(m.moves)-1].whole = true
	}
}

func (m *mover) check() {
	m.t.Helper()
	m.moves[len(m.moves)-1].whole = true
	history, seen := m.box.History(owner), map[string]bool{}
	for i, now := range m.moves {
		to := len(history)
		if i+1 < len(m.moves) {
			to = m.moves[i+1].from
		}
		m.checkMove(now, history[now.from:to], seen)
	}
	for _, shown := range m.box.History(group) {
		for _, found := range moved.FindAllString(shown.Plain, -1) {
			seen[found] = seen[found] || shown.FromBot
		}
	}
	for c, n := range m.said {
		for i := range n {
			if token := fmt.Sprintf("m%d-%d", c, i+1); !seen[token] {
				m.t.Errorf("nobody saw %s", token)
			}
		}
	}
}

// checkMove checks what the owner was shown from one move to the next.
func (m *mover) checkMove(now move, shown []sandbox.Message, seen map[string]bool) {
	m.t.Helper()
	var all []string
	cards, last := map[string]int{}, map[string]string{}
	for _, s := range shown {
		if !s.FromBot {
			continue
		}
		all = append(all, s.Plain)
		if card := onCard.FindStringSubmatch(s.Plain); card != nil {
			cards[card[1]]++
		}
	}
	text := strings.Join(all, "\n--\n")
	for _, found := range moved.FindAllStringSubmatch(text, -1) {
		if before := last[found[1]]; len(before) > len(found[2]) || len(before) == len(found[2]) && before >= found[2] {
			m.t.Errorf("%s comes after %s:\n%s", found[0], before, text)
		}
		last[found[1]], seen[found[0]] = found[2], true
	}
	for _, c := range now.all {
		if n := cards[fmt.Sprint(c)]; n > 1 || n == 0 && now.whole {
			m.t.Errorf("%d comes %d times:\n%s", c, n, text)
		}
	}
}
