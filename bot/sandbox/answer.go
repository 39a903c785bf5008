// What the server writes back: Telegram's envelope around a result, or a refusal.

package sandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
)

type writer interface{ write(http.ResponseWriter) }

// success is a result already in JSON.
type success []byte

func (ok success) write(w http.ResponseWriter) {
	body := make([]byte, 0, len(ok)+24)
	body = append(body, `{"ok":true,"result":`...)
	body = append(append(body, ok...), '}')
	writeJSON(w, http.StatusOK, body)
}

// failure is a refusal in Telegram's words.
type failure struct {
	code    int
	text    string
	retry   int   // seconds
	migrate int64 // the chat that took over
}

func (f *failure) Error() string { return f.text }

func (f *failure) write(w http.ResponseWriter) {
	type parameters struct {
		RetryAfter int   `json:"retry_after,omitempty"`
		Migrate    int64 `json:"migrate_to_chat_id,omitempty"`
	}
	body := struct {
		OK          bool        `json:"ok"`
		Code        int         `json:"error_code"`
		Description string      `json:"description"`
		Parameters  *parameters `json:"parameters,omitempty"`
	}{Code: f.code, Description: f.text}
	if f.retry != 0 || f.migrate != 0 {
		body.Parameters = &parameters{f.retry, f.migrate}
	}
	text, _ := json.Marshal(body)
	if f.retry != 0 {
		w.Header().Set("Retry-After", strconv.Itoa(f.retry))
	}
	writeJSON(w, f.code, text)
}

func writeJSON(w http.ResponseWriter, code int, body []byte) {
	w.Header()["Content-Type"] = jsonType
	w.WriteHeader(code)
	w.Write(body) // the bot hung up: nothing to tell it
}

var jsonType = []string{"application/json"}

func refuse(code int, text string) *failure { return &failure{code: code, text: text} }

// bad is a 400 in Telegram's form.
func bad(format string, args ...any) *failure {
	return refuse(http.StatusBadRequest, "Bad Request: "+fmt.Sprintf(format, args...))
}

func forbidden(text string) *failure { return refuse(http.StatusForbidden, "Forbidden: "+text) }

func tooMany(seconds int) *failure {
	f := refuse(http.StatusTooManyRequests, fmt.Sprintf("Too Many Requests: retry after %d", seconds))
	f.retry = seconds
	return f
}

// encode marshals what is made of our own types and cannot fail.
func encode(v any) []byte {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return body
}

var yes = []byte("true")
