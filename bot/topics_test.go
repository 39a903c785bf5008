package bot_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"guanxi/bot/outbox"
	"guanxi/bot/sandbox"
	"guanxi/profile"
	"guanxi/profile/store"
)

const (
	group = -100500
	anna  = 2 // of the staff
	boris = 3
)

// newForum starts a bot whose desk is a group with topics: Olga owns it, Anna and Boris are of the staff.
func newForum(t *testing.T, memory store.Store) *rig {
	t.Helper()
	r := newRig(t, memory)
	r.stop()
	r.pace = outbox.Pace{GroupBurst: 1000, GroupEvery: time.Millisecond, GroupMinute: 1000}
	iconed := make(chan struct{})
	r.noted = func(words string) {
		if words == "topics have icons" {
			close(iconed)
		}
	}
	r.start()
	r.noted = nil
	r.own()
	r.box.AddUser(sandbox.User{ID: anna, Name: "Anna", Language: "en"})
	r.box.AddUser(sandbox.User{ID: boris, Name: "Boris", Language: "en"})
	r.box.AddGroup(sandbox.Group{ID: group, Title: "Desk", Forum: true, Members: []int64{1, anna, boris}, Admins: []int64{1}})
	if err := r.bot.SetGroup(group); err != nil {
		t.Fatal(err)
	}
	select { // a topic wears the icons that are known when its customer's turn is decided
	case <-iconed:
	case <-t.Context().Done():
		t.Fatal("the bot did not ask for icons")
	}
	return r
}

// write is a message of somebody's in a topic.
func (r *rig) write(from int64, thread int, words string) int {
	r.t.Helper()
	return r.post(sandbox.Post{Chat: group, From: from, Thread: thread, Text: words})
}

func (r *rig) post(p sandbox.Post) int {
	r.t.Helper()
	id, err := r.box.Send(p)
	if err != nil {
		r.t.Fatal(err)
	}
	return id
}

// card waits for the first message of a customer's topic and returns it.
func (r *rig) card(name string) sandbox.Message {
	r.t.Helper()
	return r.find(group, func(m sandbox.Message) bool {
		return m.FromBot && m.Thread != 0 && len(m.Keyboard) > 0 && strings.Contains(m.Plain, name)
	})
}

func (r *rig) title(thread int) string {
	for _, topic := range r.box.Topics(group) {
		if topic.Thread == thread {
			return topic.Name
		}
	}
	return ""
}

// titled waits until a topic has a name.
func (r *rig) titled(thread int, name string) {
	r.t.Helper()
	r.find(group, func(sandbox.Message) bool { return r.title(thread) == name })
}

// wears waits until a topic has an icon.
func (r *rig) wears(thread int, icon string) {
	r.t.Helper()
	r.find(group, func(sandbox.Message) bool {
		return slices.ContainsFunc(r.box.Topics(group), func(t sandbox.TopicInfo) bool { return t.Thread == thread && t.Icon == icon })
	})
}

// marked waits until the bot put a sign on a message in the group.
func (r *rig) marked(message int, sign string) {
	r.t.Helper()
	r.find(group, func(m sandbox.Message) bool { return m.ID == message && m.Reaction == sign })
}

// TestTopic plays a conversation in a topic from both sides: the card comes first, words go both ways without a name
// or a reply, what is for colleagues stays, and the customer is given back.
func TestTopic(t *testing.T) {
	r := newForum(t, bolt(t))
	r.say(7, "when do you open?")
	r.say(7, "/human")
	card := r.card("Mei Wang")
	if !strings.Contains(card.Plain, "when do you open?") {
		t.Errorf("the card of topic %d: %q", card.Thread, card.Plain)
	}
	for _, m := range r.box.History(group) { // other chats take numbers from the same row
		if m.Thread == card.Thread && m.Plain != "" && m.ID < card.ID {
			t.Errorf("before the card stands %q", m.Plain)
		}
	}
	r.post(sandbox.Post{Chat: 7, Text: "Is my tea <ready>?"})
	asked := r.becomesAny(group, "Is my tea <ready>?", card.ID)
	if asked.Thread != card.Thread || strings.Contains(asked.Plain, "Mei") {
		t.Errorf("in topic %d: %q", asked.Thread, asked.Plain)
	}
	inside := r.write(anna, card.Thread, "//who has her tea?")
	r.marked(inside, "✍")
	among := r.post(sandbox.Post{Chat: group, From: boris, Thread: card.Thread, Text: "me", ReplyTo: inside})
	r.marked(among, "✍")
	answer := r.write(anna, card.Thread, "Yes, come by")
	got := r.becomesAny(7, "Yes, come by", 0)
	if got.Copied.Message != answer {
		t.Errorf("the customer got a copy of %+v", got.Copied)
	}
	r.marked(answer, "👍")
	r.titled(card.Thread, "🟢 Mei Wang · Anna")
	r.wears(card.Thread, "💬")
	quote := r.post(sandbox.Post{Chat: group, From: anna, Thread: card.Thread, Text: "this one", ReplyTo: asked.ID})
	if got = r.becomesAny(7, "this one", got.ID); got.ReplyTo == 0 {
		t.Errorf("the customer sees no quote in the copy of %d", quote)
	}
	r.write(anna, card.Thread, "/close")
	r.becomesAny(7, "finished", got.ID)
	r.titled(card.Thread, "⚪ Mei Wang")
	r.wears(card.Thread, "✅")
	for _, m := range r.box.History(7) {
		if strings.Contains(m.Plain, "who has") || m.Plain == "me" {
			t.Errorf("the customer was shown %q", m.Plain)
		}
	}
}

// TestHeld has a second person answer a customer whom somebody else has: nothing goes out until they decide, each way.
func TestHeld(t *testing.T) {
	r := newForum(t, bolt(t))
	r.say(7, "/human")
	card := r.card("Mei Wang")
	r.write(anna, card.Thread, "Good morning")
	got := r.becomesAny(7, "Good morning", 0)
	ask := func(words ...string) sandbox.Message {
		first := r.write(boris, card.Thread, words[0])
		m := r.find(group, func(m sandbox.Message) bool { return m.FromBot && m.ReplyTo == first })
		for _, more := range words[1:] {
			r.write(boris, card.Thread, more)
		}
		return m
	}
	asked := ask("one", "two")
	if other := r.pressAs(anna, asked.ID, asked.Keyboard[0][0].Data); other.Text == "" {
		t.Error("somebody else decided")
	}
	r.pressAs(boris, asked.ID, asked.Keyboard[0][0].Data)
	got = r.becomesAny(7, "one", got.ID)
	got = r.becomesAny(7, "two", got.ID)
	dropped := ask("three")
	r.pressAs(boris, dropped.ID, dropped.Keyboard[2][0].Data)
	taking := ask("four")
	r.pressAs(boris, taking.ID, taking.Keyboard[1][0].Data)
	if next := r.await(7, got.ID); next.Plain != "four" {
		t.Errorf("the customer got %q", next.Plain)
	}
	r.titled(card.Thread, "🟢 Mei Wang · Boris")
	if again := r.pressAs(boris, taking.ID, taking.Keyboard[1][0].Data); again.Text == "" {
		t.Error("a decision was taken twice")
	}
}

// pressAs presses a button in the group, perhaps one that was there.
func (r *rig) pressAs(who int64, message int, data string) sandbox.Answer {
	r.t.Helper()
	query, err := r.box.PressAs(group, message, data, who)
	if err != nil {
		return sandbox.Answer{Text: err.Error()}
	}
	answer, err := r.box.WaitAnswer(r.t.Context(), query)
	if err != nil {
		r.t.Fatal(err)
	}
	return answer
}

// TestTopicDeleted deletes a topic in mid-answer: it is made again with the card, and what was held follows it.
func TestTopicDeleted(t *testing.T) {
	r := newForum(t, bolt(t))
	r.say(7, "/human")
	card := r.card("Mei Wang")
	r.write(anna, card.Thread, "One moment")
	r.becomesAny(7, "One moment", 0)
	r.post(sandbox.Post{Chat: 7, Media: "photo", Text: "the broken cup"})
	r.find(group, func(m sandbox.Message) bool { return m.Thread == card.Thread && m.Media == "photo" })
	r.box.DeleteTopic(group, card.Thread)
	r.post(sandbox.Post{Chat: 7, Text: "are you there?"})
	again := r.find(group, func(m sandbox.Message) bool {
		return m.Thread > card.Thread && strings.Contains(m.Plain, "Mei Wang") && len(m.Keyboard) > 0
	})
	asked := r.becomesAny(group, "are you there?", again.ID)
	if asked.Thread != again.Thread {
		t.Errorf("the words are in topic %d, the card in %d", asked.Thread, again.Thread)
	}
	photo := r.find(group, func(m sandbox.Message) bool { return m.Thread == again.Thread && m.Media == "photo" })
	if photo.ID > asked.ID || photo.Plain != "the broken cup" || !strings.Contains(again.Plain, "📷 фото · the broken cup") {
		t.Errorf("the photo %+v comes after what came after it, or the card says nothing of it: %q", photo, again.Plain)
	}
	r.write(boris, again.Thread, "yes")
	r.find(group, func(m sandbox.Message) bool { return m.Thread == again.Thread && len(m.Keyboard) == 3 }) // Anna still has it
}

// TestTopicClosed closes a topic by hand: the customer is with the bot again, and calling anew opens it.
func TestTopicClosed(t *testing.T) {
	r := newForum(t, bolt(t))
	r.say(7, "/human")
	card := r.card("Mei Wang")
	if err := r.box.ShutTopic(group, card.Thread, anna, true); err != nil {
		t.Fatal(err)
	}
	r.becomesAny(7, "passed the conversation back", 0)
	r.titled(card.Thread, "⚪ Mei Wang")
	r.say(7, "/human")
	r.titled(card.Thread, "🔴 Mei Wang")
	for _, topic := range r.box.Topics(group) {
		if topic.Closed {
			t.Errorf("topic %q is still closed", topic.Name)
		}
	}
}

// TestTwoOfOneName has two customers of one name write at once.
func TestTwoOfOneName(t *testing.T) {
	r := newForum(t, bolt(t))
	r.box.AddUser(sandbox.User{ID: 9, Name: "Mei Wang", Language: "en"})
	r.say(7, "/human")
	r.say(9, "/human")
	r.post(sandbox.Post{Chat: 7, Text: "I am seven"})
	r.post(sandbox.Post{Chat: 9, Text: "I am nine"})
	seven, nine := r.becomesAny(group, "I am seven", 0), r.becomesAny(group, "I am nine", 0)
	if seven.Thread == nine.Thread {
		t.Fatal("two customers share a topic")
	}
	r.write(anna, seven.Thread, "to seven")
	r.write(anna, nine.Thread, "to nine")
	r.becomesAny(7, "to seven", 0)
	r.becomesAny(9, "to nine", 0)
	for chat, other := range map[int64]string{7: "to nine", 9: "to seven"} {
		for _, m := range r.box.History(chat) {
			if m.Plain == other {
				t.Errorf("chat %d was shown %q", chat, other)
			}
		}
	}
}

// TestUndo takes a message back on both sides, and changes another.
func TestUndo(t *testing.T) {
	r := newForum(t, bolt(t))
	r.say(7, "/human")
	card := r.card("Mei Wang")
	said := r.write(anna, card.Thread, "It costs 5")
	got := r.becomesAny(7, "It costs 5", 0)
	r.marked(said, "👍")
	if err := r.box.Edit(group, said, "It costs 6"); err != nil {
		t.Fatal(err)
	}
	r.becomes(7, got.ID, func(m sandbox.Message) bool { return m.Plain == "It costs 6" })
	gone := r.removed(7, got.ID)
	undo := r.write(anna, card.Thread, "/undo")
	r.find(group, func(m sandbox.Message) bool { return m.FromBot && m.ReplyTo == undo })
	<-gone
}

// removed is closed when a message of a chat is deleted from now on.
func (r *rig) removed(chat int64, id int) <-chan struct{} {
	gone := make(chan struct{})
	changes := r.box.Watch(r.t.Context(), chat)
	go func() { // until the test's context ends
		for c := range changes {
			if c.Kind == sandbox.Removed && c.Message.ID == id {
				close(gone)
				return
			}
		}
	}()
	return gone
}

// TestQuotes has the customer answer a message of staff's, and change one of theirs: staff see which.
func TestQuotes(t *testing.T) {
	r := newForum(t, bolt(t))
	r.say(7, "/human")
	card := r.card("Mei Wang")
	said := r.write(anna, card.Thread, "At five or at six?")
	got := r.becomesAny(7, "At five or at six?", 0)
	r.marked(said, "👍") // from here on the bot knows which message shows which
	theirs := r.post(sandbox.Post{Chat: 7, Text: "five", ReplyTo: got.ID})
	shown := r.becomesAny(group, "five", said)
	if shown.ReplyTo != said {
		t.Errorf("staff see an answer to %d, want to %d", shown.ReplyTo, said)
	}
	if err := r.box.Edit(7, theirs, "six"); err != nil {
		t.Fatal(err)
	}
	if m := r.becomesAny(group, "✏️ six", shown.ID); m.ReplyTo != shown.ID {
		t.Errorf("the change answers %d, want %d", m.ReplyTo, shown.ID)
	}
}

// TestBlockedInTopic has the customer stop the bot: staff are told under what did not arrive.
func TestBlockedInTopic(t *testing.T) {
	r := newForum(t, bolt(t))
	r.say(7, "/human")
	card := r.card("Mei Wang")
	if err := r.box.Block(7); err != nil {
		t.Fatal(err)
	}
	r.becomesAny(group, "Mei Wang", card.ID)
	said := r.write(anna, card.Thread, "Hello?")
	r.find(group, func(m sandbox.Message) bool { return m.FromBot && m.ReplyTo == said })
}

// TestMemberLeft throws the holder out: a colleague answers without being asked.
func TestMemberLeft(t *testing.T) {
	r := newForum(t, bolt(t))
	r.say(7, "/human")
	card := r.card("Mei Wang")
	r.write(anna, card.Thread, "One moment")
	r.titled(card.Thread, "🟢 Mei Wang · Anna")
	if err := r.box.Leave(group, anna); err != nil {
		t.Fatal(err)
	}
	r.titled(card.Thread, "🔴 Mei Wang")
	r.write(boris, card.Thread, "Here I am")
	r.becomesAny(7, "Here I am", 0)
	r.titled(card.Thread, "🟢 Mei Wang · Boris")
}

// TestTopicComplaint files a complaint and moves it by the buttons in the topic.
func TestTopicComplaint(t *testing.T) {
	r := newForum(t, bolt(t))
	ask := r.say(7, "/complain")
	r.press(7, ask.ID, "complain.about:quality")
	r.becomes(7, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "What happened") })
	wish := r.say(7, "The cup was broken")
	r.press(7, wish.ID, "complain.wish:refund")
	filed := r.find(group, func(m sandbox.Message) bool { return len(m.Keyboard) == 4 && strings.Contains(m.Plain, "C-1001") })
	r.find(group, func(m sandbox.Message) bool { return m.Thread == filed.Thread && m.Plain == "The cup was broken" })
	r.titled(filed.Thread, "🔴 Mei Wang · C-1001")
	r.pressAs(anna, filed.ID, filed.Keyboard[0][0].Data)
	r.becomesAny(7, "looking into your complaint C-1001", 0)
	r.titled(filed.Thread, "⚠️ Mei Wang · C-1001")
	r.pressAs(boris, filed.ID, filed.Keyboard[1][1].Data)
	why := r.find(group, func(m sandbox.Message) bool { return m.ReplyTo == filed.ID && len(m.Keyboard) == 4 })
	r.pressAs(boris, why.ID, why.Keyboard[1][0].Data)
	r.becomesAny(7, "Too much time has passed", 0)
	r.titled(filed.Thread, "🟢 Mei Wang")
}

// TestCardOfBefore moves a complaint by a card that no record tells of, and asks why by a question that none does: both follow.
func TestCardOfBefore(t *testing.T) {
	r := newForum(t, bolt(t))
	ask := r.say(7, "/complain")
	r.press(7, ask.ID, "complain.about:quality")
	r.becomes(7, ask.ID, func(m sandbox.Message) bool { return strings.Contains(m.Plain, "What happened") })
	wish := r.say(7, "The cup was broken")
	r.press(7, wish.ID, "complain.wish:refund")
	filed := r.find(group, func(m sandbox.Message) bool { return len(m.Keyboard) == 4 && strings.Contains(m.Plain, "C-1001") })
	r.find(group, func(m sandbox.Message) bool { return m.Thread == filed.Thread && m.Plain == "The cup was broken" })
	forget := func() {
		t.Helper()
		r.stop() // so that nothing waits to be marked
		key := outbox.CardsKey(profile.TelegramCustomer(7))
		if err := r.store.Commit(t.Context(), store.Commit{Shard: key.Shard, Delete: []store.Key{key}}); err != nil {
			t.Fatal(err)
		}
		r.start()
	}
	forget()
	r.pressAs(anna, filed.ID, filed.Keyboard[0][0].Data)
	r.becomes(group, filed.ID, func(m sandbox.Message) bool { return strings.HasPrefix(m.Keyboard[0][0].Text, "✓ ") })
	r.pressAs(boris, filed.ID, filed.Keyboard[1][1].Data)
	why := r.find(group, func(m sandbox.Message) bool { return m.ReplyTo == filed.ID && len(m.Keyboard) == 4 })
	forget()
	r.pressAs(boris, why.ID, why.Keyboard[1][0].Data)
	r.becomes(group, why.ID, func(m sandbox.Message) bool { return len(m.Keyboard) == 0 })
}
