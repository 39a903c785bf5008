package bot_test

import (
	"strings"
	"testing"
	"time"

	"guanxi/bot/outbox"
	"guanxi/bot/sandbox"
	"guanxi/profile"
	"guanxi/profile/store"

	"github.com/fxamacker/cbor/v2"
)

// TestToday plays a day and wants its figures, on request and the next morning, once, also after a restart.
func TestToday(t *testing.T) {
	r := newRig(t, bolt(t))
	r.own()
	if m := r.say(olga, "/today"); m.Plain != "Сегодня к этому часу\nНикто не писал." {
		t.Errorf("of an empty day: %q", m.Plain)
	}
	r.say(7, "when do you open?")
	r.say(8, "qwertz uiop?")
	rate := r.say(7, "/rate")
	r.press(7, rate.ID, rate.Keyboard[0][0].Data)
	r.becomes(7, rate.ID, func(m sandbox.Message) bool { return m.Plain != rate.Plain })
	r.say(8, "/human")
	card := r.becomesAny(olga, "李", 0)
	r.post(sandbox.Post{Chat: olga, Text: "你好", ReplyTo: card.ID})
	r.becomesAny(8, "你好", 0)
	last := r.say(7, "/human")
	r.becomesAny(olga, "Mei Wang", 0)
	asked := r.post(sandbox.Post{Chat: olga, Text: "/today"})
	told := r.becomesAny(olga, "Сегодня", asked)
	for _, want := range []string{"Клиенты: 2 (новые: 2)", "Вопросы: 2 (ответил я: 50 %)", "Первый ответ человека: через 1 минуту", "Оценки: 1 (в среднем: ", "Дольше всех ждёт Mei Wang"} {
		if !strings.Contains(told.Plain, want) {
			t.Errorf("want %q in %q", want, told.Plain)
		}
	}
	r.stop()
	r.ahead += 23*time.Hour + 30*time.Minute // half past eight
	for range 2 {
		r.start()
		r.becomesAny(olga, "Вчера", last.ID)
		r.say(olga, "/today")
		r.stop()
	}
	if n := r.count(olga, "Вчера"); n != 1 {
		t.Errorf("summed up %d times", n)
	}
	r.start()
}

// TestLate tells the owner, once, of a customer who waits longer while the shop is open than it wants, and of how many more.
func TestLate(t *testing.T) {
	r := newForum(t, bolt(t))
	r.say(7, "/human")
	r.card("Mei Wang")
	r.say(8, "/human")
	r.card("李")
	r.stop()
	r.ahead += 90 * time.Minute // the shop opened half an hour ago
	r.start()
	m := r.becomesAny(olga, "ждёт ответа", 0)
	if !strings.Contains(m.Plain, "Ждёт ещё 1 клиент") || !strings.Contains(m.Text, "https://t.me/c/") {
		t.Errorf("told %q", m.Plain)
	}
	r.stop()
	r.ahead += time.Minute
	r.start()
	r.say(olga, "/today")
	if n := r.count(olga, "ждёт ответа"); n != 1 {
		t.Errorf("told %d times", n)
	}
}

// TestDiskFull tells the owner once that the disk fills.
func TestDiskFull(t *testing.T) {
	r := newRig(t, bolt(t))
	r.free = func() (uint64, error) { return 100 << 20, nil }
	r.own()
	r.stop()
	r.start()
	r.becomesAny(olga, "осталось 100 MB", 0)
	r.stop()
	r.start()
	r.say(olga, "/today")
	if n := r.count(olga, "Диск почти полон"); n != 1 {
		t.Errorf("told %d times", n)
	}
}

// TestBuried has an answer be refused for good: the owner reads whose it was, and of no log.
func TestBuried(t *testing.T) {
	memory := bolt(t)
	r := newRig(t, memory)
	r.own()
	r.say(7, "hello")
	r.stop()
	id := profile.TelegramCustomer(7)
	value, err := cbor.Marshal(outbox.Dead{Item: outbox.Item{Customer: id}, At: r.now().UnixMilli()})
	if err != nil {
		t.Fatal(err)
	}
	buried := store.Link{List: outbox.DeadIn(id.Shard()), Entry: store.Entry{Score: r.now().UnixMilli(), ID: "x", Value: value}}
	if err := memory.Commit(t.Context(), store.Commit{Shard: id.Shard(), Add: []store.Link{buried}}); err != nil {
		t.Fatal(err)
	}
	r.start()
	told := r.becomesAny(olga, "не удалось обработать", 0)
	if strings.Contains(told.Plain, "Mei Wang") || strings.Contains(told.Plain, "журнал") {
		t.Errorf("the owner is told %q", told.Plain)
	}
	if over := r.press(olga, told.ID, told.Keyboard[0][0].Data); !strings.HasSuffix(over.Text, ": Mei Wang") {
		t.Errorf("asked whose it was, the owner reads %q", over.Text)
	}
}
