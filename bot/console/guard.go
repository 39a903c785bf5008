// What every request passes first: whom the pages answer, and what a browser may do with them.
package console

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// maxForm bounds a request's body: 4096 UTF-16 units are at most 36 KiB when percent-encoded.
const maxForm = 64 << 10 // bytes

// policy lets the pages load from their own server only: no inline script or style, nothing from elsewhere.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
	"form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// guard refuses names that are not the server's (a page elsewhere whose name was rebound to this address could read and
// write here otherwise) and posts from other origins. A probe asks by address: /healthz tells nothing and answers all.
func guard(next http.Handler, known func(host string) bool) http.Handler {
	next = http.NewCrossOriginProtection().Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secure(w.Header())
		if r.URL.Path != "/healthz" && !known(r.Host) {
			http.Error(w, "this host name is not served here\nhint: open it as localhost", http.StatusMisdirectedRequest)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		next.ServeHTTP(w, r)
	})
}

func secure(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin") // no-referrer would make a form's Origin "null"
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}

// hosts says which Host headers are the server's own: this machine's names, and what it listens on.
func hosts(listen string) func(string) bool {
	own := hostOf(listen)
	at, err := netip.ParseAddr(own)
	wildcard := listen != "" && (own == "" || err == nil && at.IsUnspecified())
	return func(header string) bool {
		host := hostOf(header)
		if host == "localhost" || host != "" && host == own {
			return true
		}
		ip, err := netip.ParseAddr(host)
		return err == nil && (wildcard || ip.IsLoopback()) // an address, unlike a name, cannot be rebound
	}
}

// hostOf is the name or address without its port and brackets, in lower case.
func hostOf(hostport string) string {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.TrimSuffix(strings.TrimPrefix(hostport, "["), "]")
	}
	return strings.ToLower(strings.TrimSuffix(host, "."))
}
