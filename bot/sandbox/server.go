// Package sandbox is a Telegram Bot API server within the process, as strict as Telegram's own: for the demo, the tests
// and the load. The bot reaches it only through HTTP; customers are played by Go methods.
//
//	box, err := sandbox.New(sandbox.Options{Token: "42:demo"})
//	web := httptest.NewServer(box)                      // the bot gets web.URL as its TELEGRAM_API_URL
//	box.AddUser(sandbox.User{ID: 7, Name: "Mei"})
//	id, err := box.Send(sandbox.Post{Chat: 7, Text: "/start"})
//	reply, err := box.WaitFor(ctx, 7, func(m sandbox.Message) bool { return m.FromBot && m.ID > id })
//	query, err := box.Press(7, reply.ID, reply.Keyboard[0][0].Data)
//	answer, err := box.WaitAnswer(ctx, query)
//	web.Close()
//	box.Close()
//
// The life of an update:
//
//	act ─▶ waiting ─┬─ getUpdates gives it ─▶ waiting ─ a higher offset ─▶ confirmed
//	                ├─ webhook: in flight ─ 2xx ─▶ confirmed
//	                │              └─ else: waiting, 0 s, 2, 4, 8 … 60 s later
//	                └─ older than 24 h (a press: 150 s) ─▶ dropped, counted
//
// Nothing is kept beyond the process, unless Options.File names where. Update and message ids grow with the clock, so a
// later sandbox does not use the ids of an earlier one again.
package sandbox

import (
	"cmp"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Options are what a sandbox is made from; only Token is needed.
type Options struct {
	Token     string           // digits, a colon, and any of A-Za-z0-9_-
	Username  string           // the bot's; default sandbox_bot
	Now       func() time.Time // default time.Now; dates, limits and expiry go by it, waiting by the real clock
	Spec      string           // file with the Bot API as JSON; requests that break it are refused. "": no check
	Limits    bool             // answer 429 beyond Telegram's documented limits
	Keep      int              // messages remembered of each chat; default 1000
	File      string           // keeps chats and waiting updates over restarts; "": nothing is kept. One process at a time
	Log       *slog.Logger     // default slog.Default
	RetryUnit time.Duration    // first pause after two failed deliveries is twice this; default 1 s as Telegram
}

// Server is the Bot API server; it is an http.Handler for /bot<token>/<method> and /control/<token>/faults.
type Server struct {
	opt     Options
	me      wireUser
	spec    *spec
	methods map[string]method
	poster  *http.Client
	stop    chan struct{}
	work    sync.WaitGroup // deliveries and their timers

	mu       sync.Mutex // guards all below
	closed   bool
	users    map[int64]*person
	chats    map[int64]*chat
	nextID   int   // the next message's
	nextFile int64 // the next drawn file's
	queue    queue
	hook     hook
	presses  presses
	settings map[string][]byte // commands, names and descriptions by method, scope and language
	watchers map[int64]map[*watcher]struct{}
	limits   limits
	faults   Faults
	dice     *rand.Rand
	injected map[string]int
	calls    map[string]int
	accepted []Accepted
	broken   []string // what broke the spec

	stirred chan struct{} // has room for one: there is something to write into the File
}

// New makes a sandbox. It fails only when the Spec or the File cannot be read or the Token is not one.
func New(opt Options) (*Server, error) {
	id, ok := botID(opt.Token)
	if !ok {
		return nil, errors.New("make sandbox: token is not of the form 123:abc\nhint: any digits, a colon and any letters do")
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	opt.Username = cmp.Or(opt.Username, "sandbox_bot")
	opt.RetryUnit = cmp.Or(opt.RetryUnit, time.Second)
	opt.Keep = cmp.Or(opt.Keep, 1000)
	opt.Log = cmp.Or(opt.Log, slog.Default())
	rules, err := loadSpec(opt.Spec)
	if err != nil {
		return nil, err
	}
	now := opt.Now()
	s := &Server{
		opt:      opt,
		me:       wireUser{ID: id, IsBot: true, FirstName: opt.Username, Username: opt.Username},
		spec:     rules,
		methods:  allMethods(),
		poster:   poster(),
		stop:     make(chan struct{}),
		users:    map[int64]*person{},
		chats:    map[int64]*chat{},
		nextID:   firstMessage(now),
		queue:    queue{next: now.UnixMilli()},
		presses:  presses{byID: map[string]*press{}},
		settings: map[string][]byte{},
		watchers: map[int64]map[*watcher]struct{}{},
		injected: map[string]int{},
		calls:    map[string]int{},
		dice:     dice(0),
		stirred:  make(chan struct{}, 1),
	}
	if err := s.restore(); err != nil {
		return nil, err
	}
	return s, nil
}

// Close stops deliveries and long polls and waits for the sandbox's goroutines. Close the HTTP server first.
func (s *Server) Close() {
	s.mu.Lock()
	if !s.closed {
		s.closed = true
		close(s.stop)
		s.unhook()
	}
	s.mu.Unlock()
	s.work.Wait()
	s.poster.CloseIdleConnections()
}

// ServeHTTP answers the bot's calls and the control calls.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	rest, isBot := strings.CutPrefix(r.URL.Path, "/bot")
	if token, name, ok := strings.Cut(rest, "/"); isBot && ok {
		s.serveBot(w, r, token, name)
		return
	}
	if token, ok := strings.CutPrefix(r.URL.Path, "/control/"); ok {
		s.serveControl(w, r, strings.TrimSuffix(token, "/faults"))
		return
	}
	if strings.HasPrefix(r.URL.Path, "/file/bot"+s.opt.Token+"/") {
		_, _ = w.Write(make([]byte, fileSize)) // what is in a file, nobody asks
		return
	}
	refuse(http.StatusNotFound, "Not Found").write(w)
}

func (s *Server) serveBot(w http.ResponseWriter, r *http.Request, token, name string) {
	m, known := s.methods[strings.ToLower(name)]
	switch {
	case token != s.opt.Token:
		refuse(http.StatusUnauthorized, "Unauthorized").write(w)
		return
	case !known:
		refuse(http.StatusNotFound, "Not Found: method not found").write(w)
		return
	}
	s.count(m.name)
	lost, done := s.injectFault(w, r, m.name)
	if done {
		return
	}
	answer := s.answer(r, m, lost)
	if lost {
		panic(http.ErrAbortHandler) // the call is carried out, the connection ends without an answer
	}
	answer.write(w)
}

// answer reads the call, carries it out and gives what is to be written.
func (s *Server) answer(r *http.Request, m method, lost bool) writer {
	c, bad := readCall(r, m.name)
	if bad != nil {
		return bad
	}
	c.lost = lost
	result, bad := s.carryOut(c, m)
	if bad != nil {
		return bad
	}
	return success(result)
}

// carryOut runs the method; calls that came in the body of a webhook's answer enter here too.
func (s *Server) carryOut(c *call, m method) ([]byte, *failure) {
	if err := s.checkSpec(c); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, refuse(http.StatusInternalServerError, "Internal Server Error: restart")
	}
	if err := s.hushed(); err != nil {
		return nil, err
	}
	return m.run(s, c)
}

func (s *Server) count(name string) {
	s.mu.Lock()
	s.calls[name]++
	s.mu.Unlock()
}

// botID is the number before the token's colon.
func botID(token string) (int64, bool) {
	digits, secret, ok := strings.Cut(token, ":")
	id, good := integer(digits)
	return id, ok && good && id > 0 && secret != "" && !strings.ContainsFunc(secret, notTokenRune)
}

func notTokenRune(r rune) bool {
	return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_' || r == '-')
}

// firstMessage starts message ids at ten a second since 2025, so that later sandboxes start higher and all stay below 2³¹
// until 2031.
func firstMessage(now time.Time) int {
	since := now.Unix() - time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	return int(max(since, 1)) * 10
}
