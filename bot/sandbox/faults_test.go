package sandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestLimits(t *testing.T) {
	r := newRig(t, Options{Limits: true})
	r.AddGroup(Group{ID: -5, Title: "Staff"})
	hello := func(chat int64) params { return params{"chat_id": chat, "text": "x"} }
	for range 20 {
		r.ok("sendMessage", hello(7), nil)
	}
	got := r.call("sendMessage", hello(7))
	if got.Code != 429 || got.Parameters.RetryAfter != 1 || got.Description != "Too Many Requests: retry after 1" {
		t.Errorf("21st: %+v", got)
	}
	r.refused("getMe", nil, 429, "Too Many Requests: retry after 1")
	r.clock.pass(time.Second)
	r.ok("sendMessage", hello(7), nil)
	r.clock.pass(time.Minute)
	for range 20 {
		r.ok("sendMessage", hello(-5), nil)
	}
	r.refused("sendMessage", hello(-5), 429, "Too Many Requests: retry after 60")
	r.clock.pass(time.Minute)
	r.ok("sendMessage", hello(-5), nil)
}

// TestSharedLimits counts all that Telegram counts: each copy, and in a group edits and topics as messages.
func TestSharedLimits(t *testing.T) {
	r := newRig(t, Options{Limits: true})
	r.AddGroup(Group{ID: -5, Title: "Staff", Forum: true})
	r.AddUser(User{ID: 8, Name: "Li", Wrote: true})
	mine := r.send(7, "0")
	ids := make([]int, 30)
	for i := range ids {
		ids[i] = r.say(7, "x")
	}
	copied := params{"chat_id": 8, "from_chat_id": 7, "message_ids": ids[:15]}
	r.ok("copyMessages", copied, nil)
	r.refused("copyMessages", copied, 429, "Too Many Requests: retry after 10")
	if n := len(r.History(8)); n != 15 {
		t.Errorf("%d copies, want those of the first call alone", n)
	}
	r.clock.pass(time.Minute)
	copied["message_ids"] = ids
	r.ok("copyMessages", copied, nil) // more than a burst
	r.refused("sendMessage", params{"chat_id": 8, "text": "x"}, 429, "Too Many Requests: retry after 11")
	r.clock.pass(time.Minute)
	for n := range 30 { // in a private chat edits count nothing
		r.ok("editMessageText", params{"chat_id": 7, "message_id": mine, "text": fmt.Sprint(n + 1)}, nil)
	}
	card := r.send(-5, "0")
	r.ok("createForumTopic", params{"chat_id": -5, "name": "x"}, nil)
	for n := range 18 {
		r.ok("editMessageText", params{"chat_id": -5, "message_id": card, "text": fmt.Sprint(n + 1)}, nil)
	}
	r.refused("createForumTopic", params{"chat_id": -5, "name": "y"}, 429, "Too Many Requests: retry after 60")
}

func TestBulkLimit(t *testing.T) {
	r := newRig(t, Options{Limits: true})
	for id := int64(100); id < 130; id++ {
		r.AddUser(User{ID: id, Name: "x"})
		r.say(id, "hi")
		r.send(id, "offer")
	}
	r.refused("sendMessage", params{"chat_id": 7, "text": "x"}, 429, "Too Many Requests: retry after 1")
	r.clock.pass(time.Second)
	r.send(7, "x")
}

// control posts faults as a test from outside would.
func (r *rig) control(method, path, body string) reply {
	r.t.Helper()
	request, _ := http.NewRequestWithContext(r.t.Context(), method, r.url+path, strings.NewReader(body))
	got, err := do(request)
	if err != nil {
		r.t.Fatal(err)
	}
	return got
}

func TestControl(t *testing.T) {
	r := newRig(t, Options{})
	if got := r.control("POST", "/control/"+token+"/faults", `{"internal":1,"seed":3}`); !got.OK {
		t.Errorf("set: %+v", got)
	}
	r.refused("getMe", nil, 500, "Internal Server Error")
	var state struct {
		Faults   Faults
		Injected map[string]int
	}
	got := r.control("GET", "/control/"+token+"/faults", "")
	if err := json.Unmarshal(got.Result, &state); err != nil || state.Faults.Internal != 1 || state.Injected["internal"] != 1 {
		t.Errorf("state: %+v %v", state, err)
	}
	if got := r.control("POST", "/control/42:wrong/faults", `{}`); got.Code != 401 {
		t.Errorf("wrong token: %+v", got)
	}
	if got := r.control("POST", "/control/"+token+"/faults", `{"intern":1}`); got.Code != 400 {
		t.Errorf("unknown fault: %+v", got)
	}
}

func TestFaults(t *testing.T) {
	r := newRig(t, Options{})
	hello := params{"chat_id": 7, "text": "x"}
	r.SetFaults(Faults{TooMany: 1, RetryAfter: 5})
	r.refused("sendMessage", hello, 429, "Too Many Requests: retry after 5")
	r.SetFaults(Faults{})
	r.refused("sendMessage", hello, 429, "Too Many Requests: retry after 5")
	r.clock.pass(5 * time.Second)
	r.ok("sendMessage", hello, nil)

	r.SetFaults(Faults{HTML: 1})
	if _, err := r.try(t.Context(), "sendMessage", hello); err == nil || !strings.Contains(err.Error(), "'<'") {
		t.Errorf("page of a proxy: %v", err)
	}
	r.SetFaults(Faults{Lost: 1, Methods: []string{"sendMessage"}})
	if _, err := r.try(t.Context(), "sendMessage", params{"chat_id": 7, "text": "lost"}); err == nil {
		t.Error("an answer came")
	}
	r.ok("getMe", nil, nil)
	accepted := r.Accepted()
	if last := accepted[len(accepted)-1]; len(accepted) != 2 || last.Plain != "lost" || !last.Lost {
		t.Errorf("accepted: %+v", accepted)
	}
	r.SetFaults(Faults{Redeliver: 1})
	if got := r.updates(params{"offset": r.updates(nil)[0].ID + 1}); len(got) != 1 {
		t.Errorf("not given again: %+v", got)
	}
	got := r.Injected()
	if got["too_many"] != 1 || got["html"] != 1 || got["lost"] != 1 || got["redeliver"] != 2 {
		t.Errorf("counted: %v", got)
	}
}

func TestFaultsAreDeterministic(t *testing.T) {
	pattern := func(seed uint64) string {
		r := newRig(t, Options{})
		r.SetFaults(Faults{Seed: seed, Internal: 0.5})
		var all strings.Builder
		for range 40 {
			all.WriteByte("01"[min(r.call("getMe", nil).Code, 1)])
		}
		return all.String()
	}
	if a, b, c := pattern(1), pattern(1), pattern(2); a != b || a == c {
		t.Errorf("seeds 1, 1, 2: %s %s %s", a, b, c)
	}
}
