package console

import (
	"strings"
	"testing"

	"guanxi/bot"
	"guanxi/dialogs"
	"guanxi/profile"

	"github.com/google/go-cmp/cmp"
)

func TestFacts(t *testing.T) {
	const at = 1_780_000_000
	mei := bot.Known{
		State: dialogs.State{
			Customer: profile.Customer{
				Since: at, Language: "zh", Chosen: true, Source: "poster-3", Phone: "+34600111222",
				Cases:    []profile.Case{{Number: 1001, About: "quality", State: profile.Settled}, {Number: 1007, About: "price", State: profile.Work}, {Number: 1008, State: profile.Work}},
				Consents: []profile.Consent{{Given: true, At: at}},
			},
			Session: dialogs.Session{Step: "rate.words", Tongue: "ar"},
		},
		History: profile.History{
			Months: []profile.Month{{Counts: map[string]int{"question": 4}}},
			Last: []profile.Event{
				{Kind: "question", At: at, Value: "hours", Words: "几点？"}, {Kind: "question", At: at + 1, Words: "<b>"},
				{Kind: "rating", At: at + 2, Value: "2"}, {Kind: "rating", At: at + 9, Value: "5", Round: at + 2},
				{Kind: "verdict", At: at + 3, Value: "bad:hours"}, {Kind: "service", At: at + 4, Value: "odd"},
			},
		},
	}
	blocked := bot.Known{State: dialogs.State{Customer: profile.Customer{Since: at, Language: "xx", Blocked: true}}}
	staffed := bot.Known{State: dialogs.State{Customer: profile.Customer{Since: at, Language: "ru"}, Session: dialogs.Session{Step: "human.talk"}}}
	for _, c := range []struct {
		name  string
		known bot.Known
		want  []fact
	}{
		{"stranger", bot.Known{}, nil},
		{"customer", mei, []fact{
			{"Talks with", []string{"the bot"}},
			{"Under way", []string{"a rating"}},
			{"Language", []string{"Chinese, chosen", "writes Arabic now"}},
			{"Complaints", []string{"C-1008: in progress", "C-1007, price: in progress", "C-1001, quality: settled"}},
			{"Ratings", []string{"★★★★★"}},
			{"Help by a person", []string{"odd"}},

			{"Questions", []string{"“<b>” (no answer known)", "“几点？”", "and 4 more"}},
			{"Answers", []string{"👎 hours"}},
			{"Wants offers", []string{"yes, said on " + day(at)}},
			{"Phone", []string{"+34600111222"}},
			{"Came by", []string{"the link “poster-3”"}},
			{"Customer since", []string{day(at)}},
		}},
		{"blocked", blocked, []fact{
			{"Talks with", []string{"nobody: blocked the bot"}}, {"Language", []string{"xx, as Telegram says"}}, {"Customer since", []string{day(at)}},
		}},
		{"with a person", staffed, []fact{
			{"Talks with", []string{"a person"}}, {"Under way", []string{"a conversation with a person"}},
			{"Language", []string{"Russian, as Telegram says"}}, {"Customer since", []string{day(at)}},
		}},
	} {
		if diff := cmp.Diff(c.want, factsOf(c.known)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
	if html := render("known", known{person: starters[0], Facts: factsOf(mei)}); strings.Contains(html, "<b>") || !strings.Contains(html, "&lt;b&gt;") {
		t.Errorf("what they wrote is not escaped: %s", html)
	}
}
