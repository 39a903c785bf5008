package desk

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/locales"
	"guanxi/profile"
)

// TestTalk has a topic get lost: the card of the new one tells what was asked and answered, said and done, in its order,
// but for what was not shown yet and follows.
func TestTalk(t *testing.T) {
	texts, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	s := &dialogs.State{Customer: profile.Customer{ID: profile.TelegramCustomer(7), Chat: 7, Name: "Mei"}}
	v := Desk{Chat: 1, Language: "en", Group: -5}.Topic(texts, s, Ticket{Group: -5, Thread: 9, Opened: 1, Asked: -5})
	v.Title = func(id, lang string) string { return strings.TrimPrefix(id+" in "+lang, "unknown in en") }
	v.History = v.History.With(
		profile.Event{Kind: "question", At: 100, Value: "hours", Words: "when are\nyou open?"},
		profile.Event{Kind: "question", At: 101, Value: "unknown", Words: "a question of old"},
		profile.Event{Kind: "question", At: 102, Words: "can you mend a pot?"},
		profile.Event{Kind: "note", At: 105, Words: "likes green tea"},
	)
	for i := range talkLines {
		v.Talk = v.Talk.With(Line{At: 103, Words: fmt.Sprint("word ", i), Message: i})
	}
	v.Talk = v.Talk.With(Line{At: 104, Words: "one moment", Staff: true, Name: "Anna"})
	v.Talk = v.Talk.With(Line{At: 106, Words: "thank you", Message: 80, Media: "photo", Edited: true})
	v.Talk = v.Talk.With(Line{At: 106, Media: "photo", Message: 83, Album: "a"})
	v.Talk = v.Talk.With(Line{At: 106, Words: "both cups", Media: "photo", Message: 84, Album: "a"})
	v.Talk = v.Talk.With(Line{At: 106, Media: "photo", Staff: true, Name: "Anna", Album: "b"})
	v.Talk = v.Talk.With(Line{At: 106, Media: "photo", Staff: true, Name: "Anna", Album: "b", Words: "the new ones"})
	v.Talk = v.Talk.With(Line{At: 106, Media: "voice", Message: 85})
	v.Talk = v.Talk.With(Line{At: 107, Words: strings.Repeat("x", 2*lineUnits), Message: 81})
	v.Talk = v.Talk.With(Line{At: 108, Words: "xxx too", Message: 82})
	items := Step(v, Act{Kind: Lost, Group: -5, At: time.Unix(200, 0), Waiting: []int{81}, Since: 108}).Items
	card := items[0].Text
	if again := items[1]; !again.Lead || !again.Silent || again.Copy.Message != 83 || !slices.Equal(again.More, []int{84, 85}) {
		t.Errorf("below the card %+v", again)
	}
	last := 0
	for _, want := range []string{
		"❓ when are you open? 💬 hours in en\n", "❓ a question of old\n", "❓ can you mend a pot?\n", "Mei: word 8\n", "Mei: word 11\n",
		"Anna: one moment\n", "📝 likes green tea\n", "Mei: ✏️ 📷 photo · thank you\n", "Mei: 📷 photo ×2 · both cups\n",
		"Anna: 📷 photo ×2 · the new ones\n", "Mei: 🎤 voice message\n",
	} {
		at := strings.Index(card, want)
		if at < last {
			t.Errorf("%q is at %d, the one before at %d, of the card\n%s", want, at, last, card)
		}
		last = max(last, at)
	}
	if strings.Contains(card, "word 6\n") || strings.Contains(card, "xxx") {
		t.Errorf("the card tells what is too old, or what follows:\n%s", card)
	}
}

// TestAgain has a topic be made again: what the customer sent besides words follows the card, and of more than is shown again
// it says how much.
func TestAgain(t *testing.T) {
	for sent, older := range map[int]string{maxAgain: "", maxAgain + 2: "Older photos and files that are not shown here again: 2"} {
		v := topic(t, "en", Ticket{Group: -5, Thread: 9, Opened: 1, Asked: -5})
		for n := range sent {
			v.Talk = v.Talk.With(Line{At: 106, Media: "photo", Message: 70 + n})
		}
		below := Step(v, Act{Kind: Lost, Group: -5, At: time.Unix(200, 0)}).Items[1:]
		if older != "" {
			if said := below[0]; said.Text != older || !said.Lead || !said.Silent {
				t.Errorf("of %d it says %+v", sent, said)
			}
			below = below[1:]
		}
		if len(below) != 1 || len(below[0].More) != maxAgain-1 || below[0].More[maxAgain-2] != 70+sent-1 {
			t.Errorf("of %d it shows %+v", sent, below)
		}
	}
}

// TestFailing tells of an answer that did not arrive: where it lies in the topic in reply to it, else with its first words.
func TestFailing(t *testing.T) {
	v := topic(t, "en", Ticket{Group: -5, Thread: 9, Opened: 1, Asked: -5, Sent: []Sent{{By: anna, Message: 71}}})
	said := Talk{}.With(Line{Words: "It is\n<ready> " + strings.Repeat("and waits ", 20), Staff: true, Message: 70})
	said = said.With(Line{Staff: true, Message: 71, Words: "Come by"}).With(Line{Words: "a customer's", Message: 72})
	said = said.With(Line{Staff: true, Media: "photo", Message: 73, Album: "a"}).With(Line{Staff: true, Media: "photo", Message: 74, Album: "a"})
	for message, want := range map[int]string{
		70: "“It is &lt;ready&gt; and waits and waits and waits and waits and w…”", 71: "", 72: "", 74: "“📷 photo”", 99: "", 0: "",
	} {
		u := &dialogs.Undelivered{Why: "refused", Message: message}
		for _, it := range [][]outbox.Item{
			v.Failing(u, said).Show(dialogs.Effect{Undelivered: u}).Items, v.Failing(u, said).Privately(dialogs.Effect{Undelivered: u}),
		} {
			_, quoted, _ := strings.Cut(it[0].Text, "\n")
			if len(it) != 1 || it[0].Reply != message || quoted != want {
				t.Errorf("of %d it says %q, in reply to %d, want %q", message, quoted, it[0].Reply, want)
			}
		}
	}
}

// TestRestated has a card tell how far complaints have come by now, in its own lines and no words of anybody's.
func TestRestated(t *testing.T) {
	v := topic(t, "en", Ticket{})
	v.s.Customer.Cases = []profile.Case{{Number: 1041, State: profile.Settled}, {Number: 1042, State: profile.Resolved}}
	for card, want := range map[string]string{
		"<b>Mei</b>\n⚠️ C-1042 · received\n\n10:00 ⚠️ C-1042 · so I hear": "<b>Mei</b>\n⚠️ C-1042 · Resolved\n\n10:00 ⚠️ C-1042 · so I hear",
		"✅ C-1041 · settled\n⚠️ C-1042 · In progress":                     "✅ C-1041 · settled\n⚠️ C-1042 · Resolved",
		"⚠️ C-1041 · Answered":                                            "✅ C-1041 · settled",
		"Mei complains: C-1042\nabout C-1042 · again":                     "", "⚠️ C-104 · received": "", "": "",
	} {
		if got := v.restated(card); got != want {
			t.Errorf("%q says now %q, want %q", card, got, want)
		}
	}
}

// TestComplains names what a complaint asks for where that was said.
func TestComplains(t *testing.T) {
	v := topic(t, "en", Ticket{})
	for wish, want := range map[string]string{"refund": "About: Quality · Asks for: Money back", "": "About: Quality"} {
		if _, got, _ := strings.Cut(v.complains(profile.Case{Number: 1042, About: "quality", Wish: wish}), "\n"); got != want {
			t.Errorf("%q is told as %q, want %q", wish, got, want)
		}
	}
}

// TestFollow has all cards in this chat that tell of a complaint follow it, each with the buttons of its own, and nobody be
// asked any more why it is refused, once it has moved. What is added to it moves nothing.
func TestFollow(t *testing.T) {
	v := topic(t, "en", Ticket{})
	v.s.Customer.Cases = []profile.Case{{Number: 1041, State: profile.Work}, {Number: 1042, State: profile.Resolved}}
	v.Boards = []outbox.CardAt{
		{Chat: -5, Message: 60, Board: "case:1042", Text: "⚠️ C-1042 · received"},
		{Chat: -5, Message: 61, Board: "case:1042", Text: "Mei complains: C-1042"},
		{Chat: -5, Message: 62, Board: "why:1042", Text: "Why can't C-1042 be done?"},
		{Chat: -5, Message: 63, Board: "case:1041", Text: "⚠️ C-1041 · received\n⚠️ C-1042 · received"},
		{Chat: -5, Message: 64, Board: "case:1041", Text: "Mei complains: C-1041"},
		{Chat: -5, Message: 65, Board: "why:1041", Text: "Why can't C-1041 be done?"},
		{Chat: -6, Message: 66, Board: "case:1042", Text: "⚠️ C-1042 · received"},
		{Chat: -5, Message: 67, Board: "case:1040", Text: "⚠️ C-1040 · received"},
	}
	for name, c := range map[string]struct {
		now  dialogs.Progress
		want string
	}{
		"moved": {dialogs.Progress{Case: v.s.Customer.Cases[1]},
			"60 ⚠️ C-1042 · Resolved / ✓ Resolved\n61  / ✓ Resolved\n62 ⚠️ C-1042 · Resolved / \n63 ⚠️ C-1041 · In progress\n⚠️ C-1042 · Resolved / ✓ In progress\n"},
		"more words":    {dialogs.Progress{Case: v.s.Customer.Cases[1], ByCustomer: true, Messages: []int{9}}, ""},
		"changed words": {dialogs.Progress{Case: v.s.Customer.Cases[1], ByCustomer: true, Messages: []int{9}, Edited: true}, ""},
	} {
		got := ""
		for _, it := range v.Follow(&c.now) {
			marked := ""
			for _, b := range slices.Concat(it.Buttons...) {
				if strings.HasPrefix(b.Label, "✓ ") {
					marked += b.Label
				}
			}
			got += fmt.Sprintf("%d %s / %s\n", it.Edit, it.Text, marked)
		}
		if got != c.want {
			t.Errorf("%s:\n%swant:\n%s", name, got, c.want)
		}
	}
}

// TestAlready has a press for a state that is reached bring the card that was pressed to it, where it followed nothing so far.
func TestAlready(t *testing.T) {
	v := topic(t, "en", Ticket{})
	v.s.Customer.Cases = []profile.Case{{Number: 1042, State: profile.Refused}}
	id := string(v.s.Customer.ID)
	for _, c := range []struct {
		data string
		seq  uint64
		want string
	}{
		{caseData + id + ":1042:refused", 0, "60  / true"},
		{whyData + id + ":1042:late", 0, "60 ⚠️ C-1042 · Refused / false"},
		{caseData + id + ":1042:refused", 3, ""},
	} {
		act := Act{Kind: Pressed, Group: -5, Message: 60, Data: c.data}
		v.Boards = []outbox.CardAt{{Chat: -5, Message: 60, Board: act.Board(), Seq: c.seq}, {Chat: -5, Message: 61, Board: "case:1042"}}
		got := ""
		for _, it := range Step(v, act).Items {
			got += fmt.Sprintf("%d %s / %v", it.Edit, it.Text, it.Buttons != nil)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.data, got, c.want)
		}
	}
}

// TestBoard knows the buttons of a complaint's boards from all others.
func TestBoard(t *testing.T) {
	id := string(profile.TelegramCustomer(7))
	for data, want := range map[string]string{
		caseData + id + ":1042:work": "case:1042", whyData + id + ":1042:late": "why:1042",
		caseData + id + ":x:work": "", caseData: "", backData + id: "", heldData + id + ":1042:take": "", "": "",
	} {
		if got := (&Act{Kind: Pressed, Data: data}).Board(); got != want {
			t.Errorf("%q is of %q, want %q", data, got, want)
		}
	}
}
