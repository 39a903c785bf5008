package sandbox

import (
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestConversation(t *testing.T) {
	r := newRig(t, Options{})
	got := r.updates(nil)
	if len(got) != 1 || got[0].Message.Text != "/start" || len(got[0].Message.Entities) != 1 {
		t.Fatalf("first update: %+v", got)
	}
	r.ok("SENDMESSAGE", params{"chat_id": 7, "text": "<b>Hi</b> &amp; hello", "parse_mode": "HTML",
		"reply_markup": params{"inline_keyboard": [][]params{{{"text": "Rate", "callback_data": "rate:5"}}}}}, nil)
	m, err := r.WaitFor(t.Context(), 7, func(m Message) bool { return m.FromBot })
	if err != nil {
		t.Fatal(err)
	}
	if m.Plain != "Hi & hello" || m.Text != "<b>Hi</b> &amp; hello" || m.Entities[0].Type != "bold" {
		t.Errorf("message: %+v", m)
	}
	query, err := r.Press(7, m.ID, m.Keyboard[0][0].Data)
	if err != nil {
		t.Fatal(err)
	}
	if _, answered := r.CallbackAnswer(query); answered {
		t.Error("answered before the bot did")
	}
	got = r.updates(params{"offset": got[0].ID + 1, "timeout": 10})
	if len(got) != 1 || got[0].Query.Data != "rate:5" || got[0].Query.ID != query || got[0].Query.Message.ID != m.ID {
		t.Fatalf("press: %+v", got)
	}
	r.ok("answerCallbackQuery", params{"callback_query_id": query, "text": "Thanks"}, nil)
	if a, err := r.WaitAnswer(t.Context(), query); err != nil || a.Text != "Thanks" {
		t.Errorf("answer: %+v %v", a, err)
	}
	r.refused("answerCallbackQuery", params{"callback_query_id": query}, 400,
		"Bad Request: query is too old and response timeout expired or query ID is invalid")
}
