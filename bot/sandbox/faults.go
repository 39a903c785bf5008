// Faults on purpose: what Telegram and the network do to a bot on a bad day.

package sandbox

import (
	"crypto/subtle"
	"encoding/json"
	"maps"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"time"
)

// Faults are how often each thing goes wrong; probabilities are 0 to 1. With the same Seed the same calls fail.
type Faults struct {
	Seed       uint64   `json:"seed"`
	TooMany    float64  `json:"too_many"`          // 429, and the whole bot hushed for RetryAfter seconds
	RetryAfter int      `json:"retry_after"`       // default 1
	Internal   float64  `json:"internal"`          // 500 with JSON
	HTML       float64  `json:"html"`              // 502 with a page of a proxy
	Lost       float64  `json:"lost"`              // carried out, but the connection ends without an answer
	Redeliver  float64  `json:"redeliver"`         // getUpdates forgets the offset; a webhook gets the update twice
	DelayMS    int      `json:"delay_ms"`          // before each call
	Methods    []string `json:"methods,omitempty"` // only these methods ("webhook" for deliveries); none: all. getUpdates is never Lost
}

// SetFaults replaces the faults; the zero value ends them.
func (s *Server) SetFaults(f Faults) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults, s.dice = f, dice(f.Seed)
}

// Injected counts the faults that happened: too_many, internal, html, lost, redeliver; and limits, what Options.Limits
// refused.
func (s *Server) Injected() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.injected)
}

func dice(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15)) }

// roll draws once, counts a hit, and draws nothing where the fault is off.
func (s *Server) roll(p float64, name, method string) bool {
	if p <= 0 || len(s.faults.Methods) != 0 && !slices.Contains(s.faults.Methods, method) || s.dice.Float64() >= p {
		return false
	}
	s.injected[name]++
	return true
}

// injectFault spoils the call before it is read: done. lost: it is to be carried out without an answer.
func (s *Server) injectFault(w http.ResponseWriter, r *http.Request, method string) (lost, done bool) {
	s.mu.Lock()
	delay := time.Duration(s.faults.DelayMS) * time.Millisecond
	spoiled := s.spoil(method)
	lost = spoiled == nil && method != "getUpdates" && s.roll(s.faults.Lost, "lost", method)
	s.mu.Unlock()
	if delay > 0 {
		pause(r, delay)
	}
	if spoiled != nil {
		spoiled.write(w)
	}
	return lost, spoiled != nil
}

// spoil draws the refusal, if any.
func (s *Server) spoil(method string) writer {
	f := s.faults
	switch {
	case s.roll(f.TooMany, "too_many", method):
		return s.silence(max(f.RetryAfter, 1))
	case s.roll(f.Internal, "internal", method):
		return refuse(http.StatusInternalServerError, "Internal Server Error")
	case s.roll(f.HTML, "html", method):
		return page{}
	}
	return nil
}

// page is what a proxy before the Bot API answers when it has nothing behind it.
type page struct{}

func (page) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html")
	w.WriteHeader(http.StatusBadGateway)
	w.Write([]byte("<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n")) // the bot hung up
}

func pause(r *http.Request, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-r.Context().Done():
	}
}

// serveControl shows and sets the faults; only from this machine and only with the bot's token.
func (s *Server) serveControl(w http.ResponseWriter, r *http.Request, token string) {
	host, _, _ := net.SplitHostPort(r.RemoteAddr)
	switch {
	case !net.ParseIP(host).IsLoopback():
		refuse(http.StatusForbidden, "Forbidden: loopback only").write(w)
		return
	case subtle.ConstantTimeCompare([]byte(token), []byte(s.opt.Token)) == 0:
		refuse(http.StatusUnauthorized, "Unauthorized").write(w)
		return
	}
	if r.Method == http.MethodPost {
		var f Faults
		decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&f); err != nil {
			bad("%v", err).write(w)
			return
		}
		s.SetFaults(f)
	}
	s.mu.Lock()
	state := encode(struct {
		Faults   Faults         `json:"faults"`
		Injected map[string]int `json:"injected"`
	}{s.faults, s.injected})
	s.mu.Unlock()
	success(state).write(w)
}
