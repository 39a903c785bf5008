package bot_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"guanxi/bot/model"
	"guanxi/bot/model/modeltest"
	"guanxi/bot/sandbox"
)

const (
	puzzling = "would a nephew of eight enjoy paper around his parcel"
	wrapping = "Rice paper and a linen ribbon are €3, and free from €50."
)

// says is what a model fills in.
func says(outcome, entry, text string) string {
	form, _ := json.Marshal(map[string]any{"outcome": outcome, "entries": []string{entry}, "text": text})
	return string(form)
}

// thinking is a rig with a language model.
func thinking(t *testing.T, change func(*model.Options)) (*rig, *modeltest.Server) {
	t.Helper()
	server := modeltest.New(t)
	o := model.Options{URL: server.URL, Name: "small", Key: "sk-1", Tokens: 1_000_000}
	if change != nil {
		change(&o)
	}
	r := newRigWith(t, bolt(t), model.New(o))
	return r, server
}

// TestModel has a model answer what the knowledge does not surely: grounded, under what is asked.
func TestModel(t *testing.T) {
	r, server := thinking(t, nil)
	server.Answer = func(modeltest.Asked) string { return says("answer", "gift-wrap", wrapping) }
	if m := r.say(7, puzzling); !strings.HasPrefix(m.Text, wrapping) || !strings.Contains(m.Text, "Gift wrapping") {
		t.Errorf("says %q", m.Text)
	}
	if m := r.say(7, "Do you gift wrap?"); !strings.Contains(m.Text, "linen ribbon") || len(server.Asked()) != 1 {
		t.Errorf("%d calls, says %q", len(server.Asked()), m.Text)
	}
	asked := server.Asked()[0]
	if strings.Contains(asked.System, "nephew") || !strings.Contains(asked.Data, "nephew") || strings.Contains(server.Raw(), "Mei") {
		t.Errorf("asked as %+v", asked)
	}
	server.Answer = func(modeltest.Asked) string { return says("person", "", "") }
	r.own()
	r.say(8, "my uncle wants to shout at the moon with somebody")
	r.find(1, func(m sandbox.Message) bool { return strings.Contains(m.Text, "shout at the moon") })
}

// TestEmbeddings has a model of embeddings find an entry that no word of the question leads to, embeds each wording once
// for all lives of the bot, and does without where it fails.
func TestEmbeddings(t *testing.T) {
	server := modeltest.New(t)
	server.Vector = func(text string) []float32 {
		if strings.Contains(text, "Gift wrapping") || strings.Contains(text, "zzyzx") {
			return []float32{3, 4}
		}
		return []float32{4, -3}
	}
	r := newRigWith(t, bolt(t), model.New(model.Options{URL: server.URL, Name: "small", Embedding: "tiny", Tokens: 1_000_000}))
	ready := make(chan struct{}, 10)
	r.noted = func(said string) {
		if said == "embedded the knowledge" {
			ready <- struct{}{}
		}
	}
	r.stop()
	r.start()
	<-ready
	r.say(7, "zzyzx qwxyz +34 600 111 222")
	if asked := server.Asked(); len(asked) != 1 || !strings.Contains(asked[0].Data, `"gift-wrap"`) || strings.Contains(server.Raw(), "600 111") {
		t.Errorf("asked %+v", asked)
	}
	calls := strings.Count(server.Raw(), `"model":"tiny"`)
	r.stop()
	r.start()
	<-ready
	if again := strings.Count(server.Raw(), `"model":"tiny"`); again != calls {
		t.Errorf("%d calls for embeddings in the second life", again-calls)
	}
	server.Fail(modeltest.Busy)
	for _, words := range []string{"once more", "twice more", "thrice more", "again", "at last"} {
		if m := r.say(7, "zzyzx qwxyz "+words); m.Text == "" {
			t.Error("no answer without embeddings")
		}
	}
	if vain := strings.Count(server.Raw(), `"model":"tiny"`) - calls; vain != 3 {
		t.Errorf("an endpoint that fails was asked %d times", vain)
	}
}

// TestDraft shows an answer while it is written: its sentences as they come, and what is not grounded never.
func TestDraft(t *testing.T) {
	r, server := thinking(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var drafts []string
	changes := r.box.Watch(ctx, 7)
	server.Answer = func(modeltest.Asked) string {
		return says("answer", "gift-wrap", wrapping+" A card with your words is included.")
	}
	r.say(7, puzzling)
	for c := range changes {
		if c.Kind == sandbox.Drafted {
			drafts = append(drafts, c.Message.Plain)
		}
		if c.Kind == sandbox.Added && c.Message.FromBot {
			break
		}
	}
	if len(drafts) == 0 || !strings.HasPrefix(drafts[0], "Rice paper") {
		t.Errorf("drafts %q", drafts)
	}
}

// TestModelFails has a model fail in all ways: the customer has the answer there is without one.
func TestModelFails(t *testing.T) {
	plain := newRig(t, bolt(t))
	want := plain.say(7, puzzling).Text
	for _, fault := range []modeltest.Fault{modeltest.Rude, modeltest.Page, modeltest.Truncated, modeltest.Wordy} {
		r, server := thinking(t, nil)
		server.Answer = func(modeltest.Asked) string { return says("answer", "gift-wrap", wrapping) }
		server.Fail(fault)
		if m := r.say(7, puzzling); m.Text != want {
			t.Errorf("fault %d: says %q, want %q", fault, m.Text, want)
		}
		r.stop()
	}
}

// TestModelHangs stops the bot while a model is silent: it waits for nobody, and the customer is answered without.
func TestModelHangs(t *testing.T) {
	r, server := thinking(t, nil)
	server.Fail(modeltest.Hangs)
	id, err := r.box.Send(sandbox.Post{Chat: 7, Text: puzzling})
	if err != nil {
		t.Fatal(err)
	}
	server.Await()
	r.stop()
	r.start()
	if m := r.await(7, id); m.Text == "" {
		t.Errorf("says %q", m.Text)
	}
}

// TestModelTalkedInto lets customers talk a model into anything: it says what they want, and the bot does not.
func TestModelTalkedInto(t *testing.T) {
	file, err := os.ReadFile("../dialogs/testdata/hostile.tsv")
	if err != nil {
		t.Fatal(err)
	}
	r, server := thinking(t, nil)
	var mu sync.Mutex
	obeyed := ""
	server.Answer = func(a modeltest.Asked) string {
		var data struct{ Entries []struct{ ID string } }
		_ = json.Unmarshal([]byte(a.Data), &data)
		mu.Lock()
		defer mu.Unlock()
		return says("answer", data.Entries[0].ID, obeyed)
	}
	for i, line := range slices.Collect(strings.Lines(string(file))) {
		if i%4 != 2 { // the others are played in dialogs
			continue
		}
		fields := strings.Split(strings.TrimSpace(line), "\t")
		mu.Lock()
		obeyed = fields[2]
		mu.Unlock()
		who := int64(100 + i)
		r.box.AddUser(sandbox.User{ID: who, Name: "Customer", Language: fields[0]})
		if m := r.say(who, fields[1]); m.Text == "" || strings.Contains(m.Text, fields[2]) {
			t.Errorf("%q: says %q", fields[1], m.Text)
		}
	}
	if n := len(server.Asked()); n == 0 {
		t.Errorf("the model was asked %d times", n)
	}
	for _, a := range server.Asked() {
		if a.System != server.Asked()[0].System {
			t.Errorf("what somebody wrote is among what the model is to do: %s", a.System)
		}
	}
}

// people are customers who tell who they are with what they ask.
var people = []struct{ lang, name, phone, mail, card, place, ask string }{
	{"en", "Olivia Hartley", "+44 7700 900123", "olivia@example.org", "4242 4242 4242 4242", "12 Long Acre Street", "would the moon man deliver"},
	{"zh", "欧阳娜娜", "１３９１２３４５６７８", "ouyang@example.cn", "5555555555554444", "南京西路100号", "月亮上的人也能收到吗"},
	{"ru", "Мария Кузнецова", "8 (921) 555-01-23", "maria@example.ru", "4000056655665556", "улица Ленина, дом 5", "привезёт ли лунный курьер"},
	{"es", "José Núñez", "600.111.222", "jose@example.es", "4000-0566-5566-5556", "calle Mayor, 12", "lo llevaría el hombre de la luna"},
	{"ar", "فاطمة الزهراء", "٠٥٠١٢٣٤٥٦٧", "fatima@example.ae", "4242424242424242", "شارع الحمرا، بناية 12", "هل يوصل رجل القمر"},
}

// TestModelKnowsNobody looks through all that a model was ever told: nothing of it says who asked.
func TestModelKnowsNobody(t *testing.T) {
	r, server := thinking(t, nil)
	n := int64(0)
	for _, p := range people {
		for _, form := range []string{"%[5]s? %[1]s, %[2]s", "%[2]s %[5]s %[3]s", "%[5]s (%[4]s) — %[1]s", "%[6]s: %[5]s"} {
			n++
			who := 200 + n
			r.box.AddUser(sandbox.User{ID: who, Name: p.name, Username: fmt.Sprintf("user_%d_secret", n), Language: p.lang})
			r.say(who, fmt.Sprintf(form, p.name, p.phone, p.mail, p.card, p.ask, p.place))
		}
	}
	told := strings.ToLower(server.Raw())
	for _, p := range people {
		for _, own := range append(strings.Fields(p.name), p.name, p.phone, p.mail, p.card, p.place, "_secret") {
			if strings.Contains(told, strings.ToLower(own)) {
				t.Errorf("the model was told %q", own)
			}
		}
	}
	if len(server.Asked()) == 0 {
		t.Errorf("it was asked %d times", len(server.Asked()))
	}
}

// TestVoice has a voice message heard and answered as words, quoted; what nobody hears goes to a person, and the customer is
// told and may go back to the bot.
func TestVoice(t *testing.T) {
	server := modeltest.New(t)
	server.Hears = "Do you gift wrap?"
	r := newRigWith(t, bolt(t), model.New(model.Options{URL: server.URL, Name: "small", Audio: "ear", Tokens: 1_000_000}))
	r.say(7, "/start")
	speak := func() sandbox.Message {
		t.Helper()
		id, err := r.box.Send(sandbox.Post{Chat: 7, Media: "voice"})
		if err != nil {
			t.Fatal(err)
		}
		return r.await(7, id)
	}
	if m := speak(); !strings.Contains(m.Plain, "“Do you gift wrap?”") || !strings.Contains(m.Plain, "linen ribbon") {
		t.Errorf("says %q", m.Plain)
	}
	server.Hears = ""
	r.own()
	for range 2 { // the second time nobody is asked
		m := speak()
		if !strings.Contains(m.Text, "can't listen to voice messages") || len(m.Keyboard) != 1 {
			t.Errorf("says %q, %v", m.Text, m.Keyboard)
		}
		card := r.find(1, func(m sandbox.Message) bool {
			return m.FromBot && strings.Contains(m.Plain, "просьба поговорить")
		})
		r.find(1, func(m sandbox.Message) bool { return m.ID > card.ID && m.Media == "voice" })
		r.press(7, m.ID, m.Keyboard[0][0].Data)
		r.find(7, func(back sandbox.Message) bool { return back.ID > m.ID && strings.Contains(back.Plain, "here again") })
	}
	if n := strings.Count(server.Raw(), "multipart/form-data"); n != 2 {
		t.Errorf("the endpoint was asked %d times", n)
	}
}
