// Package telegram is the edge to the Bot API: a client for its methods, the poll loop and the webhook that bring its
// updates, and our own reading of an update.
//
// Parameters and results are the types of github.com/go-telegram/bot, but the calls are ours: the library sends
// multipart without a Content-Length, which the transport cannot send again on another connection when an idle one
// turns out closed, costs a pipe and two goroutines a call, and tells a refusal from a lost answer only by text.
package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

const (
	callTime  = 10 * time.Second // for one call, from dialling to the last byte
	maxAnswer = 32 << 20         // bytes; 100 updates of the largest kind stay far below
	maxKept   = 4 << 10          // bytes of a buffer that is kept for the next call: a batch of updates is let go
)

// Client calls the methods of one bot. It is safe for use by many goroutines.
type Client struct {
	base      *url.URL // up to and without the method; holds the token, so it is never printed
	header    http.Header
	transport *http.Transport
}

// Dial opens a connection.
type Dial func(ctx context.Context, network, address string) (net.Conn, error)

// New returns a client for the bot with this token; apiURL is https://api.telegram.org or a server like it.
func New(apiURL, token string) (*Client, error) {
	dialer := &net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}
	return NewDialing(apiURL, token, dialer.DialContext)
}

// NewDialing returns a client whose connections come from dial.
func NewDialing(apiURL, token string, dial Dial) (*Client, error) {
	base, err := url.Parse(apiURL)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, errors.New("read the address of the Bot API: not a URL\nhint: set TELEGRAM_API_URL to the like of https://api.telegram.org")
	}
	if token == "" || strings.ContainsFunc(token, notOfToken) {
		return nil, errors.New("read the bot's token: not a token\nhint: set TELEGRAM_BOT_TOKEN to what @BotFather gave, the like of 123456:AbC")
	}
	return &Client{
		base:   &url.URL{Scheme: base.Scheme, Host: base.Host, Path: strings.TrimRight(base.Path, "/") + "/bot" + token + "/"},
		header: http.Header{"Content-Type": {"application/json"}, "User-Agent": {"guanxi"}},
		transport: &http.Transport{
			Proxy:               http.ProxyFromEnvironment,
			DialContext:         dial,
			TLSHandshakeTimeout: 5 * time.Second,
			MaxIdleConns:        256,
			MaxIdleConnsPerHost: 128, // the library's default of 2 would dial anew for nearly every send
			IdleConnTimeout:     90 * time.Second,
			DisableCompression:  true, // answers are some hundred bytes
			ReadBufferSize:      2 << 10,
			WriteBufferSize:     2 << 10,
		},
	}, nil
}

func notOfToken(r rune) bool {
	return !(r == ':' || r == '-' || r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z')
}

// Close closes the connections that lie idle.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

// Call calls a method with params, one of the library's Params structs or nil, and decodes what it returns into
// result, which may be nil. Its errors are *Refusal, where Telegram says no, *Lost, where no answer of Telegram's
// came, or ErrResult, where the call was done but its result is not of the type asked for. None holds the token.
func (c *Client) Call(ctx context.Context, method string, params, result any) error {
	return c.call(ctx, callTime, method, params, result)
}

func (c *Client) call(ctx context.Context, limit time.Duration, method string, params, result any) error {
	p := payloads.Get().(*payload)
	if err := p.encode(params); err != nil {
		return fmt.Errorf("call %s: %w", method, err)
	}
	defer p.release()
	return c.send(ctx, limit, method, c.header, p, result)
}

// send posts a payload and reads what comes back.
func (c *Client) send(ctx context.Context, limit time.Duration, method string, header http.Header, p *payload, result any) error {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	u := *c.base
	u.Path += method
	req := new(http.Request).WithContext(ctx)
	req.Method, req.URL, req.Host, req.Header = http.MethodPost, &u, u.Host, header
	req.Body, req.ContentLength = p.open(), int64(p.out.Len())
	req.GetBody = func() (io.ReadCloser, error) { return p.open(), nil }
	// The transport itself, not an http.Client: there are no redirects to follow and no cookies, and its errors do
	// not carry the URL.
	resp, err := c.transport.RoundTrip(req)
	if err != nil {
		return &Lost{Method: method, Unsent: neverSent(err), err: err}
	}
	defer resp.Body.Close()
	return p.decode(resp, method, result)
}

// payload holds the bytes of one call, there and back.
type payload struct {
	out, in bytes.Buffer
	readers atomic.Int32 // bodies that the transport has not closed yet
}

var payloads = sync.Pool{New: func() any { return new(payload) }}

func (p *payload) encode(params any) error {
	if params == nil {
		p.out.WriteString("{}")
		return nil
	}
	encoder := json.NewEncoder(&p.out)
	encoder.SetEscapeHTML(false) // our texts are full of < and >
	return encoder.Encode(params)
}

// release keeps the buffers for another call, unless the transport, which may go on reading a body after its answer
// came, still holds one.
func (p *payload) release() {
	if p.readers.Load() != 0 || p.in.Cap() > maxKept || p.out.Cap() > maxKept {
		return
	}
	p.in.Reset()
	p.out.Reset()
	payloads.Put(p)
}

func (p *payload) open() io.ReadCloser {
	p.readers.Add(1)
	return &body{Reader: *bytes.NewReader(p.out.Bytes()), of: p}
}

// body is one reading of a payload by the transport.
type body struct {
	bytes.Reader
	of     *payload
	closed atomic.Bool
}

func (b *body) Close() error {
	if !b.closed.Swap(true) {
		b.of.readers.Add(-1)
	}
	return nil
}

// answer is the envelope around every answer of the Bot API.
type answer struct {
	OK          bool   `json:"ok"`
	Result      any    `json:"result"` // the caller's pointer, so that the envelope is read once
	ErrorCode   int    `json:"error_code"`
	Description string `json:"description"`
	Parameters  struct {
		RetryAfter      int64 `json:"retry_after"`
		MigrateToChatID int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

// unwanted is a result that nobody asked for.
type unwanted struct{}

// UnmarshalJSON passes over whatever it is.
func (*unwanted) UnmarshalJSON([]byte) error { return nil }

func (p *payload) decode(resp *http.Response, method string, result any) error {
	if result == nil {
		result = &unwanted{}
	}
	if size := resp.ContentLength; 0 < size && size <= maxAnswer {
		p.in.Grow(int(size) + bytes.MinRead)
	}
	n, err := p.in.ReadFrom(io.LimitReader(resp.Body, maxAnswer+1))
	if err == nil && n > maxAnswer {
		err = fmt.Errorf("%w: more than %d bytes", errNoAnswer, maxAnswer)
	}
	if err != nil {
		return &Lost{Method: method, Status: resp.StatusCode, err: err}
	}
	a := answer{Result: result}
	err = json.Unmarshal(p.in.Bytes(), &a)
	switch {
	case a.OK && err != nil:
		return fmt.Errorf("call %s: %w: %w", method, ErrResult, err)
	case a.OK:
		return nil
	case err != nil:
		return &Lost{Method: method, Status: resp.StatusCode, err: errNoAnswer}
	case a.ErrorCode == 0:
		return &Lost{Method: method, Status: resp.StatusCode, err: fmt.Errorf("%w: %s", errNoAnswer, a.Description)}
	case a.ErrorCode >= 500:
		return &Lost{Method: method, Status: resp.StatusCode, err: errors.New(a.Description)}
	}
	return &Refusal{
		Method: method, Code: a.ErrorCode, Description: a.Description,
		RetryAfter: time.Duration(a.Parameters.RetryAfter) * time.Second, MigrateTo: a.Parameters.MigrateToChatID,
	}
}
