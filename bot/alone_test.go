package bot_test

import (
	"strings"
	"testing"

	"guanxi/bot/sandbox"
)

// TestMeantOnce has an owner who answers alone say twice, and of two customers, for whom a command was: the first counts.
func TestMeantOnce(t *testing.T) {
	r := newRig(t, bolt(t))
	r.own()
	for _, chat := range []int64{7, 8} {
		r.say(chat, "/human")
	}
	cards := []sandbox.Message{r.becomesAny(olga, "Mei Wang", 0), r.becomesAny(olga, "李", 0)}
	ask := r.say(olga, "/note likes oolong")
	buttons := ask.Keyboard[0]
	if len(buttons) != 2 {
		t.Fatalf("asked with %+v", ask.Keyboard)
	}
	r.stop() // so that all are pressed before one is answered
	var queries []string
	for _, b := range []int{0, 0, 1} {
		query, err := r.box.Press(olga, ask.ID, buttons[b].Data)
		if err != nil {
			t.Fatal(err)
		}
		queries = append(queries, query)
	}
	r.start()
	for _, query := range queries {
		if _, err := r.box.WaitAnswer(t.Context(), query); err != nil {
			t.Fatal(err)
		}
	}
	r.becomes(olga, ask.ID, func(m sandbox.Message) bool { return len(m.Keyboard) == 0 && strings.Contains(m.Plain, "likes oolong") })
	for i, words := range []string{"first", "second"} { // behind all that was noted of either
		r.post(sandbox.Post{Chat: olga, Text: "/note " + words, ReplyTo: cards[i].ID})
		r.becomesAny(olga, "Записано: "+words, ask.ID)
	}
	if n := r.count(olga, "Записано: likes oolong"); n != 1 {
		t.Errorf("it was carried out %d times", n)
	}
}
