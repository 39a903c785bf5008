package bot_test

import (
	"encoding/json"
	"strings"
	"testing"

	"guanxi/bot/sandbox"
)

// TestMydata asks what is known: kind words come first, then a file with all that the store has, in words and with ISO
// times.
func TestMydata(t *testing.T) {
	r := newRig(t, bolt(t))
	r.own()
	r.say(7, "/start poster-3")
	ask := r.say(7, "/rate")
	r.press(7, ask.ID, "rate.stars:5")
	r.becomes(7, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "Thank you") })
	r.say(7, "/human")
	r.becomesAny(1, "Mei Wang", 0)

	r.stop() // so that what was sent is marked
	r.start()
	told := r.say(7, "/mydata")
	for _, want := range []string{"Mei Wang", "English", "poster-3", "5 ★"} {
		if !strings.Contains(told.Plain, want) {
			t.Errorf("%q is not in the message: %s", want, told.Plain)
		}
	}
	sent := r.await(7, told.ID)
	if sent.Media != "document" || !strings.HasSuffix(sent.FileName, ".json") || sent.Plain == "" {
		t.Fatalf("after the words came %+v", sent)
	}
	var file struct {
		Customer struct {
			Name, Since, Source string
			Chat                int64
		}
		History struct {
			Last []struct{ Kind, At, Value string }
		}
		Shown []struct{ At string } `json:"shown to staff"`
		About string                `json:"about this file"`
		Way   []json.RawMessage     `json:"on its way"`
	}
	if err := json.Unmarshal(sent.Content, &file); err != nil {
		t.Fatalf("%v in %s", err, sent.Content)
	}
	if file.About == "" || len(file.Way) > 0 {
		t.Errorf("about itself the file says %q, and on its way is %s", file.About, file.Way)
	}
	c := file.Customer
	if c.Name != "Mei Wang" || c.Chat != 7 || c.Source != "poster-3" || !strings.HasPrefix(c.Since, "2026-03-02T") {
		t.Errorf("the customer is %+v", c)
	}
	if last := file.History.Last; len(last) != 1 || last[0].Kind != "rating" || last[0].Value != "5" || !strings.HasPrefix(last[0].At, "2026-03-02T") {
		t.Errorf("what happened is %+v", last)
	}
	if len(file.Shown) == 0 || !strings.HasPrefix(file.Shown[0].At, "2026-03-02T") {
		t.Errorf("staff were shown %+v", file.Shown)
	}
}

// TestMydataNamesNoStaff looks for those who answered a customer in what the customer is given: who they are and where
// they sit is not the customer's.
func TestMydataNamesNoStaff(t *testing.T) {
	const vera, boris = 880_088_001, 880_088_002
	r := newForum(t, bolt(t))
	r.box.AddUser(sandbox.User{ID: vera, Name: "Verazq", Language: "en"})
	r.box.AddUser(sandbox.User{ID: boris, Name: "Borizq", Language: "en"})
	r.say(7, "/human")
	card := r.card("Mei Wang")
	for _, deed := range []struct {
		from  int64
		words string
	}{{vera, "/take"}, {boris, "/take"}, {boris, "/sale 45"}} {
		id := r.write(deed.from, card.Thread, deed.words)
		r.find(group, func(m sandbox.Message) bool { return m.FromBot && m.ID > id && m.Thread == card.Thread })
	}
	answer := r.write(boris, card.Thread, "Good day")
	r.marked(answer, "👍")
	r.write(vera, card.Thread, "And from me")
	for _, broken := range []string{
		`{"update_id":1,"message":{"message_id":1,"chat":{"id":-100500},"from":{"id":880088001,"first_name":"Verazq"},"text":5,"reply_to_message":{"chat":{"id":7}}}}`,
		`{"update_id":2,"message":{"message_id":2,"chat":{"id":7,"type":"private"},"from":{"id":7},"text":5,"caption":"my own words, <3 & all"}}`,
	} {
		if err := r.bot.Update(t.Context(), json.RawMessage(broken)); err != nil {
			t.Fatal(err)
		}
	}

	r.stop() // so that what was sent is marked
	r.start()
	told := r.say(7, "/mydata")
	sent := r.await(7, told.ID)
	file := string(sent.Content)
	for _, staff := range []string{"Verazq", "Borizq", "88008800", "100500"} {
		if strings.Contains(file, staff) {
			t.Errorf("%q is in the file: %s", staff, file)
		}
	}
	if !strings.Contains(file, "45.00") || !strings.Contains(file, "shown to staff") {
		t.Errorf("what was bought, and when staff were shown messages, is not in the file: %s", file)
	}
	if !strings.Contains(file, "my own words, <3 & all") {
		t.Errorf("what could not be handled is not in the file: %s", file)
	}
	for _, ours := range []string{"error", "tongue", "seen\":", "queue", "alarm", "pairs", "seq", "roster", "timers", "buttons"} {
		if strings.Contains(file, `"`+ours) {
			t.Errorf("the file tells of the bot's bookkeeping, %s: %s", ours, file)
		}
	}
}
