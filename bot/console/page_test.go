package console

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

func TestPageShowsHistory(t *testing.T) {
	r := newRig(t)
	mei := r.page.cast.bySlug("mei")
	if status := r.post("/sandbox/mei/send", url.Values{"text": {"<img> 你好"}}); status != http.StatusNoContent {
		t.Fatal("send:", status)
	}
	id := r.say(mei, "<b>68</b> &lt;yuan&gt;", []map[string]any{{"text": "五 ⭐", "callback_data": "rate.ask:5"}})
	gone := r.say(mei, "forget me")
	r.call("deleteMessage", map[string]any{"chat_id": mei.id, "message_id": gone}, nil)
	page, _ := r.get("/sandbox/mei")
	for _, want := range []string{
		"&lt;img&gt; 你好", "<b>68</b> &lt;yuan&gt;", `value="rate.ask:5"`, "五 ⭐", "id=\"m" + itoa(id) + `"`,
		`id="chat-mei" data-standing="open"`, `id="chat-anna" data-standing="new"`, `id="chat-owner" data-standing="new"`,
		`value="/start">START`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(page, "forget me") {
		t.Error("the page shows a deleted message")
	}
}

func TestPageHasNothingInline(t *testing.T) {
	r := newRig(t)
	page, answer := r.get("/sandbox")
	if got := answer.Header.Get("Content-Security-Policy"); got != policy {
		t.Errorf("policy %q", got)
	}
	if bad := regexp.MustCompile(`<script[^>]*>[^<]|<style|\sstyle=|\son[a-z]+=|https?://`).FindString(page); bad != "" {
		t.Errorf("the page holds %q", bad)
	}
	for _, asset := range regexp.MustCompile(`(?:src|href)="(/sandbox/static/[^"]+)"`).FindAllStringSubmatch(page, -1) {
		if _, answer := r.get(asset[1]); answer.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", asset[1], answer.Status)
		}
	}
}

func TestPaths(t *testing.T) {
	r := newRig(t)
	for path, want := range map[string]struct {
		status int
		at     string
	}{
		"/":                         {200, "/sandbox"},
		"/sandbox/":                 {200, "/sandbox"},
		"/healthz":                  {200, "/healthz"},
		"/sandbox/owner":            {200, "/sandbox/owner"},
		"/sandbox/nobody":           {404, "/sandbox/nobody"},
		"/sandbox/static/":          {404, "/sandbox/static/"},
		"/sandbox/static/page.html": {404, "/sandbox/static/page.html"},
		"/elsewhere":                {404, "/elsewhere"},
	} {
		_, answer := r.get(path)
		if answer.StatusCode != want.status || answer.Request.URL.Path != want.at {
			t.Errorf("%s: %s at %s, want %d at %s", path, answer.Status, answer.Request.URL.Path, want.status, want.at)
		}
	}
}

// A page without the script sends plain forms, and is led back to the chat.
func TestFormWithoutScript(t *testing.T) {
	r := newRig(t)
	answer, err := http.PostForm(r.web+"/sandbox/anna/send", url.Values{"text": {"привет\r\nвсем\r\n"}})
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK || answer.Request.URL.Path != "/sandbox/anna" {
		t.Errorf("%s at %s", answer.Status, answer.Request.URL)
	}
	if got := r.updates(); len(got) != 1 || got[0].Message.Text != "привет\nвсем" {
		t.Errorf("the bot got %+v", got)
	}
}
