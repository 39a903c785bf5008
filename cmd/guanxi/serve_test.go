package main

import (
	"net/http"
	"strings"
	"testing"
)

// TestNoSandboxWithToken holds that a real bot's process serves nothing of the sandbox.
func TestNoSandboxWithToken(t *testing.T) {
	t.Parallel()
	r := newRig(t, mode{webhook: true}, 1)
	r.start()
	if _, err := r.say(first, "/rate", replies[0]); err != nil { // by the webhook, so it serves
		t.Fatal(err)
	}
	_, address, _ := strings.Cut(strings.Join(r.env, "\n"), "GUANXI_LISTEN=")
	address, _, _ = strings.Cut(address, "\n")
	for path, want := range map[string]int{
		"/healthz": 200, "/": 404, "/sandbox": 404, "/sandbox/events": 404, "/sandbox/static/script.js": 404,
		"/bot" + botToken + "/getMe": 404, "/control/" + botToken + "/faults": 404,
	} {
		answer, err := http.Get("http://" + address + path)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("%s: status %d, want %d", path, answer.StatusCode, want)
		}
	}
}
