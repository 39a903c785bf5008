package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/deploy/needs"
	"guanxi/profile/store/storetest"
)

const (
	botToken = "42:test"
	patience = 90 * time.Second // a step without its effect after this long is lost
	first    = 1000             // the first customer's number; the bot itself has 42
)

// mode is how the process gets its updates and where it keeps what it knows.
type mode struct{ webhook, redis bool }

func (m mode) String() string {
	name := "polling"
	if m.webhook {
		name = "webhook"
	}
	if m.redis {
		return name + "-redis"
	}
	return name + "-bbolt"
}

// rig is guanxi as a process of its own, on a sandbox in this one.
type rig struct {
	t   *testing.T
	box *sandbox.Server

	customers int    // numbered from first
	folder    string // of bbolt
	redis     string // REDIS_URL; "": bbolt
	env       []string
	child     *child
	log       output

	ctx    context.Context // ends with the test, or with what went wrong first
	failed context.CancelCauseFunc

	step chan struct{} // told of steps that were answered, while somebody listens

	mu     sync.Mutex
	played map[int64][]string // the words of each dialog that a customer brought to its end
	shown  map[int64][]string // what each customer's chat should show of the bot, in order
	took   []time.Duration    // from an act to its effect
}

// newRig makes a sandbox with so many customers, numbered from first. The process is started by start.
func newRig(t *testing.T, m mode, customers int) *rig {
	t.Helper()
	spec := needs.Shared(t, "data/telegram/bot-api-10.1.json", "what the process calls was not checked against the Bot API")
	box, err := sandbox.New(sandbox.Options{Token: botToken, Spec: spec, RetryUnit: 10 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(box)
	r := &rig{
		t: t, box: box, customers: customers, folder: t.TempDir(),
		step: make(chan struct{}), played: map[int64][]string{}, shown: map[int64][]string{},
	}
	r.ctx, r.failed = context.WithCancelCause(t.Context())
	for id := range customers {
		box.AddUser(sandbox.User{ID: int64(first + id), Name: "Mei Wang", Language: "en"})
	}
	r.env = []string{
		"TELEGRAM_BOT_TOKEN=" + botToken, "TELEGRAM_API_URL=" + web.URL, "GUANXI_DATA=" + r.folder,
		"PATH=" + os.Getenv("PATH"), "GORACE=halt_on_error=1",
	}
	address := "127.0.0.1:0"
	if m.webhook {
		address = quietAddress(t)
		r.env = append(r.env, "GUANXI_WEBHOOK_URL=http://"+address+"/hook", "GUANXI_WEBHOOK_SECRET=open-sesame")
	}
	r.env = append(r.env, "GUANXI_LISTEN="+address)
	if m.redis {
		r.redis = storetest.Redis(t)
		r.env = append(r.env, "REDIS_URL="+r.redis)
	}
	t.Cleanup(func() {
		r.kill()
		if broken := box.Violations(); len(broken) > 0 {
			t.Errorf("calls against the Bot API: %q", broken)
		}
		if t.Failed() {
			t.Logf("guanxi's log ends with\n%s", r.log.tail(8000))
		}
		web.CloseClientConnections()
		web.Close()
		box.Close()
	})
	return r
}

// quietAddress is a free address outside the range from which the system takes the ports of outgoing connections, so
// that nothing takes it while the process is down.
func quietAddress(t *testing.T) string {
	t.Helper()
	for range 100 {
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", 20000+rand.IntN(10000)))
		if err == nil {
			l.Close()
			return l.Addr().String()
		}
	}
	t.Fatal("no free port between 20000 and 30000")
	return ""
}

// child is one life of the process.
type child struct {
	cmd   *exec.Cmd
	asked atomic.Bool   // to end
	ended chan struct{} // closed when it has
	err   error         // how; set before
}

// start begins a life of the process.
func (r *rig) start() {
	r.t.Helper()
	c := &child{cmd: exec.Command("guanxi", "run"), ended: make(chan struct{})}
	c.cmd.Env, c.cmd.Stdout, c.cmd.Stderr = r.env, &r.log, &r.log
	if err := c.cmd.Start(); err != nil {
		r.t.Fatal(err)
	}
	go func() {
		defer close(c.ended)
		if c.err = c.cmd.Wait(); !c.asked.Load() {
			r.failed(fmt.Errorf("guanxi ended by itself: %w", errors.Join(c.err)))
		}
	}()
	r.child = c
}

// kill ends the process as kill -9 does.
func (r *rig) kill() {
	if r.child == nil {
		return
	}
	r.child.asked.Store(true)
	_ = r.child.cmd.Process.Kill() // it may be gone already
	<-r.child.ended
	r.child = nil
}

// stop ends the process as an init system does, and fails unless it exits 0 in time.
func (r *rig) stop() {
	r.t.Helper()
	r.child.asked.Store(true)
	if err := r.child.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		r.t.Fatalf("stop guanxi: %v", err)
	}
	select {
	case <-r.child.ended:
	case <-time.After(patience):
		r.t.Fatalf("guanxi is still there %v after SIGTERM", patience)
	}
	if r.child.err != nil {
		r.t.Fatalf("guanxi ended after SIGTERM with %v", r.child.err)
	}
	r.child = nil
}

// answered waits until so many steps more were answered. It returns at once where something went wrong.
func (r *rig) answered(steps int) {
	for range steps {
		select {
		case <-r.step:
		case <-r.ctx.Done():
			return
		}
	}
}

// check ends the test if something went wrong.
func (r *rig) check() {
	r.t.Helper()
	if r.ctx.Err() != nil {
		r.t.Fatal(context.Cause(r.ctx))
	}
}

// output is what the process wrote.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write takes a part of it.
func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) tail(n int) string {
	o.mu.Lock()
	defer o.mu.Unlock()
	all := o.text.Bytes()
	return string(all[max(0, len(all)-n):])
}

func (o *output) holds(words string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return strings.Contains(o.text.String(), words)
}
