package desk

import (
	"strings"
	"testing"

	"guanxi/bot/outbox"
	"guanxi/dialogs"
	"guanxi/locales"
	"guanxi/profile"
)

// TestShow wants every effect shown in every language, to the desk, as something to which a reply finds its customer.
func TestShow(t *testing.T) {
	texts, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"desk-back", "desk-work", "desk-answered", "desk-resolved", "desk-refused"} {
		if err := texts.CheckLabel(key); err != nil {
			t.Error(err)
		}
	}
	state := &dialogs.State{Customer: profile.Customer{
		ID: profile.TelegramCustomer(7), Chat: 7, Name: "<b>Mei", Language: "zh", Since: 1.7e9,
	}}
	effects := map[string]dialogs.Effect{
		"card":        {HandOff: &dialogs.HandOff{Words: "a < b"}},
		"low rating":  {HandOff: &dialogs.HandOff{Stars: "2"}},
		"words":       {Relay: &dialogs.Relay{Message: 3, Words: "<script>"}},
		"photo":       {Relay: &dialogs.Relay{Message: 3, Media: "photo"}},
		"left":        {Returned: &dialogs.Returned{By: "customer"}},
		"handed back": {Returned: &dialogs.Returned{By: "staff"}},
		"lapsed":      {Returned: &dialogs.Returned{By: "time"}},
		"unanswered":  {Returned: &dialogs.Returned{By: "nobody"}},
		"blocked":     {Undelivered: &dialogs.Undelivered{Why: "blocked"}},
		"refused":     {Undelivered: &dialogs.Undelivered{Why: "refused"}},
		"complaint":   {Complaint: &dialogs.Complaint{Case: profile.Case{Number: 1042, About: "quality", Wish: "refund"}, Messages: []int{4, 5}}},
		"odd choice":  {Complaint: &dialogs.Complaint{Case: profile.Case{Number: 1042, About: "own", Wish: "<own>"}}},
		"moved":       {Progress: &dialogs.Progress{Case: profile.Case{Number: 1042, State: profile.Work}}},
		"settled":     {Progress: &dialogs.Progress{Case: profile.Case{Number: 1042, State: profile.Settled}, ByCustomer: true}},
		"reopened":    {Progress: &dialogs.Progress{Case: profile.Case{Number: 1042, State: profile.Received}, ByCustomer: true}},
		"edited":      {Relay: &dialogs.Relay{Message: 3, Words: "<b>", Edited: true}},
		"edited pic":  {Relay: &dialogs.Relay{Message: 3, Media: "photo", Album: "1", Edited: true}},
		"lost edit":   {Undelivered: &dialogs.Undelivered{Why: "edit"}},
		"unshown":     {Undelivered: &dialogs.Undelivered{Why: "unshown"}},
		"reaction":    {Reaction: &dialogs.Reaction{Emoji: "❤", Of: dialogs.Copy{Chat: 1, Message: 5}}},
		"suggestion":  {Suggestion: &dialogs.Suggestion{Messages: []int{4}}},
		"rated":       {Rated: &dialogs.Rated{Kind: dialogs.Visit, Stars: 1}},
		"why":         {Rated: &dialogs.Rated{Kind: dialogs.Visit, Stars: 2, Reason: "own", Messages: []int{4}}},
		"rated more":  {Rated: &dialogs.Rated{Kind: dialogs.Visit, Stars: 1, Messages: []int{4}, More: true}},
		"served more": {Rated: &dialogs.Rated{Kind: dialogs.Service, Stars: 1, Messages: []int{4}, More: true}},
		"added":       {Progress: &dialogs.Progress{Case: profile.Case{Number: 1042, State: profile.Received}, ByCustomer: true, Messages: []int{4}}},
		"served":      {Rated: &dialogs.Rated{Kind: dialogs.Service, Stars: 2, Reason: "slow"}},
		"long words":  {Relay: &dialogs.Relay{Message: 3, Words: strings.Repeat("字", 4096)}},
	}
	for name, effect := range effects {
		for _, lang := range texts.Languages() {
			items := Desk{Chat: 1, Language: lang}.Topic(texts, state, Ticket{}).Privately(effect)
			if len(items) == 0 {
				t.Errorf("%s in %s shows nothing", name, lang)
			}
			if !strings.Contains(items[0].Text+items[0].Whose, "Mei") {
				t.Errorf("%s in %s does not say who: %q", name, lang, items[0].Text)
			}
			for _, item := range items {
				if item.Chat != outbox.Desk || !item.Answers {
					t.Errorf("%s in %s goes to %d, answers %v", name, lang, item.Chat, item.Answers)
				}
				plain, err := locales.Plain(item.Text)
				if err != nil || locales.Units(plain) > locales.MaxText {
					t.Errorf("%s in %s: %d characters, %v", name, lang, locales.Units(plain), err)
				}
			}
		}
	}
}

// TestHandsBack reads the button of a card back.
func TestHandsBack(t *testing.T) {
	texts, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	state := &dialogs.State{Customer: profile.Customer{ID: profile.TelegramCustomer(7), Language: "en"}}
	card := Desk{}.Topic(texts, state, Ticket{}).Privately(dialogs.Effect{HandOff: &dialogs.HandOff{}})[0]
	data := card.Buttons[0][0].Data
	if id, ok := HandsBack(data); !ok || id != state.Customer.ID || len(data) > 64 {
		t.Errorf("%q gives back %q, %v", data, id, ok)
	}
	complaint := Desk{}.Topic(texts, state, Ticket{}).Privately(dialogs.Effect{Complaint: &dialogs.Complaint{Case: profile.Case{Number: 1042}}})[0]
	for _, row := range complaint.Buttons[:2] {
		for _, b := range row {
			id, ok := Named(b.Data)
			_, _, said, _ := apart(b.Data)
			number, to, moves := numberedCase(said)
			if !ok || !moves || id != state.Customer.ID || number != 1042 || to == "" || len(b.Data) > 64 {
				t.Errorf("%q moves %d of %q to %q, %v", b.Data, number, id, to, ok)
			}
		}
	}
	if _, ok := Named("desk.case:someone:1042:work"); ok {
		t.Error("an odd name is a customer's")
	}
	if _, ok := HandsBack("rate.stars:5"); ok {
		t.Error("a customer's button gives a customer back")
	}
}

// TestClaim opens only to the secret that was offered.
func TestClaim(t *testing.T) {
	digest := Digest("right")
	secret, ok := Claim("/start " + Payload("right"))
	if !ok || !Opens(digest, secret) {
		t.Errorf("%q, %v does not open", secret, ok)
	}
	for _, wrong := range []string{"", "wrong", "righ", "right "} {
		if Opens(digest, wrong) {
			t.Errorf("%q opens", wrong)
		}
	}
	if Opens(nil, "") {
		t.Error("nothing opens without an offer")
	}
	if _, ok := Claim("/start spring-poster"); ok {
		t.Error("a poster's link claims the bot")
	}
}
