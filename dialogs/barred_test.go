package dialogs

import (
	"slices"
	"strings"
	"testing"

	"guanxi/profile"
)

// TestBarred offers no person to a customer whose messages staff do not take, whatever they say, and all to others.
func TestBarred(t *testing.T) {
	w := shopWorld(t)
	for _, words := range []string{"/start", "do you repair zithers?", "asdf qwer", "my tea was stale", "you idiots", "are you a bot"} {
		for _, barred := range []int{0, 1} {
			r := after(w, State{}, Input{Kind: Words, Text: "/start"}, Input{Kind: Barred, Number: barred}, Input{Kind: Words, Text: words})
			offered := slices.ContainsFunc(r.Messages, func(m Message) bool {
				return strings.Contains(m.Text, "person") || slices.ContainsFunc(slices.Concat(m.Buttons...), func(b Button) bool { return w.calls(b.Data) })
			})
			if offered != (barred == 0) {
				t.Errorf("to %q, barred %d: %+v", words, barred, r.Messages)
			}
		}
	}
}

// TestBarredTexts says in no text what a person could do for a customer who can have none, in any language, and asks no
// question of which nothing but a no is left.
func TestBarredTexts(t *testing.T) {
	w := shopWorld(t)
	barred := Input{Kind: Barred, Number: 1}
	rated := after(w, State{}, barred, Input{Kind: Words, Text: "/rate"}, Input{Kind: Press, Data: "rate.stars:1"},
		Input{Kind: Press, Data: "rate.why:price"}, Input{Kind: Press, Data: "rate.words:skip"})
	if rated.State.Session.Step != "rate.thanks-low" || !strings.Contains(written(rated), "Thank you for being frank") {
		t.Errorf("a low rating leads to %q: %+v", rated.State.Session.Step, rated.Messages)
	}
	for _, lang := range w.Texts.Languages() {
		for offer, key := range personal {
			said := func(in ...Input) string {
				t := turn{w: w, Result: Result{State: after(w, State{}, in...).State}}
				t.s, t.c = &t.State.Session, &t.State.Customer
				t.c.Language = lang
				return t.text(offer, t.facts(offer))
			}
			if got := said(barred); got == said() || strings.Contains(got, "/human") {
				t.Errorf("%s: %s, barred by %s: %q", lang, offer, key, got)
			}
		}
	}
	parts := after(w, State{}, barred, Input{Kind: Words, Text: "when are you open? and do you repair zithers?"})
	if got := written(parts); !strings.Contains(got, "that I don't know, I'm sorry") {
		t.Errorf("answered in part: %q", got)
	}
	moved := after(w, State{Customer: profile.Customer{Cases: []profile.Case{{Number: 1042, State: profile.Work}}}}, barred,
		Input{Kind: Moved, Number: 1042, Text: string(profile.Refused), Why: "complain-why-late"})
	if got := written(moved); !strings.Contains(got, "Too much time") || strings.Contains(got, "/human") {
		t.Errorf("told of a complaint: %q", got)
	}
}

// TestBarredComplaint bars a customer in the middle of a complaint: what they say on is no question, and nothing is promised
// of it, nor when they reopen it.
func TestBarredComplaint(t *testing.T) {
	w := shopWorld(t)
	said := func(s State, in ...Input) (State, string) {
		r := after(w, s, in...)
		return r.State, written(r)
	}
	s, got := said(State{}, Input{Kind: Words, Text: "/complain"}, Input{Kind: Press, Data: "complain.about:quality"}, Input{Kind: Barred, Number: 1})
	if !strings.Contains(got, "isn't taking messages") || !strings.Contains(got, "What happened?") {
		t.Errorf("barred: %s", got)
	}
	s, _ = said(s, Input{Kind: Words, Text: "the tea was bitter"})
	s, got = said(s, Input{Kind: Press, Data: "complain.wish:refund", Number: 1042})
	if got != "Your complaint is noted under number <b>C-1042</b>." || len(s.Customer.Cases) != 1 {
		t.Errorf("filed: %s, %+v", got, s.Customer.Cases)
	}
	s, _ = said(s, Input{Kind: Moved, Number: 1042, Text: string(profile.Resolved)})
	for _, in := range []Input{{Kind: Press, Data: "complain.solved:open"}, {Kind: Words, Text: "no, it is as bitter as before"}} {
		reopened, got := said(s, in)
		if !strings.Contains(got, "I've noted that it isn't settled") || strings.Contains(got, "person") || reopened.Customer.Cases[0].State != profile.Received {
			t.Errorf("reopened by %+v: %s", in, got)
		}
	}
	s, got = said(s, Input{Kind: Words, Text: "/suggest"}, Input{Kind: Words, Text: "open a second shop"})
	if got != "Thank you, that is noted." {
		t.Errorf("an idea: %s", got)
	}
	if s, got = said(State{}, Input{Kind: Words, Text: "/start"}, Input{Kind: Barred, Number: 1}); s.Session.Step != "" || strings.Count(got, "\n") != 0 {
		t.Errorf("barred at the menu: at %q, %s", s.Session.Step, got)
	}
}
