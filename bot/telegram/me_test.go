package telegram

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestMe gives up on what is surely no Bot API or refuses, each with its mend, and goes on while a gateway is in trouble.
func TestMe(t *testing.T) {
	const page, cutOff = "<html>Welcome</html>", `{"ok":true,`
	for name, test := range map[string]struct {
		status     int
		body, want string // "": it asks again
	}{
		"a page":            {200, page, "no Bot API answers"},
		"no such page":      {404, page, "no Bot API answers"},
		"elsewhere":         {301, page, "no Bot API answers"},
		"another API":       {200, `{"hello":1}`, "no Bot API answers"},
		"not a user":        {200, `{"ok":true,"result":[]}`, "no Bot API answers"},
		"nobody":            {200, `{"ok":true,"result":{}}`, "no Bot API answers (not an answer of the Bot API: it names no bot)"},
		"logged out":        {400, `{"ok":false,"error_code":400,"description":"Logged out"}`, "400 Logged out"},
		"refused":           {401, `{"ok":false,"error_code":401,"description":"Unauthorized"}`, "token refused"},
		"no such token":     {404, `{"ok":false,"error_code":404,"description":"Not Found"}`, "token refused"},
		"a gateway's page":  {502, page, ""},
		"too many requests": {429, page, ""},
		"a cut answer":      {200, cutOff, ""},
		"a moment":          {429, `{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":1}}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				if test.body == cutOff {
					w.Header().Set("Content-Length", "100") // more than comes
				}
				w.WriteHeader(test.status)
				_, _ = io.WriteString(w, test.body)
			}))
			defer server.Close()
			client, err := New(server.URL, "1:x")
			if err != nil {
				t.Fatal(err)
			}
			_, err = Me(ctx, client, slog.New(slog.NewTextHandler(onWrite(stop), nil))) // it says once that it asks again
			switch {
			case test.want == "" && !errors.Is(err, context.Canceled):
				t.Errorf("it gives up: %v", err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "\nhint: ")):
				t.Errorf("%v", err)
			}
		})
	}
}

// onWrite is called at each line of a log.
type onWrite func()

func (f onWrite) Write(line []byte) (int, error) {
	f()
	return len(line), nil
}
