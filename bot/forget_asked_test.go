package bot_test

import (
	"context"
	"strings"
	"testing"

	"guanxi/bot/model"
	"guanxi/bot/model/modeltest"
	"guanxi/bot/sandbox"
	"guanxi/profile"
	"guanxi/profile/store"
)

// booked tells each time that the tokens of a call were written down.
type booked struct {
	store.Store
	written chan struct{}
}

func (b booked) Commit(ctx context.Context, c store.Commit) error {
	err := b.Store.Commit(ctx, c)
	b.written <- struct{}{}
	return err
}

// TestForgetWhileAsked has the language model answer a customer, and staff about her, when she was forgotten already:
// nothing of it is kept or said, and the record of tokens and the model's cache name nobody.
func TestForgetWhileAsked(t *testing.T) {
	for _, how := range []string{"customer", "staff"} {
		t.Run(how, func(t *testing.T) { forgottenWhileAsked(t, how) })
	}
}

func forgottenWhileAsked(t *testing.T, how string) {
	engines(t, func(t *testing.T, memory engine) {
		server := modeltest.New(t)
		answers := make(chan struct{})
		server.Answer = func(a modeltest.Asked) string {
			<-answers
			if strings.Contains(a.System, "sum up") {
				return `{"text":"She meant the apricots."}`
			}
			return says("answer", "gift-wrap", wrapping)
		}
		tokens := booked{memory.Store, make(chan struct{}, 10)}
		r := newRigWith(t, memory.Store, model.New(model.Options{URL: server.URL, Name: "small", Key: "sk-1", Tokens: 1_000_000, Store: tokens}))
		r.box.AddUser(sandbox.User{ID: zenobia, Name: "Zenobia Quxley", Username: "zenobiaq", Language: "en"})
		r.own()
		r.say(zenobia, "/start")
		if how == "staff" {
			r.say(zenobia, "/human")
			r.post(sandbox.Post{Chat: zenobia, Text: "it is about the apricots"})
			r.becomesAny(1, "apricots", 0)
			r.tap(1, r.becomesAny(1, "поговорить", 0), ":summary")
		} else {
			r.post(sandbox.Post{Chat: zenobia, Text: puzzling})
		}
		server.Await()
		<-tokens.written
		ask := r.becomesAny(zenobia, "", r.post(sandbox.Post{Chat: zenobia, Text: "/forget"}))
		r.press(zenobia, ask.ID, "privacy.ask:yes")
		r.becomes(zenobia, ask.ID, func(m sandbox.Message) bool { return strings.Contains(strings.ToLower(m.Plain), "really") })
		r.press(zenobia, ask.ID, "privacy.sure:erase")
		r.becomes(zenobia, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "I have forgotten you") })
		r.cleared(1)
		close(answers)
		<-tokens.written
		r.stop() // which waits for what comes of the calls
		for _, chat := range []int64{zenobia, 1} {
			for _, m := range r.box.History(chat) {
				if m.FromBot && !m.Deleted && (strings.Contains(m.Plain, "Rice paper") || strings.Contains(m.Plain, "apricots")) {
					t.Errorf("after all chat %d reads %q", chat, m.Plain)
				}
			}
		}
		id := profile.TelegramCustomer(zenobia)
		for _, name := range []string{"customer:", "history:", "talk:", "cards:"} {
			got, err := memory.Get(t.Context(), store.Key{Shard: id.Shard(), Name: name + string(id)})
			if err != nil || got[0].Version != 0 {
				t.Errorf("%s is there again: %v", name, err)
			}
		}
		ledger := store.Key{Shard: profile.ShardOf("model"), Name: "model:tokens"}
		got, err := memory.Get(t.Context(), ledger)
		if err != nil || got[0].Version == 0 || len(got[0].Value) > 64 || len(found(got[0].Value)) > 0 {
			t.Errorf("the record of tokens: %q, %v", got[0].Value, err)
		}
		if told := server.Raw(); len(found([]byte(strings.ReplaceAll(told, "apricots", "")))) > 0 {
			t.Error("the model was told who she is")
		}
	})
}
