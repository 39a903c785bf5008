// The updates that wait for the bot, and how it fetches them.

package sandbox

import (
	"bytes"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	messageLife = 24 * time.Hour    // how long Telegram keeps an update
	pressLife   = 150 * time.Second // how long it keeps a press
	maxPoll     = 50                // seconds
	maxBatch    = 100
)

// queue holds what waits; with a webhook set it is empty and the lanes of hook hold it.
type queue struct {
	next    int64
	waiting []*update // by id
	allowed []string  // nil: all but quiet
	poller  *poller
	expired int
	idle    chan struct{} // closed when nothing waits any more; nil: nobody asked
}

type update struct {
	id    int64
	kind  string // the update's field: message, callback_query, …
	lane  lane
	at    time.Time
	body  []byte // the whole update
	tries int
}

func (u *update) life() time.Duration {
	if u.kind == "callback_query" {
		return pressLife
	}
	return messageLife
}

// quiet kinds come only to who names them.
var quiet = []string{"chat_member", "message_reaction", "message_reaction_count"}

// allKinds are those of Bot API 10.1.
var allKinds = strings.Fields(`message edited_message channel_post edited_channel_post business_connection business_message
	edited_business_message deleted_business_messages guest_message message_reaction message_reaction_count inline_query
	chosen_inline_result callback_query shipping_query pre_checkout_query purchased_paid_media poll poll_answer
	my_chat_member chat_member chat_join_request chat_boost removed_chat_boost managed_bot`)

// poller is one getUpdates that waits.
type poller struct {
	wake chan struct{} // has room for one
	out  chan string   // why it must end
}

// offer queues an update for the bot, or hands it to its webhook.
func (s *Server) offer(kind string, on lane, content []byte) {
	if !s.wanted(kind) {
		return
	}
	u := &update{id: s.queue.next, kind: kind, lane: on, at: s.opt.Now()}
	s.queue.next++
	s.stir()
	u.body = slices.Concat([]byte(`{"update_id":`), strconv.AppendInt(nil, u.id, 10), []byte(`,"`), []byte(kind), []byte(`":`),
		content, []byte("}"))
	if s.hook.url != "" {
		s.hook.put(s, u)
		return
	}
	s.queue.waiting = append(s.queue.waiting, u)
	s.queue.wakeUp()
}

func (q *queue) wakeUp() {
	if q.poller == nil {
		return
	}
	select {
	case q.poller.wake <- struct{}{}:
	default:
	}
}

func (s *Server) wanted(kind string) bool {
	if len(s.queue.allowed) == 0 {
		return !slices.Contains(quiet, kind)
	}
	return slices.Contains(s.queue.allowed, kind)
}

func getUpdates(s *Server, c *call) ([]byte, *failure) {
	if s.hook.url != "" {
		return nil, conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
	}
	if err := s.allow(c); err != nil {
		return nil, err
	}
	me := &poller{wake: make(chan struct{}, 1), out: make(chan string, 1)}
	s.queue.end("terminated by other getUpdates request; make sure that only one bot instance is running")
	s.queue.poller = me
	defer func() {
		if s.queue.poller == me {
			s.queue.poller = nil
		}
	}()
	if !s.roll(s.faults.Redeliver, "redeliver", c.name) && s.queue.confirm(c.number("offset")) {
		s.tell(Change{Kind: Confirmed})
	}
	limit := int64(maxBatch)
	if c.text("limit") != "" {
		limit = min(max(c.number("limit"), 1), maxBatch)
	}
	return s.poll(c, me, int(limit), time.Duration(min(max(c.number("timeout"), 0), maxPoll))*time.Second)
}

// poll waits for the first updates, until the timeout, or until it must make room. The lock is let go while it waits.
func (s *Server) poll(c *call, me *poller, limit int, timeout time.Duration) ([]byte, *failure) {
	if batch := s.batch(limit); batch != nil || timeout == 0 {
		return list(batch), nil
	}
	timer := time.NewTimer(timeout)
	defer timer.Stop()
	for {
		if s.closed {
			return nil, refuse(http.StatusInternalServerError, "Internal Server Error: restart")
		}
		s.mu.Unlock()
		over, reason := s.await(c, me, timer)
		s.mu.Lock()
		if reason != "" {
			return nil, conflict(reason)
		}
		if batch := s.batch(limit); batch != nil || over {
			return list(batch), nil
		}
	}
}

// await returns on news, and says whether waiting is over and why it must end early.
func (s *Server) await(c *call, me *poller, timer *time.Timer) (over bool, reason string) {
	select {
	case <-me.wake:
	case reason = <-me.out:
	case <-timer.C:
		over = true
	case <-c.ctx.Done(): // the bot hung up; what it is given now is not confirmed
		over = true
	case <-s.stop:
	}
	return over, reason
}

// batch is the oldest updates that have not expired; nil where there are none.
func (s *Server) batch(limit int) []*update {
	now := s.opt.Now()
	var batch []*update
	seen := 0
	for _, u := range s.queue.waiting {
		if len(batch) == limit {
			break
		}
		seen++
		if now.Sub(u.at) <= u.life() {
			batch = append(batch, u)
		}
	}
	if expired := seen - len(batch); expired > 0 {
		s.queue.expired += expired
		s.queue.waiting = append(slices.Clone(batch), s.queue.waiting[seen:]...)
		s.queue.settled(len(s.queue.waiting))
	}
	return batch
}

func list(batch []*update) []byte {
	bodies := make([][]byte, len(batch))
	for i, u := range batch {
		bodies[i] = u.body
	}
	return slices.Concat([]byte("["), bytes.Join(bodies, []byte(",")), []byte("]"))
}

// farAhead is how much further than the next update an offset may be. One beyond is of other days, when Telegram counted
// otherwise: after a week without updates it begins anew at any number.
const farAhead = 10

// confirm forgets all updates below offset; a negative offset forgets all but the last so many, one that is far ahead
// none. False: there were none.
func (q *queue) confirm(offset int64) bool {
	n := 0
	switch {
	case offset > q.next+farAhead:
	case offset < 0:
		n = max(0, len(q.waiting)+int(max(offset, -1<<31)))
	case offset > 0:
		n, _ = slices.BinarySearchFunc(q.waiting, offset, func(u *update, id int64) int {
			return int(u.id - id)
		})
	}
	clear(q.waiting[:n])
	if q.waiting = q.waiting[n:]; len(q.waiting) == 0 {
		q.waiting = nil
	}
	q.settled(len(q.waiting))
	return n > 0
}

// settled tells who waits for it that nothing is left.
func (q *queue) settled(left int) {
	if left == 0 && q.idle != nil {
		close(q.idle)
		q.idle = nil
	}
}

// end tells a waiting poller to go.
func (q *queue) end(reason string) {
	if q.poller != nil {
		q.poller.out <- reason
		q.poller = nil
	}
}

// allow keeps which updates the bot wants; without the parameter all stays as it was. Of what is none nothing is told.
func (s *Server) allow(c *call) *failure {
	if !c.has("allowed_updates") {
		return nil
	}
	var kinds []string
	if err := c.decode("allowed_updates", "allowed updates", &kinds); err != nil {
		return err
	}
	s.queue.allowed = slices.DeleteFunc(kinds, func(kind string) bool { return !slices.Contains(allKinds, kind) })
	return nil
}

func conflict(text string) *failure { return refuse(http.StatusConflict, "Conflict: "+text) }

// Waiting counts the updates that the bot has not confirmed.
func (s *Server) Waiting() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.unconfirmed()
}

func (s *Server) unconfirmed() int {
	n := len(s.queue.waiting)
	for _, l := range s.hook.lanes {
		n += len(l.waiting)
	}
	return n
}

// WaitIdle waits until the bot has confirmed every update.
func (s *Server) WaitIdle(ctx context.Context) error {
	s.mu.Lock()
	if s.unconfirmed() == 0 {
		s.mu.Unlock()
		return nil
	}
	if s.queue.idle == nil {
		s.queue.idle = make(chan struct{})
	}
	idle := s.queue.idle
	s.mu.Unlock()
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
	case <-s.stop:
	}
	return waited(ctx, "wait for the bot to confirm")
}

// Expired counts the updates dropped because the bot did not take them in time.
func (s *Server) Expired() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.queue.expired
}
