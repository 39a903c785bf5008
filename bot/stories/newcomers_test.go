package stories_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"guanxi/bot/sandbox"
)

// TestNewcomers has more newcomers come in a second than a minute has room for: within 20 s the queue's card says so. Where
// fewer come there is no card, and they wait for none.
func TestNewcomers(t *testing.T) {
	for _, n := range []int64{20, 10, 8} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			inTown(t, inMemory, sandbox.Options{Limits: true, Keep: 10_000}, func(t *testing.T, w *town) {
				w.box.AddUser(sandbox.User{ID: owner, Name: "Olga", Language: "en"})
				w.live()
				w.own()
				w.office(sandbox.Group{ID: group, Title: "Desk", Forum: true, Members: []int64{owner}, Admins: []int64{owner}})
				pass(3 * time.Minute)
				for c := range n {
					w.box.AddUser(sandbox.User{ID: firstOf + c, Name: fmt.Sprintf("Mei %02d", c), Language: "en"})
					w.send(sandbox.Post{Chat: firstOf + c, Text: "/human"})
				}
				came := w.now()
				for range 6 {
					pass(30 * time.Second)
				}
				w.settle()
				seen := 0
				var card time.Duration
				for _, m := range w.box.History(group) {
					if m.FromBot && m.Pinned {
						card = m.At.Sub(came)
					}
					if m.FromBot && m.Thread != 0 && strings.Contains(m.Plain, "would like") {
						seen++
						if wait := m.At.Sub(came); n == 8 && wait > 20*time.Second || n == 10 && wait > 30*time.Second {
							t.Errorf("the %dth is shown after %v", seen, wait)
						}
					}
				}
				if seen != int(n) {
					t.Errorf("%d are shown", seen)
				}
				if shown := card > 0; shown != (n == 20) || card > 20*time.Second {
					t.Errorf("the queue's card is shown after %v", card)
				}
			})
		})
	}
}
