package sandbox

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guanxi/deploy/needs"
)

// specPath finds the Bot API's description; without it the test is skipped.
func specPath(t testing.TB) string {
	t.Helper()
	path := needs.Shared(t, "data/telegram/bot-api-10.1.json", "the sandbox's check of calls was not tested")
	if path == "" {
		t.Skip("SKIPPED: no description of the Bot API")
	}
	return path
}

func TestSpec(t *testing.T) {
	r := newRig(t, Options{Spec: specPath(t)})
	r.AddGroup(Group{ID: -5, Title: "Staff"})
	markup := func(m any) params { return params{"chat_id": 7, "text": "x", "reply_markup": m} }
	for _, test := range []struct {
		method string
		p      params
		want   string // in the refusal
	}{
		{"sendMessage", params{"chat_id": 7, "txt": "x"}, `no field "txt"`},
		{"sendMessage", params{"chat_id": 7}, `field "text" is required`},
		{"sendMessage", params{"chat_id": true, "text": "x"}, `field "chat_id" must be`},
		{"sendMessage", params{"chat_id": 7.5, "text": "x"}, `field "chat_id" must be`},
		{"sendMessage", params{"chat_id": 7, "text": 5}, `field "text" must be String`},
		{"sendMessage", params{"chat_id": 7, "text": "x", "disable_notification": "true"}, `must be Boolean`},
		{"sendMessage", params{"chat_id": 7, "text": "x", "message_thread_id": "5"}, `must be Integer`},
		{"sendMessage", params{"chat_id": 7, "text": "x", "reply_markup": nil}, `field "reply_markup" must be`},
		{"sendMessage", params{"chat_id": 7, "text": "x", "reply_to_message_id": 5}, `no field "reply_to_message_id"`},
		{"sendMessage", params{"chat_id": 7, "text": "x", "reply_parameters": params{"quote": "x"}}, `ReplyParameters requires "message_id"`},
		{"sendMessage", markup(params{"inline_keyboard": [][]params{{{"callback_data": "x"}}}}), `InlineKeyboardButton requires "text"`},
		{"sendMessage", markup(params{"inline_keyboard": [][]params{{{"text": "x", "data": "x"}}}}), `no field "data"`},
		{"sendMessage", markup(params{"inline_keyboard": []params{{"text": "x"}}}), "must be Array of InlineKeyboardButton"},
		{"sendMessage", markup(5), "must be"},
		{"setMyCommands", params{"commands": []params{}, "scope": params{"type": "chat"}}, `BotCommandScopeChat requires "chat_id"`},
		{"sendMediaGroup", params{"chat_id": 7, "media": []params{{"type": "photo"}}}, `requires "media"`},
		{"editMessageText", params{"chat_id": 7, "message_id": []int{1}, "text": "x"}, `field "message_id" must be Integer`},
	} {
		got := r.call(test.method, test.p)
		if got.Code != 400 || !strings.Contains(got.Description, test.want) {
			t.Errorf("%s %v: %+v, want %s", test.method, test.p, got, test.want)
		}
	}
	if n := len(r.Violations()); n != 17 {
		t.Errorf("%d violations kept", n)
	}
	form := func(query string) reply { return r.control("GET", "/bot"+token+"/"+query, "") }
	for query, ok := range map[string]bool{
		"sendMessage?chat_id=7&text=5":                            true,
		"sendMessage?chat_id=7&text=x&disable_notification=true":  true,
		"sendMessage?chat_id=7&text=x&disable_notification=maybe": false,
		"getUpdates?limit=x":                                      false,
		"getUpdates?allowed_updates=%5B%22message%22%5D":          true,
		"getUpdates?allowed_updates=message":                      false,
	} {
		if got := form(query); got.OK != ok {
			t.Errorf("%s: %+v", query, got)
		}
	}
	r.ok("sendMessage", markup(params{"inline_keyboard": [][]params{{{"text": "a", "callback_data": "a"}}}}), nil)
	r.ok("sendMessage", markup(params{"keyboard": [][]params{{{"text": "a"}}}, "resize_keyboard": true}), nil)
	r.ok("sendMessage", markup(params{"remove_keyboard": true}), nil)
}

func TestSpecOfFiles(t *testing.T) {
	r := newRig(t, Options{Spec: specPath(t)})
	for name, ok := range map[string]bool{"photo": true, "stray": false} {
		var body bytes.Buffer
		form := multipart.NewWriter(&body)
		form.WriteField("chat_id", "7")
		form.CreateFormFile(name, "tea.jpg")
		if name == "stray" {
			form.WriteField("photo", "https://example.com/a.jpg")
		}
		form.Close()
		request, _ := http.NewRequestWithContext(t.Context(), "POST", r.url+"/bot"+token+"/sendPhoto", &body)
		request.Header.Set("Content-Type", form.FormDataContentType())
		if got, err := do(request); err != nil || got.OK != ok {
			t.Errorf("file in %q: %v %+v", name, err, got)
		}
	}
}

func TestSpecFileFaults(t *testing.T) {
	bad := filepath.Join(t.TempDir(), "spec.json")
	if err := os.WriteFile(bad, []byte(`{"methods":{}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{bad, bad + ".missing"} {
		if _, err := New(Options{Token: token, Spec: path}); err == nil {
			t.Errorf("%s accepted", path)
		}
	}
}
