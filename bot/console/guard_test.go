package console

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

func TestForeignPostsRefused(t *testing.T) {
	r := newRig(t)
	hello := url.Values{"text": {"hi"}}
	for name, a := range map[string]struct {
		header []string
		want   int
	}{
		"cross-site":  {[]string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
		"same-site":   {[]string{"Sec-Fetch-Site", "same-site"}, http.StatusForbidden},
		"other":       {[]string{"Origin", "http://evil.example"}, http.StatusForbidden},
		"null":        {[]string{"Origin", "null"}, http.StatusForbidden},
		"same origin": {[]string{"Sec-Fetch-Site", "same-origin"}, http.StatusNoContent},
		"own origin":  {[]string{"Origin", r.web}, http.StatusNoContent},
	} {
		if got := r.post("/sandbox/anna/send", hello, a.header...); got != a.want {
			t.Errorf("%s: status %d, want %d", name, got, a.want)
		}
	}
	if got := r.updates(); len(got) != 2 {
		t.Errorf("the bot got %d updates, want 2", len(got))
	}
}

// TestEveryPostIsGuarded finds no act that another site may do, nor one that reads more than a form holds.
func TestEveryPostIsGuarded(t *testing.T) {
	r := newRig(t)
	paths := []string{"/sandbox/new", "/sandbox/faults", "/sandbox/reset"}
	for _, deed := range []string{"send", "press", "react", "delete", "block", "unblock", "shut", "drop", "gather"} {
		paths = append(paths, "/sandbox/anna/"+deed)
	}
	for _, path := range paths {
		if got := r.post(path, nil, "Origin", "http://evil.example"); got != http.StatusForbidden {
			t.Errorf("%s from elsewhere: status %d", path, got)
		}
		if got := r.post(path, url.Values{"text": {strings.Repeat("x", maxForm)}}); got != http.StatusRequestEntityTooLarge {
			t.Errorf("%s with too much: status %d", path, got)
		}
	}
	if got := r.updates(); len(got) != 0 {
		t.Errorf("the bot got %+v", got)
	}
}

func TestHosts(t *testing.T) {
	for _, c := range []struct {
		listen, host string
		served       bool
	}{
		{"127.0.0.1:8080", "localhost:8080", true},
		{"127.0.0.1:8080", "LocalHost", true},
		{"127.0.0.1:8080", "127.0.0.1:9", true},
		{"127.0.0.1:8080", "[::1]:8080", true},
		{"127.0.0.1:8080", "evil.example:8080", false},
		{"127.0.0.1:8080", "127.0.0.1.evil.example", false},
		{"127.0.0.1:8080", "192.168.1.5:8080", false},
		{"127.0.0.1:8080", "", false},
		{"", "localhost", true},
		{"", "192.168.1.5", false},
		{"192.168.1.5:8080", "192.168.1.5:8080", true},
		{"tea.example:8080", "tea.example:8080", true},
		{"tea.example:8080", "evil.example:8080", false},
		{":8080", "192.168.1.5:8080", true},
		{"0.0.0.0:8080", "192.168.1.5:8080", true},
		{"[::]:8080", "[2001:db8::1]:8080", true},
		{"0.0.0.0:8080", "evil.example:8080", false},
	} {
		if got := hosts(c.listen)(c.host); got != c.served {
			t.Errorf("listening on %q, host %q: served %t", c.listen, c.host, got)
		}
	}
}

func TestForeignHostRefused(t *testing.T) {
	r := newRig(t)
	for path, want := range map[string]int{"/sandbox": 421, "/sandbox/events": 421, "/sandbox/static/script.js": 421, "/healthz": 200} {
		q := httptest.NewRequest("GET", path, nil)
		q.Host = "evil.example"
		w := httptest.NewRecorder()
		r.page.ServeHTTP(w, q)
		if w.Code != want || strings.Contains(w.Body.String(), "<body") {
			t.Errorf("%s: status %d, want %d", path, w.Code, want)
		}
	}
}
