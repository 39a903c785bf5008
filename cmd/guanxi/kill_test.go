package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"
)

var kills = flag.Int("kills", 2, "how often TestKill kills the process in each mode")

const (
	players  = 30 // who play at the same time
	chats    = 40 // of each player in turn, so that no chat's pace holds the load back
	inFlight = 2  // sends of a player at most: one, and the one before whose mark is under way
)

// TestKill kills the process under load at random moments, as kill -9 and power cuts do, and starts it again. No step
// may stay without its effect, none may count twice, and at most what was being sent at a kill may be sent again.
func TestKill(t *testing.T) {
	for i, m := range []mode{{false, false}, {true, false}, {false, true}, {true, true}} {
		t.Run(m.String(), func(t *testing.T) { killAgainAndAgain(t, m, rand.New(rand.NewPCG(uint64(i), 2))) })
	}
}

func killAgainAndAgain(t *testing.T, m mode, draw *rand.Rand) {
	r := newRig(t, m, players*chats)
	enough := make(chan struct{})
	var load sync.WaitGroup
	for p := range players {
		load.Go(func() { r.play(p, enough) })
	}
	r.start()
	for range *kills {
		r.answered(1)
		moment := time.NewTimer(time.Duration(50+draw.IntN(350)) * time.Millisecond)
		select {
		case <-moment.C:
		case <-r.ctx.Done():
		}
		r.kill()
		r.start()
	}
	r.answered(200)
	close(enough)
	load.Wait()
	r.check()
	r.stop()
	r.audit()

	turns := len(replies) * r.dialogs()
	calls := r.box.Calls()
	repeated := calls["sendMessage"] + calls["editMessageText"] - turns
	twice := len(r.box.Accepted()) - newMessages*r.dialogs() // an edit that comes again changes nothing
	t.Logf("%d kills, %d turns, 0 lost: %d sends repeated, %d of them seen by customers", *kills, turns, repeated, twice)
	if most := *kills * players * inFlight; repeated < 0 || repeated > most {
		t.Errorf("%d sends repeated, want 0 to %d", repeated, most)
	}
}

// play rates again and again, as one customer after the other, until it is enough.
func (r *rig) play(player int, enough <-chan struct{}) {
	for n := 0; ; n++ {
		select {
		case <-enough:
			return
		case <-r.ctx.Done():
			return
		default:
		}
		chat := int64(first + player*chats + n%chats)
		if err := r.rate(chat, fmt.Sprintf("queue %d", n)); err != nil {
			r.failed(err)
			return
		}
	}
}
