package sandbox

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

func TestPaths(t *testing.T) {
	r := newRig(t, Options{})
	for path, want := range map[string]reply{
		"/bot42:wrong/getMe":         {Code: 401, Description: "Unauthorized"},
		"/bot" + token + "/getYou":   {Code: 404, Description: "Not Found: method not found"},
		"/elsewhere":                 {Code: 404, Description: "Not Found"},
		"/bot" + token + "/GETME":    {OK: true},
		"/bot" + token + "/getme?x=": {OK: true},
	} {
		got := r.control("GET", path, "")
		if got.OK != want.OK || got.Code != want.Code || got.Description != want.Description {
			t.Errorf("%s: %+v", path, got)
		}
	}
	if _, err := New(Options{Token: "nonsense"}); err == nil || !strings.Contains(err.Error(), "hint: ") {
		t.Errorf("token: %v", err)
	}
}

// TestBodies sends the same message in each of the ways that Telegram takes.
func TestBodies(t *testing.T) {
	r := newRig(t, Options{})
	form := url.Values{"chat_id": {"7"}, "text": {"one & two"}}
	var parts bytes.Buffer
	writer := multipart.NewWriter(&parts)
	for name := range form {
		if err := writer.WriteField(name, form.Get(name)); err != nil {
			t.Fatal(err)
		}
	}
	writer.Close()
	base := r.url + "/bot" + token + "/sendMessage"
	for _, test := range []struct{ method, url, kind, body string }{
		{"GET", base + "?" + form.Encode(), "", ""},
		{"POST", base + "?chat_id=7", "application/json; charset=utf-8", `{"text":"one & two"}`},
		{"POST", base, "application/json", `{"chat_id":"7","text":"one \u0026 two","reply_markup":null}`},
		{"POST", base, "application/x-www-form-urlencoded", form.Encode()},
		{"POST", base, writer.FormDataContentType(), parts.String()},
	} {
		request, _ := http.NewRequestWithContext(t.Context(), test.method, test.url, strings.NewReader(test.body))
		request.Header.Set("Content-Type", test.kind)
		got, err := do(request)
		if err != nil || !got.OK {
			t.Errorf("%s %s: %v %+v", test.method, test.kind, err, got)
		}
	}
	accepted := r.Accepted()
	for _, a := range accepted {
		if a.Plain != "one & two" {
			t.Errorf("arrived: %q", a.Plain)
		}
	}
	if len(accepted) != 5 {
		t.Errorf("%d arrived", len(accepted))
	}
}

func TestBadBodies(t *testing.T) {
	r := newRig(t, Options{})
	for _, test := range []struct {
		kind, body string
		code       int
	}{
		{"application/json", `{"chat_id":7`, 400},
		{"application/json", `[]`, 400},
		{"application/json", `{"chat_id":7,"text":"` + strings.Repeat("a", maxBody) + `"}`, 413},
		{"application/x-www-form-urlencoded", "chat_id=7&text=%ff", 400},
		{"multipart/form-data; boundary=x", "no parts", 400},
		{"multipart/form-data", "", 400},
	} {
		request, _ := http.NewRequestWithContext(t.Context(), "POST", r.url+"/bot"+token+"/sendMessage", strings.NewReader(test.body))
		request.Header.Set("Content-Type", test.kind)
		if got, err := do(request); err != nil || got.Code != test.code {
			t.Errorf("%s %.20s: %v %+v", test.kind, test.body, err, got)
		}
	}
}

// TestLibrary drives the sandbox with the client library that the bot uses.
func TestLibrary(t *testing.T) {
	r := newRig(t, Options{Spec: specPath(t)})
	client, err := tg.New(token, tg.WithServerURL(r.url))
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	m, err := client.SendMessage(ctx, &tg.SendMessageParams{ChatID: 7, Text: "<b>x</b>", ParseMode: models.ParseModeHTML,
		ReplyMarkup: &models.InlineKeyboardMarkup{InlineKeyboard: [][]models.InlineKeyboardButton{{{Text: "a", CallbackData: "a"}}}}})
	if err != nil || m.Text != "x" || m.Entities[0].Type != models.MessageEntityTypeBold || m.ReplyMarkup.InlineKeyboard[0][0].CallbackData != "a" {
		t.Fatalf("send: %v %+v", err, m)
	}
	if _, err := client.EditMessageText(ctx, &tg.EditMessageTextParams{ChatID: 7, MessageID: m.ID, Text: "y"}); err != nil {
		t.Error(err)
	}
	photo, err := client.SendPhoto(ctx, &tg.SendPhotoParams{ChatID: 7, Caption: "tea",
		Photo: &models.InputFileUpload{Filename: "tea.jpg", Data: bytes.NewReader(make([]byte, 1<<20))}})
	if err != nil || photo.Photo[0].FileID == "" || photo.Caption != "tea" {
		t.Errorf("photo: %v %+v", err, photo)
	}
	album, err := client.SendMediaGroup(ctx, &tg.SendMediaGroupParams{ChatID: 7, Media: []models.InputMedia{
		&models.InputMediaPhoto{Media: "attach://a.jpg", MediaAttachment: strings.NewReader("x")},
		&models.InputMediaPhoto{Media: photo.Photo[0].FileID},
	}})
	if err != nil || len(album) != 2 {
		t.Errorf("album: %v %+v", err, album)
	}
	if _, err := client.CopyMessage(ctx, &tg.CopyMessageParams{ChatID: 7, FromChatID: 7, MessageID: m.ID}); err != nil {
		t.Error(err)
	}
	if _, err := client.SetMyCommands(ctx, &tg.SetMyCommandsParams{Commands: []models.BotCommand{{Command: "start", Description: "Start"}},
		Scope: &models.BotCommandScopeAllPrivateChats{}}); err != nil {
		t.Error(err)
	}
	if all := r.Violations(); len(all) != 0 {
		t.Errorf("violations: %v", all)
	}
}

// TestPhotoTooLarge refuses a photo above Telegram's 10 MB, which as a document is taken.
func TestPhotoTooLarge(t *testing.T) {
	r := newRig(t, Options{})
	r.AddUser(User{ID: 7, Wrote: true})
	for method, want := range map[string]int{"sendPhoto": 400, "sendDocument": 0} {
		var parts bytes.Buffer
		form := multipart.NewWriter(&parts)
		file, err := form.CreateFormFile(strings.ToLower(strings.TrimPrefix(method, "send")), "tea.jpg")
		if err != nil {
			t.Fatal(err)
		}
		file.Write(make([]byte, maxPhoto+1))
		form.WriteField("chat_id", "7")
		form.Close()
		request, _ := http.NewRequestWithContext(t.Context(), "POST", r.url+"/bot"+token+"/"+method, &parts)
		request.Header.Set("Content-Type", form.FormDataContentType())
		if got, err := do(request); err != nil || got.Code != want {
			t.Errorf("%s: %v %+v", method, err, got)
		}
	}
}
