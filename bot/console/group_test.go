package console

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
)

const invitation = "https://t.me/sandbox_bot?startgroup=desk_x&admin=manage_topics+pin_messages+delete_messages"

// gathered has the owner bring the bot into the group.
func (r *rig) gathered() {
	r.t.Helper()
	if got := r.post("/sandbox/owner/gather", url.Values{"link": {invitation}}); got != http.StatusNoContent {
		r.t.Fatal("gather: status", got)
	}
}

// topic lets the bot make one.
func (r *rig) topic(name string) (thread int) {
	r.t.Helper()
	var made struct {
		Thread int `json:"message_thread_id"`
	}
	r.call("createForumTopic", map[string]any{"chat_id": groupID, "name": name}, &made)
	return made.Thread
}

// write lets the bot write into a topic.
func (r *rig) write(thread int, text string) {
	r.t.Helper()
	r.call("sendMessage", map[string]any{"chat_id": groupID, "message_thread_id": thread, "text": text}, nil)
}

func TestGroupIsGathered(t *testing.T) {
	r := newRig(t)
	if err := r.page.Begin(); err != nil {
		t.Fatal(err)
	}
	r.say(owner, "Who?", []map[string]any{{"text": "Choose", "url": invitation}})
	page, _ := r.get("/sandbox")
	if !strings.Contains(page, `formaction="/sandbox/owner/gather"`) || !strings.Contains(page, `data-ask="/desk"`) || strings.Contains(page, `id="topics"`) {
		t.Error("the page without a group lacks the way to one, or has it already")
	}
	for path, link := range map[string]string{"/sandbox/mei/gather": invitation, "/sandbox/owner/gather": "https://t.me/sandbox_bot?start=x"} {
		if got := r.post(path, url.Values{"link": {link}}); got != http.StatusConflict {
			t.Errorf("%s with %s: status %d", path, link, got)
		}
	}
	next := r.listen(r.since())
	r.updates()
	r.gathered()
	r.until("reload", next)
	got := r.updates()
	if len(got) != 2 || got[1].Message == nil || got[1].Message.Text != "/start@sandbox_bot desk_x" || got[1].Message.From.ID != ownerID {
		t.Errorf("the bot got %+v", got)
	}
	page, _ = r.get("/sandbox")
	if !strings.Contains(page, `data-desk="desk"`) || !strings.Contains(page, groupTitle) || strings.Contains(page, "desk_x<") {
		t.Error("the page does not show the group, or it shows the link's secret")
	}
}

func TestTopicsAreTold(t *testing.T) {
	r := newRig(t)
	r.gathered()
	next := r.listen(r.since())
	thread := r.topic("🔴 Mei")
	slug := general + "-" + itoa(thread)
	if e := r.until("room", next); e.news.Chat != slug || !strings.Contains(e.news.HTML, "Topic “🔴 Mei” created") {
		t.Errorf("told of the new topic: %+v", e.news)
	}
	r.write(thread, "How much is it?")
	if e := r.until("bubble", next); e.news.Chat != slug || !e.news.Fresh {
		t.Errorf("told of a message in it: %+v", e.news)
	}
	r.part(next, "topics", `data-state="waits"`)
	r.call("editForumTopic", map[string]any{"chat_id": groupID, "message_thread_id": thread, "name": "⚪ Mei"}, nil)
	r.part(next, "head-"+slug, "closed")
	page, _ := r.get("/sandbox/" + slug)
	for _, want := range []string{`data-desk="` + slug + `"`, "How much is it?", "Topic renamed to “⚪ Mei”", `data-state="closed"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if got := r.post("/sandbox/"+slug+"/drop", nil); got != http.StatusNoContent {
		t.Error("delete the topic: status", got)
	}
	r.until("removed", next)
	if _, answer := r.get("/sandbox/" + slug); answer.StatusCode != http.StatusNotFound {
		t.Error("a topic that was deleted:", answer.Status)
	}
}

// An icon and a sign in the name tell the same: one is shown. What is isolated in a name turns nothing around it.
func TestTopicHead(t *testing.T) {
	r := newRig(t)
	r.gathered()
	var icons []struct {
		ID string `json:"custom_emoji_id"`
	}
	r.call("getForumTopicIconStickers", nil, &icons)
	r.call("createForumTopic", map[string]any{"chat_id": groupID, "name": "⚠️ \u2068ليلى\u2069 · C-1001", "icon_custom_emoji_id": icons[0].ID}, nil)
	page, _ := r.get("/sandbox/desk")
	if want := `<h2 dir="ltr">` + "\u2068ليلى\u2069 · C-1001</h2>"; !strings.Contains(page, want) || !strings.Contains(page, `data-state="complaint"`) {
		t.Errorf("the page lacks %q", want)
	}
}

// Staff act as one of them: as whom the form says, else as the owner.
func TestStaffAct(t *testing.T) {
	r := newRig(t)
	r.gathered()
	thread := r.topic("Mei")
	at := "/sandbox/" + general + "-" + itoa(thread)
	r.call("sendMessage", map[string]any{"chat_id": groupID, "message_thread_id": thread, "text": "C-1001", "reply_markup": map[string]any{
		"inline_keyboard": [][]map[string]any{{{"text": "In progress", "callback_data": "work"}}},
	}}, nil)
	r.updates()
	history := r.box.History(groupID)
	for _, form := range []struct{ path, as, field, value string }{
		{"/send", "", "text", "mine"}, {"/send", "lin", "text", "Lin's"}, {"/send", "mei", "text", "no customer's"},
		{"/press", "lin", "data", "work"}, {"/shut", "lin", "closed", "1"}, {"/shut", "", "closed", ""},
	} {
		values := url.Values{"as": {form.as}, form.field: {form.value}, "message": {itoa(history[len(history)-1].ID)}}
		if got := r.post(at+form.path, values); got != http.StatusNoContent {
			t.Errorf("%+v: status %d", form, got)
		}
	}
	var by []int64
	for _, m := range r.box.History(groupID)[len(history):] {
		by = append(by, m.From)
	}
	const lin = colleagueID
	if want := []int64{ownerID, lin, ownerID, lin, ownerID}; !slices.Equal(by, want) {
		t.Errorf("written by %v, want %v", by, want)
	}
	pressed := false
	for _, u := range r.updates() {
		pressed = pressed || u.Query != nil && u.Query.Data == "work" && u.Query.From.ID == lin
	}
	if !pressed {
		t.Error("the bot was told of no press by Lin")
	}
	page, _ := r.get(at)
	if strings.Count(page, `<p class="writer" dir="auto">Lin</p>`) != 1 || !strings.Contains(page, "Topic reopened") {
		t.Error("the page does not tell who wrote, or what became of the topic")
	}
	for _, path := range []string{"/sandbox/desk/block", "/sandbox/desk/drop", "/sandbox/mei/drop", "/sandbox/mei/shut"} {
		if got := r.post(path, nil); got != http.StatusConflict {
			t.Errorf("%s: status %d", path, got)
		}
	}
}

func TestDirection(t *testing.T) {
	for text, want := range map[string]string{
		"": "ltr", "C-1001": "ltr", "\u2068ليلى\u2069 complains": "ltr", "ليلى: hello": "rtl", "1. שלום": "rtl", "你好": "ltr",
	} {
		if got := direction(text, "ltr"); got != want {
			t.Errorf("%q runs %s, want %s", text, got, want)
		}
	}
}
