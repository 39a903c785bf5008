// The feed numbers what happens, so that a page asks for all after what it has.
package console

import (
	"strconv"
	"strings"
	"sync"
	"time"

	"guanxi/bot/sandbox"
)

// maxKept is how many events a page may lag behind before it has to load anew.
const maxKept = 1000

// event is one of: a change of the sandbox; how a chat's person stands towards the bot now; a part of the page that
// became another; all being another, so that the page is to be loaded anew.
type event struct {
	change   sandbox.Change
	chat     int64
	standing standing
	part     *part
	reload   bool
}

// feed is safe for use by many goroutines.
type feed struct {
	run  string        // tells this run's numbers from another's
	done chan struct{} // closed when nothing more comes

	mu   sync.Mutex
	last int     // the number of the newest event; the first is 1
	kept []event // the newest ones, oldest first
	news chan struct{}
}

func newFeed(now time.Time) *feed {
	return &feed{run: strconv.FormatInt(now.UnixNano(), 36), done: make(chan struct{}), news: make(chan struct{})}
}

func (f *feed) put(e event) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.kept) == 2*maxKept { // dropped in batches, so that adding stays cheap
		f.kept = append(f.kept[:0], f.kept[maxKept:]...)
	}
	f.kept = append(f.kept, e)
	f.last++
	close(f.news)
	f.news = make(chan struct{})
}

// after gives the events behind number n and a channel that closes at the next. ok is false where they are not kept.
func (f *feed) after(n int) (batch []event, news <-chan struct{}, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	behind := f.last - n
	if behind < 0 || behind > len(f.kept) {
		return nil, nil, false
	}
	return append(batch, f.kept[len(f.kept)-behind:]...), f.news, true
}

// name is the id under which a page knows an event: the run and the number.
func (f *feed) name(n int) string { return f.run + "." + strconv.Itoa(n) }

// newest is the name of the last event.
func (f *feed) newest() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.name(f.last)
}

// number reads a name of this run; false for any other.
func (f *feed) number(name string) (int, bool) {
	run, digits, _ := strings.Cut(name, ".")
	n, err := strconv.Atoi(digits)
	return n, run == f.run && err == nil && n >= 0
}

func (f *feed) close() { close(f.done) }
