package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

const testToken = "123456:AAtest-Token_0123456789"

func newClient(t *testing.T, handler http.HandlerFunc) *Client {
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := New(server.URL, testToken)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

func TestCall(t *testing.T) {
	client := newClient(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		const want = `{"chat_id":7,"text":"<b>a & b</b>","parse_mode":"HTML","link_preview_options":{"is_disabled":true},"reply_markup":{"inline_keyboard":[[{"text":"Yes","callback_data":"f.s:y"}]]}}`
		if r.Method != "POST" || r.URL.Path != "/bot"+testToken+"/sendMessage" || r.Header.Get("Content-Type") != "application/json" || r.ContentLength != int64(len(body)) {
			t.Errorf("%s %s, %d bytes, %v", r.Method, r.URL, r.ContentLength, r.Header)
		}
		if got := strings.TrimSpace(string(body)); got != want {
			t.Errorf("body %s\nwant %s", got, want)
		}
		io.WriteString(w, `{"result":{"message_id":5,"chat":{"id":7}},"ok":true}`)
	})
	params := &bot.SendMessageParams{
		ChatID: int64(7), Text: "<b>a & b</b>", ParseMode: models.ParseModeHTML,
		LinkPreviewOptions: &models.LinkPreviewOptions{IsDisabled: bot.True()},
		ReplyMarkup:        &Keyboard{Rows: [][]Key{{{Text: "Yes", Data: "f.s:y"}}}},
	}
	var sent MessageID
	if err := client.Call(t.Context(), "sendMessage", params, &sent); err != nil || sent.ID != 5 {
		t.Errorf("message %d, %v", sent.ID, err)
	}
	if err := client.Call(t.Context(), "sendMessage", params, nil); err != nil {
		t.Errorf("without a result: %v", err)
	}
}

func TestJudge(t *testing.T) {
	tests := map[string]struct {
		status int
		body   string
		want   Verdict
	}{
		"done":           {200, `{"ok":true,"result":{"message_id":1}}`, Verdict{}},
		"done as true":   {200, `{"ok":true,"result":true}`, Verdict{}},
		"flood":          {429, `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 7","parameters":{"retry_after":7}}`, Verdict{Next: Wait, Wait: 7 * time.Second}},
		"flood, no time": {429, `{"ok":false,"error_code":429,"description":"Too Many Requests"}`, Verdict{Next: Wait, Wait: time.Second}},
		"moved":          {400, `{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1001234567890}}`, Verdict{Next: Move, To: -1001234567890}},
		"entities":       {400, `{"ok":false,"error_code":400,"description":"Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\""}`, Verdict{Next: Plain}},
		"not modified":   {400, `{"ok":false,"error_code":400,"description":"Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"}`, Verdict{}},
		"edit gone":      {400, `{"ok":false,"error_code":400,"description":"Bad Request: message to edit not found"}`, Verdict{Next: Anew}},
		"no topic":       {400, `{"ok":false,"error_code":400,"description":"Bad Request: message thread not found"}`, Verdict{Next: NoTopic}},
		"topic deleted":  {400, `{"ok":false,"error_code":400,"description":"Bad Request: TOPIC_DELETED"}`, Verdict{Next: NoTopic}},
		"topic closed":   {400, `{"ok":false,"error_code":400,"description":"Bad Request: TOPIC_CLOSED"}`, Verdict{Next: Shut}},
		"topic the same": {400, `{"ok":false,"error_code":400,"description":"Bad Request: TOPIC_NOT_MODIFIED"}`, Verdict{Next: Done}},
		"demoted":        {400, `{"ok":false,"error_code":400,"description":"Bad Request: not enough rights to create a topic"}`, Verdict{Next: Denied}},
		"topics off":     {400, `{"ok":false,"error_code":400,"description":"Bad Request: the chat is not a forum"}`, Verdict{Next: Denied}},
		"edit barred":    {400, `{"ok":false,"error_code":400,"description":"Bad Request: message can't be edited"}`, Verdict{Next: Anew}},
		"chat not found": {400, `{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}`, Verdict{Next: Unreachable}},
		"blocked":        {403, `{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}`, Verdict{Next: Unreachable}},
		"deactivated":    {403, `{"ok":false,"error_code":403,"description":"Forbidden: user is deactivated"}`, Verdict{Next: Unreachable}},
		"too long":       {400, `{"ok":false,"error_code":400,"description":"Bad Request: message is too long"}`, Verdict{Next: Refused}},
		"revoked":        {401, `{"ok":false,"error_code":401,"description":"Unauthorized"}`, Verdict{Next: Revoked}},
		"no such bot":    {404, `{"ok":false,"error_code":404,"description":"Not Found"}`, Verdict{Next: Revoked}},
		"no such method": {404, `{"ok":false,"error_code":404,"description":"Not Found: method not found"}`, Verdict{Next: Refused}},
		"inner":          {500, `{"ok":false,"error_code":500,"description":"Internal Server Error"}`, Verdict{Next: Unknown}},
		"page":           {502, `<html><body>502 Bad Gateway</body></html>`, Verdict{Next: Unknown}},
		"page with 403":  {403, `<html>Forbidden</html>`, Verdict{Next: Unknown}},
		"redirect":       {302, ``, Verdict{Next: Unknown}},
		"cut short":      {200, `{"ok":true,"result":{"mess`, Verdict{Next: Unknown}},
		"empty":          {200, ``, Verdict{Next: Unknown}},
		"other JSON":     {200, `{"hello":1}`, Verdict{Next: Unknown}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			client := newClient(t, func(w http.ResponseWriter, r *http.Request) {
				if test.status == 302 {
					w.Header().Set("Location", "http://127.0.0.1:1/elsewhere")
				}
				w.WriteHeader(test.status)
				io.WriteString(w, test.body)
			})
			var sent MessageID
			err := client.Call(t.Context(), "sendMessage", nil, &sent)
			if got := Judge(err); got != test.want {
				t.Errorf("verdict %+v of %v, want %+v", got, err, test.want)
			}
			if err != nil && strings.Contains(err.Error(), testToken) {
				t.Errorf("the error tells the token: %v", err)
			}
		})
	}
}

func TestLost(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := silent.Addr().String()
	silent.Close()
	closed, err := New("http://"+address, testToken)
	if err != nil {
		t.Fatal(err)
	}
	nobody, err := New("http://name.invalid", testToken)
	if err != nil {
		t.Fatal(err)
	}
	over := httptest.NewUnstartedServer(http.NotFoundHandler())
	over.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)
	over.StartTLS()
	defer over.Close()
	untrusted, err := New(over.URL, testToken)
	if err != nil {
		t.Fatal(err)
	}
	broken := newClient(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	tests := map[string]struct {
		client *Client
		want   Next
	}{
		"refused connection":  {closed, Unsent},
		"no such host":        {nobody, Unsent},
		"foreign certificate": {untrusted, Unsent},
		"broken connection":   {broken, Unknown},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			err := test.client.Call(t.Context(), "getMe", nil, nil)
			if got := Judge(err).Next; got != test.want {
				t.Errorf("verdict %v of %v, want %v", got, err, test.want)
			}
			if strings.Contains(err.Error(), testToken) {
				t.Errorf("the error tells the token: %v", err)
			}
		})
	}
}

func TestCallHasADeadline(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			io.Copy(io.Discard, r.Body) // only then does the server notice that the client has gone
			<-r.Context().Done()
		}))
		start := time.Now()
		err := client.Call(t.Context(), "getMe", nil, nil)
		if took := time.Since(start); took != callTime || Judge(err).Next != Unknown || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%v after %v", err, took)
		}
	})
}

func TestAnswerIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // on whose clock no busy machine is too slow
		client := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			chunk := make([]byte, 1<<20)
			for range maxAnswer>>20 + 1 {
				if _, err := w.Write(chunk); err != nil {
					return
				}
			}
		}))
		if err := client.Call(t.Context(), "getMe", nil, nil); Judge(err).Next != Unknown || !strings.Contains(err.Error(), "more than") {
			t.Errorf("error %v", err)
		}
	})
}

// TestCallsDoNotMix looks for bytes of one call in another, while servers answer before they have read.
func TestCallsDoNotMix(t *testing.T) {
	client := newClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength%3 == 0 {
			io.WriteString(w, `{"ok":true,"result":"early"}`)
			return
		}
		var params struct{ Text string }
		if err := json.NewDecoder(r.Body).Decode(&params); err != nil {
			t.Error(err)
		}
		json.NewEncoder(w).Encode(map[string]any{"ok": true, "result": params.Text})
	})
	var calls sync.WaitGroup
	for worker := range 16 {
		calls.Go(func() {
			for i := range 50 {
				want, got := fmt.Sprintf("%d %d %s", worker, i, strings.Repeat("x", 97*i)), ""
				if err := client.Call(t.Context(), "echo", map[string]string{"text": want}, &got); err != nil && Judge(err).Next != Unknown {
					t.Error(err)
				} else if err == nil && got != want && got != "early" {
					t.Errorf("got %.20q, want %.20q", got, want)
				}
			}
		})
	}
	calls.Wait()
}

func TestNewRefusesWhatIsNone(t *testing.T) {
	for _, bad := range [][2]string{{"", "1:a"}, {"api.telegram.org", "1:a"}, {"ftp://x", "1:a"}, {"http://x", ""}, {"http://x", "1:a/../b"}, {"http://x", "1:a b"}} {
		if _, err := New(bad[0], bad[1]); err == nil || !strings.Contains(err.Error(), "hint: ") {
			t.Errorf("New(%q, %q): %v", bad[0], bad[1], err)
		}
	}
}
