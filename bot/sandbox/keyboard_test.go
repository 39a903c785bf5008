package sandbox

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestKeyboardBelow(t *testing.T) {
	r := newRig(t, Options{})
	keys := params{"keyboard": []any{[]any{"Yes", params{"text": "My number", "request_contact": true}}}, "one_time_keyboard": true}
	r.ok("sendMessage", params{"chat_id": 7, "text": "Call you?", "reply_markup": keys}, nil)
	r.ok("sendMessage", params{"chat_id": 7, "text": "Bye", "reply_markup": params{"remove_keyboard": true}}, nil)
	r.refused("sendMessage", params{"chat_id": 7, "text": "?", "reply_markup": params{"keyboard": []any{[]any{""}}}}, 400,
		"Bad Request: keyboard button text must be non-empty")
	all := r.History(7)
	want := &Below{Keys: [][]BelowKey{{{Text: "Yes"}, {Text: "My number", Contact: true}}}, Once: true}
	if diff := cmp.Diff(want, all[1].Below); diff != "" {
		t.Error(diff)
	}
	if all[2].Below == nil || all[2].Below.Keys != nil || all[0].Below != nil {
		t.Errorf("removed: %+v, none: %+v", all[2].Below, all[0].Below)
	}
}
