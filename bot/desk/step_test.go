package desk

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/locales"
	"guanxi/profile"
)

const (
	anna  = 2
	boris = 3
)

var kinds = map[dialogs.Kind]string{
	dialogs.Staff: "staff", dialogs.HandBack: "back", dialogs.Moved: "moved", dialogs.StaffEdit: "change", dialogs.Barred: "barred",
	dialogs.Unanswered: "waits",
}

// summary is an outcome in one line: the ticket, what goes to the customer's turn, what is shown.
func summary(out Outcome) string {
	t := &out.Ticket
	s := fmt.Sprintf("holder %d held %d open %v waiting %v |", t.Holder, len(t.Held), t.Opened != 0, t.Waiting != 0)
	for _, in := range out.Inputs {
		s += fmt.Sprintf(" input %s message %d quote %d", kinds[in.Kind], in.Message, in.Quote)
	}
	s += " |"
	for _, it := range out.Items {
		switch {
		case it.React != "":
			s += " mark " + it.React
		case it.Delete:
			s += fmt.Sprintf(" delete %d in %d", it.Edit, it.Chat)
		case it.Edit != 0:
			s += fmt.Sprintf(" edit %d in %d", it.Edit, it.Chat)
		case it.Topic != nil:
			s += " reopen"
		default:
			s += fmt.Sprintf(" note to %d with %d buttons", it.Reply, len(it.Buttons))
		}
	}
	if out.Toast != "" {
		s += " toast"
	}
	return s
}

// TestStep takes one act in one situation each.
func TestStep(t *testing.T) {
	at := time.Unix(2e9, 0)
	talking := Ticket{Group: -5, Thread: 9, Opened: 1, Waiting: 1, Asked: -5}
	annas := talking
	annas.Waiting, annas.Holder, annas.Name, annas.Sent = 0, anna, "Anna", []Sent{{By: anna, Message: 70}}
	holding := annas
	holding.Held = []Held{{Message: 71, By: boris}, {Message: 72, By: boris, Quote: 4}}
	orphaned := holding // by Anna, who left
	orphaned.Holder, orphaned.Name = 0, ""
	borisToo := annas
	borisToo.Sent = []Sent{{By: anna, Message: 70}, {By: boris, Message: 75}}
	album := annas
	album.Waited, album.Stands, album.Sent = 1, 2, []Sent{{By: anna, Message: 79, With: []int{78}, Album: "a"}}
	apart := annas
	apart.Apart, apart.Aside = "b", []int{80}
	onItsWay := annas
	onItsWay.Waited, onItsWay.Stands, onItsWay.Sent = 1, 1, []Sent{{By: anna, Message: 70, At: 2e9 - 1}}
	before := onItsWay // what arrived long ago, and stands in no pair any more, counts for nothing
	before.Waited, before.Sent = 2e9-9, []Sent{{By: anna, Message: 70, At: 2e9 - 60*3600}}
	elsewhere := onItsWay // it was said in the owner's chat, before a group answered
	elsewhere.Sent = []Sent{{By: anna, Message: 70, At: 2e9 - 1, In: anna}}
	banned := talking
	banned.Banned = true
	id := profile.TelegramCustomer(7)
	held := func(choice string) string { return heldData + string(id) + ":3:" + choice }
	theirs := []outbox.Pair{{Desk: -5, Message: 60, Theirs: 4, At: 2e9 - 100}}
	photos := []outbox.Pair{
		{Desk: -5, Message: 79, Theirs: 6, Staff: true, By: anna, At: 2e9 - 1}, {Desk: -5, Message: 78, Staff: true, By: anna, At: 2e9 - 1},
	}
	this := []outbox.Pair{{Desk: -5, Message: 80, Theirs: 5, Staff: true, By: anna, At: 2e9 - 100}}
	thisOld := []outbox.Pair{{Desk: -5, Message: 80, Theirs: 5, Staff: true, By: anna, At: 2e9 - 50*3600}}
	ours := []outbox.Pair{{Desk: -5, Message: 70, Theirs: 5, Staff: true, By: anna, At: 2e9 - 100}}
	old := []outbox.Pair{{Desk: -5, Message: 70, Theirs: 5, Staff: true, By: anna, At: 2e9 - 50*3600}}
	back := backData + string(id)
	why := step{Topic: topic(t, "en", Ticket{})}
	asked, err := locales.Plain(why.why(1042).Text)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		ticket Ticket
		act    Act
		pairs  []outbox.Pair
		want   string
	}{
		{"the first answer claims", talking, Act{Who: anna, Name: "Anna", Text: "hi"}, nil,
			"holder 2 held 0 open true waiting false | input staff message 80 quote 0 |"},
		{"a photo answers too", annas, Act{Who: anna, Media: "photo"}, nil,
			"holder 2 held 0 open true waiting false | input staff message 80 quote 0 |"},
		{"a reply quotes", talking, Act{Who: anna, Text: "this", ReplyTo: 60}, theirs,
			"holder 2 held 0 open true waiting false | input staff message 80 quote 4 |"},
		{"a reply to the card stays inside", talking, Act{Who: anna, Text: "who is it?", ReplyTo: 61}, nil,
			"holder 0 held 0 open true waiting true | | mark ✍"},
		{"a reply to a colleague stays inside", talking, Act{Who: anna, Text: "me", ReplyTo: 62, Replied: boris}, nil,
			"holder 0 held 0 open true waiting true | | mark ✍"},
		{"a reply to an own answer goes out", annas, Act{Who: anna, Text: "and", ReplyTo: 70, Replied: anna}, ours,
			"holder 2 held 0 open true waiting false | input staff message 80 quote 5 |"},
		{"slashes stay inside", talking, Act{Who: anna, Text: "// who?"}, nil,
			"holder 0 held 0 open true waiting true | | mark ✍"},
		{"full-width slashes too, on any line", talking, Act{Who: anna, Text: "yes\n／／or no?"}, nil,
			"holder 0 held 0 open true waiting true | | mark ✍"},
		{"a caption with slashes too", talking, Act{Who: anna, Media: "photo", Text: "//look"}, nil,
			"holder 0 held 0 open true waiting true | | mark ✍"},
		{"an address is no slashes", talking, Act{Who: anna, Text: "https://example.org"}, nil,
			"holder 2 held 0 open true waiting false | input staff message 80 quote 0 |"},
		{"somebody else is asked", annas, Act{Who: boris, Text: "hi"}, nil,
			"holder 2 held 1 open true waiting false | | note to 80 with 3 buttons"},
		{"and only once, with a word about the next", holding, Act{Who: boris, Text: "hi"}, nil,
			"holder 2 held 3 open true waiting false | | note to 80 with 0 buttons"},
		{"who takes over by the card sends what is held", holding, Act{Kind: Pressed, Who: boris, Data: doData + string(id) + ":" + doTake}, nil,
			"holder 3 held 0 open true waiting false | input staff message 71 quote 0 input staff message 72 quote 4 | note to 0 with 0 buttons"},
		{"a reply to a colleague's answer stays inside", annas, Act{Who: boris, Text: "no", ReplyTo: 70, Replied: anna}, ours,
			"holder 2 held 0 open true waiting false | | mark ✍"},
		{"the holder's photo in reply to one too", borisToo, Act{Who: anna, Media: "photo", ReplyTo: 75, Replied: boris}, []outbox.Pair{{Desk: -5, Message: 75, Theirs: 6, Staff: true, By: boris}},
			"holder 2 held 0 open true waiting false | | mark ✍"},
		{"a reply to an own note stays inside", annas, Act{Who: anna, Text: "and more", ReplyTo: 69, Replied: anna, RepliedText: "// hidden"}, nil,
			"holder 2 held 0 open true waiting false | | mark ✍"},
		{"a reply to an own answer on its way goes out", annas, Act{Who: anna, Text: "and", ReplyTo: 70, Replied: anna}, nil,
			"holder 2 held 0 open true waiting false | input staff message 80 quote 0 |"},
		{"a note as a caption", annas, Act{Who: anna, Media: "photo", Text: "/note see photo"}, nil,
			"holder 2 held 0 open true waiting false | | mark ✍ note to 80 with 1 buttons"},
		{"a slip of a command", annas, Act{Who: anna, Text: "/ note likes tea"}, nil,
			"holder 2 held 0 open true waiting false | | note to 80 with 0 buttons"},
		{"a slip of a command as a caption", annas, Act{Who: anna, Media: "photo", Text: "\\note see photo"}, nil,
			"holder 2 held 0 open true waiting false | | mark ✍ note to 80 with 0 buttons"},
		{"an answer is edited into a slip", annas, Act{Kind: Edited, Who: anna, Text: "＼ note price"}, this,
			"holder 2 held 0 open true waiting false | | delete 5 in 7 mark ✍ note to 80 with 0 buttons"},
		{"a slash is no slip", annas, Act{Who: anna, Text: "/ 12 €"}, nil,
			"holder 2 held 0 open true waiting false | input staff message 80 quote 0 |"},
		{"another command as a caption", annas, Act{Who: anna, Media: "document", Text: "/undo"}, ours,
			"holder 2 held 0 open true waiting false | | mark ✍ note to 80 with 0 buttons"},
		{"a caption is edited into a command", album, Act{Kind: Edited, Who: anna, Media: "photo", Text: "/note price"}, this,
			"holder 2 held 0 open true waiting false | | delete 5 in 7 mark ✍ note to 80 with 0 buttons"},
		{"sends anyway", holding, Act{Kind: Pressed, Who: boris, Data: held("send")}, nil,
			"holder 2 held 0 open true waiting false | input staff message 71 quote 0 input staff message 72 quote 4 | edit 80 in 0"},
		{"takes over", holding, Act{Kind: Pressed, Who: boris, Data: held("take")}, nil,
			"holder 3 held 0 open true waiting false | input staff message 71 quote 0 input staff message 72 quote 4 | edit 80 in 0"},
		{"drops", holding, Act{Kind: Pressed, Who: boris, Data: held("drop")}, nil,
			"holder 2 held 0 open true waiting false | | edit 80 in 0"},
		{"decides for nobody else", holding, Act{Kind: Pressed, Who: anna, Data: held("send")}, nil,
			"holder 2 held 2 open true waiting false | | toast"},
		{"decides nothing twice", annas, Act{Kind: Pressed, Who: boris, Data: held("send")}, nil,
			"holder 2 held 0 open true waiting false | | toast"},
		{"an odd choice is none", holding, Act{Kind: Pressed, Who: boris, Data: held("eat")}, nil,
			"holder 2 held 2 open true waiting false | |"},
		{"the holder leaves", holding, Act{Kind: Left, Who: anna}, nil,
			"holder 0 held 2 open true waiting true | input waits message 0 quote 0 | note to 0 with 1 buttons"},
		{"who left had nobody waiting", annas, Act{Kind: Left, Who: anna}, nil,
			"holder 0 held 0 open true waiting true | input waits message 0 quote 0 | note to 0 with 0 buttons"},
		{"then what comes next waits behind what is held", orphaned, Act{Who: boris, Text: "hi"}, nil,
			"holder 0 held 3 open true waiting false | | note to 80 with 2 buttons"},
		{"others answer as ever", orphaned, Act{Who: olga, Text: "hi"}, nil,
			"holder 1 held 2 open true waiting false | input staff message 80 quote 0 |"},
		{"who wrote what is held sends it by the button of all", orphaned, Act{Kind: Pressed, Who: boris, Data: heldData + string(id) + ":0:take"}, nil,
			"holder 3 held 0 open true waiting false | input staff message 71 quote 0 input staff message 72 quote 4 | edit 80 in 0"},
		{"and nobody else's", orphaned, Act{Kind: Pressed, Who: olga, Data: heldData + string(id) + ":0:take"}, nil,
			"holder 0 held 2 open true waiting false | | toast"},
		{"somebody else leaves", annas, Act{Kind: Left, Who: boris}, nil,
			"holder 2 held 0 open true waiting false | |"},
		{"closes", annas, Act{Who: anna, Text: "/close"}, nil,
			"holder 0 held 0 open false waiting false | input back message 0 quote 0 |"},
		{"is asked before a colleague's conversation closes", annas, Act{Who: boris, Text: "/close"}, nil,
			"holder 2 held 0 open true waiting false | | note to 80 with 1 buttons"},
		{"or is handed back", annas, Act{Who: boris, Text: "/handback"}, nil,
			"holder 2 held 0 open true waiting false | | note to 80 with 1 buttons"},
		{"and hands it back", annas, Act{Kind: Pressed, Who: boris, Data: back + ":" + doQuiet}, nil,
			"holder 0 held 0 open false waiting false | input back message 0 quote 0 | edit 80 in 0"},
		{"closes at this bot", annas, Act{Who: anna, Text: "/Close@ShopBot now"}, nil,
			"holder 0 held 0 open false waiting false | input back message 0 quote 0 |"},
		{"is asked before a colleague's conversation ends", annas, Act{Kind: Pressed, Who: boris, Data: back}, nil,
			"holder 2 held 0 open true waiting false | | note to 80 with 1 buttons"},
		{"and ends it", annas, Act{Kind: Pressed, Who: boris, Data: back + ":" + doBack}, nil,
			"holder 0 held 0 open false waiting false | input back message 0 quote 0 | edit 80 in 0"},
		{"gives back", annas, Act{Kind: Pressed, Who: anna, Data: back}, nil,
			"holder 0 held 0 open false waiting false | input back message 0 quote 0 |"},
		{"closes the topic", annas, Act{Kind: Closed, Who: boris}, nil,
			"holder 0 held 0 open false waiting false | input back message 0 quote 0 |"},
		{"moves a complaint", talking, Act{Kind: Pressed, Data: caseData + string(id) + ":1042:resolved"}, nil,
			"holder 0 held 0 open true waiting false | input moved message 0 quote 0 |"},
		{"moves none to where it is", talking, Act{Kind: Pressed, Data: caseData + string(id) + ":1042:work"}, nil,
			"holder 0 held 0 open true waiting true | | toast"},
		{"calls none answered that nobody answered", talking, Act{Kind: Pressed, Data: caseData + string(id) + ":1042:answered"}, nil,
			"holder 0 held 0 open true waiting true | | toast"},
		{"refuses none without a word", talking, Act{Kind: Pressed, Data: caseData + string(id) + ":1042:refused"}, nil,
			"holder 0 held 0 open true waiting true | | note to 80 with 4 buttons"},
		{"refuses with a reason", talking, Act{Kind: Pressed, Data: whyData + string(id) + ":1042:late"}, nil,
			"holder 0 held 0 open true waiting false | input moved message 0 quote 0 |"},
		{"refuses for no odd reason", talking, Act{Kind: Pressed, Data: whyData + string(id) + ":1042:odd"}, nil,
			"holder 0 held 0 open true waiting true | |"},
		{"refuses with a reply", talking, Act{Who: boris, Text: "too old", ReplyTo: 79, RepliedText: asked}, nil,
			"holder 0 held 0 open true waiting false | input moved message 0 quote 0 |"},
		{"and not in reply to another", talking, Act{Who: boris, Text: "too old", ReplyTo: 79, RepliedText: "Why?"}, nil,
			"holder 0 held 0 open true waiting true | | mark ✍"},
		{"refuses nothing with slashes", talking, Act{Who: boris, Text: "// boss says no", ReplyTo: 79, RepliedText: asked}, nil,
			"holder 0 held 0 open true waiting true | | mark ✍"},
		{"makes an answer a command", annas, Act{Kind: Edited, Who: anna, Text: "/note price"}, this,
			"holder 2 held 0 open true waiting false | | delete 5 in 7 mark ✍ note to 80 with 0 buttons"},
		{"changes an answer", annas, Act{Kind: Edited, Who: anna, Text: "better"}, this,
			"holder 2 held 0 open true waiting false | input change message 5 quote 0 |"},
		{"changes what nobody has any more", annas, Act{Kind: Edited, Who: anna, Text: "better"}, nil,
			"holder 2 held 0 open true waiting false | input change message 0 quote 0 |"},
		{"changes what is on its way", annas, Act{Kind: Edited, Who: anna, Text: "better", Sent: at.Add(-time.Second)}, nil,
			"holder 2 held 0 open true waiting false | |"},
		{"changes a note", apart, Act{Kind: Edited, Who: anna, Text: "// better"}, nil,
			"holder 2 held 0 open true waiting false | |"},
		{"takes the slashes off a note", apart, Act{Kind: Edited, Who: anna, Text: "better"}, nil,
			"holder 2 held 0 open true waiting false | input staff message 80 quote 0 |"},
		{"puts slashes before an answer", annas, Act{Kind: Edited, Who: anna, Text: "// better"}, this,
			"holder 2 held 0 open true waiting false | | delete 5 in 7 mark ✍ note to 80 with 0 buttons"},
		{"puts slashes before an answer after two days", annas, Act{Kind: Edited, Who: anna, Text: "// better"}, thisOld,
			"holder 2 held 0 open true waiting false | | note to 80 with 0 buttons"},
		{"an album with slashes in its last caption", album, Act{Who: anna, Media: "photo", Album: "a", Text: "// inside"}, photos,
			"holder 2 held 0 open true waiting true | input waits message 0 quote 0 | delete 6 in 7 mark ✍ mark ✍ mark ✍"},
		{"the rest of an album with slashes", apart, Act{Who: anna, Media: "photo", Album: "b"}, nil,
			"holder 2 held 0 open true waiting false | | mark ✍"},
		{"takes back after a colleague", borisToo, Act{Who: anna, Text: "/undo"}, ours,
			"holder 2 held 0 open true waiting false | | delete 5 in 7 delete 70 in 0 note to 80 with 0 buttons"},
		{"takes back", annas, Act{Who: anna, Text: "/undo"}, ours,
			"holder 2 held 0 open true waiting false | | delete 5 in 7 delete 70 in 0 note to 80 with 0 buttons"},
		{"takes back by the button", annas, Act{Kind: Pressed, Who: anna, Data: doData + string(id) + ":undo"}, ours,
			"holder 2 held 0 open true waiting false | | delete 5 in 7 delete 70 in 0 toast"},
		{"takes nothing back of somebody else's by the button", annas, Act{Kind: Pressed, Who: boris, Data: doData + string(id) + ":undo"}, ours,
			"holder 2 held 0 open true waiting false | | toast"},
		{"takes over by the button", annas, Act{Kind: Pressed, Who: boris, Name: "Boris", Data: doData + string(id) + ":take"}, nil,
			"holder 3 held 0 open true waiting false | | note to 0 with 0 buttons"},
		{"has it already", annas, Act{Kind: Pressed, Who: anna, Data: doData + string(id) + ":take"}, nil,
			"holder 2 held 0 open true waiting false | | toast"},
		{"takes over nothing closed", Ticket{Group: -5, Thread: 9}, Act{Kind: Pressed, Who: anna, Data: doData + string(id) + ":take"}, nil,
			"holder 0 held 0 open false waiting false | | toast"},
		{"takes nothing back of somebody else's", annas, Act{Who: boris, Text: "/undo"}, ours,
			"holder 2 held 0 open true waiting false | | note to 80 with 0 buttons"},
		{"takes nothing back after two days", annas, Act{Who: anna, Text: "/undo"}, old,
			"holder 2 held 0 open true waiting false | | note to 80 with 0 buttons"},
		{"writes a note", annas, Act{Who: boris, Text: "/note likes green tea"}, nil,
			"holder 2 held 0 open true waiting false | | note to 80 with 1 buttons"},
		{"mistypes a command", annas, Act{Who: anna, Text: "/clsoe"}, nil,
			"holder 2 held 0 open true waiting false | | note to 80 with 0 buttons"},
		{"bans", annas, Act{Who: anna, Text: "/ban"}, nil,
			"holder 0 held 0 open false waiting false | input barred message 0 quote 0 | note to 80 with 0 buttons"},
		{"answers a banned customer", banned, Act{Who: anna, Text: "hi"}, nil,
			"holder 0 held 0 open true waiting true | | note to 80 with 0 buttons"},
		{"the topic is lost", annas, Act{Kind: Lost, Group: -5}, nil,
			"holder 2 held 0 open true waiting false | | note to 0 with 4 buttons"},
		{"the topic is lost with an answer on its way", onItsWay, Act{Kind: Lost, Group: -5}, nil,
			"holder 2 held 0 open true waiting true | input waits message 0 quote 0 | note to 0 with 4 buttons"},
		{"the topic is lost after an answer from elsewhere", elsewhere, Act{Kind: Lost, Group: -5}, nil,
			"holder 2 held 0 open true waiting false | | note to 0 with 4 buttons"},
		{"the topic is lost with an answer of long ago", before, Act{Kind: Lost, Group: -5}, nil,
			"holder 2 held 0 open true waiting false | | note to 0 with 4 buttons"},
		{"another group's topic is lost", annas, Act{Kind: Lost, Group: -6}, nil,
			"holder 2 held 0 open true waiting false | |"},
		{"the topic is closed to the bot", annas, Act{Kind: Locked, Group: -5}, nil,
			"holder 2 held 0 open true waiting false | | reopen"},
		{"a service message", annas, Act{Kind: Noted}, nil,
			"holder 2 held 0 open true waiting false | |"},
	} {
		if c.act.Group == 0 {
			c.act.Group = -5
		}
		c.act.At, c.act.Message = at, 80
		v := topic(t, "en", c.ticket)
		v.Pairs = c.pairs
		v.s.Session.Talk = "human.talk"
		given := fmt.Sprint(c.ticket)
		if got := summary(Step(v, c.act)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
		if fmt.Sprint(c.ticket) != given {
			t.Errorf("%s: changed the ticket it was given", c.name)
		}
	}
}

func topic(t testing.TB, lang string, ticket Ticket) Topic {
	t.Helper()
	texts, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	state := &dialogs.State{Customer: profile.Customer{
		ID: profile.TelegramCustomer(7), Chat: 7, Name: "<b>Mei", Username: "mei_w", Language: "zh", Since: 1.7e9,
		Cases: []profile.Case{{Number: 1042, State: profile.Work}},
	}}
	v := Desk{Group: -5, Language: lang}.Topic(texts, state, ticket)
	v.Now = time.Unix(2e9, 0)
	v.History = profile.History{Last: []profile.Event{
		{Kind: "rating", Value: "2", At: 1.7e9}, {Kind: "question", Words: "is it <ready>?", At: 1.7e9}, {Kind: "odd", At: 1.7e9},
	}}
	return v
}

// TestEndOfRequest tells the customer's turn of the end of a request that waits while the bot has them again.
func TestEndOfRequest(t *testing.T) {
	for _, awaits := range []bool{false, true} {
		v := topic(t, "en", Ticket{Group: -5, Thread: 9, Opened: 1, Waiting: 1})
		state := *v.s
		state.Session.Awaits = awaits
		v.s = &state
		out := Step(v, Act{Kind: Closed, Who: boris, At: v.Now})
		if told := len(out.Inputs) == 1 && out.Inputs[0].Kind == dialogs.HandBack; told != awaits || out.Ticket.Opened != 0 {
			t.Errorf("awaits %v: %+v", awaits, out)
		}
	}
}

// TestTopicShow shows effects in a topic: the card comes once and first, and a ticket's first message alone sounds.
func TestTopicShow(t *testing.T) {
	for _, lang := range []string{"en", "zh", "ru", "es", "ar"} {
		v := topic(t, lang, Ticket{})
		v.History.Last = append(v.History.Last, profile.Event{Kind: "complaint-wish", Value: "refund", At: 1.7e9})
		out := v.Show(dialogs.Effect{HandOff: &dialogs.HandOff{Words: "a < b"}})
		if len(out.Items) != 1 || !out.Items[0].First || len(out.Items[0].Buttons) != 4 {
			t.Fatalf("%s: %d items, the first sounds: %v", lang, len(out.Items), out.Items[0].First)
		}
		for _, part := range []string{"&lt;b&gt;Mei", "@mei_w", "C-1042", "❓ is it &lt;ready&gt;?", "⭐ 2", "//", "/help", "a &lt; b", " " + v.text("complain-wish-refund", nil) + "\n"} {
			if !strings.Contains(out.Items[0].Text, part) {
				t.Errorf("%s: the card lacks %q: %s", lang, part, out.Items[0].Text)
			}
		}
		v.Ticket = out.Ticket
		out = v.Show(dialogs.Effect{Relay: &dialogs.Relay{Message: 4, Words: "a < b"}})
		if len(out.Items) != 1 || out.Items[0].Text != "a &lt; b" || out.Items[0].First || out.Items[0].Source.Message != 4 {
			t.Errorf("%s: words are shown as %+v", lang, out.Items)
		}
		v.Ticket = Ticket{Group: -5, Thread: 9, Asked: -5, Shut: true, Muted: true}
		out = v.Show(dialogs.Effect{Complaint: &dialogs.Complaint{Case: profile.Case{Number: 1042}}})
		if len(out.Items) != 2 || !out.Items[0].Topic.Reopen || out.Items[0].First || len(out.Items[1].Buttons) != 4 || out.Ticket.Shut {
			t.Errorf("%s: a complaint in a closed topic is shown as %+v", lang, out.Items)
		}
		v.Ticket = Ticket{Group: -5, Thread: 9, Asked: -5}
		out = v.Show(dialogs.Effect{Progress: &dialogs.Progress{Case: profile.Case{Number: 1042, State: profile.Received}, ByCustomer: true}})
		if len(out.Items) != 1 || len(out.Items[0].Buttons) != 4 {
			t.Errorf("%s: a complaint taken up again is shown as %+v", lang, out.Items)
		}
		v.s.Customer.Blocked = true
		out = v.Show(dialogs.Effect{Progress: &dialogs.Progress{Case: profile.Case{Number: 1042, State: profile.Work}}})
		if told := v.text("desk-moved-blocked", locales.Args{"Number": "C-1042", "Name": v.name(), "State": v.stateName(profile.Work)}); out.Items[0].Text != told {
			t.Errorf("%s: who stopped the bot was told: %+v", lang, out.Items)
		}
		v.s.Customer.Blocked = false
		v.Ticket = Ticket{Banned: true}
		if out = v.Show(dialogs.Effect{HandOff: &dialogs.HandOff{}}); len(out.Items) != 0 || out.Ticket.Opened != 0 {
			t.Errorf("%s: a banned customer is shown", lang)
		}
		for _, label := range append([]string{"desk-send", "desk-take", "desk-drop"}, seen()...) {
			if err := v.texts.CheckLabel(label); err != nil {
				t.Error(err)
			}
		}
	}
}

func seen() (labels []string) {
	for _, s := range sights {
		labels = append(labels, s.label)
	}
	return labels
}

// TestTitle names a topic in each state, never too long.
func TestTitle(t *testing.T) {
	mei := &dialogs.State{Customer: profile.Customer{ID: profile.TelegramCustomer(7), Name: "Mei\nWang"}}
	angry := &dialogs.State{Customer: profile.Customer{Name: "Mei", Cases: []profile.Case{
		{Number: 1041, State: profile.Settled}, {Number: 1042, State: profile.Work}, {Number: 1043, State: profile.Refused},
	}}}
	long := &dialogs.State{Customer: profile.Customer{Name: strings.Repeat("😀", 100), Cases: angry.Customer.Cases}}
	nobody := &dialogs.State{Customer: profile.Customer{ID: "abcdefghijkmnpqr"}}
	leila := &dialogs.State{Customer: profile.Customer{Name: "ليلى", Cases: angry.Customer.Cases}}
	for _, c := range []struct {
		state  *dialogs.State
		ticket Ticket
		want   string
	}{
		{mei, Ticket{Opened: 1, Waiting: 1}, "🔴 Mei Wang"},
		{mei, Ticket{Opened: 1, Holder: 2, Name: "Anna"}, "🟢 Mei Wang · Anna"},
		{mei, Ticket{Opened: 1, Waiting: 1, Holder: 2, Name: "Anna"}, "🔴 Mei Wang"},
		{mei, Ticket{}, "⚪ Mei Wang"},
		{nobody, Ticket{}, "⚪ abcdefghijkmnpqr"},
		{leila, Ticket{Opened: 1}, "⚠️ \u2068ليلى\u2069 · C-1042"},
		{mei, Ticket{Opened: 1, Holder: 2, Name: "ليلى"}, "🟢 Mei Wang · \u2068ليلى\u2069"},
		{angry, Ticket{Opened: 1, Waiting: 1}, "🔴 Mei · C-1042"},
		{angry, Ticket{Opened: 1, Holder: 2, Name: "Anna"}, "⚠️ Mei · C-1042 · Anna"},
		{angry, Ticket{}, "⚠️ Mei · C-1042"},
		{long, Ticket{Opened: 1, Holder: 2, Name: strings.Repeat("n", 60)}, "⚠️ " + strings.Repeat("😀", 43) + "… · C-1042 · " + strings.Repeat("n", 23) + "…"},
	} {
		got := Title(c.state, &c.ticket)
		if got != c.want || locales.Units(got) > maxTitle {
			t.Errorf("got %q, %d units, want %q", got, locales.Units(got), c.want)
		}
	}
}

// TestNamed reads the customer out of every button of the desk's, and none out of others.
func TestNamed(t *testing.T) {
	v := topic(t, "en", Ticket{Group: -5, Thread: 9, Holder: anna, Name: "Anna"})
	asking := Step(v, Act{Who: 1 << 52, Text: "hi", Message: 80}).Items
	seeing := Step(v, Act{Who: anna, Text: "/observe", Message: 80}).Items
	filed := v.Show(dialogs.Effect{Complaint: &dialogs.Complaint{Case: profile.Case{Number: 1 << 30}}}).Items
	n := 0
	for _, item := range append(append(asking, seeing...), filed...) {
		for _, row := range item.Buttons {
			for _, b := range row {
				n++
				if id, ok := Named(b.Data); !ok || id != v.s.Customer.ID || len(b.Data) > 64 {
					t.Errorf("%q names %q, %v", b.Data, id, ok)
				}
			}
		}
	}
	if n != 3+6+7 {
		t.Errorf("%d buttons", n)
	}
	for _, odd := range []string{"", "rate.stars:5", seenData, heldData + "a:b:c", backData + "x"} {
		if id, ok := Named(odd); ok {
			t.Errorf("%q names %q", odd, id)
		}
	}
}

// TestFits finds customers as staff write them.
func TestFits(t *testing.T) {
	mei := Entry{Name: "Mei Wáng", Username: "mei_w", Numbers: []int{1042}}
	for words, want := range map[string]bool{
		"mei": true, "WÁNG": true, "@mei_w": true, "mei_w": true, "C-1042": true, "c1042": true, "1042": true,
		"": false, "1041": false, "C-1041": false, "Olga": false, "//": false,
	} {
		if got := mei.Fits(words); got != want {
			t.Errorf("%q fits: %v", words, got)
		}
	}
}
