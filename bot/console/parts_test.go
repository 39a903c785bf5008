package console

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"guanxi/bot"
	"guanxi/dialogs"
	"guanxi/profile"
)

// part waits until the page is told that an element holds the words.
func (r *rig) part(next func() (told, error), id, words string) {
	r.t.Helper()
	for {
		if e := r.until("part", next); e.news.Part == id && strings.Contains(e.news.HTML, words) {
			return
		}
	}
}

func TestPartsAreTold(t *testing.T) {
	r := newRig(t)
	anna := r.page.cast.bySlug("anna")
	next := r.listen(r.since())
	r.bot.knows(anna.id, bot.Known{
		State:   dialogs.State{Customer: profile.Customer{Since: 1, Language: "ru"}},
		History: profile.History{Last: []profile.Event{{Kind: "rating", At: 1, Value: "3"}}},
	})
	r.post("/sandbox/anna/send", url.Values{"text": {"3"}})
	r.part(next, "known-anna", "★★★☆☆")
	again := r.listen(r.since())
	r.call("sendMessage", map[string]any{"chat_id": anna.id, "text": "Which?", "reply_markup": map[string]any{
		"keyboard": [][]any{{"This <one>", map[string]any{"text": "My place", "request_location": true}}}, "one_time_keyboard": true,
	}}, nil)
	r.part(again, "below-anna", `data-share="location"`)
	if page, _ := r.get("/sandbox"); !strings.Contains(page, `data-say="This &lt;one&gt;"`) || !strings.Contains(page, "rate, done") {
		t.Error("the page as loaded lacks the keys or the tick")
	}
	r.post("/sandbox/anna/send", url.Values{"text": {"This <one>"}})
	r.part(again, "below-anna", `id="below-anna"></div>`)
}

func TestTries(t *testing.T) {
	r := newRig(t)
	ticks := func(want string) {
		t.Helper()
		var got []string
		for _, a := range r.page.tries() {
			if a.Done {
				got = append(got, a.Name)
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("ticked off: %q, want %q", got, want)
		}
	}
	mei := r.page.cast.bySlug("mei")
	ticks("")
	r.bot.knows(mei.id, bot.Known{
		State:   dialogs.State{Customer: profile.Customer{Cases: []profile.Case{{Number: 1001}}}},
		History: profile.History{Last: []profile.Event{{Kind: "question"}}},
	})
	ticks("ask, complain")
	r.bot.knows(mei.id, bot.Known{}) // forgotten, and yet it was tried
	ticks("ask, complain")
	if err := r.page.Begin(); err != nil {
		t.Fatal(err)
	}
	r.say(owner, "Mei wants a person", []map[string]any{{"text": "Back", "callback_data": "desk.back:" + string(profile.TelegramCustomer(mei.id))}})
	ticks("ask, complain, a person")
	r.post("/sandbox/owner/send", url.Values{"text": {"Hello"}})
	sent := r.box.History(owner.id)
	r.call("copyMessage", map[string]any{"chat_id": mei.id, "from_chat_id": owner.id, "message_id": sent[len(sent)-1].ID}, nil)
	ticks("ask, complain, a person, answer as staff")
}

func TestFaultsOnAndOff(t *testing.T) {
	r := newRig(t)
	shows := func(want string) {
		t.Helper()
		if page, _ := r.get("/sandbox"); !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	shows("Faults: off")
	r.post("/sandbox/faults", url.Values{"on": {"1"}})
	shows("Faults: on")
	shows("<b>lost: 0</b>")
	for len(r.box.Injected()) == 0 {
		answer, err := http.Get(r.api + "/bot" + token + "/getMe")
		if err == nil { // else its answer was lost
			answer.Body.Close()
		}
	}
	shows("Spoiled on purpose: ")
	r.post("/sandbox/faults", nil)
	shows("Faults: off")
}

func TestReset(t *testing.T) {
	r := newRig(t)
	r.post("/sandbox/mei/send", url.Values{"text": {"secret"}})
	r.post("/sandbox/new", url.Values{"language": {"en"}})
	next := r.listen(r.since())
	if status := r.post("/sandbox/reset", nil); status != http.StatusNoContent {
		t.Fatal("reset:", status)
	}
	r.until("reload", next)
	page, _ := r.get("/sandbox")
	if strings.Contains(page, "secret") || strings.Contains(page, "chat-tom") || !strings.Contains(page, `id="chat-mei" data-standing="new"`) {
		t.Error("the page still shows what was before")
	}
	if got := r.post("/sandbox/reset", nil, "Sec-Fetch-Site", "cross-site"); got != http.StatusForbidden {
		t.Errorf("another page may reset: status %d", got)
	}
}

func TestBegin(t *testing.T) {
	r := newRig(t)
	for range 2 {
		if err := r.page.Begin(); err != nil {
			t.Fatal(err)
		}
	}
	if got := r.updates(); len(got) != 2 || got[0].Message.From.ID != owner.id || got[1].Message.From.Language != "zh-hans" {
		t.Errorf("the bot got %+v", got)
	}
}

func TestNewcomers(t *testing.T) {
	r := newRig(t)
	for range maxNewcomer {
		if got := r.post("/sandbox/new", url.Values{"language": {"en"}}); got != http.StatusNoContent {
			t.Fatal("status", got)
		}
	}
	for _, language := range []string{"en", "xx", ""} { // too many, and not there
		if got := r.post("/sandbox/new", url.Values{"language": {language}}); got != http.StatusConflict {
			t.Errorf("one more in %q: status %d", language, got)
		}
	}
	later := newCast(r.box) // as after a restart
	if got, want := len(later.customers()), 3+maxNewcomer; got != want {
		t.Fatalf("%d customers, want %d", got, want)
	}
	if p := later.bySlug("tom9"); p == nil || p.Name != "Tom 9" || p.Tongue != "English" || p.Latin != "" || p.id != firstNewID+8 {
		t.Errorf("the last one: %+v", p)
	}
}
