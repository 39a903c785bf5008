package bot_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/dialogs"
	"guanxi/profile/store"

	api "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// TestRating plays the shortest whole story: a command, presses that edit in place, words, the end.
func TestRating(t *testing.T) {
	r := newRig(t, bolt(t))
	ask := r.say(7, "/rate")
	if !strings.Contains(ask.Plain, "How was your visit") || len(ask.Keyboard[0]) != 5 {
		t.Fatalf("got %q with %d stars", ask.Plain, len(ask.Keyboard[0]))
	}
	r.press(7, ask.ID, "rate.stars:2")
	r.becomes(7, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "went wrong") })
	r.press(7, ask.ID, "rate.why:service")
	r.becomes(7, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "own words") })
	person := r.say(7, "The queue was long")
	r.press(7, person.ID, "rate.person:no")
	r.becomes(7, person.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "Thank you") })
}

// TestClosedQuestion presses a question that was asked again meanwhile, after the second was answered.
func TestClosedQuestion(t *testing.T) {
	r := newRig(t, bolt(t))
	first := r.say(7, "/rate")
	second := r.say(7, "/rate")
	r.press(7, second.ID, "rate.stars:5")
	if toast := r.press(7, first.ID, "rate.stars:1"); !strings.Contains(toast.Text, "closed") {
		t.Errorf("a press on a closed question was answered %q", toast.Text)
	}
}

// TestPerson plays both sides of a conversation with the owner, with two customers at once.
func TestPerson(t *testing.T) {
	r := newRig(t, bolt(t))
	r.own()
	r.say(7, "/human")
	card := r.becomesAny(1, "Mei Wang", 0)
	r.say(8, "/human")
	other := r.becomesAny(1, "李", 0)
	if card.ID == other.ID {
		t.Fatal("two customers share a card")
	}
	if _, err := r.box.Send(sandbox.Post{Chat: 7, Text: "Is my tea <ready>?"}); err != nil {
		t.Fatal(err)
	}
	relayed := r.becomesAny(1, "Is my tea <ready>?", card.ID)
	sent, err := r.box.Send(sandbox.Post{Chat: 1, Text: "Yes, come by", ReplyTo: relayed.ID})
	if err != nil {
		t.Fatal(err)
	}
	got := r.becomesAny(7, "Yes, come by", 0)
	if got.Copied.Message != sent {
		t.Errorf("the answer is a copy of %+v, want of %d", got.Copied, sent)
	}
	for _, m := range r.box.History(8) {
		if strings.Contains(m.Plain, "Yes, come by") {
			t.Error("another customer was shown the answer")
		}
	}
	r.press(1, card.ID, card.Keyboard[0][0].Data)
	r.becomesAny(7, "finished", got.ID)
	if answer := r.say(7, "when do you open?"); !strings.Contains(answer.Plain, "10:00") {
		t.Errorf("the bot answered %q", answer.Plain)
	}
}

// TestRestart stops the bot between a question and its answer.
func TestRestart(t *testing.T) {
	r := newRig(t, bolt(t))
	ask := r.say(7, "/rate")
	r.stop()
	r.start()
	r.press(7, ask.ID, "rate.stars:5")
	r.becomes(7, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "Thank you") })
}

// TestTimer lets a quarter of an hour pass while the bot is down: when it is back, the customer is told that nobody
// could answer yet.
func TestTimer(t *testing.T) {
	r := newRig(t, bolt(t))
	called := r.say(7, "/human")
	r.stop()
	r.ahead += 16 * time.Minute
	r.start()
	if note := r.await(7, called.ID); !strings.Contains(note.Plain, "Nobody has been able") {
		t.Errorf("got %q", note.Plain)
	}
}

// TestPoison gives a batch with updates that cannot be read among those that can: the rest is answered, and the bad
// ones are kept.
func TestPoison(t *testing.T) {
	memory := bolt(t)
	r := newRig(t, memory)
	r.say(7, "/start")
	batch := []json.RawMessage{
		wrote(4000000000001, "/rate"),
		json.RawMessage(`{"update_id":4000000000002,"message":"no object"}`),
		json.RawMessage(`17`),
		wrote(4000000000003, "hm"),
		wrote(4000000000004, "5"),
	}
	if err := r.bot.Batch(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	r.becomesAny(7, "makes our day", 0)
	dead, err := memory.Range(t.Context(), store.Key{Shard: 0, Name: "dead-updates"}, 0, 1<<53, 10)
	if err != nil || len(dead) != 2 {
		t.Errorf("%d dead letters, %v; want 2", len(dead), err)
	}
}

// TestRedelivery gives one batch three times.
func TestRedelivery(t *testing.T) {
	r := newRig(t, bolt(t))
	r.say(7, "/start")
	ask, five := wrote(4000000000001, "/rate"), wrote(4000000000002, "5")
	for _, batch := range [][]json.RawMessage{{ask, ask}, {ask, ask}, {ask, five}} {
		if err := r.bot.Batch(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	r.becomesAny(7, "makes our day", 0)
	asked := 0
	for _, m := range r.box.History(7) {
		if strings.Contains(m.Plain, "How was your visit") {
			asked++
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
}

// TestNumbers files a complaint in each of two lives of the bot: a clean stop leaves no gap between their numbers.
func TestNumbers(t *testing.T) {
	r := newRig(t, bolt(t))
	r.own()
	for _, number := range []string{"C-1001", "C-1002"} {
		ask := r.say(7, "/complain")
		r.press(7, ask.ID, "complain.about:quality")
		r.becomes(7, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "What happened") })
		wish := r.say(7, "The cup was broken")
		r.press(7, wish.ID, "complain.wish:refund")
		r.becomes(7, wish.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, number) })
		r.stop()
		r.start()
	}
}

// TestComplaint files a complaint with a photo, has staff work on it, and hears of it.
func TestComplaint(t *testing.T) {
	r := newRig(t, bolt(t))
	r.own()
	ask := r.say(7, "/complain")
	r.press(7, ask.ID, "complain.about:quality")
	r.becomes(7, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "What happened") })
	photo, err := r.box.Send(sandbox.Post{Chat: 7, Media: "photo"})
	if err != nil {
		t.Fatal(err)
	}
	wish := r.await(7, photo)
	r.press(7, wish.ID, "complain.wish:refund")
	r.becomes(7, wish.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "C-1001") })
	card := r.becomesAny(1, "C-1001", 0)
	shown := r.find(1, func(m sandbox.Message) bool { return m.ID > card.ID && m.Copied.Message == photo })
	r.press(1, card.ID, card.Keyboard[0][0].Data)
	r.becomesAny(7, "looking into your complaint C-1001", wish.ID)
	if _, err := r.box.Send(sandbox.Post{Chat: 1, Text: "Come by for a new one", ReplyTo: shown.ID}); err != nil {
		t.Fatal(err)
	}
	r.becomesAny(7, "Come by for a new one", wish.ID)
	r.press(1, card.ID, card.Keyboard[1][0].Data)
	settled := r.becomesAny(7, "Is it settled", wish.ID)
	r.press(7, settled.ID, settled.Keyboard[0][0].Data)
	r.becomesAny(1, "C-1001", shown.ID)
	r.becomesAny(7, "glad", settled.ID)
}

// TestIntroduce sets what customers see before they write, in every language.
func TestIntroduce(t *testing.T) {
	r := newRig(t, bolt(t))
	if err := r.bot.Introduce(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"", "ar"} {
		var commands []models.BotCommand
		params := &api.GetMyCommandsParams{LanguageCode: lang}
		if err := r.client.Call(t.Context(), "getMyCommands", params, &commands); err != nil {
			t.Fatal(err)
		}
		if len(commands) < 8 || commands[0].Description == "" {
			t.Errorf("commands in %q: %+v", lang, commands)
		}
	}
}

// TestIntroduceAnew tells what an edit of the shop's folder changed, and takes back what it says no more.
func TestIntroduceAnew(t *testing.T) {
	r := newRig(t, bolt(t))
	if err := r.bot.Introduce(t.Context()); err != nil {
		t.Fatal(err)
	}
	world, err := dialogs.Load(fstest.MapFS{
		"shop.yaml":     {Data: []byte("name: {en: Other}\nlanguages: [en]\n")},
		"texts/en.toml": {Data: []byte("command-ask = \"ask us\"\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	r.bot.SetWorld(world)
	if err := r.bot.Introduce(t.Context()); err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{"": "ask us", "en": "ask us", "ar": ""} {
		var commands []models.BotCommand
		if err := r.client.Call(t.Context(), "getMyCommands", &api.GetMyCommandsParams{LanguageCode: lang}, &commands); err != nil {
			t.Fatal(err)
		}
		var about models.BotDescription
		if err := r.client.Call(t.Context(), "getMyDescription", &api.GetMyDescriptionParams{LanguageCode: lang}, &about); err != nil {
			t.Fatal(err)
		}
		if want == "" && (len(commands) > 0 || about.Description != "") {
			t.Errorf("still said in %q: %+v, %q", lang, commands, about.Description)
		}
		if want != "" && (len(commands) == 0 || commands[0].Description != want || !strings.Contains(about.Description, "Other")) {
			t.Errorf("said in %q: %+v, %q", lang, commands, about.Description)
		}
	}
}

// TestOnlyTheLinkTakesTheBot tries a wrong secret, the right one, and the right one again by a stranger.
func TestOnlyTheLinkTakesTheBot(t *testing.T) {
	r := newRig(t, bolt(t))
	if _, err := r.bot.Offer("secret", false); err != nil {
		t.Fatal(err)
	}
	if got := r.say(7, "/start own_guess"); strings.Contains(got.Plain, "yours") {
		t.Errorf("a wrong secret was answered %q", got.Plain)
	}
	if got := r.say(1, "/start own_secret"); !strings.Contains(got.Plain, "ваш") {
		t.Errorf("the right secret was answered %q", got.Plain)
	}
	if got := r.say(7, "/start own_secret"); strings.Contains(got.Plain, "yours") {
		t.Errorf("a used secret was answered %q", got.Plain)
	}
}

// becomesAny waits for a message of the bot's in a chat that shows some words.
func (r *rig) becomesAny(chat int64, words string, after int) sandbox.Message {
	r.t.Helper()
	return r.find(chat, func(m sandbox.Message) bool {
		return m.FromBot && m.ID > after && strings.Contains(m.Plain, words)
	})
}

// wrote is an update as Telegram brings it: Mei wrote.
func wrote(id int, text string) json.RawMessage {
	return json.RawMessage(fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"date":1,"chat":{"id":7,"type":"private"},"from":{"id":7,"first_name":"Mei","language_code":"en"},"text":%q}}`, id, id, text))
}
