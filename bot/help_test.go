package bot_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"guanxi/bot/model"
	"guanxi/bot/model/modeltest"
	"guanxi/bot/outbox"
	"guanxi/bot/sandbox"
)

// helper is a language model that drafts, sums up and translates.
func helper(t *testing.T) *modeltest.Server {
	t.Helper()
	server := modeltest.New(t)
	server.Answer = func(a modeltest.Asked) string {
		var data struct {
			Talk []struct{ From, Text, To string }
		}
		_ = json.Unmarshal([]byte(a.Data), &data)
		switch {
		case strings.Contains(a.System, "draft a reply"):
			return `{"text":"Rice paper and a linen ribbon are €3, and free from €50.","entries":["gift-wrap"]}`
		case strings.Contains(a.System, "sum up"):
			return `{"text":"Wants a present wrapped; nothing is open."}`
		case strings.Contains(a.System, "translate"):
			var lines []string
			for _, said := range data.Talk {
				lines = append(lines, "in "+said.To+": "+said.Text)
			}
			form, _ := json.Marshal(map[string]any{"lines": lines})
			return string(form)
		}
		return ""
	}
	return server
}

// helpedAlone is a shop whose owner answers alone, with such a model.
func helpedAlone(t *testing.T) (*rig, *modeltest.Server) {
	t.Helper()
	server := helper(t)
	r := newRigWith(t, bolt(t), model.New(model.Options{URL: server.URL, Name: "small", Key: "sk-1", Tokens: 1_000_000}))
	r.own()
	return r, server
}

// helped is a forum with one.
func helped(t *testing.T) (*rig, *modeltest.Server) {
	t.Helper()
	r, server := helpedAlone(t)
	r.stop()
	r.pace = outbox.Pace{GroupBurst: 1000, GroupEvery: time.Millisecond, GroupMinute: 1000}
	r.start()
	r.box.AddUser(sandbox.User{ID: anna, Name: "Anna", Language: "en"})
	r.box.AddUser(sandbox.User{ID: boris, Name: "Boris", Language: "en"})
	r.box.AddGroup(sandbox.Group{ID: group, Title: "Desk", Forum: true, Members: []int64{1, anna, boris}, Admins: []int64{1}})
	if err := r.bot.SetGroup(group); err != nil {
		t.Fatal(err)
	}
	return r, server
}

// tap presses a button as somebody of the staff, by a part of its data.
func (r *rig) tap(who int64, m sandbox.Message, part string) string {
	r.t.Helper()
	for _, row := range m.Keyboard {
		for _, key := range row {
			if strings.Contains(key.Data, part) {
				query, err := r.box.PressAs(m.Chat, m.ID, key.Data, who)
				if err != nil {
					r.t.Fatal(err)
				}
				answer, err := r.box.WaitAnswer(r.t.Context(), query)
				if err != nil {
					r.t.Fatal(err)
				}
				return answer.Text
			}
		}
	}
	r.t.Fatalf("no button %q under %q", part, m.Plain)
	return ""
}

// TestHelp has a model help staff in a topic: it names its sources, and spart nothing by itself.
func TestHelp(t *testing.T) {
	r, server := helped(t)
	r.say(7, "/human")
	r.post(sandbox.Post{Chat: 7, Text: "I am Mei Wang, +34 600 111 222. Could Olga wrap my parcel?"})
	card := r.card("Mei")
	shows := func(words string) sandbox.Message {
		t.Helper()
		return r.find(group, func(m sandbox.Message) bool { return m.Thread == card.Thread && strings.Contains(m.Plain, words) })
	}
	shows("wrap my parcel")
	r.tap(anna, card, ":summary")
	shows("nothing is open")
	r.tap(anna, card, ":translate")
	if m := shows("Could Olga wrap my parcel?\nin ru: "); !strings.Contains(m.Plain, "+34 600 111 222") || m.Keyboard != nil {
		t.Errorf("translated as %q", m.Plain)
	}
	command := r.write(anna, card.Thread, "/translate Yes, until six")
	if m := shows("in en: Yes, until six"); m.ReplyTo != command {
		t.Errorf("under %d, not %d: %q", m.ReplyTo, command, m.Plain)
	}
	r.tap(anna, card, ":draft")
	draft := shows("Rice paper and a linen ribbon are €3")
	if !strings.Contains(draft.Text, "<code>Rice") {
		t.Errorf("the draft is %q", draft.Text)
	}
	for _, m := range r.box.History(7) {
		if strings.Contains(m.Plain, "Rice paper") || strings.Contains(m.Plain, "until six") {
			t.Fatalf("the draft went out by itself: %q", m.Plain)
		}
	}
	r.write(boris, card.Thread, "I have it")
	r.find(7, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "I have it") })
	if told := r.tap(anna, draft, ":send"); !strings.Contains(told, "Boris") {
		t.Errorf("sent past a claim: %q", told)
	}
	r.tap(boris, draft, ":send")
	r.find(7, func(m sandbox.Message) bool {
		return m.Plain == "Rice paper and a linen ribbon are €3, and free from €50."
	})
	shows("Boris")
	if told := r.pressAs(boris, draft.ID, draft.Keyboard[0][0].Data).Text; told == "" {
		t.Error("a draft can be sent twice")
	}
	told := server.Raw()
	for _, own := range []string{"Mei", "Wang", "600 111", "Boris", "Anna"} {
		if strings.Contains(told, own) {
			t.Errorf("the model was told %q", own)
		}
	}
	server.Fail(modeltest.Rude)
	r.write(boris, card.Thread, "and one thing more")
	r.find(7, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "one thing more") })
	r.tap(boris, card, ":summary")
	shows("Языковая модель не дала") // Olga's language
}

// TestHelpAsked has a model read what a customer asked before, the words by which they asked for a person, and what came
// after, each once, and draft for what stands open.
func TestHelpAsked(t *testing.T) {
	r, server := helped(t)
	r.say(7, "how long does delivery take?")
	r.say(7, "do you sell surfboards")
	r.say(7, "I want to talk to a person: the blue teapot that I had you gift wrap as a present came without its lid")
	card := r.card("Mei")
	last := 0
	shows := func(words string) {
		t.Helper()
		last = r.find(group, func(m sandbox.Message) bool {
			return m.ID > last && m.Thread == card.Thread && strings.Contains(m.Plain, words)
		}).ID
	}
	holds := func(said ...string) string {
		t.Helper()
		all := server.Asked()
		data := all[len(all)-1].Data
		_, talk, _ := strings.Cut(data, `"talk":`)
		for _, words := range said {
			if strings.Count(talk, words) != 1 {
				t.Errorf("%q stands %d times in %s", words, strings.Count(talk, words), data)
			}
			_, talk, _ = strings.Cut(talk, words)
		}
		return data
	}
	r.tap(anna, card, ":summary")
	shows("nothing is open")
	holds("how long does delivery take", "surfboards", "the blue teapot")
	r.tap(anna, card, ":translate")
	shows("without its lid\nin ru: ")
	r.tap(anna, card, ":draft")
	shows("Rice paper and a linen ribbon")
	if data := holds("how long does delivery take", "surfboards", "the blue teapot"); !strings.Contains(data, "gift-wrap") {
		t.Errorf("drafted from %s", data)
	}
	r.post(sandbox.Post{Chat: 7, Text: "and when do you close?"})
	shows("and when do you close?")
	r.tap(anna, card, ":draft")
	shows("Rice paper and a linen ribbon")
	if data := holds("how long does delivery take", "surfboards", "the blue teapot", "when do you close"); !strings.Contains(data, `"hours`) {
		t.Errorf("drafted from %s", data)
	}
}

// TestHelpAlone has a model help an owner who answers alone, in the chat where all customers are: it says of whom.
func TestHelpAlone(t *testing.T) {
	r, server := helpedAlone(t)
	r.say(7, "/human")
	r.post(sandbox.Post{Chat: 7, Text: "I am Mei Wang, +34 600 111 222. When do you close, Olga?"})
	shows := func(words string) sandbox.Message {
		t.Helper()
		return r.find(1, func(m sandbox.Message) bool { return m.FromBot && strings.Contains(m.Plain, words) })
	}
	card, said := shows("просьба поговорить"), shows("When do you close, Olga?")
	r.tap(1, card, ":summary")
	shows("Mei Wang\n📝 Wants a present wrapped")
	r.tap(1, card, ":translate")
	shows("When do you close, Olga?\nin ru: ")
	r.post(sandbox.Post{Chat: 1, Text: "/translate At six", ReplyTo: said.ID})
	offered := shows("in en: At six")
	if !strings.HasPrefix(offered.Plain, "Mei Wang\n") {
		t.Errorf("offered as %q", offered.Plain)
	}
	r.post(sandbox.Post{Chat: 1, Text: "of course", ReplyTo: offered.ID})
	r.find(7, func(m sandbox.Message) bool { return m.Plain == "of course" })
	for _, m := range r.box.History(7) {
		if strings.Contains(m.Plain, "At six") {
			t.Fatalf("it went out by itself: %q", m.Plain)
		}
	}
	r.tap(1, offered, ":send")
	r.find(7, func(m sandbox.Message) bool { return m.Plain == "in en: At six" })
	shows("Черновик отправлен (Olga)")
	r.post(sandbox.Post{Chat: 7, Text: "thank you, and is there parking near the shop?"})
	shows("parking near the shop")
	told := server.Raw()
	for _, own := range []string{"Mei", "Wang", "600 111", "Olga"} {
		if strings.Contains(told, own) {
			t.Errorf("the model was told %q", own)
		}
	}
	if m := r.say(1, "/translate"); !strings.Contains(m.Plain, "/translate Мы открываемся") {
		t.Errorf("to nobody: %q", m.Plain)
	}
}
