package console

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestActsReachTheBot(t *testing.T) {
	r := newRig(t)
	leila := r.page.cast.bySlug("leila")
	r.post("/sandbox/leila/send", url.Values{"text": {"/start"}})
	asked := r.say(leila, "؟", []map[string]any{{"text": "نعم", "callback_data": "yes"}})
	r.post("/sandbox/leila/send", url.Values{"text": {"هذه"}, "media": {"photo"}, "reply": {itoa(asked)}})
	r.post("/sandbox/leila/send", url.Values{"text": {"dropped"}, "media": {"location"}})
	r.post("/sandbox/leila/press", url.Values{"message": {itoa(asked)}, "data": {"yes"}})
	r.post("/sandbox/leila/block", nil)
	r.post("/sandbox/leila/unblock", nil)
	got := r.updates()
	if len(got) != 6 {
		t.Fatalf("the bot got %d updates, want 6: %+v", len(got), got)
	}
	if m := got[0].Message; m.Text != "/start" || m.From.ID != leila.id || m.From.Language != "ar" {
		t.Errorf("start: %+v", m)
	}
	if m := got[1].Message; m.Photo == nil || m.Caption != "هذه" || m.Reply == nil || m.Reply.ID != asked {
		t.Errorf("photo: %+v", m)
	}
	if m := got[2].Message; m.Location == nil || m.Text+m.Caption != "" {
		t.Errorf("location: %+v", m)
	}
	if q := got[3].Query; q == nil || q.Data != "yes" {
		t.Errorf("press: %+v", got[3])
	}
	if got[4].Member.New.Status != "kicked" || got[5].Member.New.Status != "member" {
		t.Errorf("block: %+v %+v", got[4].Member, got[5].Member)
	}
}

func TestEditsReactionsAndAlbums(t *testing.T) {
	r := newRig(t)
	r.post("/sandbox/mei/send", url.Values{"text": {"helo"}})
	mine := r.box.History(r.page.cast.bySlug("mei").id)[0].ID
	r.post("/sandbox/mei/send", url.Values{"text": {"hello"}, "edit": {itoa(mine)}})
	r.post("/sandbox/mei/react", url.Values{"message": {itoa(mine)}, "emoji": {"👍"}})
	r.post("/sandbox/mei/send", url.Values{"text": {"two"}, "media": {"album"}})
	all := r.box.History(r.page.cast.bySlug("mei").id)
	if len(all) != 3 || all[0].Plain != "hello" || !all[0].Edited || all[0].Reacted != "👍" {
		t.Fatalf("the chat: %+v", all)
	}
	if all[1].Album == "" || all[1].Album != all[2].Album || all[1].Plain != "two" || all[2].Plain != "" {
		t.Errorf("the album: %+v", all[1:])
	}
	r.post("/sandbox/mei/delete", url.Values{"message": {itoa(mine)}})
	if page, _ := r.get("/sandbox"); strings.Contains(page, `id="m`+itoa(mine)+`"`) {
		t.Error("a deleted message is shown")
	}
}

func TestActsRefused(t *testing.T) {
	r := newRig(t)
	for name, a := range map[string]struct {
		path string
		form url.Values
		want int
	}{
		"nobody":         {"/sandbox/nobody/send", url.Values{"text": {"hi"}}, http.StatusNotFound},
		"empty":          {"/sandbox/anna/send", url.Values{"text": {" \n"}}, http.StatusConflict},
		"too long":       {"/sandbox/anna/send", url.Values{"text": {strings.Repeat("x", 4097)}}, http.StatusConflict},
		"huge":           {"/sandbox/anna/send", url.Values{"text": {strings.Repeat("x", maxForm)}}, http.StatusRequestEntityTooLarge},
		"no such media":  {"/sandbox/anna/send", url.Values{"media": {"smell"}}, http.StatusConflict},
		"no such button": {"/sandbox/anna/press", url.Values{"message": {"1"}, "data": {"x"}}, http.StatusConflict},
		"no number":      {"/sandbox/anna/press", url.Values{"message": {"one"}}, http.StatusConflict},
		"odd reaction":   {"/sandbox/anna/react", url.Values{"message": {"1"}, "emoji": {"🧨"}}, http.StatusConflict},
		"not there":      {"/sandbox/anna/delete", url.Values{"message": {"1"}}, http.StatusConflict},
		"not theirs":     {"/sandbox/anna/send", url.Values{"text": {"hi"}, "edit": {"1"}}, http.StatusConflict},
		"reply to words": {"/sandbox/anna/send", url.Values{"text": {"hi"}, "reply": {"that"}}, http.StatusConflict},
	} {
		if got := r.post(a.path, a.form); got != a.want {
			t.Errorf("%s: status %d, want %d", name, got, a.want)
		}
	}
	if got := r.updates(); len(got) != 0 {
		t.Errorf("the bot got %+v", got)
	}
}

func TestAppoint(t *testing.T) {
	r := newRig(t)
	if err := r.page.Appoint("own_secret"); err != nil {
		t.Fatal(err)
	}
	if got := r.updates(); len(got) != 1 || got[0].Message.Text != "/start own_secret" || got[0].Message.From.ID != owner.id {
		t.Errorf("the bot got %+v", got)
	}
}

func TestStanding(t *testing.T) {
	r := newRig(t)
	stands := func(want standing) {
		t.Helper()
		if page, _ := r.get("/sandbox"); !strings.Contains(page, `id="chat-anna" data-standing="`+string(want)+`"`) {
			t.Errorf("the page does not show %q", want)
		}
	}
	stands(fresh)
	r.post("/sandbox/anna/send", url.Values{"text": {"/start"}})
	stands(open)
	r.post("/sandbox/anna/block", nil)
	stands(blocked)
	r.post("/sandbox/anna/send", url.Values{"text": {"hello again"}}) // as Telegram: writing unblocks
	stands(open)
}
