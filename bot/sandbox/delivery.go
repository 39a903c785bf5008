// Delivering updates to the webhook: lanes in parallel, one update of a lane at a time.

package sandbox

//lint:file-ignore ST1005 the errors are Telegram's words, capitals and all

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	maxPause      = 60 * time.Second // between two tries
	maxRetryAfter = time.Hour
	answerWithin  = 60 * time.Second
)

// lane names a queue of deliveries: messages by chat, presses by user, so that the two can overtake each other.
type lane struct {
	presses bool
	id      int64
}

// line is what waits in a lane; the first is in flight while busy.
type line struct {
	waiting []*update
	busy    bool // in flight, or ready, or pausing
	timer   *time.Timer
}

// put queues the update behind those of its lane.
func (h *hook) put(s *Server, u *update) {
	l := h.lanes[u.lane]
	if l == nil {
		l = &line{}
		h.lanes[u.lane] = l
	}
	l.waiting = append(l.waiting, u)
	if !l.busy {
		h.release(s, l)
	}
}

// release lets the first of the line be delivered as soon as a connection is free.
func (h *hook) release(s *Server, l *line) {
	l.busy = true
	h.ready = append(h.ready, l)
	if h.busy == h.limit {
		return
	}
	h.busy++
	ctx, address, secret := h.ctx, h.url, h.secret
	s.work.Go(func() { s.deliverAll(ctx, address, secret) })
}

// deliverAll is one connection: it works until nothing is ready.
func (s *Server) deliverAll(ctx context.Context, address, secret string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for ctx.Err() == nil {
		if len(s.hook.ready) == 0 {
			s.hook.busy--
			return
		}
		l := s.hook.ready[0]
		s.hook.ready = s.hook.ready[1:]
		u := l.waiting[0]
		if s.age(u.at) > u.life() {
			s.queue.expired++
			s.hook.next(s, l)
			continue
		}
		twice := s.roll(s.faults.Redeliver, "redeliver", "webhook")
		s.mu.Unlock()
		pause, err := s.post(ctx, address, secret, u)
		if twice && err == nil {
			pause, err = s.post(ctx, address, secret, u)
		}
		s.mu.Lock()
		if ctx.Err() == nil { // else the webhook is another, and what was not confirmed is back in the queue
			s.settle(l, u, pause, err)
		}
	}
}

// settle goes on to the next update of the line, or tries this one again later.
func (s *Server) settle(l *line, u *update, pause time.Duration, err error) {
	if err == nil {
		s.hook.next(s, l)
		return
	}
	s.hook.lastFail, s.hook.lastText = s.opt.Now(), err.Error()
	u.tries++
	if pause == 0 && u.tries > 1 { // at once, then 2, 4, 8 … units
		pause = min(s.opt.RetryUnit<<min(u.tries-1, 10), maxPause)
	}
	s.work.Add(1)
	ctx := s.hook.ctx
	l.timer = time.AfterFunc(pause, func() {
		defer s.work.Done()
		s.mu.Lock()
		defer s.mu.Unlock()
		if ctx.Err() == nil {
			l.timer = nil
			s.hook.release(s, l)
		}
	})
}

// stop ends a pause.
func (l *line) stop(s *Server) {
	if l.timer != nil && l.timer.Stop() {
		s.work.Done()
	}
}

// next forgets the first of the line.
func (h *hook) next(s *Server, l *line) {
	of := l.waiting[0].lane
	l.waiting = l.waiting[1:]
	if len(l.waiting) != 0 {
		h.ready = append(h.ready, l) // the connection that calls goes on to it
		return
	}
	l.busy = false
	delete(h.lanes, of)
	s.queue.settled(len(h.lanes))
	s.tell(Change{Kind: Confirmed})
}

// poster keeps as many connections as a webhook may have. Certificates on this machine are self-made.
func poster() *http.Client {
	return &http.Client{
		Timeout: answerWithin,
		Transport: &http.Transport{
			MaxIdleConnsPerHost: maxConnections,
			TLSClientConfig:     &tls.Config{InsecureSkipVerify: true}, // checkHook lets only loopback through
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// post delivers once. An error means: again, after pause where the bot asked for one.
func (s *Server) post(ctx context.Context, address, secret string, u *update) (pause time.Duration, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(u.body))
	if err != nil {
		return 0, err
	}
	request.Header.Set("Content-Type", "application/json")
	if secret != "" {
		request.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
	}
	response, err := s.poster.Do(request)
	if err != nil {
		return 0, fmt.Errorf("Connection error: %w", err)
	}
	defer response.Body.Close()
	body, err := readAll(response.Body, maxBody)
	switch {
	case response.StatusCode/100 != 2:
		return retryAfter(response.Header), fmt.Errorf("Wrong response from the webhook: %s", response.Status)
	case err != nil:
		return 0, fmt.Errorf("Read webhook's answer: %w", err)
	}
	s.replyCall(ctx, response.Header.Get("Content-Type"), body)
	return 0, nil
}

func retryAfter(h http.Header) time.Duration {
	seconds, err := strconv.Atoi(h.Get("Retry-After"))
	if err != nil || seconds < 0 {
		return 0
	}
	return min(time.Duration(seconds)*time.Second, maxRetryAfter)
}

// replyCall carries out the method in a webhook's answer; the bot does not learn its outcome.
func (s *Server) replyCall(ctx context.Context, contentType string, body []byte) {
	if len(bytes.TrimSpace(body)) == 0 {
		return
	}
	request := &http.Request{Method: http.MethodPost, Header: http.Header{"Content-Type": {contentType}}}
	request = request.WithContext(ctx)
	request.URL = emptyURL
	request.Body = io.NopCloser(bytes.NewReader(body))
	c, bad := readCall(request, "")
	if bad != nil {
		return
	}
	m, known := s.methods[strings.ToLower(c.text("method"))]
	if !known || m.name == "getUpdates" || m.name == "setWebhook" {
		return
	}
	delete(c.params, "method")
	c.name = m.name
	s.count(m.name)
	s.carryOut(c, m) // as in Telegram, nobody hears of it
}

var emptyURL = new(url.URL)
