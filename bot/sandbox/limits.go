// Telegram's documented limits, enforced only where Options.Limits or SetLimits says so.

package sandbox

import (
	"math"
	"slices"
	"time"
)

// The limits: a chat takes 1 a second with bursts of 20, a group 20 in any minute, the whole bot 30 a second.
const (
	chatBurst = 20
	chatRate  = 1.0
	groupMost = 20
	groupSpan = time.Minute
	botBurst  = 30
	botRate   = 30.0
)

// limits are of the whole bot.
type limits struct {
	bucket bucket
	hush   time.Time // until then every call is answered 429
}

// bucket counts what was spent and not yet given back.
type bucket struct {
	spent float64
	at    time.Time
}

// room says how long to wait until n fit in; 0: now.
func (b *bucket) room(now time.Time, n, burst, rate float64) time.Duration {
	if !b.at.IsZero() {
		b.spent = max(0, b.spent-now.Sub(b.at).Seconds()*rate)
	}
	b.at = now
	over := b.spent + min(n, burst) - burst // more than a burst pass as one
	if over <= 1e-9 {
		return 0
	}
	return time.Duration(over / rate * float64(time.Second))
}

// window is when a group was called, in the last minute.
type window []time.Time

// room says how long to wait until n fit in; 0: now.
func (w *window) room(now time.Time, n int) time.Duration {
	*w = slices.DeleteFunc(*w, func(at time.Time) bool { return now.Sub(at) >= groupSpan })
	over := len(*w) + n - groupMost
	if over <= 0 || len(*w) == 0 {
		return 0
	}
	return groupSpan - now.Sub((*w)[min(over, len(*w))-1])
}

// spend takes n sends from the chat and the bot, or refuses and hushes the bot.
func (s *Server) spend(ch *chat, n int) *failure {
	if !s.opt.Limits {
		return nil
	}
	now := s.opt.Now()
	wait := max(ch.room(now, n), s.limits.bucket.room(now, float64(n), botBurst, botRate))
	if wait > 0 {
		s.injected["limits"]++
		return s.silence(int(math.Ceil(wait.Seconds())))
	}
	ch.spend(now, n)
	s.limits.bucket.spent += float64(n)
	return nil
}

func (ch *chat) room(now time.Time, n int) time.Duration {
	if ch.group != nil {
		return ch.window.room(now, n)
	}
	return ch.bucket.room(now, float64(n), chatBurst, chatRate)
}

func (ch *chat) spend(now time.Time, n int) {
	if ch.group == nil {
		ch.bucket.spent += float64(n)
		return
	}
	for range n {
		ch.window = append(ch.window, now)
	}
}

// SetLimits has Telegram's limits hold from now on, or no more.
func (s *Server) SetLimits(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opt.Limits = on
}

// silence answers 429 now and to every call of the next seconds.
func (s *Server) silence(seconds int) *failure {
	s.limits.hush = s.opt.Now().Add(time.Duration(seconds) * time.Second)
	return tooMany(seconds)
}

// hushed refuses calls while the bot is to be silent.
func (s *Server) hushed() *failure {
	if s.limits.hush.IsZero() {
		return nil
	}
	left := s.limits.hush.Sub(s.opt.Now())
	if left <= 0 {
		s.limits.hush = time.Time{}
		return nil
	}
	return tooMany(int(math.Ceil(left.Seconds())))
}
