package outbox

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"guanxi/bot/sandbox"
	"guanxi/bot/telegram"
	"guanxi/dialogs"
	"guanxi/profile"
)

// staff is the desk's group in these tests.
const staff int64 = -100500

// office is a group with topics for a desk, and what a desk does for its outbox.
type office struct {
	*rig
	box *sandbox.Server

	mu      sync.Mutex
	calls   []posted
	threads map[profile.CustomerID]int
	icon    string // of topics to be made
	holds   []Hold
}

// posted is a call for the group as it came.
type posted struct {
	method string
	at     time.Time
	Chat   int64  `json:"chat_id"`
	Thread int    `json:"message_thread_id"`
	Text   string `json:"text"`
	Name   string `json:"name"`
	Edit   int    `json:"message_id"`
	Silent bool   `json:"disable_notification"`
}

// inOffice runs a test on a virtual clock.
func inOffice(t *testing.T, test func(*testing.T, *office)) {
	spec := apiDescription(t)
	synctest.Test(t, func(t *testing.T) {
		box, err := sandbox.New(sandbox.Options{Token: "1:test", Spec: spec, Limits: true, Keep: 10_000})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(box.Close)
		box.AddGroup(sandbox.Group{ID: staff, Forum: true})
		o := &office{box: box, threads: map[profile.CustomerID]int{}}
		o.rig = newRigOn(t, newAPI(nil), o)
		o.live(Options{})
		test(t, o)
		lawful(t, box)
	})
}

// ServeHTTP notes a call and has the sandbox answer it.
func (o *office) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		panic(err)
	}
	c := posted{method: path.Base(r.URL.Path), at: time.Now()}
	if err := json.Unmarshal(body, &c); err != nil {
		panic(err)
	}
	o.mu.Lock()
	o.calls = append(o.calls, c)
	o.mu.Unlock()
	r.Body = io.NopCloser(bytes.NewReader(body))
	o.box.ServeHTTP(w, r)
}

// live begins a life of the process, which knows its desk.
func (o *office) live(opts Options) {
	opts.Topic = func(_ context.Context, _ int64, id profile.CustomerID) (Thread, error) {
		o.mu.Lock()
		defer o.mu.Unlock()
		return Thread{ID: o.threads[id], Name: "🔴 " + string(id), Icon: o.icon}, nil
	}
	opts.Opened = func(_ context.Context, _ int64, id profile.CustomerID, made Thread) error {
		thread := made.ID
		o.mu.Lock()
		defer o.mu.Unlock()
		o.threads[id] = thread
		return nil
	}
	opts.Held = func(h Hold) {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.holds = append(o.holds, h)
	}
	o.fresh(opts)
	o.SetDesk(staff)
}

// posts are the calls for the group so far.
func (o *office) posts() []posted {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(o.calls), func(c posted) bool { return c.Chat != staff })
}

// held are the holds told of so far.
func (o *office) held() []Hold {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.holds)
}

// topic is what a customer's topic shows.
func (o *office) topic(chat int64) []string {
	o.mu.Lock()
	thread := o.threads[profile.TelegramCustomer(chat)]
	o.mu.Unlock()
	var texts []string
	for _, m := range o.box.History(staff) {
		if m.Thread == thread && m.Plain != "" && !m.Deleted {
			texts = append(texts, m.Plain)
		}
	}
	return texts
}

// budget says whether no minute saw more than 20 calls.
func (o *office) budget() {
	o.t.Helper()
	calls := o.posts()
	for i := 20; i < len(calls); i++ {
		if took := calls[i].at.Sub(calls[i-20].at); took < time.Minute {
			o.t.Fatalf("21 calls within %v, the last at %v: %+v", took, calls[i].at, calls[i])
		}
	}
	if n := o.Stats().Hushes; n != 0 {
		o.t.Errorf("%d times 429", n)
	}
}

// forDesk is the n-th item about a customer, queued now.
func forDesk(chat int64, n int, text string) Item {
	it := item(chat, n, text)
	it.Chat, it.Queued = Desk, time.Now().UnixMilli()
	return it
}

// said is the n-th text of a customer's, to be shown to staff now.
func said(chat int64, n int, text string) Item {
	it := forDesk(chat, n, text)
	it.Source = &dialogs.Copy{Chat: chat, Message: n}
	return it
}

// TestIconRefused: Telegram takes an icon back, and topics go on without one, made and changed.
func TestIconRefused(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		o.icon = "17"
		title := forDesk(7, 2, "")
		title.Topic = &Topic{Name: "🟢 Mei", Icon: "17"}
		o.add(forDesk(7, 1, "card"))
		o.run()
		pass(10 * time.Second)
		o.add(title)
		pass(2 * time.Minute)
		if topics := o.box.Topics(staff); len(topics) != 1 || topics[0].Name != "🟢 Mei" {
			t.Errorf("topics: %+v", topics)
		}
		expect(t, o.topic(7), []string{"card"})
		if left := o.left(ListIn); len(left) != 0 || o.Stats() != (Stats{Sent: 2}) {
			t.Errorf("%d left, stats %+v", len(left), o.Stats())
		}
	})
}

func TestATopicIsMadeBeforeItsFirstMessage(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		card := forDesk(7, 1, "card")
		card.First, card.Answers = true, true
		card.Buttons = [][]dialogs.Button{{{Label: "Back", Data: "desk.back:7"}}}
		o.add(card, said(7, 2, "hello"), said(7, 3, "anybody?"))
		o.run()
		pass(10 * time.Second)
		var got []string
		for _, c := range o.posts() {
			got = append(got, fmt.Sprint(c.method, " ", c.Name, c.Text, " ", c.Silent))
		}
		expect(t, got, []string{
			"createForumTopic 🔴 " + string(card.Customer) + " false", "sendMessage card\n\nhello\n\nanybody? false",
		})
		expect(t, o.topic(7), []string{"card\n\nhello\n\nanybody?"}) // what waits with it goes along
		if left := o.left(ListIn); len(left) != 0 || o.Stats() != (Stats{Sent: 3}) {
			t.Errorf("%d left, stats %+v", len(left), o.Stats())
		}
		message := o.box.History(staff)[len(o.box.History(staff))-1].ID
		records, err := o.store.Get(t.Context(), AnswersKey(staff, message))
		if err != nil || profile.CustomerID(records[0].Value) != card.Customer {
			t.Errorf("the answer to the card belongs to %+v, %v", records, err)
		}
	})
}

func TestTextsThatWaitGoAsOne(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		long := strings.Repeat("б", 2000)
		photo := forDesk(7, 4, "")
		o.box.AddUser(sandbox.User{ID: 7, Wrote: true})
		said, err := o.box.Send(sandbox.Post{Chat: 7, Text: "photo"})
		if err != nil {
			t.Fatal(err)
		}
		photo.Copy = &dialogs.Copy{Chat: 7, Message: said}
		items := []Item{
			forDesk(7, 1, "a"), forDesk(7, 2, "b <"), forDesk(7, 3, "<b>c</b>"), photo,
			forDesk(7, 5, long), forDesk(7, 6, long), forDesk(7, 7, long), forDesk(7, 8, "end"),
		}
		for i := range items {
			items[i].Source = &dialogs.Copy{Chat: 7, Message: 100 + i}
		}
		o.add(items...)
		o.run()
		pass(20 * time.Second)
		expect(t, o.topic(7), []string{"a\n\nb <\n\nc", "photo", long + "\n\n" + long, long + "\n\nend"})
		var pairs []int
		for i := range items {
			got, err := Pairs(t.Context(), o.store, PairsByTheirs(items[i].Customer), 100+i)
			if err != nil || len(got) != 1 {
				t.Fatalf("pairs of %d: %+v, %v", i, got, err)
			}
			pairs = append(pairs, got[0].Message)
		}
		if pairs[0] != pairs[2] || pairs[2] == pairs[3] || pairs[4] != pairs[5] || pairs[6] != pairs[7] {
			t.Errorf("the texts are in messages %v", pairs)
		}
		if left := o.left(ListIn); len(left) != 0 {
			t.Errorf("%d left", len(left))
		}
	})
}

// TestWhatTheBotSaysIsApart has words of a customer's wait, and what the bot says of them between: that is a message of its
// own, and an answer to several texts in one is to the last.
func TestWhatTheBotSaysIsApart(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		o.add(said(7, 9, "I'm back"), said(7, 10, "is anybody there?"), forDesk(7, 11, "Mei is with the bot again"), said(7, 12, "hello?"))
		o.run()
		pass(20 * time.Second)
		expect(t, o.topic(7), []string{"I'm back\n\nis anybody there?", "Mei is with the bot again", "hello?"})
		bubble := 0
		for _, m := range o.box.History(staff) {
			if strings.HasPrefix(m.Plain, "I'm back") {
				bubble = m.ID
			}
		}
		got, err := Pairs(t.Context(), o.store, PairsByDesk(profile.TelegramCustomer(7)), bubble)
		if err != nil || len(got) != 2 || got[1].Theirs != 10 {
			t.Errorf("what stands in the first message: %+v, %v", got, err)
		}
	})
}

func TestWhatIsRefusedTogetherIsSentAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(c call) reply {
			if strings.Contains(c.Text, "bad") {
				return refused(400, "Bad Request: message is strange")
			}
			return reply{}
		})
		r.SetDesk(staff)
		r.add(said(7, 1, "a"), said(7, 2, "bad"), said(7, 3, "c"))
		r.run()
		pass(time.Minute)
		expect(t, r.api.texts(staff), []string{"a", "c"})
		if got := r.Stats(); got != (Stats{Sent: 2, Failed: 1}) || len(r.left(DeadIn)) != 1 || len(r.left(ListIn)) != 0 {
			t.Errorf("stats %+v", got)
		}
	})
}

// TestQueueCardGoesFirst has a storm of tickets fill the group's minutes: the card that says so is there as soon as calls
// come free, pinned, and again a minute later.
func TestQueueCardGoesFirst(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		for chat := range int64(60) {
			first := said(100+chat, 1, "hello")
			first.First = true
			o.add(first)
		}
		o.run()
		pass(40 * time.Second) // the minute is used up
		late := time.Now()
		for n := range 12 {
			card := forDesk(1, n, fmt.Sprint(n, " wait"))
			card.Card, card.General = "queue", true
			o.add(card)
			pass(10 * time.Second)
		}
		o.budget()
		var shown []string
		var at []time.Duration
		for i, c := range o.posts() {
			if strings.HasSuffix(c.Text, "wait") {
				shown, at = append(shown, c.method+" then "+o.posts()[i+1].method), append(at, c.at.Sub(late))
			}
		}
		if len(shown) < 2 || shown[0] != "sendMessage then pinChatMessage" || at[0] > 35*time.Second || at[1]-at[0] > 75*time.Second {
			t.Errorf("the card is shown by %v after %v", shown, at)
		}
	})
}

// TestPinIsToldToWait has the call that pins the queue's card be told to wait: all do.
func TestPinIsToldToWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, func(c call) reply {
			if c.method == "pinChatMessage" {
				return floodWait(9)
			}
			return reply{}
		})
		r.SetDesk(-1005)
		card := forDesk(1, 1, "12 wait")
		card.Card, card.General = "queue", true
		r.add(card)
		r.run()
		pass(time.Second)
		asked := len(r.api.asked())
		r.add(item(7, 1, "hello"))
		pass(7 * time.Second)
		if n := len(r.api.asked()); n != asked || asked != 2 {
			t.Errorf("%d calls, then %d during the silence", asked, n-asked)
		}
		pass(2 * time.Second)
		expect(t, r.api.texts(7), []string{"hello"})
	})
}

// TestWhoCameFirst has turns of one second end in any order: their customers are shown as they came.
func TestWhoCameFirst(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		var want []string
		for n := range int64(8) {
			it := said(100+n, 1, fmt.Sprint(n))
			it.First, it.Came, it.Queued = true, 70+n, it.Queued-n
			o.add(it)
			want = append(want, it.Text)
		}
		later := said(99, 1, "later")
		later.First, later.Came, later.Queued = true, 1, later.Queued+1000
		o.add(later)
		o.run()
		pass(time.Minute)
		var got []string
		for _, c := range o.posts() {
			if c.method == "sendMessage" {
				got = append(got, c.Text)
			}
		}
		expect(t, got, append(want, "later"))
	})
}

func TestTitlesAndCardsYieldAndOnlyTheNewestGoes(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		for chat := range int64(30) {
			o.add(forDesk(100+chat, 1, "hello"))
		}
		title := func(n int, name string) Item {
			it := forDesk(100, n, "")
			it.Topic = &Topic{Name: name}
			return it
		}
		card := func(n int, text string) Item {
			it := forDesk(1, n, text)
			it.Card, it.General = "queue", true
			return it
		}
		o.run()
		pass(20 * time.Second) // some topics are there, and the minute is used up
		o.add(title(2, "one"), card(1, "30 wait"), title(3, "two"), card(2, "29 wait"), title(4, "three"))
		pass(4 * time.Minute)
		o.add(card(3, "nobody waits"))
		pass(4 * time.Minute)
		o.budget()
		var cards, titles []string
		words := 0
		for _, c := range o.posts() {
			switch {
			case c.method == "editForumTopic":
				titles = append(titles, c.Name)
			case strings.HasSuffix(c.Text, "wait") || strings.HasSuffix(c.Text, "waits"):
				cards = append(cards, c.method+" "+c.Text)
			case c.method == "sendMessage":
				words++
			}
		}
		expect(t, titles, []string{"three"})
		expect(t, cards, []string{"sendMessage 29 wait", "editMessageText nobody waits"})
		if stats := o.Stats(); words != 30 || stats.Replaced != 3 || stats.Waiting != 0 || len(o.left(ListIn)) != 0 {
			t.Errorf("%d words, stats %+v", words, stats)
		}
	})
}

func TestADeletedTopicIsHeldUntilItIsMadeAgain(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		o.add(forDesk(7, 1, "before"), forDesk(8, 1, "other"))
		o.run()
		pass(20 * time.Second)
		id := profile.TelegramCustomer(7)
		o.mu.Lock()
		gone := o.threads[id]
		o.mu.Unlock()
		o.box.DeleteTopic(staff, gone)
		o.add(said(7, 2, "after"))
		pass(20 * time.Second)
		o.add(said(7, 3, "and more"), forDesk(8, 2, "goes on"))
		pass(time.Minute)
		if h := o.held(); len(h) != 1 || h[0].Customer != id || h[0].Why != telegram.NoTopic || h[0].Chat != staff {
			t.Fatalf("held %+v", h)
		}
		expect(t, o.topic(8), []string{"other", "goes on"})
		if lag := o.Lag(); lag.Customer != id || lag.Customers != 1 || lag.Items != 2 {
			t.Errorf("lag %+v", lag)
		}
		card, story := forDesk(7, 4, "card"), forDesk(7, 5, "story")
		card.Lead, story.Lead = true, true
		o.mu.Lock()
		delete(o.threads, id)
		o.mu.Unlock()
		o.add(card, story)
		o.Resume(id)
		pass(20 * time.Second)
		expect(t, o.topic(7), []string{"card", "story", "after\n\nand more"})
		o.budget()
		if lag := o.Lag(); lag != (Lag{}) || len(o.left(ListIn)) != 0 {
			t.Errorf("lag %+v", lag)
		}
	})
}

// TestWhoIsForgottenLeavesTheGroup forgets a customer whose topic is gone: what is held for it would be sent never, and
// waited for always.
func TestWhoIsForgottenLeavesTheGroup(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		o.add(forDesk(7, 1, "before"))
		o.run()
		pass(20 * time.Second)
		id := profile.TelegramCustomer(7)
		o.mu.Lock()
		gone := o.threads[id]
		o.mu.Unlock()
		o.box.DeleteTopic(staff, gone)
		o.add(forDesk(7, 2, "after"))
		pass(20 * time.Second)
		title := forDesk(7, 3, "")
		title.Topic = &Topic{Name: "title"}
		o.add(title, forDesk(8, 1, "other"))
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := o.Forget(ctx, id, 3, time.Now().UnixMilli()); err != nil {
			t.Fatal(err)
		}
		o.Resume(id)
		pass(time.Minute)
		expect(t, o.topic(7), nil)
		expect(t, o.topic(8), []string{"other"})
		if n := o.Stats().Waiting; n != 0 {
			t.Errorf("%d wait", n)
		}
	})
}

func TestATicketsFirstMessageGoesBeforeWordsOfTheSameMinute(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		for n := range int64(25) { // more than a minute's calls, each of its own customer
			o.add(forDesk(100+n, 1, "early"))
		}
		o.run()
		pass(30 * time.Second)
		for n := range int64(25) {
			o.add(forDesk(200+n, 1, "late"))
		}
		pass(15 * time.Second)
		ask := forDesk(300, 1, "a ticket")
		ask.First = true
		o.add(ask)
		pass(5 * time.Minute)
		o.budget()
		var texts []string
		for _, c := range o.posts() {
			if c.method == "sendMessage" {
				texts = append(texts, c.Text)
			}
		}
		at := slices.Index(texts, "a ticket")
		if late := slices.Index(texts, "late"); at < 0 || at > late || at > 20 {
			t.Errorf("the ticket comes as number %d, the late ones from number %d: %q", at, late, texts)
		}
	})
}

func TestCardsOfThePrivateDeskAreEditedToo(t *testing.T) {
	inOffice(t, func(t *testing.T, o *office) {
		o.box.AddUser(sandbox.User{ID: 55, Wrote: true})
		o.SetDesk(55)
		o.run()
		for n, text := range []string{"one waits", "two wait", "nobody waits"} {
			card := forDesk(1, n+1, text)
			card.Card = "state"
			o.add(card)
			if n == 1 {
				pass(time.Second)
			}
		}
		pass(time.Second)
		expect(t, bubbles(o.box, 55), []string{"nobody waits"})
		o.SetDesk(staff) // it is another chat: there it is sent again
		card := forDesk(1, 4, "all is well")
		card.Card = "state"
		o.add(card)
		pass(time.Minute)
		expect(t, o.topic(1), []string{"all is well"})
		if left := o.left(ListIn); len(left) != 0 {
			t.Errorf("%d left", len(left))
		}
	})
}
