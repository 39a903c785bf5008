// Observing: what is in the chats, what changes, and what the bot called.

package sandbox

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"sync"
)

// ChangeKind says what a Change tells.
type ChangeKind string

// The kinds of change.
const (
	Added    ChangeKind = "added"    // a message is new
	Edited   ChangeKind = "edited"   // its words or buttons changed
	Removed  ChangeKind = "removed"  // it was deleted
	Marked   ChangeKind = "marked"   // pinned, unpinned, reacted to
	Answered ChangeKind = "answered" // the bot answered a press
	Acting   ChangeKind = "acting"   // the bot shows that it is typing
	Drafted  ChangeKind = "drafted"  // the bot shows what it has written so far: Message has no id

	Confirmed ChangeKind = "confirmed" // the bot is done with updates; of no chat, so told only to who watches all
)

// Change is one thing that happened in a chat.
type Change struct {
	Kind    ChangeKind
	Message Message // its Chat is always set, but for Confirmed
	Query   string  // Answered: the callback query
	Answer  Answer
	Action  string // Acting: typing, upload_photo, …
}

// History is the chat's messages, oldest first, deleted ones marked; the last Options.Keep at least.
func (s *Server) History(chatID int64) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	ch := s.chats[chatID]
	if ch == nil {
		return nil
	}
	all := make([]Message, len(ch.messages))
	for i, m := range ch.messages {
		all[i] = *m
	}
	return all
}

// maxUnread is how many changes a watcher may lag behind before it is cut off.
const maxUnread = 100_000

// watcher has its own list, so that a slow reader holds up nobody.
type watcher struct {
	mu     sync.Mutex
	unread []Change
	lagged bool
	news   chan struct{} // has room for one
}

func (w *watcher) put(c Change) {
	w.mu.Lock()
	if w.lagged = w.lagged || len(w.unread) >= maxUnread; !w.lagged {
		w.unread = append(w.unread, c)
	}
	w.mu.Unlock()
	select {
	case w.news <- struct{}{}:
	default:
	}
}

func (w *watcher) take() (batch []Change, lagged bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	batch, w.unread = w.unread, nil
	return batch, w.lagged && batch == nil
}

// each gives changes to yield until it has enough, ctx ends, or the sandbox closes.
func (w *watcher) each(ctx context.Context, stop <-chan struct{}, yield func(Change) bool) {
	for {
		batch, lagged := w.take()
		for _, c := range batch {
			if !yield(c) {
				return
			}
		}
		if lagged {
			return
		}
		if len(batch) != 0 {
			continue
		}
		select {
		case <-w.news:
		case <-ctx.Done():
			return
		case <-stop:
			return
		}
	}
}

// Watch gives what happens from now on in the chat, or in all where chatID is 0, until ctx ends or the sandbox closes.
// Range over it once, or end ctx.
func (s *Server) Watch(ctx context.Context, chatID int64) iter.Seq[Change] {
	w := s.watch(chatID)
	release := context.AfterFunc(ctx, func() { s.unwatch(chatID, w) })
	return func(yield func(Change) bool) {
		defer s.unwatch(chatID, w)
		defer release()
		w.each(ctx, s.stop, yield)
	}
}

func (s *Server) watch(chatID int64) *watcher {
	w := &watcher{news: make(chan struct{}, 1)}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.watchers[chatID] == nil {
		s.watchers[chatID] = map[*watcher]struct{}{}
	}
	s.watchers[chatID][w] = struct{}{}
	return w
}

func (s *Server) unwatch(chatID int64, w *watcher) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if delete(s.watchers[chatID], w); len(s.watchers[chatID]) == 0 {
		delete(s.watchers, chatID)
	}
}

func (s *Server) tell(c Change) {
	s.stir()
	for w := range s.watchers[c.Message.Chat] {
		w.put(c)
	}
	if c.Message.Chat == 0 {
		return
	}
	for w := range s.watchers[0] {
		w.put(c)
	}
}

// WaitFor returns the first message of the chat that matches, now or after a change.
func (s *Server) WaitFor(ctx context.Context, chatID int64, match func(Message) bool) (Message, error) {
	w := s.watch(chatID)
	defer s.unwatch(chatID, w)
	for _, m := range s.History(chatID) {
		if !m.Deleted && match(m) {
			return m, nil
		}
	}
	var found *Message
	w.each(ctx, s.stop, func(c Change) bool {
		if (c.Kind == Added || c.Kind == Edited || c.Kind == Marked) && match(c.Message) {
			found = &c.Message
		}
		return found == nil
	})
	if found == nil {
		return Message{}, waited(ctx, fmt.Sprintf("wait for a message in chat %d", chatID))
	}
	return *found, nil
}

func waited(ctx context.Context, what string) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return fmt.Errorf("%s: sandbox closed", what)
}

// CallbackAnswer is the bot's answer to a press; false: none yet.
func (s *Server) CallbackAnswer(query string) (Answer, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.presses.byID[query]
	if p == nil || p.answer == nil {
		return Answer{}, false
	}
	return *p.answer, true
}

// WaitAnswer waits for the bot's answer to a press.
func (s *Server) WaitAnswer(ctx context.Context, query string) (Answer, error) {
	s.mu.Lock()
	p := s.presses.byID[query]
	s.mu.Unlock()
	if p == nil {
		return Answer{}, fmt.Errorf("wait for the answer to press %s: no such press", query)
	}
	w := s.watch(p.chat)
	defer s.unwatch(p.chat, w)
	answer, ok := s.CallbackAnswer(query)
	if ok {
		return answer, nil
	}
	w.each(ctx, s.stop, func(c Change) bool {
		if ok = c.Kind == Answered && c.Query == query; ok {
			answer = c.Answer
		}
		return !ok
	})
	if !ok {
		return Answer{}, waited(ctx, "wait for the answer to press "+query)
	}
	return answer, nil
}

// Calls counts the bot's calls by method, refused ones too.
func (s *Server) Calls() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.calls)
}

// Accepted is one message that the bot got through, so that tests can count what came twice.
type Accepted struct {
	Method  string
	Chat    int64
	Message int
	Plain   string
	Lost    bool // the bot got no answer
}

// maxAccepted bounds the list of accepted messages; the older half goes first.
const maxAccepted = 200_000

func (s *Server) accept(c *call, m *Message) {
	if len(s.accepted) == maxAccepted {
		s.accepted = append([]Accepted(nil), s.accepted[maxAccepted/2:]...)
	}
	s.accepted = append(s.accepted, Accepted{c.name, m.Chat, m.ID, m.Plain, c.lost})
}

// Accepted lists what the bot got through, in order; the last 100,000 at least.
func (s *Server) Accepted() []Accepted {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Accepted(nil), s.accepted...)
}
