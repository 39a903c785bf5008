package bot_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"guanxi/bot/outbox"
	"guanxi/bot/sandbox"
	"guanxi/profile"
	"guanxi/profile/store"
	"guanxi/profile/store/storetest"

	"github.com/fxamacker/cbor/v2"
	"github.com/redis/go-redis/v9"
)

// zenobia is the customer who is forgotten; her number and words are found nowhere else.
const zenobia = 770_077_007

// traces are what tells of her, as it may stand in a store.
var traces = map[string][]byte{
	"her name": []byte("Zenobia"), "her username": []byte("zenobiaq"), "our name for her": []byte(profile.TelegramCustomer(zenobia)),
	"her chat": []byte("770077007"), "her chat, packed": binary.BigEndian.AppendUint32(nil, zenobia),
	"her question": []byte("on sunday"), "her complaint": []byte("marzipan"), "her talk": []byte("apricots"), "her link": []byte("poster-zq"),
}

// found names the traces in some bytes.
func found(dump []byte) []string {
	var names []string
	for name, trace := range traces {
		if bytes.Contains(dump, trace) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// engine is a store whose every byte can be looked at.
type engine struct {
	store.Store
	dump func() []byte
}

func engines(t *testing.T, play func(*testing.T, engine)) {
	t.Run("bolt", func(t *testing.T) {
		folder := t.TempDir()
		memory, err := store.OpenBolt(folder) // not sealed, so that what is there can be seen
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { memory.Close() })
		play(t, engine{memory, func() []byte {
			file, err := os.ReadFile(filepath.Join(folder, "guanxi.db"))
			if err != nil {
				t.Fatal(err)
			}
			return file
		}})
	})
	t.Run("redis", func(t *testing.T) {
		address := storetest.Redis(t)
		memory, err := store.OpenRedis(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { memory.Close() })
		play(t, engine{memory, func() []byte { return dumpRedis(t, address) }})
	})
}

// dumpRedis is every key of a server with its value.
func dumpRedis(t *testing.T, address string) []byte {
	t.Helper()
	options, err := redis.ParseURL(address)
	if err != nil {
		t.Fatal(err)
	}
	client := redis.NewClient(options)
	defer client.Close()
	var dump []byte
	for keys := client.Scan(t.Context(), 0, "*", 1000).Iterator(); keys.Next(t.Context()); {
		dump = append(append(dump, keys.Val()...), '\n')
		kind, err := client.Type(t.Context(), keys.Val()).Result()
		if err != nil {
			t.Fatal(err)
		}
		if kind == "zset" {
			members, err := client.ZRange(t.Context(), keys.Val(), 0, -1).Result()
			if err != nil {
				t.Fatal(err)
			}
			dump = append(dump, strings.Join(members, "\n")...)
			continue
		}
		value, err := client.Get(t.Context(), keys.Val()).Bytes()
		if errors.Is(err, redis.Nil) { // the bot that runs beside took it away meanwhile
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		dump = append(dump, value...)
	}
	return dump
}

// live has Zenobia ask, rate, complain with a photo, say no to offers and talk with staff, and leaves more of her where
// things go wrong: an item that waits, one that was refused, an update that cannot be read. It returns what staff have
// of her.
func live(r *rig, memory store.Store) (card sandbox.Message) {
	r.t.Helper()
	r.box.AddUser(sandbox.User{ID: zenobia, Name: "Zenobia Quxley", Username: "zenobiaq", Language: "en"})
	r.own()
	r.say(zenobia, "/start poster-zq")
	r.say(zenobia, "when do you open on sunday?")
	answer := r.say(zenobia, "how much is delivery?")
	asked := r.await(zenobia, answer.ID)
	r.press(zenobia, asked.ID, "offers.ask:no")
	r.await(zenobia, asked.ID)
	rate := r.say(zenobia, "/rate")
	r.press(zenobia, rate.ID, "rate.stars:5")
	r.becomes(zenobia, rate.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "Thank you") })
	about := r.say(zenobia, "/complain")
	r.press(zenobia, about.ID, "complain.about:quality")
	r.becomes(zenobia, about.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "own words") })
	wish := r.say(zenobia, "the marzipan was dry")
	if _, err := r.box.Send(sandbox.Post{Chat: zenobia, Media: "photo"}); err != nil {
		r.t.Fatal(err)
	}
	r.await(zenobia, wish.ID)
	r.press(zenobia, wish.ID, "complain.wish:replace")
	r.becomesAny(zenobia, "C-1001", 0)
	r.say(zenobia, "/human")
	card = r.becomesAny(1, "поговорить", 0)
	if _, err := r.box.Send(sandbox.Post{Chat: zenobia, Text: "I meant the apricots"}); err != nil {
		r.t.Fatal(err)
	}
	relayed := r.becomesAny(1, "apricots", 0)
	if _, err := r.box.Send(sandbox.Post{Chat: 1, Text: "We are sorry", ReplyTo: relayed.ID}); err != nil {
		r.t.Fatal(err)
	}
	r.becomesAny(zenobia, "We are sorry", 0)
	mishaps(r, memory)
	return card
}

func mishaps(r *rig, memory store.Store) {
	r.t.Helper()
	id := profile.TelegramCustomer(zenobia)
	waiting := outbox.Item{Customer: id, Seq: 5, Queued: r.now().UnixMilli(), Chat: zenobia, Text: "Zenobia, look!"}
	link, err := waiting.Link()
	if err != nil {
		r.t.Fatal(err)
	}
	value, err := cbor.Marshal(outbox.Dead{Item: waiting, Error: "refused", At: 1})
	if err != nil {
		r.t.Fatal(err)
	}
	refused := store.Link{List: outbox.DeadIn(id.Shard()), Entry: store.Entry{Score: r.now().UnixMilli(), ID: link.Entry.ID, Value: value}}
	if err := memory.Commit(r.t.Context(), store.Commit{Shard: id.Shard(), Add: []store.Link{link, refused}}); err != nil {
		r.t.Fatal(err)
	}
	r.telling(memory)
	r.unreadable()
}

// telling leaves what an earlier life was to tell staff of her, and did not: it belongs to others, of another shard and of hers.
func (r *rig) telling(memory store.Store) {
	r.t.Helper()
	id := profile.TelegramCustomer(zenobia)
	for _, shard := range []uint8{id.Shard(), id.Shard() ^ 1} {
		of := profile.CustomerID("")
		for n := 0; of == "" || of.Shard() != shard; n++ {
			of = profile.IdentifiedBy("other", fmt.Sprint(n))
		}
		link, err := outbox.Item{
			Customer: of, Seq: 1, Queued: r.now().UnixMilli(), Chat: outbox.Desk, Text: "Zenobia waits", Names: []profile.CustomerID{id},
		}.Link()
		if err != nil {
			r.t.Fatal(err)
		}
		if err := memory.Commit(r.t.Context(), store.Commit{Shard: shard, Add: []store.Link{link}}); err != nil {
			r.t.Fatal(err)
		}
	}
}

// unreadable brings an update of hers that cannot be read.
func (r *rig) unreadable() {
	r.t.Helper()
	broken := fmt.Sprintf(`{"update_id":1,"message":{"message_id":1,"chat":{"id":%d,"type":"private"},"text":5,"caption":"apricots"}}`, zenobia)
	if err := r.bot.Update(r.t.Context(), json.RawMessage(broken)); err != nil {
		r.t.Fatal(err)
	}
}

// forget has Zenobia say twice that she wants to be forgotten, and returns the message that it was asked in.
func forget(r *rig) sandbox.Message {
	r.t.Helper()
	ask := r.say(zenobia, "/forget")
	r.press(zenobia, ask.ID, "privacy.ask:yes")
	sure := r.becomes(zenobia, ask.ID, func(m sandbox.Message) bool {
		return strings.Contains(m.Plain, "Really") || strings.Contains(m.Plain, "really")
	})
	for _, want := range []string{"C-1001", "conversation"} {
		if !strings.Contains(sure.Plain, want) {
			r.t.Errorf("that %q will be gone is not said: %s", want, sure.Plain)
		}
	}
	r.press(zenobia, ask.ID, "privacy.sure:erase")
	return ask
}

// TestForget leaves no trace of a customer: not in the keys and values, and within a day not in the file.
func TestForget(t *testing.T) {
	engines(t, func(t *testing.T, memory engine) {
		r := newRig(t, memory.Store)
		card := live(r, memory)
		if before := found(memory.dump()); len(before) != len(traces) {
			t.Fatalf("only %q are in the store before", before)
		}
		ask := forget(r)
		done := r.becomes(zenobia, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "I have forgotten you") })
		if !strings.Contains(done.Plain, "30 days") || !strings.Contains(done.Plain, "no to offers") {
			t.Errorf("she was told %q", done.Plain)
		}
		line := r.becomesAny(1, "попросил его забыть", 0)
		if !strings.Contains(line.Plain, "C-1001") || strings.Contains(line.Plain, "Zenobia") {
			t.Errorf("staff were told %q", line.Plain)
		}
		r.cleared(1)

		redelivered(r, ask)
		answerGone(r, card)
		r.nextDay()
		if left := found(memory.dump()); len(left) != 0 {
			t.Errorf("%q are left", left)
		}
		anew(r)
	})
}

// cleared waits until nothing in a chat that the bot wrote has her name or her words.
func (r *rig) cleared(chat int64) {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), time.Minute)
	defer cancel()
	changes := r.box.Watch(ctx, chat)
	about := func(m sandbox.Message) bool {
		return m.FromBot && !m.Deleted && (m.Media != "" || len(found([]byte(m.Plain))) > 0)
	}
	if !slices.ContainsFunc(r.box.History(chat), about) {
		return
	}
	for range changes {
		if !slices.ContainsFunc(r.box.History(chat), about) {
			return
		}
	}
	left := slices.DeleteFunc(r.box.History(chat), func(m sandbox.Message) bool { return !about(m) })
	r.t.Errorf("not all about her was deleted in chat %d: %+v", chat, left)
}

// redelivered brings updates of hers once more, and new ones that say nothing: she stays forgotten.
func redelivered(r *rig, ask sandbox.Message) {
	r.t.Helper()
	old := fmt.Sprintf(`{"update_id":%d,"message":{"message_id":3,"date":1,"chat":{"id":%d,"type":"private"},"from":{"id":%d,"first_name":"Zenobia"},"text":"apricots"}}`, 2, zenobia, zenobia)
	if err := r.bot.Update(r.t.Context(), json.RawMessage(old)); err != nil {
		r.t.Fatal(err)
	}
	r.unreadable()
	before := len(r.box.History(zenobia))
	for _, act := range []func(int64) error{r.box.Block, r.box.Unblock} {
		if err := act(zenobia); err != nil {
			r.t.Fatal(err)
		}
	}
	query, err := r.box.Forge(zenobia, ask.ID, "privacy.sure:erase")
	if err != nil {
		r.t.Fatal(err)
	}
	if _, err := r.box.WaitAnswer(r.t.Context(), query); err != nil {
		r.t.Fatal(err)
	}
	if now := len(r.box.History(zenobia)); now != before {
		r.t.Errorf("she got %d messages more", now-before)
	}
}

// answerGone has staff answer her, and press a button about her, after she was forgotten.
func answerGone(r *rig, card sandbox.Message) {
	r.t.Helper()
	reply := fmt.Sprintf(`{"update_id":%d,"message":{"message_id":900000,"date":1,"chat":{"id":1,"type":"private"},"from":{"id":1,"first_name":"Olga"},"reply_to_message":{"message_id":%d},"text":"still there?"}}`, 4_000_000_000, card.ID)
	if err := r.bot.Update(r.t.Context(), json.RawMessage(reply)); err != nil {
		r.t.Fatal(err)
	}
	r.becomesAny(1, "Ничего не отправлено", 0)
}

// nextDay begins a new life of the bot a day later and waits until the store's files were rewritten.
func (r *rig) nextDay() {
	r.t.Helper()
	r.stop()
	r.ahead += 24 * time.Hour
	rewritten := make(chan struct{})
	r.noted = func(words string) {
		if strings.HasPrefix(words, "rewrote") {
			close(rewritten)
		}
	}
	r.start()
	select {
	case <-rewritten:
	case <-time.After(time.Minute):
		r.t.Fatal("the store's files were not rewritten")
	}
	r.noted = nil
	r.stop()
	r.start()
}

// anew has her write again: she is new, and is not asked about offers once more.
func anew(r *rig) {
	r.t.Helper()
	if hello := r.say(zenobia, "/start"); !strings.Contains(hello.Plain, "Hello Zenobia") {
		r.t.Errorf("she was greeted %q", hello.Plain)
	}
	r.say(zenobia, "when do you open on sunday?")
	r.say(zenobia, "how much is delivery?")
	r.say(zenobia, "/help")
	asked := 0
	for _, m := range r.box.History(zenobia) {
		if strings.Contains(m.Plain, "may we send you an offer") {
			asked++
		}
	}
	if asked != 1 { // before she was forgotten
		r.t.Errorf("she was asked about offers %d times", asked)
	}
}

// stuck is a store that lets no customer be erased.
type stuck struct {
	store.Store
	tried chan struct{}
}

func (s *stuck) Commit(ctx context.Context, c store.Commit) error {
	if slices.ContainsFunc(c.Delete, func(k store.Key) bool { return strings.HasPrefix(k.Name, "customer:") }) {
		select {
		case s.tried <- struct{}{}:
		default:
		}
		return errors.New("the disk is full")
	}
	return s.Store.Commit(ctx, c)
}

// TestForgetResumes ends the bot in the middle of forgetting: the next life goes on by itself.
func TestForgetResumes(t *testing.T) {
	engines(t, func(t *testing.T, memory engine) {
		broken := &stuck{memory.Store, make(chan struct{}, 1)}
		r := newRig(t, broken)
		live(r, memory)
		ask := forget(r)
		<-broken.tried
		r.stop()
		for _, m := range r.box.History(zenobia) {
			if strings.Contains(m.Plain, "I have forgotten you") {
				t.Error("she was told that she is forgotten before she was")
			}
		}
		r.store = memory.Store
		r.start()
		r.becomes(zenobia, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "I have forgotten you") })
		r.becomesAny(1, "попросил его забыть", 0)
		r.nextDay()
		if left := found(memory.dump()); len(left) != 0 {
			t.Errorf("%q are left", left)
		}
	})
}
