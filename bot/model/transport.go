package model

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// errPage says that something answered that is no endpoint.
var errPage = errors.New("it answers with a web page")

// guarded reads no more than an answer may have, and no web pages.
type guarded struct{ next http.RoundTripper }

// RoundTrip makes the call.
func (g guarded) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := g.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
		resp.Body.Close()
		return nil, errPage
	}
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(resp.Body, maxAnswer), resp.Body}
	return resp, nil
}

// doer makes the calls. It follows nobody elsewhere: what customers ask goes where the owner said, and nowhere else.
func doer(transport http.RoundTripper) *http.Client {
	if transport == nil {
		own := http.DefaultTransport.(*http.Transport).Clone()
		own.MaxIdleConnsPerHost = slots
		transport = own
	}
	return &http.Client{
		Transport: guarded{transport},
		CheckRedirect: func(r *http.Request, _ []*http.Request) error {
			return fmt.Errorf("it sends us on to %s", r.URL.Host)
		},
	}
}
