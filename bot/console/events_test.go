package console

import (
	"context"
	"io"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// since is the event that the page was rendered after.
func (r *rig) since() string {
	r.t.Helper()
	page, _ := r.get("/sandbox")
	found := regexp.MustCompile(`data-since="([^"]+)"`).FindStringSubmatch(page)
	if found == nil {
		r.t.Fatal("the page does not say what it has")
	}
	return found[1]
}

func TestEvents(t *testing.T) {
	r := newRig(t)
	anna := r.page.cast.bySlug("anna")
	next := r.listen(r.since())
	r.post("/sandbox/anna/send", url.Values{"text": {"a <i>"}})
	if e := r.until("bubble", next); !e.news.Fresh || e.news.Chat != "anna" || e.news.Standing != open ||
		!strings.Contains(e.news.HTML, "a &lt;i&gt;") || !strings.HasPrefix(e.news.HTML, "<article") {
		t.Errorf("a message: %+v", e)
	}
	r.call("sendChatAction", map[string]any{"chat_id": anna.id, "action": "typing"}, nil)
	if e := r.until("acting", next); e.news.Chat != "anna" || e.news.Text != "is typing…" {
		t.Errorf("typing: %+v", e)
	}
	r.call("sendMessageDraft", map[string]any{"chat_id": anna.id, "draft_id": 7, "text": "Are you <b>su</b>", "parse_mode": "HTML"}, nil)
	if e := r.until("acting", next); e.news.Chat != "anna" || e.news.Text != "✍️ Are you su" {
		t.Errorf("a draft: %+v", e)
	}
	id := r.say(anna, "Sure?", []map[string]any{{"text": "Yes", "callback_data": "yes"}})
	if e := r.until("bubble", next); e.news.ID != id || e.news.Standing != "" || !strings.Contains(e.news.HTML, `value="yes"`) {
		t.Errorf("the bot's message: %+v", e)
	}
	r.post("/sandbox/anna/press", url.Values{"message": {itoa(id)}, "data": {"yes"}})
	got := r.updates()
	r.call("answerCallbackQuery", map[string]any{"callback_query_id": got[len(got)-1].Query.ID, "text": "Noted", "show_alert": true}, nil)
	if e := r.until("answered", next); e.news.Text != "Noted" || !e.news.Alert {
		t.Errorf("the answer: %+v", e)
	}
	r.call("editMessageText", map[string]any{"chat_id": anna.id, "message_id": id, "text": "Good"}, nil)
	if e := r.until("bubble", next); e.news.Fresh || e.news.ID != id || strings.Contains(e.news.HTML, "Yes") {
		t.Errorf("the edit: %+v", e)
	}
	r.call("deleteMessage", map[string]any{"chat_id": anna.id, "message_id": id}, nil)
	if e := r.until("removed", next); e.news.ID != id {
		t.Errorf("the removal: %+v", e)
	}
	r.post("/sandbox/anna/block", nil)
	if e := r.until("standing", next); e.news.Standing != blocked {
		t.Errorf("the block: %+v", e)
	}
}

func TestEventsGoOnWhereThePageStopped(t *testing.T) {
	r := newRig(t)
	since := r.since()
	next := r.listen(since)
	for _, text := range []string{"one", "two", "three"} {
		r.post("/sandbox/anna/send", url.Values{"text": {text}})
	}
	first := r.until("bubble", next)
	again := r.listen(since, "Last-Event-ID", first.id)
	for _, want := range []string{"two", "three"} {
		if e := r.until("bubble", again); !strings.Contains(e.news.HTML, ">"+want+"<") {
			t.Errorf("after %s came %s, want %q", first.id, e.news.HTML, want)
		}
	}
	for _, bad := range []string{"", "nonsense", "otherrun.1", strings.Split(since, ".")[0] + ".999"} {
		if e, err := r.listen(bad)(); err != nil || e.kind != "reload" {
			t.Errorf("since %q: %+v, want a reload", bad, e)
		}
	}
}

func TestFeedForgetsTheOldest(t *testing.T) {
	f := newFeed(time.Unix(1, 0))
	for range 5*maxKept + 1 {
		f.put(event{})
	}
	if batch, _, ok := f.after(4*maxKept + 1); !ok || len(batch) != maxKept {
		t.Errorf("the last %d: %d, %t", maxKept, len(batch), ok)
	}
	if _, _, ok := f.after(1); ok {
		t.Error("the oldest are still there")
	}
	if len(f.kept) > 2*maxKept {
		t.Errorf("%d events kept", len(f.kept))
	}
}

// Shutdown waits for open streams: it must end them, so that the program stops at once.
func TestShutdownEndsStreams(t *testing.T) {
	r := newRig(t)
	next := r.listen(r.since())
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := r.http.Shutdown(ctx); err != nil {
		t.Error("shut down:", err)
	}
	if e, err := next(); err != io.EOF {
		t.Errorf("the stream went on: %+v, %v", e, err)
	}
}

func TestStreamAfterStop(t *testing.T) {
	r := newRig(t)
	r.page.Close()
	if e, err := r.listen(r.page.feed.newest())(); err != io.EOF {
		t.Errorf("a stream opened after the stop gave %+v, %v", e, err)
	}
}
