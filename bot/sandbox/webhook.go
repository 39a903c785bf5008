// Setting, deleting and describing the webhook.

package sandbox

import (
	"context"
	"net"
	"net/url"
	"slices"
	"time"
)

const (
	defaultConnections = 40
	maxConnections     = 100
	maxSecret          = 256 // characters
)

// hook is the webhook that is set, and what waits for it.
type hook struct {
	url      string
	secret   string
	limit    int
	ctx      context.Context // ends with the webhook
	cancel   context.CancelFunc
	lanes    map[lane]*line
	ready    []*line // lines with something to deliver now
	busy     int
	lastFail time.Time
	lastText string
}

func setWebhook(s *Server, c *call) ([]byte, *failure) {
	address := c.text("url")
	if address == "" {
		return deleteWebhook(s, c)
	}
	if err := checkHook(address, c.text("secret_token")); err != nil {
		return nil, err
	}
	if err := s.allow(c); err != nil {
		return nil, err
	}
	limit := int(c.number("max_connections"))
	if limit == 0 {
		limit = defaultConnections
	}
	s.queue.end("terminated by setWebhook request")
	s.unhook()
	s.dropPending(c)
	s.hook = hook{url: address, secret: c.text("secret_token"), limit: min(max(limit, 1), maxConnections), lanes: map[lane]*line{}}
	s.hook.ctx, s.hook.cancel = context.WithCancel(context.Background())
	waiting := s.queue.waiting
	s.queue.waiting = nil
	for _, u := range waiting {
		s.hook.put(s, u)
	}
	return yes, nil
}

// checkHook holds the address to Telegram's rules; the sandbox itself delivers only to this machine, there http will do.
func checkHook(address, secret string) *failure {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return bad("bad webhook: invalid webhook URL specified")
	}
	local := u.Hostname() == "localhost" || net.ParseIP(u.Hostname()).IsLoopback()
	switch {
	case u.Scheme != "https" && !(u.Scheme == "http" && local):
		return bad("bad webhook: An HTTPS URL must be provided for webhook")
	case !local && !slices.Contains([]string{"", "443", "80", "88", "8443"}, u.Port()):
		return bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
	case !local:
		return bad("bad webhook: the sandbox delivers to this machine only")
	case len(secret) > maxSecret:
		return bad("secret token is too long")
	case slices.ContainsFunc([]rune(secret), notTokenRune):
		return bad("secret token contains unallowed characters")
	}
	return nil
}

func deleteWebhook(s *Server, c *call) ([]byte, *failure) {
	s.unhook()
	s.dropPending(c)
	return yes, nil
}

func (s *Server) dropPending(c *call) {
	if c.truth("drop_pending_updates") {
		s.queue.waiting = nil
		s.queue.settled(0)
	}
}

// unhook stops deliveries and puts what was not delivered back into the queue.
func (s *Server) unhook() {
	if s.hook.url == "" {
		return
	}
	s.hook.cancel()
	for _, l := range s.hook.lanes {
		l.stop(s)
		s.queue.waiting = append(s.queue.waiting, l.waiting...)
	}
	slices.SortFunc(s.queue.waiting, func(a, b *update) int { return int(a.id - b.id) })
	s.hook = hook{}
}

func getWebhookInfo(s *Server, _ *call) ([]byte, *failure) {
	info := struct {
		URL       string   `json:"url"`
		Custom    bool     `json:"has_custom_certificate"`
		Pending   int      `json:"pending_update_count"`
		ErrorDate int64    `json:"last_error_date,omitempty"`
		ErrorText string   `json:"last_error_message,omitempty"`
		Limit     int      `json:"max_connections,omitempty"`
		Allowed   []string `json:"allowed_updates,omitempty"`
	}{URL: s.hook.url, Pending: s.unconfirmed(), ErrorText: s.hook.lastText, Limit: s.hook.limit, Allowed: s.queue.allowed}
	if !s.hook.lastFail.IsZero() {
		info.ErrorDate = s.hook.lastFail.Unix()
	}
	return encode(info), nil
}
